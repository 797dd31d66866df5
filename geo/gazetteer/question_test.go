package gazetteer

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func search(t *testing.T, q Query) []Hit {
	t.Helper()
	hits, err := open(t).Search(q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return hits
}

func TestSearchByContextAndFilters(t *testing.T) {
	near := orb.Point{-81.2, 43}
	box := orb.Bound{Min: orb.Point{-100, 25}, Max: orb.Point{-90, 40}}
	for _, c := range []struct {
		query Query
		id    string
	}{
		{Query{Text: "London", Near: &near}, "geonames:6058560"},
		{Query{Text: "Paris", Bound: &box}, "geonames:4717560"},
		{Query{Text: "Vienna", Country: "us"}, "geonames:4791160"},
		{Query{Text: "Georgia", Kinds: []string{"ADM1"}}, "geonames:4197000"},
		{Query{Name: "Springfield", Admin1: "Missouri", Country: "US"}, "geonames:4409896"},
		{Query{Text: "geonames:99072"}, "geonames:99072"},
		{Query{Text: "Raqqa"}, "geonames:172955"},
		{Query{Text: "Raqqa Governorate"}, "geonames:172957"},
	} {
		if hits := search(t, c.query); len(hits) == 0 || hits[0].Place.ID != c.id {
			t.Errorf("search %+v = %v, want %s", c.query, hits, c.id)
		}
	}
}

func TestHitsSayWhy(t *testing.T) {
	hits := search(t, Query{Text: "Paris, Texas"})
	if h := hits[0]; h.Label != "Paris, Texas, United States" || h.Confidence < 0.9 || strings.Join(h.Reasons, "; ") != "name; admin match" {
		t.Errorf("got %+v", h)
	}
	for _, h := range search(t, Query{Text: "Springfield"}) {
		if h.Confidence < 0 || h.Confidence > 1 || len(h.Reasons) == 0 {
			t.Errorf("got %+v", h)
		}
	}
	if a, b := search(t, Query{Text: "Springfield"}), search(t, Query{Text: "Baghdad"}); a[0].Confidence >= b[0].Confidence {
		t.Errorf("Springfield is as sure as Baghdad: %v, %v", a[0].Confidence, b[0].Confidence)
	}
}

func TestQuartersDoNotOutrankTheirCity(t *testing.T) {
	for name, id := range map[string]string{"Mosul": "geonames:99072", "Basra": "geonames:99532", "Baghdad": "geonames:98182"} {
		if hits := search(t, Query{Text: name}); hits[0].Place.ID != id {
			t.Errorf("%s = %v, want %s", name, hits[0].Place, id)
		}
	}
}

func TestBadQueries(t *testing.T) {
	g := open(t)
	for text, want := range map[string]error{
		"": ErrEmptyQuery, "  \t": ErrEmptyQuery, "'...": ErrEmptyQuery, strings.Repeat("a", 10000): ErrLongQuery, "Mos\xffl": ErrEncoding,
	} {
		if _, err := g.Search(Query{Text: text}); !errors.Is(err, want) {
			t.Errorf("search %.20q: %v, want %v", text, err, want)
		}
		if _, err := g.Autocomplete(Query{Text: text}); !errors.Is(err, want) {
			t.Errorf("autocomplete %.20q: %v, want %v", text, err, want)
		}
	}
	if hits := search(t, Query{Text: "\u200f\u202bالموصل\u202c"}); hits[0].Place.ID != "geonames:99072" {
		t.Errorf("direction marks change the answer: %v", hits)
	}
}

func TestAutocomplete(t *testing.T) {
	g := open(t)
	for text, id := range map[string]string{"baghd": "geonames:98182", "mosu": "geonames:99072", "bagdh": "geonames:98182", "new yor": "geonames:5128581"} {
		hits, err := g.Autocomplete(Query{Text: text, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, h := range hits {
			found = found || h.Place.ID == id
		}
		if !found {
			t.Errorf("autocomplete %q = %v, want %s among them", text, hits, id)
		}
	}
}

func TestTablesOfWords(t *testing.T) {
	g := open(t)
	for word, id := range map[string]string{
		"Iraqi": "geonames:99237", "Syrians": "geonames:163843", "British": "geonames:2635167", "Turkish": "geonames:298795", "Texan": "geonames:4736286",
		"European": "geonames:6255148", "Scottish": "geonames:2638360",
	} {
		if p, ok := g.Demonym(word); !ok || p.ID != id {
			t.Errorf("Demonym(%q) = %v, want %s", word, p, id)
		}
	}
	for word, id := range map[string]string{"Calif.": "geonames:5332921", "B.C.": "geonames:5909050", "NSW": "geonames:2155400", "Que.": "geonames:6115047"} {
		if p := g.Abbreviation(word); len(p) == 0 || p[0].ID != id {
			t.Errorf("Abbreviation(%q) = %v, want %s", word, p, id)
		}
	}
}

func TestRegionsHaveOutlines(t *testing.T) {
	g := open(t)
	for id, p := range map[string]orb.Point{
		"geonames:3012874": {2.35, 48.85}, "geonames:2638360": {-3.2, 55.95}, "geonames:3174618": {9.19, 45.46}, "geonames:3336901": {2.17, 41.38},
	} {
		if !g.Contains(id, p) {
			t.Errorf("%s does not hold %v", id, p)
		}
	}
	if areas := g.Admin(orb.Point{77.1, 35.3}); len(areas) == 0 || areas[0].Note == "" {
		t.Errorf("the Siachen Glacier is not said to be disputed: %v", areas)
	}
}

func FuzzSearch(f *testing.F) {
	g := open(f)
	for _, s := range []string{"Mosul", "X, Y, Z", "city of ", "محافظة نينوى", "a:b", "12", "\u200f", ", , ,", "al ", "St. Louis, Mo."} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, s string) {
		_, _ = g.Search(Query{Text: s, Limit: 3})
		_, _ = g.Autocomplete(Query{Text: s, Limit: 3})
		g.Lookup(s)
		g.Fuzzy(s, 3)
		g.Demonym(s)
	})
}

func TestMisspelledContext(t *testing.T) {
	for text, id := range map[string]string{"Springfield, Ilinois": "geonames:4250542", "Tripoli, Libanon": "geonames:266826", "Mosul, Nineweh": "geonames:99072"} {
		if hits := search(t, Query{Text: text}); len(hits) == 0 || hits[0].Place.ID != id {
			t.Errorf("search %q = %v, want %s", text, hits, id)
		}
	}
}

// What is typed of a region, in any of its names, tells towns of one name apart.
func TestAutocompleteTakesTheBeginningOfARegion(t *testing.T) {
	g := open(t)
	for text, want := range map[string]string{
		"paris, te":       "Paris, Texas, United States",
		"mosul, ni":       "Mosul, Nineveh, Iraq",
		"springfield, il": "Springfield, Illinois, United States",
		"الموصل, نين":     "Mosul, Nineveh, Iraq",
		"fallu":           "Al Fallūjah, Anbar, Iraq",
		"basra":           "Basrah, Basra, Iraq",
	} {
		hits, err := g.Autocomplete(Query{Text: text})
		if err != nil || len(hits) == 0 || !strings.HasPrefix(hits[0].Label, strings.Split(want, ",")[0]) || !strings.HasSuffix(hits[0].Label, want[strings.LastIndex(want, ","):]) || hits[0].Place.Class != 'P' {
			t.Errorf("%s: %v, %v; want %s", text, hits, err, want)
			continue
		}
		if strings.Contains(text, ",") && hits[0].Label != want {
			t.Errorf("%s: %s, want %s", text, hits[0].Label, want)
		}
	}
}

// East Asian names are found with and without the word for the kind.
func TestSuffixVariants(t *testing.T) {
	for key, want := range map[string]string{"横浜市": "横浜", "수원시": "수원", "gapyeong gun": "gapyeong", "iwaki shi": "iwaki"} {
		if got := suffixVariants(key); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %s", key, got, want)
		}
	}
	if got := suffixVariants("横浜"); !slices.Contains(got, "横浜市") || slices.Contains(got, "横浜시") {
		t.Errorf("横浜: %q", got)
	}
	if got := suffixVariants("mosul"); len(got) != 0 {
		t.Errorf("mosul: %q", got)
	}
}
