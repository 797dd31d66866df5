package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// joints are lower-case words that stand between two names but inside none of a person's: "fled Mosul for Alqosh".
var joints = wordSet(`for and to from in near into with`)

// splitJoined parts the spans of persons and bodies that a joint glues together of names: pieces that are places become
// places, the rest keeps the label. A body whose name needs the joint ("Centre for Aleppo") has a piece that no map
// has, and stays whole; so does what the gazetteer has as a whole ("Bosnia and Herzegovina").
func (r *reading) splitJoined() {
	var more []tagger.Span
	kept := r.spans[:0]
	for _, sp := range r.spans {
		pieces := r.pieces(sp)
		if len(pieces) < 2 || !r.splittable(sp, pieces) {
			kept = append(kept, sp)
			continue
		}
		more = append(more, r.relabel(sp, pieces)...)
	}
	r.spans = append(kept, more...)
}

// pieces gives the runs of tokens between the joints of a span of a person or body.
func (r *reading) pieces(sp tagger.Span) []tagger.Span {
	if sp.Label != tagger.Person && sp.Label != tagger.Organisation || sp.Margin >= ruleMargin || r.phrases[sp.First].last >= sp.Last {
		return nil
	}
	var out []tagger.Span
	first := sp.First
	for i := sp.First; i <= sp.Last; i++ {
		if i < sp.Last && (!joints[r.tokens[i].Text] || i < r.phrases[first].last) {
			continue
		}
		if i > first {
			out = append(out, tagger.Span{First: first, Last: i, Label: sp.Label, Margin: sp.Margin})
		}
		first = i + 1
		for first < sp.Last && r.tokens[first].Text == "the" {
			first++
		}
	}
	return out
}

// splittable says whether the pieces are names of their own: always with persons, with bodies where all are known places.
func (r *reading) splittable(sp tagger.Span, pieces []tagger.Span) bool {
	if sp.Label == tagger.Person {
		return true
	}
	for _, p := range pieces {
		if ph := r.phrases[p.First]; ph.last != p.Last || !ownName(ph.matches[0]) && !areaOf(ph) {
			return false
		}
	}
	return r.placePiece(pieces[0]) || r.placePiece(pieces[1])
}

// relabel makes places of the pieces that are known for it, and of those near them.
func (r *reading) relabel(sp tagger.Span, pieces []tagger.Span) []tagger.Span {
	sure := -1
	for i := range pieces {
		if r.placePiece(pieces[i]) {
			pieces[i].Label, pieces[i].Margin = tagger.Location, doubtfulMargin
			sure = i
		}
	}
	for i := range pieces {
		p := &pieces[i]
		if p.Label != sp.Label || r.phrases[p.First].last != p.Last {
			continue
		}
		if sure >= 0 && r.neighbours(p.First, pieces[sure].First) || sure < 0 && r.countryNamed(p.First) && !r.common(p.First, p.Last) {
			p.Label, p.Margin = tagger.Location, doubtfulMargin
		}
	}
	return pieces
}

// placePiece says whether a piece is a place by itself: a well-known one, or one that the tagger reads as a place elsewhere.
func (r *reading) placePiece(p tagger.Span) bool {
	if r.phrases[p.First].last != p.Last {
		return false
	}
	if r.prominent(p.First) && !commonWords[strings.ToLower(r.slice(p.First, p.Last))] {
		return true
	}
	w := r.slice(p.First, p.Last)
	for _, sp := range r.spans {
		if role, place := roleOf[sp.Label]; place && role != Demonym && sp.Last-sp.First == p.Last-p.First && r.slice(sp.First, sp.Last) == w {
			return true
		}
	}
	return false
}

// neighbourKM is how far apart two places may lie that one journey or one list joins without a word on where they are.
const neighbourKM = 300

// neighbours says whether some place of the one name lies near the most prominent of the other.
func (r *reading) neighbours(i, j int) bool {
	to := vector(r.phrases[j].matches[0].Place.Point)
	for k, m := range r.phrases[i].matches {
		if k == maxCandidates {
			break
		}
		if m.How != "fuzzy" && dot(vector(m.Place.Point), to) >= cosNeighbour {
			return true
		}
	}
	return false
}

// countryNamed says whether the country of the most prominent place at token i is named in the text.
func (r *reading) countryNamed(i int) bool {
	p := &r.phrases[i].matches[0].Place
	for j := range r.phrases {
		ph := &r.phrases[j]
		if ph.last > 0 && j != i && groupOf(&ph.matches[0].Place) == country && ph.matches[0].Place.Country == p.Country {
			return true
		}
	}
	return false
}

// members makes bodies of persons with "of" in the middle that are no title ("Duke of"): "Gunmen of the Maute" are the Maute.
func (r *reading) members() {
	for k := range r.spans {
		sp := &r.spans[k]
		if sp.Label != tagger.Person || sp.Margin >= ruleMargin {
			continue
		}
		for i := sp.First + 1; i+1 < sp.Last; i++ {
			if r.tokens[i].Text != "of" || titleNoun[strings.ToLower(r.tokens[i-1].Text)] || paper[r.tokens[i-1].Text] {
				continue
			}
			first := i + 1
			for first < sp.Last-1 && r.tokens[first].Text == "the" {
				first++
			}
			sp.First, sp.Label = first, tagger.Organisation
			break
		}
	}
}
