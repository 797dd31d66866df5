package geoparse

import "math"

// clusterKM is how far apart the places of a local text lie: a county's width.
const clusterKM = 60

// clusterSpeaks is the share of names from which on the reasons tell of it.
const clusterSpeaks = 0.1

var cosCluster = math.Cos(clusterKM / 6371.0088)

// clusters fills in how many other names of the text have some place near each small candidate, whatever they most likely mean.
// The rounds start from the famous places, and a text on Versailles, Warsaw and North Bend in Indiana would never leave them;
// this feature does not depend on where they stand. A name that many places bear proves less.
func (r *reading) clusters() {
	n := min(len(r.all), maxContext)
	if n < 3 {
		return
	}
	for k := range n {
		s := r.all[k]
		for i := range s.cands {
			c := &s.cands[i]
			if !c.small() {
				continue
			}
			votes := 0.0
			for j := range n {
				if t := r.all[j]; j != k && t.base != s.base && t.smallNear(c.vector) {
					votes += 1 / (1 + math.Log(float64(len(t.cands))))
				}
			}
			c.fixed[fCluster] = votes / (float64(n-1) + few)
		}
	}
}

func (s *sense) smallNear(v [3]float64) bool {
	for i := range s.cands {
		if c := &s.cands[i]; dot(c.vector, v) >= cosCluster && c.small() {
			return true
		}
	}
	return false
}
