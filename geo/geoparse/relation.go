package geoparse

import "strings"

// link is a relation between names, by their indices, before anything is placed.
type link struct {
	stated
	kind    RelationKind
	located int   // -1 where the located place has no name
	anchors []int // names; empty where the anchor is only described
	// described is the rank of a town by population where the anchor is "the country's second largest city", else 0.
	described int
	end       int // token after the whole statement
}

// statements finds the stated positions of places.
func (r *reading) statements() {
	if len(r.names) == 0 {
		return
	}
	at := r.nameAt()
	for i := 0; i < len(r.tokens); i++ {
		l, ok := r.statement(i, at)
		if !ok {
			continue
		}
		r.links = append(r.links, l)
		i = max(i, l.last-1)
	}
}

// nameAt gives for each token the index of the name that covers it, plus 1.
func (r *reading) nameAt() []int {
	at := make([]int, len(r.tokens)+1)
	for k, n := range r.names {
		for i := n.first; i < n.last; i++ {
			at[i] = k + 1
		}
	}
	return at
}

func (r *reading) statement(i int, at []int) (link, bool) {
	if at[i] > 0 {
		return link{}, false
	}
	if s, ok := r.statedAt(i); ok {
		l := link{stated: s, kind: DistanceBearing, end: s.last}
		return l, r.ends(&l, at)
	}
	if l, ok := r.nearAt(i, at); ok {
		return l, true
	}
	return r.betweenAt(i, at)
}

// ends finds the two ends of a stated distance or direction.
func (r *reading) ends(l *link, at []int) bool {
	if l.from > 0 {
		a, described, end := r.anchorAt(l.from, at)
		if a < 0 && described == 0 {
			return false
		}
		l.described, l.end = described, end
		if a >= 0 {
			l.anchors = []int{a}
		}
	}
	l.located = r.locatedBefore(l.first, at)
	if l.from == 0 { // "Baiji, 50 miles to the southwest": of the place named before it
		if l.located < 0 {
			return false
		}
		a := r.previousPlace(l.located)
		if a < 0 {
			return false
		}
		l.anchors = []int{a}
	}
	if l.located < 0 && len(l.anchors) > 0 {
		l.located = r.locatedAfter(l, at)
	}
	if l.located >= 0 && len(l.anchors) > 0 && l.anchors[0] == l.located {
		l.located = -1
	}
	return l.km > 0 || l.located >= 0
}

// anchorAt reads the anchor at token i: a name, perhaps behind "the city of", or the description of a town by its rank.
func (r *reading) anchorAt(i int, at []int) (nameIndex, described, end int) {
	for j := i; j < i+6 && j < len(r.tokens) && r.tokens[j].Sentence == r.tokens[i].Sentence; j++ {
		if k := at[j]; k > 0 && r.names[k-1].role != Demonym && r.names[k-1].role != Part {
			return k - 1, 0, r.names[k-1].last
		}
		if at[j] == 0 && !anchorFiller[strings.ToLower(r.tokens[j].Text)] {
			break
		}
	}
	if rank, end := r.describedTown(i); rank > 0 {
		return -1, rank, end
	}
	return -1, 0, 0
}

var anchorFiller = wordSet(`the city town village of capital its iraqi province port northern southern eastern western central district
regional provincial besieged city's old centre center downtown here region border main rebel-held government-held key strategic`)

// describedTown reads "the country's second most-populous city", "Iraq's second-largest city", "the country's largest city".
func (r *reading) describedTown(i int) (rank, end int) {
	rank = 1
	seen := false
	for j := i; j < i+10 && j < len(r.tokens) && r.tokens[j].Sentence == r.tokens[i].Sentence; j++ {
		w := strings.ToLower(r.tokens[j].Text)
		if n, ok := ordinals[w]; ok {
			rank = n
			continue
		}
		switch w {
		case "largest", "biggest", "populous", "populated":
			seen = true
		case "the", "country", "nation", "'s", "’s", "most", "-", "its":
		case "city", "town":
			if seen {
				return rank, j + 1
			}
			return 0, 0
		default:
			if !isUpper(r.tokens[j].Text) {
				return 0, 0
			}
		}
	}
	return 0, 0
}

var ordinals = map[string]int{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}

