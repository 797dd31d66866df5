package situation

import (
	"cmp"
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
	known, touched := b.f.frontsBefore(l), l.touchedSites()
	for i, fr := range b.f.frontsOf(l) {
		b.front(l.frontIDs[i], l, fr, known, touched, b.frontFeature)
	}
	for _, a := range b.f.assertedLines() {
		b.add("line:"+a.claim.Claim.ID, nil, func() geo.Feature { return b.lineFeature(a) })
	}
}

// bands gives where the front lines may in truth run, one band for each line under the line's id.
func (b *builder) bands() {
	l := b.f.layered()
	known, touched := b.f.frontsBefore(l), l.touchedSites()
	for i, fr := range b.f.frontsOf(l) {
		if id := l.frontIDs[i]; len(fr.Band) > 0 {
			b.front(bandPrefix+id, l, fr, known, touched, func(l *layers, fr zone.Front) geo.Feature {
				return bandFeature(b.frontFeature(l, fr), id, fr.Band)
			})
		}
	}
	for _, a := range b.f.assertedLines() {
		if m := b.f.band(a); len(m) > 0 {
			id := "line:" + a.claim.Claim.ID
			b.add(bandPrefix+id, nil, func() geo.Feature { return bandFeature(b.lineFeature(a), id, m) })
		}
	}
}

const bandPrefix = "band:"

// bandFeature turns the feature of a line into that of its band. It is no area that anybody holds.
func bandFeature(f geo.Feature, line string, m orb.MultiPolygon) geo.Feature {
	f.Properties["kind"], f.Properties["line"] = "frontband", line
	f.Properties["label"] = fmt.Sprintf("somewhere here: %v", f.Properties["label"])
	f.Properties["area_km2"] = round(zone.AreaKM2(m), 1)
	f.Geometry = m
	return f
}

// assertedLines gives the lines that reports assert now.
func (f *frame) assertedLines() []assertedLine {
	var out []assertedLine
	for _, c := range f.view.others[data.KindLine] {
		if f.current(c, staleDays) && c.Claim.Modality != data.Denied {
			if a, ok := f.asserted(c); ok {
				out = append(out, a)
			}
		}
	}
	return out
}

// frontsOf gives the lines between the zones, made once for a frame.
func (f *frame) frontsOf(l *layers) []zone.Front {
	if !l.drawn {
		known := f.frontsBefore(l)
		l.lines = l.tess.diagram.Fronts(l.keys, f.q.CapKM, opposed, known)
		l.fronts = make(map[uint64]zone.Front, len(l.lines))
		taken := map[string]bool{}
		for _, fr := range l.lines {
			l.fronts[fr.Mark] = fr
			l.frontIDs = append(l.frontIDs, l.frontID(fr, taken))
		}
		l.drawn = true
	}
	return l.lines
}

// frontsBefore gives the lines of the frame before, by their marks, where this one differs in known places only.
func (f *frame) frontsBefore(l *layers) map[uint64]zone.Front {
	if old := f.before(); old != nil && l.redone != nil {
		return old.fronts
	}
	return nil
}

func (l *layers) touchedSites() map[int]bool {
	out := map[int]bool{}
	for _, i := range l.touched {
		out[i] = true
	}
	return out
}

// front adds a line; one that neither moved nor rests on a touched place is kept.
func (b *builder) front(id string, l *layers, fr zone.Front, known map[uint64]zone.Front, touched map[int]bool, build func(*layers, zone.Front) geo.Feature) {
	is := func(i int) bool { return touched[i] }
	if _, same := known[fr.Mark]; same && !slices.ContainsFunc(fr.LeftSites, is) && !slices.ContainsFunc(fr.RightSites, is) && b.keepMade(id, fr.Mark) {
		return
	}
	b.add(id, nil, func() geo.Feature { return build(l, fr) })
	m := b.made[id]
	m.from = fr.Mark
	b.made[id] = m
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

// frontID names a line after its holders and the most populous place beside it, on whichever side that is, so that a line keeps
// its id while places around it change hands. Where two lines have that place, the second is named after the next one too.
func (l *layers) frontID(fr zone.Front, taken map[string]bool) string {
	id := "front:" + fr.Left + ":" + fr.Right
	for _, i := range l.bySize(slices.Concat(fr.LeftSites, fr.RightSites)) {
		if id += ":" + l.tess.sites[i].id; !taken[id] {
			break
		}
	}
	for taken[id] {
		id += "'"
	}
	taken[id] = true
	return id
}

// bySize sorts places by their population, the largest first.
func (l *layers) bySize(sites []int) []int {
	slices.SortFunc(sites, func(i, j int) int {
		s, t := l.tess.sites[i], l.tess.sites[j]
		return cmp.Or(cmp.Compare(t.population, s.population), cmp.Compare(s.id, t.id), cmp.Compare(i, j))
	})
	return slices.Compact(sites)
}

// anchor is the most populous of some places.
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
	inferred := false
	side := func(sites []int) (p Party, fresh int) {
		fresh = 1 << 30
		var holders []Party
		if slices.ContainsFunc(sites, func(i int) bool { return l.keys[i].Class == zone.Inferred }) {
			inferred = true
		}
		for _, i := range l.allSpeakers(sites) {
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
	if max(leftFresh, rightFresh) <= freshDays && !inferred {
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
	props["radius_km"], props["method"], props["version"] = b.f.q.CapKM, b.f.e.ground.method(), Version
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
