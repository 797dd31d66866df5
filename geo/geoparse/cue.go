package geoparse

import "strings"

// cueLimit is how many occurrences of a name are looked at for words that tell its kind.
const cueLimit = 50

// cues fills in what the words next to a name say of its kind: a town or an area.
func (r *reading) cues(s *sense) {
	towns, areas := 0.0, 0.0
	for k, i := range s.names {
		if k == cueLimit {
			break
		}
		n := &r.names[i]
		if r.townCue(n, i) {
			towns++
		}
		if r.areaCue(n) {
			areas++
		}
	}
	total := float64(min(len(s.names), cueLimit))
	for i := range s.cands {
		c := &s.cands[i]
		switch {
		case c.match.Place.Class == 'P':
			c.fixed[fTownCue] = towns / total
		case c.group == country || c.group == firstAdmin || c.group == otherAdmin:
			c.fixed[fAreaCue] = areas / total
		}
	}
}

func (r *reading) townCue(n *name, i int) bool {
	if r.measured[i] || r.before(n.first, 1) == "of" && townNouns[strings.ToLower(r.before(n.first, 2))] || townNouns[strings.ToLower(r.before(n.first, 1))] {
		return true
	}
	if r.word(n.last, n.first) == "-" && r.word(n.last+1, n.first) == "based" {
		return true
	}
	return i == 0 && n.first < 2 && (allCaps(n.surface) || r.word(n.last, n.first) == "(")
}

// endsOfLinks are the names that a distance, a road or "near" is measured from or to: towns rather than the areas of the same
// name.
func (r *reading) endsOfLinks() map[int]bool {
	out := make(map[int]bool)
	for i := range r.links {
		l := &r.links[i]
		if l.kind == OnBorder || l.kind == DistanceBearing && l.km == 0 {
			continue
		}
		for _, a := range l.anchors {
			out[a] = true
		}
	}
	return out
}

func (r *reading) areaCue(n *name) bool {
	after, before := strings.ToLower(r.word(n.last, n.first)), strings.ToLower(r.before(n.first, 1))
	return areaNouns[after] || before == "of" && areaNouns[strings.ToLower(r.before(n.first, 2))] || areaNouns[before]
}

var townNouns = wordSet(`city town village suburb downtown mayor hamlet port capital`)

var areaNouns = wordSet(`state province governorate county region gov. governor sen. senator rep. legislature lawmakers district prefecture oblast
republic territory statewide`)
