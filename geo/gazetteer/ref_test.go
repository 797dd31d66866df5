package gazetteer

import (
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// inBox counts the places of a box by looking at every one.
func inBox(g *Gazetteer, b orb.Bound) (n int) {
	l := g.layers[0].r
	for i := range l.Len() {
		lon, lat := l.Fixed(i)
		if inBound(b, orb.Point{float64(lon) / 1e7, float64(lat) / 1e7}) {
			n++
		}
	}
	return n
}

func TestInAgainstEveryPlace(t *testing.T) {
	g := open(t)
	boxes := []orb.Bound{{Min: orb.Point{179, -20}, Max: orb.Point{-179, -15}}, {Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}}
	for _, p := range landPoints(g, 30) {
		boxes = append(boxes, orb.Bound{Min: p, Max: orb.Point{min(p[0]+1, 180), min(p[1]+1, 90)}})
	}
	for _, b := range boxes {
		n := 0
		for r := range g.In(b) {
			if n < 3 && (r.Place().ID != r.ID() || r.Place().Point != r.Point() || r.Place().Name != r.Name() || r.Place().Population != r.Population()) {
				t.Errorf("%v is not its place %v", r.ID(), r.Place())
			}
			n++
		}
		if want := inBox(g, b); n != want {
			t.Errorf("%v holds %d places, %d given", b, want, n)
		}
	}
	for range g.In(boxes[1]) {
		break // must stop
	}
}

// BenchmarkBox1Degree is the index part of a box of one degree, against looking at every place.
func BenchmarkBox1Degree(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	box := func(i int) orb.Bound {
		p := points[i%len(points)]
		return orb.Bound{Min: p, Max: orb.Point{p[0] + 1, p[1] + 1}}
	}
	b.Run("index", func(b *testing.B) {
		b.ReportAllocs()
		n := 0
		for i := 0; b.Loop(); i++ {
			for range g.In(box(i)) {
				n++
			}
		}
		b.ReportMetric(float64(n)/float64(b.N), "places/op")
	})
	b.Run("brute-force", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			inBox(g, box(i))
		}
	})
}

// TestMayFoldTo folds every spelling of every 50th place: none may begin with a byte that was ruled out.
func TestMayFoldTo(t *testing.T) {
	r := open(t).layers[0].r
	for i := 0; i < r.Len(); i += 50 {
		r.EachName(i, func(text []byte, _ string, _ index.NameKind) bool {
			if key := fold.Key(string(text)); key != "" && !mayFoldTo(text, key[0]) {
				t.Errorf("%q folds to %q", text, key)
			}
			return true
		})
	}
}
