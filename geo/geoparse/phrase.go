package geoparse

import (
	"strconv"
	"strings"

	"dateline/geo/geoparse/token"
)

// stated is a phrase of distance and direction in the text, before the places it speaks of are known.
type stated struct {
	first, last int // tokens
	value, km   float64
	unit        string
	bearing     float64 // -1 where none is said
	direction   string
	// from is the token after "of" or "from", 0 where the phrase has none ("50 miles to the southwest").
	from int
}

// unitKM are the units by their words, in km.
var unitKM = map[string]float64{
	"km": 1, "kms": 1, "kilometer": 1, "kilometers": 1, "kilometre": 1, "kilometres": 1, "mi": 1.609344, "mile": 1.609344, "miles": 1.609344,
	"m": 0.001, "metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001, "yards": 0.0009144, "feet": 0.0003048,
}

// winds are the eight directions and the adjectives made of them, in degrees clockwise from north.
var winds = map[string]float64{"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
	"dozen": 12, "a": 1, "an": 1, "half": 0.5,
}

// statedAt reads a phrase that starts at token i: "31 miles north of", "70km west of", "50 miles to the southwest",
// "12 km (7 miles) from", "north of".
func (r *reading) statedAt(i int) (stated, bool) {
	s := stated{first: i, bearing: -1}
	j := i
	if v, unit, next, ok := r.length(i); ok {
		s.value, s.unit, s.km = v, unit, v*unitKM[unit]
		j = r.conversion(next)
	}
	s.last = j
	k := j
	for w := r.word(k, i); w == "to" || w == "the" || w == "due" || w == "just" || w == "directly" || w == "away"; w = r.word(k, i) {
		k++
	}
	if d, words, next, ok := r.wind(k, i); ok {
		s.bearing, s.direction, s.last, k = d, words, next, next
	}
	return s, r.fromWord(&s, k, i)
}

// fromWord reads the word before the anchor, and says whether the whole is a statement: a direction needs "of" after it when
// it has no distance, a distance needs a direction or "from".
func (r *reading) fromWord(s *stated, k, i int) bool {
	switch w := r.word(k, i); {
	case w == "of" && s.bearing >= 0, w == "from" && (s.km > 0 || s.bearing >= 0), (w == "outside" || w == "off") && s.km > 0:
		s.from = k + 1
		if r.word(k+1, i) == "of" {
			s.from++
		}
		s.last = s.from
		return true
	}
	return s.km > 0 && s.bearing >= 0
}

// length reads a number and a unit of length from token i on.
func (r *reading) length(i int) (value float64, unit string, next int, ok bool) {
	w := strings.ToLower(r.tokens[i].Text)
	if r.tokens[i].Kind == token.Number {
		digits := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")
		v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
		if err != nil {
			return 0, "", 0, false
		}
		if glued := w[len(digits):]; glued != "" { // "70km"
			_, known := unitKM[glued]
			return v, glued, i + 1, known
		}
		return r.unitAfter(v, i)
	}
	v, known := numberWords[w]
	if !known || w == "a" && numberWords[r.after(i, 1)] == 0 && unitKM[r.after(i, 1)] == 0 {
		return 0, "", 0, false
	}
	return r.unitAfter(v, i)
}

func (r *reading) unitAfter(v float64, i int) (float64, string, int, bool) {
	j := i + 1
	if r.word(j, i) == "-" {
		j++
	}
	if more, known := numberWords[r.word(j, i)]; known && more >= 10 {
		v, j = v*more, j+1
	}
	unit := strings.TrimSuffix(strings.ToLower(r.word(j, i)), ".")
	if unit == "nautical" {
		return v * 1852 / 1609.344, "miles", j + 2, true
	}
	_, known := unitKM[unit]
	return v, unit, j + 1, known && v > 0
}

// conversion passes over the same distance in another unit in brackets.
func (r *reading) conversion(i int) int {
	if i >= len(r.tokens) || r.word(i, i-1) != "(" {
		return i
	}
	for j := i + 1; j < i+6 && j < len(r.tokens); j++ {
		if r.word(j, i) == ")" {
			return j + 1
		}
	}
	return i
}

// wind reads a direction: "north", "north-east", "north east".
func (r *reading) wind(k, at int) (degrees float64, words string, next int, ok bool) {
	w := strings.ToLower(r.word(k, at))
	d, ok := winds[w]
	if !ok {
		return 0, "", 0, false
	}
	next = k + 1
	second := next
	if r.word(second, at) == "-" {
		second++
	}
	if two, ok := winds[w+strings.ToLower(r.word(second, at))]; ok && r.word(second, at) != "" && (w == "north" || w == "south") {
		return two, r.slice(k, second+1), second + 1, true
	}
	return d, r.tokens[k].Text, next, true
}