// locatedBefore gives the name that the statement at token i is about: the last one before it with only fillers between.
func (r *reading) locatedBefore(i int, at []int) int {
	for j := i - 1; j >= 0 && j > i-10 && r.tokens[j].Sentence == r.tokens[i].Sentence; j-- {
		if k := at[j]; k > 0 {
			if r.names[k-1].role == Literal || r.names[k-1].role == Metonym {
				return r.insideOf(k - 1)
			}
			return -1
		}
		if !locatedFiller[strings.ToLower(r.tokens[j].Text)] && !r.describes(j) {
			return -1
		}
	}
	return -1
}

// describes holds for the adjective in "a hillside town".
func (r *reading) describes(j int) bool {
	before := r.before(j, 1)
	return (before == "a" || before == "an" || before == "the") && settlementNouns[r.after(j, 1)] && !isUpper(r.tokens[j].Text)
}

var locatedFiller = wordSet(`, ( - – — is was are lies lie lying located situated which that a an the town city village of some about around
roughly nearly approximately just more than over less almost only district area small key strategic at in and home place located at least up
to between within further mainly predominantly largely refinery base camp post airport suburb hamlet settlement ancient northern southern
eastern western`)

// insideOf takes the inner of two names, as in "Alqosh, Iraq, 31 miles north of Mosul".
func (r *reading) insideOf(k int) int {
	if k > 0 && r.between(r.names[k-1].last, r.names[k].first) == "," && r.names[k-1].role == Literal && r.mayHold(0, k) {
		return k - 1
	}
	return k
}

// locatedAfter takes the name after "31 miles north of Mosul," at the head of a sentence.
func (r *reading) locatedAfter(l *link, at []int) int {
	head := r.sentences[r.tokens[l.first].Sentence].First
	if l.first-head > 3 {
		return -1
	}
	for j := l.end; j < l.end+4 && j < len(r.tokens); j++ {
		if k := at[j]; k > 0 && r.names[k-1].role == Literal && !r.mayHold(0, k-1) {
			return k - 1
		}
		if w := r.tokens[j].Text; w != "," && w != "in" && w != "the" && w != "town" && w != "village" && w != "of" {
			return -1
		}
	}
	return -1
}

// previousPlace is the last name before name k that may be an anchor: no country, no demonym.
func (r *reading) previousPlace(k int) int {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		n := &r.names[j]
		if n.role == Demonym || n.role == Part || n.surface == r.names[k].surface {
			continue
		}
		if len(n.matches) > 0 && groupOf(&n.matches[0].Place) == country {
			continue
		}
		if r.tokens[r.names[k].first].Sentence-r.tokens[n.first].Sentence > 1 {
			return -1
		}
		return j
	}
	return -1
}

var nearWords = wordSet(`near outside around surrounding`)

// nearAt reads "X, near Y", "in X, just outside Y", "X on the outskirts of Y", "the areas around Y".
func (r *reading) nearAt(i int, at []int) (link, bool) {
	w := strings.ToLower(r.tokens[i].Text)
	j := i + 1
	switch {
	case nearWords[w]:
	case w == "outskirts" || w == "vicinity" || w == "suburbs" || w == "edge":
		if r.after(i, 1) != "of" {
			return link{}, false
		}
		j++
	default:
		return link{}, false
	}
	a, _, end := r.anchorAt(j, at)
	if a < 0 {
		return link{}, false
	}
	l := link{stated: stated{first: i, last: end, bearing: -1}, kind: Near, located: r.locatedBefore(i, at), anchors: []int{a}, end: end}
	if l.located == a {
		l.located = -1
	}
	return l, true
}

// betweenAt reads "between X and Y", "the road from X to Y", "the X-Y highway", "the border between X and Y".
func (r *reading) betweenAt(i int, at []int) (link, bool) {
	w := strings.ToLower(r.tokens[i].Text)
	kind := Between
	var joint string
	switch w {
	case "between":
		joint = "and"
	case "from":
		joint = "to"
	default:
		return link{}, false
	}
	switch r.noun(i) {
	case "road", "highway", "route", "motorway":
		kind = OnRoad
	case "border", "frontier":
		kind = OnBorder
	default:
		if w == "from" {
			return link{}, false
		}
	}
	a, _, end := r.anchorAt(i+1, at)
	if a < 0 || r.word(end, i) != joint {
		return link{}, false
	}
	b, _, last := r.anchorAt(end+1, at)
	if b < 0 {
		return link{}, false
	}
	return link{stated: stated{first: i, last: last, bearing: -1}, kind: kind, located: r.locatedBefore(i, at), anchors: []int{a, b}, end: last}, true
}

// noun is the word before token i.
func (r *reading) noun(i int) string { return strings.ToLower(r.before(i, 1)) }
