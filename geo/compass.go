package geo

import (
	"math"
	"strings"
)

// compassPoints are the names of the 16 winds, clockwise from north in steps of 22.5°.
var compassPoints = [16]string{
	"north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
	"south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest",
}

// Compass names the direction of an azimuth in degrees in 16 points: "north", "north-northeast" … It is empty for a
// number that is not finite.
func Compass(azimuth float64) string {
	a := math.Mod(azimuth, 360)
	if math.IsNaN(a) {
		return ""
	}
	return compassPoints[(int(math.Round(a/22.5))+32)%16]
}

// ParseCompass reads the direction out of compass words and gives its azimuth in degrees in [0, 360): "north",
// "northwards", "north-western", "north-west of", "to the south east", "NNE", "due west", "south by east". ok is false
// for words that are no direction, or that name two opposite ones.
func ParseCompass(words string) (azimuth float64, ok bool) {
	fields := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool {
		return r == ' ' || r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013' || r == '\t' || r == '\n' || r == '\u00a0' || r == '.' || r == ','
	})
	var letters, byLetter string
	by := false
	for _, f := range fields {
		switch {
		case f == "by" && letters != "":
			by = true
			continue
		case compassFiller[f]:
			continue
		}
		l, known := compassLetters(f)
		if !known || byLetter != "" {
			return 0, false
		}
		if by {
			byLetter = l
		} else {
			letters += l
		}
	}
	azimuth, ok = azimuthOfLetters[letters]
	if !ok || !by {
		return azimuth, ok
	}
	return byCompass(azimuth, byLetter)
}

// byCompass turns an azimuth one point of 11.25° towards a cardinal one: "south by east".
func byCompass(azimuth float64, letter string) (float64, bool) {
	to, ok := azimuthOfLetters[letter]
	if !ok || len(letter) != 1 {
		return 0, false
	}
	d := math.Remainder(to-azimuth, 360)
	if d == 0 || math.Abs(d) == 180 {
		return 0, false
	}
	return math.Mod(azimuth+math.Copysign(11.25, d)+360, 360), true
}

// compassFiller are words that stand beside a direction and do not change it.
var compassFiller = map[string]bool{
	"of": true, "to": true, "the": true, "due": true, "direction": true, "toward": true, "towards": true, "from": true,
	"side": true, "in": true, "a": true, "just": true, "directly": true, "outskirts": true,
}

// compassLetters reads one word: "north", "northwestern", "nnw", "n", "eastwards", "southerly".
func compassLetters(word string) (string, bool) {
	if _, ok := azimuthOfLetters[word]; ok {
		return word, true
	}
	letters := ""
	for word != "" {
		rest, letter := "", ""
		for _, c := range [...]string{"north", "south", "east", "west"} {
			if r, found := strings.CutPrefix(word, c); found {
				rest, letter = r, c[:1]
			}
		}
		if letter == "" {
			return letters, letters != "" && compassEndings[word]
		}
		letters, word = letters+letter, rest
	}
	return letters, true
}

var compassEndings = map[string]bool{
	"ern": true, "erly": true, "ward": true, "wards": true, "wardly": true, "ernmost": true, "bound": true, "most": true,
}

// azimuthOfLetters holds the 16 winds by their letters. A cardinal direction said twice ("north northern") is itself.
var azimuthOfLetters = map[string]float64{
	"n": 0, "nne": 22.5, "ne": 45, "ene": 67.5, "e": 90, "ese": 112.5, "se": 135, "sse": 157.5,
	"s": 180, "ssw": 202.5, "sw": 225, "wsw": 247.5, "w": 270, "wnw": 292.5, "nw": 315, "nnw": 337.5,
	"nn": 0, "ee": 90, "ss": 180, "ww": 270, "en": 45, "es": 135, "wn": 315, "ws": 225,
}
