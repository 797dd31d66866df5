package fold

import (
	"testing"

	"pgregory.net/rapid"
)

func TestKeyJoinsSpellings(t *testing.T) {
	for _, group := range [][]string{
		{"Tall ‘Afar", "tall 'afar", "TALL AFAR", "Tall ʿAfar", "Tall `Afar"},
		{"Al-Qosh", "al qosh", "AL QOSH", "Al–Qosh"},
		{"São Paulo", "SAO PAULO", "Sa\u0303o Paulo"},
		{"بيجي", "بیجی", "بيجى"},
		{"أربيل", "اربيل", "اربیل"},
		{"كركوك", "کرکوک"},
		{"Łódź", "lodz"},
		{"İstanbul", "istanbul", "ISTANBUL"},
		{"서울", "\u1109\u1165\u110b\u116e\u11af"},
		{"U.S.", "US", "u.s"},
		{"\u200fالموصل\u200e", "الموصل"},
	} {
		for _, s := range group[1:] {
			if Key(s) != Key(group[0]) {
				t.Errorf("Key(%q) = %q, want %q as of %q", s, Key(s), Key(group[0]), group[0])
			}
		}
	}
}

func TestKeyIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if k := Key(s); Key(k) != k {
			t.Fatalf("Key(%q) = %q, of that %q", s, k, Key(k))
		}
	})
}
