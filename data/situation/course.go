package situation

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/flow"
	"dateline/geo/zone"
)

// assertedLine is a line that a report asserts, as it is drawn.
type assertedLine struct {
	claim  *claim
	places []data.ClaimPlace
	// way is the course through the named places; half is how far, in km, the line may lie from each of its points.
	way  []orb.Point
	half []float64
	// ends are the borders that it begins or ends at, somewhere along their whole length.
	ends []borderEnd
	// between are the statuses of the places that the way keeps to their sides.
	between []Status
	names   []string
}

// borderEnd is a border at the end of a line, and the named point at the other end of that leg.
type borderEnd struct {
	arc     []orb.Point
	other   orb.Point
	country string
}

// bendShare is how far a line may lie from its ends' straight connection, as a share of its length: an arc that high is 7 %
// longer than its chord.
const bendShare = 1.0 / 6

// leastHalfKM is the least uncertainty of an asserted line, the size of a town on both sides.
const leastHalfKM = 10

// asserted works out the course of a line claim: between the places that it names, and, where towns of both sides are known,
// with the towns of its holder on one side and those of others on the other.
func (f *frame) asserted(c *claim) (assertedLine, bool) {
	pts, places := f.linePoints(c)
	if len(pts) < 2 {
		return assertedLine{}, false
	}
	l := assertedLine{claim: c, places: places}
	for i := 1; i < len(pts); i++ {
		f.leg(&l, pts[i-1], pts[i], places[i-1], places[i])
	}
	for i := 1; i < len(pts); i++ {
		for _, k := range [][2]int{{i - 1, i}, {i, i - 1}} {
			if arc := f.borderArc(places[k[0]]); len(arc) > 0 {
				l.ends = append(l.ends, borderEnd{arc, pts[k[1]], places[k[0]].Country})
			}
		}
	}
	return l, true
}

// leg adds the way from one named place to the next.
func (f *frame) leg(l *assertedLine, from, to orb.Point, a, b data.ClaimPlace) {
	length := geo.Distance(from, to).Kilometres()
	own, others := f.sidesOf(l, from, to, length)
	var way []orb.Point
	corners := zone.Course(from, to, own, others, bendShare*length)
	for i := 1; i < len(corners); i++ {
		const pieces = 4
		for n := range pieces {
			g := geo.Inverse(corners[i-1], corners[i])
			p, _ := geo.Direct(corners[i-1], g.Azimuth1, g.Distance*geo.Metres(float64(n)/pieces))
			way = append(way, p)
		}
	}
	way[0] = from
	way = append(way, to)
	if len(l.way) > 0 {
		way = way[1:]
	}
	ends := [2]float64{f.endHalf(a), f.endHalf(b)}
	for _, p := range way {
		x, y := geo.Haversine(from, p).Kilometres(), geo.Haversine(p, to).Kilometres()
		share := x / max(x+y, 1e-9)
		bow := 4 * share * (1 - share) * bendShare * length
		l.way = append(l.way, p)
		l.half = append(l.half, max(leastHalfKM, bow, ends[0]*(1-share)+ends[1]*share))
	}
}

// endHalf is how far an end may lie from its point; a border counts as a whole, see assertedLine.ends.
func (f *frame) endHalf(p data.ClaimPlace) float64 {
	if len(f.borderArc(p)) > 0 {
		return leastHalfKM
	}
	return p.UncertaintyKM
}

// sidesOf gives the places near a leg that its holder holds, and those that others do, with the room that a line leaves them.
func (f *frame) sidesOf(l *assertedLine, from, to orb.Point, length float64) (own, others []zone.Side) {
	holder := actorOf(l.claim.Claim).ID
	if holder == "" {
		return nil, nil
	}
	var near []heldPlace
	pad := bendShare * length / 110
	for _, h := range f.heldBetween(min(from[1], to[1])-pad, max(from[1], to[1])+pad) {
		// An ellipse around both ends, as wide as the line may bow.
		if (geo.Haversine(from, h.Point) + geo.Haversine(h.Point, to)).Kilometres() > length*math.Sqrt(1+4*bendShare*bendShare) {
			continue
		}
		if near = append(near, h); slices.ContainsFunc(h.status.Holders, func(p Party) bool { return p.ID == holder }) {
			own = append(own, h.Side)
		} else {
			others = append(others, h.Side)
		}
	}
	if len(own) == 0 || len(others) == 0 {
		return nil, nil // one side alone does not tell which side is whose
	}
	for _, h := range near {
		if !slices.Contains(l.names, h.title) {
			l.between, l.names = append(l.between, *h.status), append(l.names, h.title)
		}
	}
	return own, others
}

