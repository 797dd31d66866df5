package actor

import (
	"testing"

	"dateline/data/extract/word"
)

func find(s string) string {
	r := []rune(s)
	toks := word.Cut(r, 0, len(r))
	if h, ok := Default().At(toks, 0); ok {
		return Default().Get(h.Actor).ID
	}
	return ""
}

func TestAliases(t *testing.T) {
	for s, want := range map[string]string{
		"Islamic State of Iraq and Syria": "isis", "ISIL fighters": "isis", "is": "", "the army": "", "RSF": "rsf", "rsf": "",
		"U.S. troops": "state:us", "us": "", "Taleban": "taliban", "al-Qaida in Iraq": "aqi", "Iraqi army": "state:iq",
		"South Sudanese": "state:ss", "Sudanese Armed Forces": "forces:sd", "داعش": "isis", "قوات الدعم السريع": "rsf", "Kyiv": "state:ua", "MONUSCO": "monusco",
	} {
		if got := find(s); got != want {
			t.Errorf("%s: got %q, want %q", s, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	for _, a := range Default().All() {
		if a.Source == "" || len(a.Aliases) == 0 {
			t.Errorf("%s has no source or no alias", a.ID)
		}
	}
	if n := len(Default().All()); n < 250 {
		t.Errorf("%d actors, want at least 250", n)
	}
}

func TestBadTable(t *testing.T) {
	for _, bad := range []string{"a\tb", "a\tA\tgroup\t\t\tred\tA\t\tx", "a\tA\tgroup\t\t\t#000000\tA\t\tx\na\tA\tgroup\t\t\t#000000\tA\t\tx"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q must be refused", bad)
		}
	}
}

func TestForces(t *testing.T) {
	s, _ := Default().ByID("state:iq")
	if f := Default().Forces(s); f.ID != "forces:iq" || f.Kind != Armed {
		t.Errorf("got %+v", f)
	}
}
