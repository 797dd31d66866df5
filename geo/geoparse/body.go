package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// groups claims armed groups and parties that carry the names of lands: "Islamic State of Iraq and the Levant", "al Qaeda in
// the Arabian Peninsula".
func (r *reading) groups() {
	for i := range r.tokens {
		first, j := r.groupHead(i)
		if j == 0 {
			continue
		}
		end := j
		if w := r.word(j, i); w == "of" || w == "in" {
			if k := r.lands(j + 1); k > j+1 {
				end = k
			}
		}
		r.claim(first, end, tagger.Organisation)
	}
}

// groupHead says where a group's name begins and where its head ends, if one does at i.
func (r *reading) groupHead(i int) (first, end int) {
	w, next := r.tokens[i].Text, r.after(i, 1)
	switch {
	case w == "Islamic" && (next == "State" || next == "Emirate" || next == "Republic" && r.after(i, 2) != "of"):
		return i, i + 2
	case strings.HasPrefix(w, "Qaeda") || strings.HasPrefix(w, "Qaida"):
		first = i
		for first > max(0, i-4) && (r.before(first, 1) == "-" || strings.EqualFold(r.before(first, 1), "al")) {
			first--
		}
		return first, i + 1
	case groupNoun[w] && (next == "of" || next == "for" && r.after(i, 2) == "the" && r.after(i, 3) == "Liberation") && i > 0 && isUpper(r.before(i, 1)):
		first = i
		for first > max(0, i-maxRun) && isUpper(r.before(first, 1)) {
			first--
		}
		return first, i + 1
	}
	return 0, 0
}

var groupNoun = wordSet(`Front Brigades Brigade Army Movement Party Forces Union Alliance Congress Council Federation League Tigers Militia`)

// lands gives the end of a list of capitalised names joined by "and" from token i on.
func (r *reading) lands(i int) int {
	j := i
	if strings.EqualFold(r.word(j, i), "the") {
		j++
	}
	k := r.run(j)
	if k == j && !(strings.EqualFold(r.word(j, i), "al") && r.word(j+1, i) == "-") {
		return i
	}
	if k == j {
		k = r.run(j + 2)
	}
	if w := r.word(k, i); (w == "and" || w == "&") && k > j {
		next := k + 1
		for w := r.word(next, i); w == "the" || w == "al" || w == "ash" || w == "-"; w = r.word(next, i) {
			next++
		}
		if end := r.run(next); end > next {
			return end
		}
	}
	return k
}

// publications claims papers named after their town: "The Times of London".
func (r *reading) publications() {
	for i := range r.tokens {
		if !paper[r.tokens[i].Text] || r.after(i, 1) != "of" || !isUpper(r.after(i, 2)) {
			continue
		}
		first := i
		for first > max(0, i-maxRun) && isUpper(r.before(first, 1)) && r.tokens[first].Sentence == r.tokens[first-1].Sentence {
			first--
		}
		r.claim(first, r.run(i+2), tagger.Organisation)
	}
}

var paper = wordSet(`Times Post Herald Tribune Journal Gazette News Chronicle Observer Guardian Telegraph Star Voice Bank University
Bishop Archbishop Duke Duchess Prince Princess Earl Marquess`)
