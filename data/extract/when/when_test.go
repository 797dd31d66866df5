package when

import (
	"testing"
	"time"

	"dateline/data/extract/word"
)

// published is Monday, 16 June 2014.
var published = time.Date(2014, 6, 16, 15, 0, 0, 0, time.UTC)

func resolve(t *testing.T, lang, s string, future bool) string {
	t.Helper()
	r := []rune(s)
	toks := word.Cut(r, 0, len(r))
	e, ok := For(lang).At(toks, 0)
	if !ok {
		return "none"
	}
	iv := e.Resolve(published, future)
	day := func(at *time.Time) string {
		if at == nil {
			return "…"
		}
		return at.Format("2006-01-02")
	}
	return day(iv.Start) + " " + day(iv.End) + " " + iv.Precision
}

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		lang, text string
		future     bool
		want       string
	}{
		{"en", "early Monday", false, "2014-06-16 2014-06-17 day"},
		{"en", "on Sunday", false, "2014-06-15 2014-06-16 day"},
		{"en", "by Saturday", true, "… 2014-06-22 day"},
		{"en", "on Saturday", true, "2014-06-21 2014-06-22 day"},
		{"en", "yesterday", false, "2014-06-15 2014-06-16 day"},
		{"en", "last week", false, "2014-06-09 2014-06-16 week"},
		{"en", "this month", false, "2014-06-01 2014-07-01 month"},
		{"en", "next year", true, "2015-01-01 2016-01-01 year"},
		{"en", "over the weekend", false, "2014-06-14 2014-06-16 day"},
		{"en", "since January", false, "2014-01-01 … month"},
		{"en", "since June 2013", false, "2013-06-01 … month"},
		{"en", "since Monday", false, "2014-06-16 … day"},
		{"en", "on 3 August", false, "2013-08-03 2013-08-04 day"},
		{"en", "on 3 August", true, "2014-08-03 2014-08-04 day"},
		{"en", "on August 3, 2012", false, "2012-08-03 2012-08-04 day"},
		{"en", "on 11 July 1995", false, "1995-07-11 1995-07-12 day"},
		{"en", "between 1 and 14 April", false, "2014-04-01 2014-04-15 day"},
		{"en", "in 2011", false, "2011-01-01 2012-01-01 year"},
		{"en", "in March", false, "2014-03-01 2014-04-01 month"},
		{"en", "early June", false, "2014-06-01 2014-06-11 week"},
		{"en", "for three days", false, "2014-06-13 2014-06-17 day"},
		{"en", "two weeks ago", false, "2014-06-02 2014-06-09 week"},
		{"en", "until Monday", false, "… 2014-06-17 day"},
		{"en", "may the army", false, "none"},
		{"en", "march on Baghdad", false, "none"},
		{"fr", "lundi", false, "2014-06-16 2014-06-17 day"},
		{"fr", "le 3 août 2013", false, "2013-08-03 2013-08-04 day"},
		{"fr", "la semaine dernière", false, "2014-06-09 2014-06-16 week"},
		{"fr", "depuis janvier", false, "2014-01-01 … month"},
		{"es", "el 15 de mayo de 2014", false, "2014-05-15 2014-05-16 day"},
		{"ar", "يوم الأحد", false, "2014-06-15 2014-06-16 day"},
		{"ar", "في 7 آب 2013", false, "2013-08-07 2013-08-08 day"},
		{"ar", "١٥ أغسطس ٢٠١٣", false, "2013-08-15 2013-08-16 day"},
		{"ar", "الأسبوع الماضي", false, "2014-06-09 2014-06-16 week"},
	} {
		if got := resolve(t, test.lang, test.text, test.future); got != test.want {
			t.Errorf("%s: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestNoPublicationDate(t *testing.T) {
	r := []rune("on Sunday")
	e, _ := For("en").At(word.Cut(r, 0, len(r)), 0)
	if iv := e.Resolve(time.Time{}, false); iv.Start != nil || iv.Precision != Unknown {
		t.Errorf("a weekday without a publication date must stay open, got %v", iv)
	}
}

func FuzzAt(f *testing.F) {
	f.Add("early Monday, since 3 August 2014 between 1 and 14 April")
	f.Fuzz(func(t *testing.T, s string) {
		r := []rune(s)
		toks := word.Cut(r, 0, len(r))
		for i := range toks {
			for _, lang := range []string{"en", "fr", "es", "ar"} {
				if e, ok := For(lang).At(toks, i); ok {
					if e.Last <= i || e.Last > len(toks) {
						t.Fatalf("expression ends at %d of %d", e.Last, len(toks))
					}
					e.Resolve(published, true)
				}
			}
		}
	})
}