// heldPlace is a place that somebody holds for certain, with the room that a line leaves it.
type heldPlace struct {
	zone.Side
	status *Status
	title  string
}

// heldBetween gives those between two latitudes, from the south; all of them are sought once for a frame.
func (f *frame) heldBetween(south, north float64) []heldPlace {
	if f.held == nil {
		f.held = []heldPlace{}
		for _, key := range f.view.keys {
			s, d := f.status[key], f.view.dossiers[key]
			if s == nil || s.Status != Held || s.Class != Assessed && s.Class != ClaimedBy || !isPoint(d.place.Kind) {
				continue
			}
			if p, ok := pointOf(d.place); ok {
				f.held = append(f.held, heldPlace{zone.Side{Point: p, KM: f.room(d)}, s, placeTitle(d.place)})
			}
		}
		slices.SortStableFunc(f.held, func(a, b heldPlace) int { return cmp.Compare(a.Point[1], b.Point[1]) })
	}
	at := func(lat float64) int {
		i, _ := slices.BinarySearchFunc(f.held, lat, func(h heldPlace, lat float64) int { return cmp.Compare(h.Point[1], lat) })
		return i
	}
	return f.held[at(south):at(north)]
}

// room is how far a line keeps from a place: a town's own reach, or the surroundings where those are spoken of.
func (f *frame) room(d *dossier) float64 {
	if relationOf(d.place) == data.RelationVicinity {
		return max(townKM, min(f.q.CapKM, d.place.UncertaintyKM))
	}
	return townKM
}

// lineFeature draws a line that a report asserts; it is never evidence for an area.
func (b *builder) lineFeature(l assertedLine) geo.Feature {
	c, length := l.claim, 0.0
	for i := 1; i < len(l.way); i++ {
		length += geo.Distance(l.way[i-1], l.way[i]).Kilometres()
	}
	a, o := actorOf(c.Claim), objectOf(c.Claim)
	label := fmt.Sprintf("%s: line asserted between %s and %s, course not known", a.Name, placeTitle(l.places[0]), placeTitle(l.places[len(l.places)-1]))
	props := b.common("frontline", label, c.Claim.Confidence, []*claim{c})
	props["side_a"], props["side_a_id"], props["side_b"], props["side_b_id"] = a.Name, a.ID, o.Name, o.ID
	props["basis"] = Schematic
	props["length_km"], props["uncertainty_km"] = round(length, 1), round(l.uncertainKM(), 1)
	props["method"], props["version"] = "between-named-places", Version
	props["between"], props["between_claims"] = l.names, l.betweenClaims()
	props["modality"] = c.Claim.Modality
	props["age_days"] = ageDays(c.at, b.f.q.Valid)
	return geo.Feature{Geometry: line(flow.Path(l.way)), Properties: props}
}

// betweenClaims are the claims that the course rests on besides its own.
func (l assertedLine) betweenClaims() []string {
	out := []string{}
	for _, s := range l.between {
		out = append(out, claimIDs(s.Claims)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l assertedLine) uncertainKM() float64 {
	most := slices.Max(l.half)
	for _, p := range l.places {
		most = max(most, p.UncertaintyKM)
	}
	return most
}

// band is where the line may lie: along its way, and over to every point of a border that it ends at, on the land of the
// country whose border it is.
func (f *frame) band(l assertedLine) orb.MultiPolygon {
	out := zone.Corridor(l.way, l.half)
	for _, e := range l.ends {
		fan := zone.Hull(append([]orb.Point{e.other}, e.arc...))
		if land := f.e.ground.outlines(fan.Bound())[e.country]; len(land) > 0 {
			fan = zone.Intersection(fan, near(land, fan.Bound()))
		}
		out = zone.Union(out, fan)
	}
	return out
}
