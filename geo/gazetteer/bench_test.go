package gazetteer

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/geo"
)

// landPoints gives n points near places, from a fixed seed.
func landPoints(g *Gazetteer, n int) []orb.Point {
	r := rand.New(rand.NewPCG(1, 1))
	l := g.layers[0].r
	out := make([]orb.Point, n)
	for i := range out {
		lon, lat := l.Fixed(r.IntN(l.Len()))
		out[i] = orb.Point{math.Mod(float64(lon)/1e7+r.Float64()*0.2, 180), math.Max(-90, math.Min(90, float64(lat)/1e7+r.Float64()*0.2))}
	}
	return out
}

func BenchmarkLookup(b *testing.B) {
	g := open(b)
	for _, name := range []string{"Mosul", "Victoria", "الموصل", "Nowhereville", "Fallujah"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Lookup(name)
			}
		})
	}
}

func BenchmarkHasPrefix(b *testing.B) {
	g := open(b)
	b.ReportAllocs()
	for b.Loop() {
		g.HasPrefix("San Jo")
	}
}

func BenchmarkSearch(b *testing.B) {
	g := open(b)
	for _, text := range []string{"Mosul", "Springfield, Illinois", "Mosull", "Kramatorks", "Nineveh Governorate"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := g.Search(Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAutocomplete(b *testing.B) {
	g := open(b)
	for _, text := range []string{"a", "mo", "mos", "mosu", "mossu"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := g.Autocomplete(Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFuzzy(b *testing.B) {
	g := open(b)
	for b.Loop() {
		g.Fuzzy("Kramatorks", 10)
	}
}

// BenchmarkNearest10 answers with geodesic distances; BenchmarkNearest10Index is the index alone.
func BenchmarkNearest10(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		g.Nearest(points[i%len(points)], NearOptions{Limit: 10})
		i++
	}
}

func BenchmarkNearest10Index(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p := points[i%len(points)]
		g.layers[0].r.Nearest(p[0], p[1], 10, math.Inf(1), nil)
		i++
	}
}

func BenchmarkWithin1Degree(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p := points[i%len(points)]
		g.Within(orb.Bound{Min: p, Max: orb.Point{p[0] + 1, p[1] + 1}}, NearOptions{Limit: 100})
		i++
	}
}

func BenchmarkCountryAt(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	g.CountryAt(points[0])
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		g.CountryAt(points[i%len(points)])
		i++
	}
}

func BenchmarkAdmin(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	g.Admin(points[0])
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		g.Admin(points[i%len(points)])
		i++
	}
}

// TestNearestOnTheEllipsoid compares with every place measured along the geodesic.
func TestNearestOnTheEllipsoid(t *testing.T) {
	g := open(t)
	l := g.layers[0]
	for _, p := range append(landPoints(g, 4), orb.Point{180, -16.8}, orb.Point{0, 90}, orb.Point{-179.9, 65}) {
		got := g.Nearest(p, NearOptions{Limit: 10, Kinds: []string{"P"}})
		worst := got[len(got)-1].Metres
		closer := 0
		for i := range l.r.Len() {
			if class, _ := l.r.Kind(i); class != 'P' {
				continue
			}
			lon, lat := l.r.Fixed(i)
			q := orb.Point{float64(lon) / 1e7, float64(lat) / 1e7}
			if geo.Haversine(p, q) < geo.Metres(worst*1.01+1) && float64(geo.Distance(p, q)) < worst-1e-6 {
				closer++
			}
		}
		if len(got) != 10 || closer > 9 {
			t.Errorf("near %v: %d places are closer than the tenth", p, closer)
		}
		for i, n := range got {
			if d := geo.Distance(p, n.Place.Point); float64(d) != n.Metres || i > 0 && n.Metres < got[i-1].Metres {
				t.Errorf("near %v: %s is %v m away, %v said", p, n.Place.ID, d, n.Metres)
			}
		}
	}
}

// TestCountriesAgainstContains compares the locator with a plain test of every country's outline.
func TestCountriesAgainstContains(t *testing.T) {
	g := open(t)
	countries := g.CountryOutlines()
	for _, p := range landPoints(g, 300) {
		p = orb.Point{(math.Floor(p[0]*1e5) + 0.5) / 1e5, (math.Floor(p[1]*1e5) + 0.5) / 1e5}
		for _, c := range countries {
			if !c.Outline.Bound().Contains(p) {
				continue
			}
			if got, want := g.Contains(c.Place.ID, p), planar.MultiPolygonContains(c.Outline, p); got != want {
				t.Errorf("%s contains %v: %v, want %v", c.Place.Name, p, got, want)
			}
		}
	}
}

// TestCountryPointsLieInside checks the typed points of countries against the outlines.
func TestCountryPointsLieInside(t *testing.T) {
	g := open(t)
	// Islands and archipelagos whose point lies at sea between them.
	atSea := 0
	for _, c := range g.CountryOutlines() {
		if c.Place.Country == "" || g.Contains(c.Place.ID, c.Place.Point) {
			continue
		}
		if c.Place.Country == "GI" || c.Place.Country == "VA" {
			continue // smaller than the accuracy of outlines at 1:10 million
		}
		if code, ok := g.CountryAt(c.Place.Point); ok && code != c.Place.Country {
			t.Errorf("the point %v of %s lies in %s", c.Place.Point, c.Place.Name, code)
			continue
		}
		atSea++
		d := geo.Metres(math.Inf(1))
		for _, n := range g.Nearest(c.Place.Point, NearOptions{Limit: 1, Country: c.Place.Country, Kinds: []string{"P"}}) {
			d = geo.Metres(n.Metres)
		}
		if c.Place.Country != "UM" && d > 800000 && !math.IsInf(float64(d), 1) {
			t.Errorf("the point %v of %s is %.0f km from its nearest town", c.Place.Point, c.Place.Name, d.Kilometres())
		}
	}
	if atSea > 60 {
		t.Errorf("%d country points lie at sea", atSea)
	}
}
