package geoparse

import (
	"math"

	"dateline/geo"
)

// evidence fills in how well candidates fit the stated distances and directions: up to 1 for, down to -1 against.
func (r *reading) evidence() {
	of := r.senseOf()
	for i := range r.links {
		l := &r.links[i]
		if l.located < 0 || len(l.anchors) != 1 || l.kind != DistanceBearing && l.kind != Near {
			continue
		}
		a, b := of[l.anchors[0]], of[l.located]
		if a != nil && b != nil && a != b {
			weighEvidence(l, a, b)
		}
	}
}

func (r *reading) senseOf() []*sense {
	of := make([]*sense, len(r.names))
	for _, s := range r.all {
		for _, i := range s.names {
			of[i] = s
		}
	}
	return of
}

func weighEvidence(l *link, anchor, located *sense) {
	for i := range located.cands {
		c := &located.cands[i]
		sum := 0.0
		for j := range anchor.cands {
			if a := &anchor.cands[j]; a.prob > 0.01 {
				sum += a.prob * agreement(l, a, c)
			}
		}
		c.f[fRelation] = sum
	}
	if len(located.cands) == 0 || located.cands[0].match.How == "fuzzy" { // a guess says nothing of its anchor
		return
	}
	for j := range anchor.cands {
		a := &anchor.cands[j]
		sum := 0.0
		for i := range located.cands {
			if c := &located.cands[i]; c.prob > 0.01 {
				sum += c.prob * agreement(l, a, c)
			}
		}
		a.f[fRelation] = sum
	}
}

// agreement is 1 where the map fits, -1 where it lies far off, and between for what may be a rough statement.
func agreement(l *link, anchor, c *cand) float64 {
	if wide(anchor) || wide(c) {
		return 0
	}
	p, q := anchor.match.Place.Point, c.match.Place.Point
	km := geo.Haversine(p, q).Kilometres()
	if l.kind == Near {
		return fall(km, nearKM, 4*nearKM)
	}
	score := 1.0
	if l.km > 0 {
		score = fall(math.Abs(km-l.km), max(toleranceKM, toleranceShare*l.km), 2*l.km+50)
	} else if km > 500 {
		score = -1
	}
	if l.bearing >= 0 && km > 1 {
		score = min(score, fall(turn(azimuth(p, q), l.bearing), toleranceWind, 120))
	}
	return score
}

// fall is 1 up to good, falls to -1 at bad, and stays there.
func fall(v, good, bad float64) float64 {
	switch {
	case v <= good:
		return 1
	case v >= bad:
		return -1
	}
	return 1 - 2*(v-good)/(bad-good)
}

// azimuth is the initial bearing on the sphere from p to q, 0 to 360.
func azimuth(p, q [2]float64) float64 {
	const rad = math.Pi / 180
	dLon := (q[0] - p[0]) * rad
	y := math.Sin(dLon) * math.Cos(q[1]*rad)
	x := math.Cos(p[1]*rad)*math.Sin(q[1]*rad) - math.Sin(p[1]*rad)*math.Cos(q[1]*rad)*math.Cos(dLon)
	return math.Mod(math.Atan2(y, x)/rad+360, 360)
}
