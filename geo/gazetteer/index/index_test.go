package index

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline/geo/gazetteer/fold"
)

// build makes an index of records and opens it.
func build(t testing.TB, compress bool, records ...Record) *Reader {
	t.Helper()
	path := buildFile(t, compress, records...)
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	if err := r.Verify(); err != nil {
		t.Fatal(err)
	}
	return r
}

func buildFile(t testing.TB, compress bool, records ...Record) string {
	t.Helper()
	dir := t.TempDir()
	b, err := NewBuilder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	b.Compress = compress
	b.Meta = []byte(`{"name":"test"}`)
	for i := range records {
		if err := b.Add(&records[i]); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "test.gaz")
	if err := b.Write(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// scatter makes n places from a fixed seed, some at the poles and on the antimeridian.
func scatter(n int) []Record {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]Record, n)
	for i := range out {
		lon, lat := r.Float64()*360-180, math.Asin(2*r.Float64()-1)*180/math.Pi
		switch i % 50 {
		case 0:
			lon = 180
		case 1:
			lon = -180
		case 2:
			lat = 90
		case 3:
			lat = -89.9999
		}
		out[i] = Record{
			ID: fmt.Sprintf("geonames:%d", i+1), Name: fmt.Sprintf("Place %d", i), Class: 'P', Kind: "PPL", Country: "IQ", Admin1: fmt.Sprint(i % 20),
			Population: int64(i % 1000), Lon: math.Round(lon*1e5) / 1e5, Lat: math.Round(lat*1e5) / 1e5, Source: "test",
		}
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	records := scatter(700)
	records[5].ID, records[5].PCode, records[5].Note, records[5].Name = "dateline:a-site", "IQ01", "disputed", "الموصل"
	records[6].ID = "wof:1108692143"
	records[7].ID = "geonames:1000000000007"
	records[5].Names = []Name{{"Mosul", "en", Preferred}, {"Mossoul", "fr", Alternate}, {"Ninive", "", Historic}, {"Moslawi", "", Demonym}, {"Msl.", "", Abbreviation}}
	for _, compress := range []bool{false, true} {
		r := build(t, compress, records...)
		if r.Len() != len(records) {
			t.Fatalf("%d places, want %d", r.Len(), len(records))
		}
		for _, want := range records {
			i, ok := r.ByID(want.ID)
			if !ok {
				t.Fatalf("no %s", want.ID)
			}
			got := r.record(i)
			if got.ID != want.ID || got.Name != want.Name || got.Country != want.Country || got.Admin1 != want.Admin1 || got.PCode != want.PCode ||
				got.Note != want.Note || got.Population != want.Population || got.Lon != want.Lon || got.Lat != want.Lat || got.Kind != want.Kind ||
				got.Class != want.Class || got.Source != want.Source {
				t.Fatalf("%s: got %+v, want %+v", want.ID, got, want)
			}
			found := false
			r.Exact(fold.Key(want.Name), func(p Posting) bool { found = found || p.Place == i && p.Own; return true })
			if !found {
				t.Fatalf("%s is not found by its name %q", want.ID, want.Name)
			}
		}
		i, _ := r.ByID("dateline:a-site")
		if names := r.Names(i); !slices.Equal(names, records[5].Names) {
			t.Errorf("names %v, want %v", names, records[5].Names)
		}
		for what, find := range map[string]func(string, func(Posting) bool) bool{"moslawi": r.Demonym, "msl": r.Abbreviation, "iq01": r.ByPCode, "ninive": r.Exact} {
			hit := -1
			find(what, func(p Posting) bool { hit = p.Place; return false })
			if hit != i {
				t.Errorf("%s finds %d, want %d", what, hit, i)
			}
		}
		if _, ok := r.ByID("geonames:99999999"); ok {
			t.Error("found a place that is not there")
		}
	}
}

func (r *Reader) record(i int) Record {
	class, kind := r.Kind(i)
	a1, a2 := r.Admin(i)
	lon, lat := r.Fixed(i)
	return Record{
		ID: r.ID(i), Name: r.Name(i), Class: class, Kind: kind, Country: r.Country(i), Admin1: a1, Admin2: a2, PCode: r.PCode(i), Population: r.Population(i),
		Lon: float64(lon) / 1e7, Lat: float64(lat) / 1e7, Source: r.Source(i), Note: r.Note(i),
	}
}

func TestSameRecordsSameBytes(t *testing.T) {
	records := scatter(500)
	a, err := os.ReadFile(buildFile(t, true, records...))
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(records)
	b, err := os.ReadFile(buildFile(t, true, records...))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("the order in which records come changes the file")
	}
}

// spilling checks that sorting on disk gives what sorting in memory gives.
func TestSorterSpills(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		items := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 9), 0, 60).Draw(rt, "items")
		s := newSorter(t.TempDir(), rapid.IntRange(1, 400).Draw(rt, "limit"))
		for _, it := range items {
			if err := s.add(it); err != nil {
				rt.Fatal(err)
			}
		}
		var got [][]byte
		if err := s.each(func(b []byte) error { got = append(got, bytes.Clone(b)); return nil }); err != nil {
			rt.Fatal(err)
		}
		slices.SortFunc(items, bytes.Compare)
		if !slices.EqualFunc(items, got, bytes.Equal) {
			rt.Fatalf("got %v, want %v", got, items)
		}
	})
}

