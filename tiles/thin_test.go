package tiles

import (
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/geo"
)

// thinPlainly is what thin does, cell by cell in a map.
func thinPlainly(l *Layer, z uint32) []uint32 {
	cell := func(i uint32, shift uint32) [2]int32 {
		v := 2 * l.parts[l.features[i].parts[0]].start
		return [2]int32{l.xy[v] >> shift, l.xy[v+1] >> shift}
	}
	var standing []uint32
	count := make([]uint32, len(l.features))
	for i := range l.features {
		if uint32(l.features[i].minZoom) <= z {
			count[i] = 1
			if l.single(&l.features[i]) {
				standing = append(standing, uint32(i))
			}
		}
	}
	fits := func() bool {
		tiles := map[[2]int32]int{}
		for _, i := range standing {
			tiles[cell(i, 30-z)]++
		}
		for _, n := range tiles {
			if n > l.room {
				return false
			}
		}
		return true
	}
	if fits() {
		return nil
	}
	for side := uint32(0); side <= 5; side++ {
		best := map[[2]int32]uint32{}
		for _, i := range standing {
			key := cell(i, 30-z-9+side)
			was, seen := best[key]
			switch {
			case !seen:
				best[key] = i
			case l.features[i].rank > l.features[was].rank:
				best[key] = i
				count[i], count[was] = count[i]+count[was], 0
			default:
				count[i], count[was] = 0, count[i]+count[was]
			}
		}
		standing = slices.DeleteFunc(standing, func(i uint32) bool { return count[i] == 0 })
		if fits() {
			break
		}
	}
	return count
}

// TestThinAlongTheCurve: runs of the Morton curve choose the same points as cells in a map, and no point is lost.
func TestThinAlongTheCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(300, 1500).Draw(t, "n")
		wide := rapid.Float64Range(0.001, 90).Draw(t, "wide")
		spread := rapid.Float64Range(-wide, wide)
		late := rapid.Bool().Draw(t, "late")
		features := make([]geo.Feature, n)
		for i := range features {
			p := orb.Point{170 + spread.Draw(t, "lon"), 10 + spread.Draw(t, "lat")/3}
			features[i] = geo.Feature{ID: fmt.Sprint(i), Geometry: p, Properties: map[string]any{"r": rapid.IntRange(0, 3).Draw(t, "rank")}}
			if i%50 == 0 { // which nothing stands for
				features[i].Geometry = orb.MultiPoint{p, {0, 0}}
			}
		}
		o := Options{Budget: 2000, Rank: func(f geo.Feature) float64 { return float64(f.Properties["r"].(int)) }}
		if late {
			o.MinZoom = func(f geo.Feature) int { return f.Properties["r"].(int) }
		}
		l := Pack("points", features, o)
		for _, z := range []uint32{0, 1, 3, 7, 13} {
			got, want := l.thin(z), thinPlainly(l, z)
			if !slices.Equal(got, want) {
				t.Fatalf("zoom %d: %v, want %v", z, got, want)
			}
			if got == nil {
				continue
			}
			shown, meant := 0, 0
			for i := range l.features {
				if uint32(l.features[i].minZoom) <= z {
					shown++
				}
				meant += int(got[i])
			}
			if shown != meant {
				t.Fatalf("zoom %d: %d points stand for %d", z, meant, shown)
			}
			if lv := l.at(z); !slices.Equal(lv.index.items, newIndex(boxesOf(lv)).items) {
				t.Fatalf("zoom %d: another index", z)
			}
		}
	})
}

func boxesOf(lv *level) []box {
	out := make([]box, len(lv.items))
	for i := range out {
		out[i] = lv.items[i].box
	}
	return out
}

// TestTableOfValues: equal messages share a number, others do not, however many there are and whatever their hash.
func TestTableOfValues(t *testing.T) {
	var tb table
	for round := range 2 {
		for i := range 5000 {
			m := []byte(fmt.Sprint("value ", i))
			if n := tb.of(m, uint64(i%7)); n != uint32(i) {
				t.Fatalf("round %d: value %d has the number %d", round, i, n)
			}
			if string(tb.messages[i]) != string(m) {
				t.Fatalf("value %d became %q", i, tb.messages[i])
			}
		}
	}
}
