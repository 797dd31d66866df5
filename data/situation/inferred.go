package situation

import (
	"slices"

	"dateline/geo/zone"
)

// InferredBy is the class of land whose settlement no report names, while most of the reported ones around it have one holder.
const InferredBy = zone.Inferred

// follow gives the silent neighbours of touched sites their keys anew, and names them as touched too.
func (t *tessellation) follow(keys []zone.Key, touched []int) []int {
	if t.infer == nil {
		return touched
	}
	out := slices.Clone(touched)
	for _, i := range touched {
		for _, n := range t.infer.Dependents(i) {
			keys[n] = t.infer.Key(int(n), keys)
			out = append(out, int(n))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// speakers gives the sites whose reports a site's key rests on: itself, or the witnesses with the same holder.
func (l *layers) speakers(i int) []int {
	if l.keys[i].Class != zone.Inferred {
		return []int{i}
	}
	var out []int
	for _, w := range l.tess.infer.Witnesses(i) {
		if l.keys[w].Holder == l.keys[i].Holder {
			out = append(out, int(w))
		}
	}
	return out
}

// allSpeakers gives those of several sites, once each.
func (l *layers) allSpeakers(sites []int) []int {
	seen := make(map[int]bool, len(sites))
	var out []int
	for _, i := range sites {
		for _, w := range l.speakers(i) {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

// allWitnesses gives the sites themselves and, of silent ones, all whose reports they could follow.
func (l *layers) allWitnesses(sites []int) []int {
	out := slices.Clone(sites)
	if l.tess.infer != nil {
		for _, i := range sites {
			for _, w := range l.tess.infer.Witnesses(i) {
				out = append(out, int(w))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
