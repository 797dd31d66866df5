package ogc

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/geo"
)

// TestWritesLeaveNoLayersBehind: each write makes a layer and a view; old ones go, however many writes there are, and the
// newest stays, however large it is.
func TestWritesLeaveNoLayersBehind(t *testing.T) {
	features := make([]geo.Feature, 5000)
	for i := range features {
		features[i] = geo.Feature{ID: fmt.Sprintf("p%05d", i), Geometry: orb.Point{float64(i%360) - 180, float64(i % 80)}, Properties: map[string]any{"name": fmt.Sprint("Town ", i)}}
	}
	set := func(n int) situation.Set { return situation.Set{Features: features, Hash: fmt.Sprint(n)} }
	one := newLayerCache(1)
	first, err := one.of("places", set(0), nil)
	if err != nil {
		t.Fatal(err)
	}
	size := first.Size()
	if size < int64(len(features))*100 || size > int64(len(features))*1000 {
		t.Errorf("5,000 points are said to take %d bytes", size)
	}
	lc := newLayerCache(2*size + size/2) // two beside the newest
	other, err := lc.of("control", set(0), nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 30 {
		l, err := lc.of("places", set(n), nil)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := lc.of("places", set(n), nil); again != l {
			t.Fatalf("revision %d was packed twice", n)
		}
		one.mu.Lock()
		lc.mu.Lock()
		if len(lc.recent) > 4 || len(one.recent) != 1 {
			t.Fatalf("revision %d: %d layers are kept, and %d", n, len(lc.recent), len(one.recent))
		}
		lc.mu.Unlock()
		one.mu.Unlock()
	}
	if again, _ := lc.of("control", set(0), nil); again != other {
		t.Error("the layer of another collection was packed again")
	}
	vs := newViews()
	for n := range 300 {
		vs.of("places", set(n))
		kept := 0
		for _, v := range vs.recent {
			kept += len(v.features)
		}
		if kept > maxViewFeatures+len(features) || len(vs.recent) > maxViews {
			t.Fatalf("%d views of %d features are kept", len(vs.recent), kept)
		}
	}
}
