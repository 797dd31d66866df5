package word

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"Goma's airport":           "Goma|'s|airport",
		"rebel-held al-Qaida":      "rebel-held|al-Qaida",
		"2,000-3,000 families":     "2,000|-|3,000|families",
		"34 000 displaced":         "34 000|displaced",
		"U.S. Gen. Smith said.":    "U.S.|Gen.|Smith|said|.",
		"N’Djamena’s":              "N’Djamena|’s",
		"about 70km west":          "about|70|km|west",
		"the 33rd Front":           "the|33rd|Front",
		"“front line”":             "“|front|line|”",
		"7,50,000 and 1.2 million": "7,50,000|and|1.2|million",
	} {
		r := []rune(text)
		var got []string
		for _, tok := range Cut(r, 0, len(r)) {
			got = append(got, tok.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: got %s, want %s", text, s, want)
		}
	}
}

// TestOffsets says that every token is exactly its stretch of the text, in order, and that nothing but space lies between.
func TestOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := []rune(rapid.String().Draw(t, "text"))
		last := 0
		for _, tok := range Cut(r, 0, len(r)) {
			if tok.Start < last || tok.End <= tok.Start || string(r[tok.Start:tok.End]) != tok.Text {
				t.Fatalf("token %+v", tok)
			}
			last = tok.End
		}
	})
}
