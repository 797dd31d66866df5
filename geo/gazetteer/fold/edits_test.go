package fold

import (
	"testing"

	"pgregory.net/rapid"
)

func TestEditSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"mosul", "mosul", 1}, {"mosul", "mousl", 0.8}, {"mosul", "mosull", 1 - 1.0/6}, {"", "a", 0}, {"abc", "xyz", 0}, {"كركوك", "كركو", 0.8},
	} {
		if got := EditSimilarity(c.a, c.b); got != c.want {
			t.Errorf("EditSimilarity(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestEditSimilarityIsSymmetricAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		s := EditSimilarity(a, b)
		if s != EditSimilarity(b, a) || s < 0 || s > 1 || (s == 1) != (a == b) {
			t.Fatalf("EditSimilarity(%q, %q) = %v", a, b, s)
		}
	})
}
