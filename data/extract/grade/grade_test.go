package grade

import (
	"strings"
	"testing"
)

func TestSuggested(t *testing.T) {
	list := Suggested()
	if len(list) < 20 {
		t.Errorf("%d publishers", len(list))
	}
	for _, s := range list {
		if s.Why == "" {
			t.Errorf("%s has no reason", s.Publisher)
		}
	}
}

func TestParse(t *testing.T) {
	got, err := Parse("# remark\n\nThe Desk\tb\tits corrections are published\r\nBlog\tE\n")
	if err != nil || len(got) != 2 || got[0].Grade != "B" || got[0].Why != "its corrections are published" || got[1].Why != "" {
		t.Errorf("%+v, %v", got, err)
	}
	for file, want := range map[string]string{
		"A\tB\tc\td":               "line 1: 4 columns",
		"\nX\tG\twhy":              "line 2",
		"X":                        "line 1",
		"\tA\tnobody":              "line 1",
		"The Times\tA\nTIMES\tB\t": "line 2: \"TIMES\" stands in line 1 too",
	} {
		if _, err := Parse(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(publishersFile)
	f.Fuzz(func(_ *testing.T, file string) { _, _ = Parse(file) })
}
