package zone

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/quadtree"
)

// The truth test hides who holds what, asks only the settlements, derives the zones, and compares: with the districts of
// Iraq grouped into fronts, and with partitions that follow no border. Plain Voronoi, buffers and kernel density run on
// the same settlements. "DATELINE_EVALUATE=1 go test ./geo/zone -run Truth -v" prints the whole
// table; without the variable only the rows with few reports run.

// shared opens a test file outside of the repository, or skips.
func shared(t *testing.T, name string) *bufio.Reader {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("needs ../shared/%s: %v", name, err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewReader(z)
}

func outlines(t *testing.T, name string) []orb.MultiPolygon {
	var doc struct {
		Features []struct {
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.NewDecoder(shared(t, name)).Decode(&doc); err != nil {
		t.Fatal(err)
	}
	var out []orb.MultiPolygon
	for _, f := range doc.Features {
		var m orb.MultiPolygon
		var err error
		if f.Geometry.Type == "Polygon" {
			m = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &m[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &m)
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// settlements gives the populated places of Iraq, from GeoNames.
func settlements(t *testing.T) []orb.Point {
	var out []orb.Point
	s := bufio.NewScanner(shared(t, "gazetteer/IQ.txt.gz"))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		col := strings.Split(s.Text(), "\t")
		if len(col) < 8 || col[6] != "P" {
			continue
		}
		lat, _ := strconv.ParseFloat(col[4], 64)
		lon, _ := strconv.ParseFloat(col[5], 64)
		out = append(out, orb.Point{lon, lat})
	}
	return out
}

// raster is a grid of holders over Iraq, 0 for none; about 2.2 km a cell.
type raster struct {
	v    []int
	w, h int
}

const (
	cellSize = 0.02
	west     = 38.7
	south    = 29.0
	kmPerDeg = 111.2
	lonScale = 0.835 // cos 33.4°
)

func newRaster() raster {
	r := raster{w: int(10 / cellSize), h: int(8.5 / cellSize)}
	r.v = make([]int, r.w*r.h)
	return r
}

func (r raster) point(i int) orb.Point {
	return orb.Point{west + (float64(i%r.w)+0.5)*cellSize, south + (float64(i/r.w)+0.5)*cellSize}
}

// paint fills the cells whose middle lies in m.
func (r raster) paint(m orb.MultiPolygon, value int) {
	for y := range r.h {
		lat := south + (float64(y)+0.5)*cellSize
		var xs []float64
		for _, p := range m {
			for _, ring := range p {
				for i := 1; i < len(ring); i++ {
					if a, b := ring[i-1], ring[i]; (a[1] > lat) != (b[1] > lat) {
						xs = append(xs, a[0]+(lat-a[1])/(b[1]-a[1])*(b[0]-a[0]))
					}
				}
			}
		}
		slices.Sort(xs)
		for i := 1; i < len(xs); i += 2 {
			for x := int(math.Ceil((xs[i-1]-west)/cellSize - 0.5)); x < r.w && west+(float64(x)+0.5)*cellSize < xs[i]; x++ {
				if x >= 0 {
					r.v[y*r.w+x] = value
				}
			}
		}
	}
}

// borders gives the middles of cells with another holder to the east or north.
func (r raster) borders() []orb.Point {
	var out []orb.Point
	for y := range r.h - 1 {
		for x := range r.w - 1 {
			i := y*r.w + x
			a, b, c := r.v[i], r.v[i+1], r.v[i+r.w]
			if a != 0 && (b != 0 && b != a || c != 0 && c != a) {
				out = append(out, flat(r.point(i)))
			}
		}
	}
	return out
}

func flat(p orb.Point) orb.Point { return orb.Point{p[0] * lonScale, p[1]} }

type pointer struct {
	p orb.Point
	i int
}

func (p pointer) Point() orb.Point { return p.p }

func index(pts []orb.Point) *quadtree.Quadtree {
	q := quadtree.New(orb.Bound{Min: orb.Point{20, 20}, Max: orb.Point{60, 50}})
	for i, p := range pts {
		q.Add(pointer{p, i})
	}
	return q
}

func nearestTo(q *quadtree.Quadtree, p orb.Point) (int, float64) {
	f := q.Find(p)
	if f == nil {
		return -1, math.Inf(1)
	}
	return f.(pointer).i, planar.Distance(p, f.Point()) * kmPerDeg
}

// score compares a derived raster with the truth.
type score struct{ iou, borderKM, unfounded float64 }

func measureAgainst(truth, got raster, km []float64, holders int) score {
	var s score
	inter, union := make([]float64, holders+1), make([]float64, holders+1)
	coloured, without := 0.0, 0.0
	near := newRaster()
	for i, v := range truth.v {
		area := math.Cos(got.point(i)[1] * rad)
		if got.v[i] != 0 && v != 0 {
			coloured += area
			if km[i] > 20 {
				without += area
			}
		}
		if v == 0 || km[i] > 20 {
			continue
		}
		near.v[i] = v
		union[v] += area
		if got.v[i] == v {
			inter[v] += area
		} else if got.v[i] != 0 {
			union[got.v[i]] += area
		}
	}
	for h := 1; h <= holders; h++ {
		s.iou += inter[h] / union[h] / float64(holders)
	}
	real := index(near.borders())
	n := 0
	for _, p := range got.borders() {
		if _, d := nearestTo(real, p); !math.IsInf(d, 1) {
			s.borderKM += d
			n++
		}
	}
	s.borderKM /= math.Max(1, float64(n))
	s.unfounded = without / math.Max(coloured, 1)
	return s
}

// reported is what reports say: where, who.
type reported struct {
	at     []orb.Point
	holder []int
	silent []orb.Point // settlements that nobody reports on
}

func report(r *rand.Rand, towns []orb.Point, truth, before raster, gaps, noise, delay float64, holders int) reported {
	var out reported
	for _, p := range towns {
		x, y := int((p[0]-west)/cellSize), int((p[1]-south)/cellSize)
		if x < 0 || y < 0 || x >= truth.w || y >= truth.h || truth.v[y*truth.w+x] == 0 {
			continue
		}
		if r.Float64() < gaps {
			out.silent = append(out.silent, p)
			continue
		}
		h := truth.v[y*truth.w+x]
		if r.Float64() < delay && before.v[y*truth.w+x] != 0 {
			h = before.v[y*truth.w+x]
		}
		if r.Float64() < noise {
			h = 1 + r.IntN(holders)
		}
		out.at, out.holder = append(out.at, p), append(out.holder, h)
	}
	return out
}

// derive gives our zones, and the share of their area that is inferred.
func derive(rep reported, land orb.MultiPolygon, infer bool) (raster, float64) {
	var sites []Site
	var keys []Key
	for i, p := range rep.at {
		sites, keys = append(sites, Site{Point: p, Country: "IQ", CapKM: 20}), append(keys, Key{strconv.Itoa(rep.holder[i]), "assessed"})
	}
	for _, p := range rep.silent {
		sites, keys = append(sites, Site{Point: p, Country: "IQ"}), append(keys, Key{})
	}
	if infer {
		f := NewInference(sites, make([]int64, len(sites)))
		for i := range sites {
			sites[i].CapKM = f.Cap(i)
		}
		f.Fill(keys)
	}
	out, all, guessed := newRaster(), 0.0, 0.0
	for _, z := range NewDiagram(sites, map[string]orb.MultiPolygon{"IQ": land}).Zones(keys) {
		if h, err := strconv.Atoi(z.Key.Holder); err == nil {
			out.paint(z.Geometry, h)
		}
		if all += z.AreaKM2; z.Key.Class == Inferred {
			guessed += z.AreaKM2
		}
	}
	return out, guessed / math.Max(all, 1)
}

// others gives the rasters of the other methods.
func others(rep reported, truth raster, holders int) map[string]raster {
	pts := make([]orb.Point, len(rep.at))
	for i, p := range rep.at {
		pts[i] = flat(p)
	}
	q := index(pts)
	plain, kernel, buffers := newRaster(), newRaster(), newRaster()
	for i, v := range truth.v {
		if v == 0 {
			continue
		}
		p := flat(truth.point(i))
		n, _ := nearestTo(q, p)
		plain.v[i] = rep.holder[n]
		density := make([]float64, holders+1)
		for _, f := range q.InBound(nil, p.Bound().Pad(30/kmPerDeg)) {
			d := planar.Distance(p, f.Point()) * kmPerDeg
			h := rep.holder[f.(pointer).i]
			density[h] += math.Exp(-d * d / (2 * 10 * 10)) // bandwidth 10 km
			if d < 20 && f.(pointer).i+1 > buffers.v[i]>>4 {
				buffers.v[i] = (f.(pointer).i+1)<<4 | h // the last one drawn lies on top
			}
		}
		best := 0.01
		for h, w := range density {
			if w > best {
				best, kernel.v[i] = w, h
			}
		}
		buffers.v[i] &= 15
	}
	return map[string]raster{"plain Voronoi": plain, "kernel 10 km": kernel, "buffers 20 km": buffers}
}

// warped is a partition that follows no border: the nearest of some seeds, on ground that is bent by slow waves.
func warped(r *rand.Rand, inside raster, holders int, shift float64) raster {
	type seed struct {
		p orb.Point
		h int
	}
	var seeds []seed
	for i := range holders * 3 {
		seeds = append(seeds, seed{orb.Point{west + 10*r.Float64(), south + 8.5*r.Float64()}, 1 + i%holders})
	}
	var wave [8]float64
	for i := range wave {
		wave[i] = r.Float64() * 2 * math.Pi
	}
	out := newRaster()
	for i, v := range inside.v {
		if v == 0 {
			continue
		}
		p := out.point(i)
		x := p[0] + 0.25*math.Sin(3*p[1]+wave[0]) + 0.1*math.Sin(9*p[1]+wave[1]) + shift
		y := p[1] + 0.25*math.Sin(3*p[0]+wave[2]) + 0.1*math.Sin(9*p[0]+wave[3])
		best := math.Inf(1)
		for _, s := range seeds {
			if d := sq(x-s.p[0]) + sq(y-s.p[1]); d < best {
				best, out.v[i] = d, s.h
			}
		}
	}
	return out
}

var underRace bool

func TestTruth(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("takes seconds")
	}
	land := outlines(t, "boundaries/cod-ab-irq_admbnda_adm0_cso_itos_20190603.geojson.gz")[0]
	districts := outlines(t, "boundaries/cod-ab-irq_admbnda_adm2_cso_20190603.geojson.gz")
	towns := settlements(t)
	const holders = 4
	inside := newRaster()
	inside.paint(land, 1)
	r := rand.New(rand.NewPCG(2014, 6))
	byDistrict := func(seed uint64, shift float64) raster {
		truth := newRaster()
		guide := warped(rand.New(rand.NewPCG(seed, 1)), inside, holders, shift)
		for _, d := range districts {
			c, _ := planar.CentroidArea(d)
			x, y := int((c[0]-west)/cellSize), int((c[1]-south)/cellSize)
			truth.paint(d, max(1, guide.v[y*guide.w+x]))
		}
		for i, v := range inside.v {
			truth.v[i] *= v
		}
		return truth
	}
	free := func(seed uint64, shift float64) raster {
		return warped(rand.New(rand.NewPCG(seed, 1)), inside, holders, shift)
	}
	t.Logf("%d settlements, 4 holders; IoU where a report is within 20 km; border error in km; coloured land over 20 km from any report", len(towns))
	for _, hidden := range []struct {
		name string
		make func(seed uint64, shift float64) raster
	}{{"districts", byDistrict}, {"free partition", free}} {
		for _, c := range []struct {
			name               string
			gaps, noise, delay float64
			want               float64
		}{
			{"all settlements", 0, 0, 0, 0.80},
			{"gaps 50 %", 0.5, 0, 0, 0.80},
			{"gaps 50 %, silent not known", 0.5, 0, 0, 0.80},
			{"gaps 90 %, silent not known", 0.9, 0, 0, 0.80},
			{"noise 5 %", 0, 0.05, 0, 0.80},
			{"delays 20 %", 0, 0, 0.2, 0.75},
			{"gaps 50, noise 5, delays 20 %", 0.5, 0.05, 0.2, 0.80},
		} {
			if full := os.Getenv("DATELINE_EVALUATE") != ""; !full && c.name != "gaps 90 %, silent not known" {
				continue
			}
			truth, before := hidden.make(11, 0), hidden.make(11, 0.15)
			rep := report(r, towns, truth, before, c.gaps, c.noise, c.delay, holders)
			if strings.Contains(c.name, "not known") {
				rep.silent = nil
			}
			km := make([]float64, len(truth.v))
			pts := make([]orb.Point, len(rep.at))
			for i, p := range rep.at {
				pts[i] = flat(p)
			}
			q := index(pts)
			for i := range km {
				_, km[i] = nearestTo(q, flat(truth.point(i)))
			}
			derived, guessed := derive(rep, land, true)
			own, _ := derive(rep, land, false)
			ours, bare := measureAgainst(truth, derived, km, holders), measureAgainst(truth, own, km, holders)
			line := fmt.Sprintf("%-14s %-30s ours %s, inferred %.0f %% | own reports only %s", hidden.name, c.name, ours, 100*guessed, bare)
			rest := others(rep, truth, holders)
			for _, name := range []string{"plain Voronoi", "buffers 20 km", "kernel 10 km"} {
				line += fmt.Sprintf(" | %s %s", name, measureAgainst(truth, rest[name], km, holders))
			}
			t.Log(line)
			if ours.iou < c.want {
				t.Errorf("%s, %s: intersection over union %.3f, want %.2f", hidden.name, c.name, ours.iou, c.want)
			}
			if ours.unfounded > 0.001 { // cells of the raster that the 20 km line cuts
				t.Errorf("%s, %s: %.4f of the coloured land is beyond the cap", hidden.name, c.name, ours.unfounded)
			}
		}
	}
}

func (s score) String() string {
	return fmt.Sprintf("IoU %.3f, border %.1f km, unfounded %.1f %%", s.iou, s.borderKM, 100*s.unfounded)
}
