package geoparse

import (
	"bufio"
	"compress/gzip"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/fold"
	"dateline/geo/geoparse/tagger"

	"github.com/paulmach/orb"
)

// testAtlas is a gazetteer in plain maps, for tests that must not depend on the embedded one.
type testAtlas struct {
	byKey map[string][]gazetteer.Match
	keys  []string
	all   []gazetteer.Place
	codes map[string]gazetteer.Place

	demonyms map[string][]gazetteer.Place
}

func newTestAtlas() *testAtlas {
	a := &testAtlas{byKey: make(map[string][]gazetteer.Match), codes: make(map[string]gazetteer.Place), demonyms: make(map[string][]gazetteer.Place)}
	return a
}

func (a *testAtlas) add(p gazetteer.Place, kind string, names ...string) {
	for _, n := range names {
		k := fold.Key(n)
		a.byKey[k] = append(a.byKey[k], gazetteer.Match{Place: p, Name: gazetteer.Name{Text: n, Kind: kind}, How: "exact"})
	}
}

func (a *testAtlas) finish() *testAtlas {
	for k, m := range a.byKey {
		a.keys = append(a.keys, k)
		sort.SliceStable(m, func(i, j int) bool { return weight(m[i].Place) > weight(m[j].Place) })
	}
	sort.Strings(a.keys)
	sort.SliceStable(a.all, func(i, j int) bool { return a.all[i].Population > a.all[j].Population })
	return a
}

func weight(p gazetteer.Place) float64 {
	g := groupOf(&p)
	return magnitude(&p, g) + [groupsCount]float64{country: 4, quarter: -3, capital: 2, seat: 1}[g]
}

func (a *testAtlas) Lookup(name string) []gazetteer.Match { return a.byKey[fold.Key(name)] }

func (a *testAtlas) Demonyms(w string) []gazetteer.Place { return a.demonyms[w] }

func (a *testAtlas) Abbreviation(string) []gazetteer.Place { return nil }

func (a *testAtlas) Fuzzy(string, int) []gazetteer.Match { return nil }

func (a *testAtlas) HasPrefix(words string) bool {
	k := fold.Key(words)
	i := sort.SearchStrings(a.keys, k)
	return i < len(a.keys) && strings.HasPrefix(a.keys[i], k)
}

func (a *testAtlas) Country(code string) (gazetteer.Place, bool) {
	p, ok := a.codes[code]
	return p, ok
}

func (a *testAtlas) AdminArea(country, admin1 string) (gazetteer.Place, bool) {
	p, ok := a.codes[country+"."+admin1]
	return p, ok
}

func (a *testAtlas) Contains(string, orb.Point) bool { return false }

func (a *testAtlas) Within(_ orb.Bound, o gazetteer.NearOptions) []gazetteer.Place {
	var out []gazetteer.Place
	for _, p := range a.all {
		if p.Country == o.Country && p.Population >= o.MinPopulation && p.Kind != "PPLX" && len(out) < o.Limit {
			out = append(out, p)
		}
	}
	return out
}

var worldAtlas = sync.OnceValues(func() (*testAtlas, error) {
	f, err := os.Open("../../../shared/gazetteer/cities500.txt.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	a := newTestAtlas()
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		c := strings.Split(in.Text(), "\t")
		lat, _ := strconv.ParseFloat(c[4], 64)
		lon, _ := strconv.ParseFloat(c[5], 64)
		pop, _ := strconv.ParseInt(c[14], 10, 64)
		p := gazetteer.Place{ID: "geonames:" + c[0], Name: c[1], Point: orb.Point{lon, lat}, Class: c[6][0], Kind: c[7], Country: c[8], Admin1: c[10],
			Admin2: c[11], Population: pop}
		a.add(p, "", c[1], c[2])
		a.add(p, "", strings.Split(c[3], ",")...)
		a.all = append(a.all, p)
	}
	for _, c := range []struct {
		name, code, demonym string
		lon, lat            float64
		pop                 int64
	}{
		{"Iraq", "IQ", "Iraqi", 44, 33, 38e6}, {"Iran", "IR", "Iranian", 53, 32, 82e6}, {"Syria", "SY", "Syrian", 38.5, 35, 17e6},
		{"Turkey", "TR", "Turkish", 34.9, 39.06, 82e6}, {"United States", "US", "American", -98.5, 39.76, 327e6}, {"Austria", "AT", "Austrian", 14.1, 47.3, 9e6},
	} {
		p := gazetteer.Place{ID: "test:" + c.code, Name: c.name, Point: orb.Point{c.lon, c.lat}, Class: 'A', Kind: "PCLI", Country: c.code, Population: c.pop}
		a.add(p, "", c.name)
		a.demonyms[c.demonym] = append(a.demonyms[c.demonym], p)
		a.codes[c.code] = p
		if c.code == "US" {
			a.add(p, "", "US", "U.S.", "United States of America")
		}
	}
	a.add(gazetteer.Place{ID: "test:gulf", Name: "Persian Gulf", Point: orb.Point{51, 27}, Class: 'H', Kind: "GULF"}, "", "Persian Gulf")
	for _, p := range []struct {
		name     string
		lon, lat float64
		more     []string
	}{{"Alqosh", 43.0967, 36.73423, nil}, {"Fishkhabur", 42.37902, 37.07525, []string{"Fishkabur"}}} {
		pl := gazetteer.Place{ID: "test:" + p.name, Name: p.name, Point: orb.Point{p.lon, p.lat}, Class: 'P', Kind: "PPL", Country: "IQ", Admin1: "15"}
		a.add(pl, "", append(p.more, p.name)...)
	}
	return a.finish(), in.Err()
})

func testParser(t testing.TB) *Parser {
	t.Helper()
	a, err := worldAtlas()
	if err != nil {
		t.Skipf("the world's towns are not there: %v", err)
	}
	m, err := tagger.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newParser(a, m)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
