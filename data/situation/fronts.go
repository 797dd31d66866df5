package situation

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/zone"
)

// Bases of a front line.
const (
	Observed  = "observed"
	Inferred  = "inferred"
	Schematic = "asserted-schematic"
)

func (b *builder) frontlines() {
	l := b.f.layered()
	var known map[uint64]zone.Front
	if old := b.f.before(); old != nil && l.redone != nil {
		known = old.fronts
	}
	touched := map[int]bool{}
	for _, i := range l.touched {
		touched[i] = true
	}
	l.fronts = map[uint64]zone.Front{}
	for _, fr := range l.tess.diagram.Fronts(l.keys, b.f.q.CapKM, opposed, known) {
		l.fronts[fr.Mark] = fr
		b.front(l, fr, known, touched)
	}
	for _, c := range b.f.view.others[data.KindLine] {
		if b.f.current(c, staleDays) && c.Claim.Modality != data.Denied {
			if f, ok := b.lineFeature(c); ok {
				b.add("line:"+c.Claim.ID, nil, func() geo.Feature { return f })
			}
		}
	}
}

// front adds a line; one that neither moved nor rests on a touched place is kept.
func (b *builder) front(l *layers, fr zone.Front, known map[uint64]zone.Front, touched map[int]bool) {
	id := b.frontID(l, fr)
	is := func(i int) bool { return touched[i] }
	if _, same := known[fr.Mark]; same && !slices.ContainsFunc(fr.LeftSites, is) && !slices.ContainsFunc(fr.RightSites, is) && b.keep(id) {
		return
	}
	b.add(id, nil, func() geo.Feature { return b.frontFeature(l, fr) })
}

// opposed says whether two zones face each other: a zone and a contested one that the same holder has a part in do not.
func opposed(a, b zone.Key) bool {
	for _, x := range splitHolders(a.Holder) {
		if slices.Contains(splitHolders(b.Holder), x) {
			return false
		}
	}
	return true
}

func splitHolders(h string) []string {
	var out []string
	start := 0
	if len(h) > 0 && h[:1] == jointMark {
		start = 1
	}
	for i := start; i <= len(h); i++ {
		if i == len(h) || h[i] == '|' {
			out = append(out, h[start:i])
			start = i + 1
		}
	}
	return out
}

// frontID names a line after its holders and its anchors, the most populous place on each side, so that a line keeps its
// id while it moves around the same towns.
func (b *builder) frontID(l *layers, fr zone.Front) string {
	x, y := l.tess.sites[l.anchor(fr.LeftSites)].id, l.tess.sites[l.anchor(fr.RightSites)].id
	id := "front:" + fr.Left + ":" + fr.Right + ":" + x + ":" + y
	for _, taken := b.made[id]; taken; _, taken = b.made[id] {
		id += "'"
	}
	return id
}

func (l *layers) anchor(sites []int) int {
	best := sites[0]
	for _, i := range sites {
		s, t := l.tess.sites[i], l.tess.sites[best]
		if s.population > t.population || s.population == t.population && s.id < t.id {
			best = i
		}
	}
	return best
}

func (b *builder) frontFeature(l *layers, fr zone.Front) geo.Feature {
	var cs []*claim
	side := func(sites []int) (p Party, fresh int) {
		fresh = 1 << 30
		var holders []Party
		for _, i := range sites {
			s := l.tess.sites[i]
			st := b.f.statusAt(s.key)
			if st.Class == "" {
				st = b.f.areaStatus(l, s)
			}
			cs = append(cs, st.Claims...)
			holders = append(holders, st.Holders...)
			fresh = min(fresh, st.AgeDays)
		}
		holders = distinct(holders)
		return Party{joined(ids(holders)), names(holders)}, fresh
	}
	left, leftFresh := side(fr.LeftSites)
	right, rightFresh := side(fr.RightSites)
	leftName, rightName := l.tess.sites[l.anchor(fr.LeftSites)].name, l.tess.sites[l.anchor(fr.RightSites)].name
	basis := Inferred
	if max(leftFresh, rightFresh) <= freshDays {
		basis = Observed
	}
	confidence := 0.5
	if basis == Observed {
		confidence = 0.7
	}
	label := fmt.Sprintf("%s / %s at %s and %s", left.Name, right.Name, leftName, rightName)
	props := b.common("frontline", label, confidence, cs)
	props["side_a"], props["side_a_id"] = left.Name, left.ID
	props["side_b"], props["side_b_id"] = right.Name, right.ID
	props["basis"] = basis
	props["length_km"] = round(fr.LengthKM, 1)
	// The true line lies anywhere between the towns of both sides.
	props["uncertainty_km"] = round(b.f.gap(l, fr), 1)
	props["radius_km"], props["method"], props["version"] = b.f.q.CapKM, Method, Version
	return geo.Feature{Geometry: line(fr.Line), Properties: props}
}

// areaStatus is the status that a silent place has from the smallest held area around it.
func (f *frame) areaStatus(l *layers, s site) Status {
	for _, a := range slices.Backward(l.areas) {
		if a.holds(s.point) {
			return a.status
		}
	}
	return Status{}
}

// gap is half the mean distance from a place on one side of a line to the nearest one on the other.
func (f *frame) gap(l *layers, fr zone.Front) float64 {
	sum := 0.0
	for _, i := range fr.LeftSites {
		best := 4 * f.q.CapKM
		for _, j := range fr.RightSites {
			best = min(best, geo.Haversine(l.tess.sites[i].point, l.tess.sites[j].point).Kilometres())
		}
		sum += best
	}
	return sum / float64(len(fr.LeftSites)) / 2
}

func line(m orb.MultiLineString) orb.Geometry {
	if len(m) == 1 {
		return m[0]
	}
	return m
}