func TestNearestAgainstBruteForce(t *testing.T) {
	records := scatter(3000)
	r := build(t, false, records...)
	points := [][2]float64{{180, 0}, {-180, 0}, {179.99, 60}, {0, 90}, {123, -90}, {43, 36}, {0, 0}}
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		points = append(points, [2]float64{rnd.Float64()*360 - 180, rnd.Float64()*180 - 90})
	}
	for _, p := range points {
		got := r.Nearest(p[0], p[1], 10, math.Inf(1), nil)
		want := bruteNearest(r, p[0], p[1], 10)
		for i := range want {
			if got[i].Place != want[i].Place {
				t.Fatalf("nearest to %v: got %v, want %v", p, got, want)
			}
		}
	}
	even := func(i int) bool { return r.Population(i)%2 == 0 }
	for _, n := range r.Nearest(43, 36, 5, 3e6, even) {
		if n.Chord2 > 9e12 || !even(n.Place) {
			t.Errorf("%v is too far or was to be left out", n)
		}
	}
}

func bruteNearest(r *Reader, lon, lat float64, limit int) []Near {
	at := Geocentric(lon, lat)
	var all []Near
	for i := range r.Len() {
		x, y := r.Fixed(i)
		p := Geocentric(float64(x)/1e7, float64(y)/1e7)
		dx, dy, dz := p[0]-at[0], p[1]-at[1], p[2]-at[2]
		all = append(all, Near{i, dx*dx + dy*dy + dz*dz})
	}
	slices.SortFunc(all, func(a, b Near) int {
		if closer(a, b) {
			return -1
		}
		return 1
	})
	return all[:limit]
}

func TestWithinAgainstBruteForce(t *testing.T) {
	r := build(t, false, scatter(3000)...)
	rapid.Check(t, func(t *rapid.T) {
		b := Bound{
			West: rapid.Float64Range(-180, 180).Draw(t, "west"), East: rapid.Float64Range(-180, 180).Draw(t, "east"),
			South: rapid.Float64Range(-90, 90).Draw(t, "south"), North: rapid.Float64Range(-90, 90).Draw(t, "north"),
		}
		var got []int
		r.Within(b, func(i int) bool { got = append(got, i); return true })
		slices.Sort(got)
		var want []int
		for i := range r.Len() {
			x, y := r.Fixed(i)
			lon, lat := degrees(x), degrees(y)
			in := lon >= degrees(fixed(b.West)) && lon <= degrees(fixed(b.East))
			if b.West > b.East {
				in = lon >= degrees(fixed(b.West)) || lon <= degrees(fixed(b.East))
			}
			if in && lat >= degrees(fixed(b.South)) && lat <= degrees(fixed(b.North)) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v", b, got, want)
		}
	})
}

// TestKeysAgainstMap compares every way of finding a key with a plain map of keys.
func TestKeysAgainstMap(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`[abل ]{1,6}`), 1, 40).Draw(rt, "names")
		var records []Record
		keys := map[string]bool{}
		for i, n := range names {
			if fold.Key(n) == "" {
				continue
			}
			keys[fold.Key(n)] = true
			records = append(records, Record{ID: fmt.Sprintf("x:%d", i), Name: n, Class: 'P', Kind: "PPL"})
		}
		if len(records) == 0 {
			return
		}
		r := build(t, false, records...)
		asked := fold.Key(rapid.StringMatching(`[abل ]{1,6}`).Draw(rt, "asked"))
		prefix := false
		for k := range keys {
			prefix = prefix || len(k) >= len(asked) && k[:len(asked)] == asked
		}
		if got := r.Exact(asked, func(Posting) bool { return true }); got != keys[asked] {
			rt.Fatalf("Exact(%q) = %v of %v", asked, got, keys)
		}
		if got := r.HasPrefix(asked); got != prefix {
			rt.Fatalf("HasPrefix(%q) = %v of %v", asked, got, keys)
		}
	})
}

func TestRefusesBadRecords(t *testing.T) {
	b, err := NewBuilder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, r := range []Record{
		{ID: "x:1", Name: "a", Lon: math.NaN()}, {ID: "x:1", Name: "a", Lat: 91}, {ID: "x:1", Name: " "}, {ID: "1", Name: "a"}, {ID: ":1", Name: "a"},
	} {
		if err := b.Add(&r); err == nil {
			t.Errorf("Add(%+v): no error", r)
		}
	}
}

func TestRefusesDamagedFiles(t *testing.T) {
	whole, err := os.ReadFile(buildFile(t, false, scatter(100)...))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"empty": {}, "text": []byte("hello, this is no index but long enough to be one, perhaps"), "cut": whole[:len(whole)-100], "head": whole[:20],
		"newer": append(append(bytes.Clone(whole[:8]), 9), whole[9:]...), "directory": append(append(bytes.Clone(whole[:50]), whole[50]^1), whole[51:]...),
	} {
		if _, err := New(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	whole[len(whole)/2] ^= 1
	r, err := New(whole)
	if err == nil {
		err = r.Verify()
	}
	if err == nil {
		t.Error("a flipped bit goes unnoticed")
	}
}
