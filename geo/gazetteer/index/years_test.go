package index

import "testing"

func TestYearsAreKeptInTheLanguage(t *testing.T) {
	for tag, want := range map[string][3]string{
		"ru-x-1961-1991": {"ru", "1961", "1991"}, "uk-x-2016": {"uk", "2016", ""}, "und-x-0-1937": {"", "", "1937"}, "zh-Hant": {"zh-Hant", "", ""}, "": {},
	} {
		if got := Dated(want[0], want[1], want[2]); got != tag {
			t.Errorf("%q: made %q", tag, got)
		}
		if lang, from, to := SplitYears(tag); [3]string{lang, from, to} != want {
			t.Errorf("%q: split into %q, %q, %q", tag, lang, from, to)
		}
	}
}
