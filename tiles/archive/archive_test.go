package archive

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/tiles"
)

func layers(n int) []*tiles.Layer {
	r := rand.New(rand.NewPCG(1, 1))
	var f []geo.Feature
	for i := range n {
		f = append(f, geo.Feature{ID: strconv.Itoa(i), Geometry: orb.Point{r.Float64()*360 - 180, r.Float64()*160 - 80}, Properties: map[string]any{"n": i}})
	}
	return []*tiles.Layer{tiles.Pack("points", f, tiles.Options{})}
}

func TestRoundTrip(t *testing.T) {
	defer func(n int) { rootLimit = n }(rootLimit)
	rootLimit = 400
	dir := t.TempDir()
	ls := layers(150)
	meta := Meta{TileJSON: tiles.Describe(ls...), MaxZoom: 6}
	pm, err := NewWriter(filepath.Join(dir, "a.pmtiles"))
	if err != nil {
		t.Fatal(err)
	}
	mb, err := NewMBWriter(filepath.Join(dir, "a.mbtiles"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[tiles.Tile][]byte{}
	n, err := Cut(context.Background(), both{pm, mb, want}, ls, 6, nil)
	if err != nil || n != len(want) {
		t.Fatalf("%d tiles, %v", n, err)
	}
	if err := errors.Join(pm.Close(meta), mb.Close(meta)); err != nil {
		t.Fatal(err)
	}
	a, closer, err := Open(filepath.Join(dir, "a.pmtiles"))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if a.word(48) == 0 {
		t.Errorf("%d tiles without leaf directories: the test wants some", n)
	}
	m, err := OpenMB(filepath.Join(dir, "a.mbtiles"))
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	for tile, data := range want {
		got, ok, err := a.Tile(tile)
		if err != nil || !ok || !bytes.Equal(got, data) {
			t.Fatalf("pmtiles %v: %v %v", tile, ok, err)
		}
		if got, ok, err = m.Tile(tile); err != nil || !ok || !bytes.Equal(got, data) {
			t.Fatalf("mbtiles %v: %v %v", tile, ok, err)
		}
	}
	visited := 0
	if err := a.Each(func(tiles.Tile, []byte) error { visited++; return nil }); err != nil || visited != n {
		t.Errorf("visited %d of %d: %v", visited, n, err)
	}
	if _, ok, err := a.Tile(tiles.Tile{Z: 20, X: 1, Y: 1}); ok || err != nil {
		t.Errorf("a tile that is not there: %v %v", ok, err)
	}
}

type both struct {
	a, b Sink
	seen map[tiles.Tile][]byte
}

func (s both) Put(t tiles.Tile, data []byte) error {
	s.seen[t] = data
	return errors.Join(s.a.Put(t, data), s.b.Put(t, data))
}

func TestFixtures(t *testing.T) {
	const dir = "../../../shared/standards/pmtiles-v3/"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the PMTiles fixtures are not beside the repository (../shared/standards)")
	}
	for _, c := range []struct {
		file  string
		tiles int // -1: must be refused
	}{
		{"test_fixture_1.pmtiles", 1},
		{"test_fixture_2.pmtiles", 1},
		{"unclustered.pmtiles", 2},
		{"test_fixture_mlt.pmtiles", 0},
		{"invalid.pmtiles", -1},
		{"invalid_v4.pmtiles", -1},
		{"empty.pmtiles", -1},
		{"stamen_toner_raster_z3.pmtiles", 85},
		{"usgs-mt-whitney-8-15-webp-512.pmtiles", 50},
	} {
		var found string
		_ = filepath.Walk(dir, func(p string, _ os.FileInfo, _ error) error {
			if filepath.Base(p) == c.file {
				found = p
			}
			return nil
		})
		a, closer, err := Open(found)
		if c.tiles < 0 {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("%s is taken: %v", c.file, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		n := 0
		if err := a.Each(func(tiles.Tile, []byte) error { n++; return nil }); err != nil || n != c.tiles {
			t.Errorf("%s: %d tiles, want %d: %v", c.file, n, c.tiles, err)
		}
		_ = closer.Close()
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("PMTiles\x03"))
	f.Fuzz(func(t *testing.T, data []byte) {
		h := make([]byte, headerSize)
		copy(h, magic+"\x03")
		data = append(h[:8], data...)
		a, err := NewReader(bytes.NewReader(data))
		if err != nil {
			return
		}
		_, _, _ = a.Tile(tiles.Tile{Z: 3, X: 1, Y: 1})
		_, _ = a.Metadata()
	})
}
