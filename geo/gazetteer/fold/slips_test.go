package fold

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"mosul", "mosul", 0},
		{"mosul", "mossul", 0.5},
		{"mosul", "musul", 0.5},
		{"mosul", "mousl", 0.65},
		{"mosul", "mosil", 0.5},
		{"mosul", "motul", 1},
		{"qom", "kom", 0.75},
		{"nosul", "mosul", 1.25},
		{"oradea", "oadea", 1},
		{"a", "", maxEditLength},
	} {
		if got := Slips(c.a, c.b); got != c.want {
			t.Errorf("Slips(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestSlipsAreSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching("[a-zان ]{0,12}").Draw(t, "a"), rapid.StringMatching("[a-zان ]{0,12}").Draw(t, "b")
		if x, y := Slips(a, b), Slips(b, a); x != y || (x == 0) != (a == b) {
			t.Fatalf("%v, %v", x, y)
		}
	})
}
