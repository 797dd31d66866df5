package geoparse

import "strconv"

// bound is the area that the words at one occurrence of a name put it into: "London, Ontario".
type bound struct {
	area  int // index of the name of the area
	cands []int
}

// bindings finds for each name that the text puts into a country or first-order area which of its matches lie there.
func (r *reading) bindings() map[int]bound {
	out := make(map[int]bound)
	for i := 0; i+1 < len(r.names); i++ {
		a, b := &r.names[i], &r.names[i+1]
		if a.role != Literal || b.role == Part || b.role == Demonym || len(b.matches) == 0 || r.tokens[a.last-1].Sentence != r.tokens[b.first].Sentence {
			continue
		}
		if between := r.between(a.last, b.first); between != "," && between != "(" && between != "in" || r.listed(i, b) {
			continue
		}
		if in := r.p.matchesIn(a, b); len(in) > 0 {
			out[i] = bound{i + 1, in}
		}
	}
	return out
}

// matchesIn gives the indices of a's matches that lie in the country or first-order area which b names first.
func (p *Parser) matchesIn(a, b *name) []int {
	area := cand{match: b.matches[0], group: groupOf(&b.matches[0].Place)}
	if area.group != country && area.group != firstAdmin {
		return nil
	}
	var out []int
	for k, m := range a.matches {
		if k == maxCandidates {
			break
		}
		if p.lies(&cand{match: m, group: groupOf(&m.Place)}, &area) {
			out = append(out, k)
		}
	}
	return out
}

// splitSenses gives names that the text puts into different areas ("Paris, Texas" … "Paris, France") a sense for each area;
// an occurrence without an area follows the nearest one with an area before it, else the first one.
func (r *reading) splitSenses() {
	r.bound = r.bindings()
	groups := make(map[string][]bound)
	for i := range r.names {
		if b, ok := r.bound[i]; ok {
			key := senseKey(&r.names[i])
			if r.groupIndex(groups[key], b) < 0 {
				groups[key] = append(groups[key], b)
			}
		}
	}
	last := make(map[string]string)
	for i := range r.names {
		n := &r.names[i]
		key := senseKey(n)
		if len(groups[key]) < 2 {
			continue
		}
		if b, ok := r.bound[i]; ok {
			last[key] = "#" + strconv.Itoa(r.groupIndex(groups[key], b))
		} else if last[key] == "" {
			last[key] = "#0"
		}
		n.split, n.splitWhy = last[key], "the text also names another "+n.surface
	}
}

// groupIndex finds the group whose area shares a candidate with b: "Paris, Texas" and "Paris, U.S." are one.
func (r *reading) groupIndex(groups []bound, b bound) int {
	for g := range groups {
		for _, k := range groups[g].cands {
			for _, l := range b.cands {
				if k == l {
					return g
				}
			}
		}
	}
	return -1
}

// unbound splits senses whose best place contradicts the words at some occurrence ("London, Ontario" in a text on
// Britain), and those occurrences whose own sentence speaks of the country of the name's most prominent place and not of
// the chosen one. It reports whether any was split, so that the senses are solved again.
func (r *reading) unbound() bool {
	any := false
	for _, s := range r.all {
		b := s.best()
		if b < 0 || len(s.names) < 2 {
			continue
		}
		bound := r.anyBound(s)
		for _, i := range s.names {
			n := &r.names[i]
			if n.split != "" {
				continue
			}
			at, stated := r.bound[i]
			if stated && r.contradicts(s, b, n, at) {
				n.split, n.splitWhy = "#stated", "put there by the words next to it; elsewhere the text means another "+n.surface
				any = true
			} else if !stated && bound && r.abroad(s, b, n) {
				n.split, n.splitWhy = "#famous", "its sentence speaks of the country of the better-known "+n.surface
				any = true
			}
		}
	}
	return any
}

func (r *reading) contradicts(s *sense, best int, n *name, at bound) bool {
	id := s.cands[best].match.Place.ID
	for _, k := range at.cands {
		if n.matches[k].Place.ID == id {
			return false
		}
	}
	return true
}

// abroad says, of a name that is put into an area elsewhere, whether a bare occurrence stands in a sentence on the country of
// the most prominent place of the name alone.
func (r *reading) abroad(s *sense, best int, n *name) bool {
	first := s.prominent()
	if first < 0 || first == best {
		return false
	}
	famous, chosen := s.cands[first].match.Place.Country, s.cands[best].match.Place.Country
	if famous == chosen {
		return false
	}
	there := false
	for _, other := range r.all {
		b := other.best()
		if other == s || b < 0 || other.cands[b].match.Place.Country == "" {
			continue
		}
		for _, j := range other.names {
			if r.tokens[r.names[j].first].Sentence != r.tokens[n.first].Sentence {
				continue
			}
			switch other.cands[b].match.Place.Country {
			case chosen:
				return false
			case famous:
				there = true
			}
		}
	}
	return there
}

// statedSenses gives for the senses that one name is split into the places that the words next to it leave, by id.
func (r *reading) statedSenses() map[string]map[string]bool {
	out := make(map[string]map[string]bool)
	for i := range r.names {
		n := &r.names[i]
		b, ok := r.bound[i]
		key := senseKey(n) + n.split
		if n.split == "" || !ok || out[key] != nil {
			continue
		}
		out[key] = make(map[string]bool)
		for _, k := range b.cands {
			out[key][n.matches[k].Place.ID] = true
		}
	}
	return out
}

// twins makes the senses of one name known to each other.
func twins(all []*sense) {
	of := make(map[string][]*sense)
	for _, s := range all {
		of[s.base] = append(of[s.base], s)
	}
	for _, s := range all {
		if len(of[s.base]) < 2 {
			continue
		}
		for _, t := range of[s.base] {
			if t != s {
				s.twins = append(s.twins, t)
			}
		}
	}
}

func (s *sense) prominent() int {
	for i := range s.cands {
		if s.cands[i].fixed[fFirst] > 0 {
			return i
		}
	}
	return -1
}

func (r *reading) anyBound(s *sense) bool {
	for _, i := range s.names {
		if _, ok := r.bound[i]; ok {
			return true
		}
	}
	return false
}
