package tiles

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/geo"
)

// TestWorldAndOverzoom: at every zoom from 0 to 22, beyond the one from which tiles only magnify too, a point lies in its tile
// where the projection puts it, and the whole world's polygon fills each tile and its buffer.
func TestWorldAndOverzoom(t *testing.T) {
	world := orb.Polygon{{{-180, -89}, {180, -89}, {180, 89}, {-180, 89}, {-180, -89}}}
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{rapid.Float64Range(-180, 179.999999).Draw(t, "lon"), rapid.Float64Range(-85, 85).Draw(t, "lat")}
		z := rapid.Uint32Range(0, MaxZoom).Draw(t, "zoom")
		tile := At(p, z)
		layers := []*Layer{Pack("point", []geo.Feature{{ID: "p", Geometry: p}}, Options{}), Pack("world", []geo.Feature{{ID: "w", Geometry: world}}, Options{})}
		decoded, err := Decode(Encode(tile, layers...).Data)
		if err != nil || len(decoded) != 2 || len(decoded[0].Features) == 0 || len(decoded[1].Features) == 0 {
			t.Fatalf("%v: %v, %v", tile, decoded, err)
		}
		n := math.Exp2(float64(z)) * Extent
		s := math.Sin(p[1] * math.Pi / 180)
		x := (p[0]/360+0.5)*n - float64(tile.X)*Extent
		y := (0.5-math.Log((1+s)/(1-s))/(4*math.Pi))*n - float64(tile.Y)*Extent
		g := decoded[0].Features[0].Geometry
		got := [2]float64{unzigzag(g[1]), unzigzag(g[2])}
		// Half a unit of the tile for rounding, and half a unit of the grid, which the deepest zooms see.
		if slack := 0.51 + n/(1<<30)*0.51; math.Abs(got[0]-x) > slack || math.Abs(got[1]-y) > slack {
			t.Errorf("%v in %v lies at %v, want %.2f %.2f", p, tile, got, x, y)
		}
		low, high := reach(decoded[1].Features) // zoom 0 sees pieces of the worlds on either side too
		if low[0] > 0 || low[1] > 0 || high[0] < Extent || high[1] < Extent {
			t.Errorf("the world reaches from %v to %v of %v", low, high, tile)
		}
	})
}

func unzigzag(v uint32) float64 { return float64(int32(v>>1) ^ -int32(v&1)) }

// reach is the box of all rings.
func reach(features []DecodedFeature) (low, high [2]float64) {
	low, high = [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, f := range features {
		var at [2]float64
		for i := 0; i < len(f.Geometry); {
			command, count := f.Geometry[i]&7, int(f.Geometry[i]>>3)
			i++
			for ; command != 7 && count > 0; count-- {
				for axis := range 2 {
					at[axis] += unzigzag(f.Geometry[i])
					low[axis], high[axis] = math.Min(low[axis], at[axis]), math.Max(high[axis], at[axis])
					i++
				}
			}
		}
	}
	return low, high
}

// TestMetadataTellsOfTheBudget: who reads TileJSON or the metadata of an archive learns what may be missing, and from which
// zoom on tiles only magnify.
func TestMetadataTellsOfTheBudget(t *testing.T) {
	point, shape := geo.Feature{ID: "p", Geometry: orb.Point{1, 1}}, geo.Feature{ID: "s", Geometry: orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}
	for name, c := range map[string]struct {
		features []geo.Feature
		o        Options
		words    string
	}{
		"points": {[]geo.Feature{point}, Options{}, "point_count"},
		"shapes": {[]geo.Feature{shape}, Options{}, "smallest shapes wait"},
		"ground": {[]geo.Feature{shape}, Options{Drop: true}, "low rank wait"},
	} {
		d := Describe(Pack(name, c.features, c.o))
		if text := d.VectorLayers[0].Description; !strings.Contains(text, "under 500 kB") || !strings.Contains(text, c.words) {
			t.Errorf("%s: %q", name, text)
		}
		if d.MinZoom != 0 || d.MaxZoom != FullZoom {
			t.Errorf("%s: zooms %d to %d", name, d.MinZoom, d.MaxZoom)
		}
	}
}
