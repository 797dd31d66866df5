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

// cutInto cuts layers into files of both formats and gives the tiles.
func cutInto(t *testing.T, dir string, ls []*tiles.Layer, maxZoom uint32) map[tiles.Tile][]byte {
	t.Helper()
	want := map[tiles.Tile][]byte{}
	for _, name := range []string{"a.pmtiles", "a.mbtiles"} {
		path := filepath.Join(dir, name)
		job := Job{Layers: ls, MaxZoom: maxZoom}
		log, err := NewLog(path, job.Key())
		if err != nil {
			t.Fatal(err)
		}
		done, err := job.Cut(context.Background(), log)
		if err != nil || done.Made != len(done.Prints) {
			t.Fatalf("%+v, %v", done.Made, err)
		}
		for _, e := range log.entries {
			tile, _ := tiles.FromID(e.id)
			want[tile] = tiles.Encode(tile, ls...).Data
		}
		if err := log.Finish(path, Meta{TileJSON: tiles.Describe(ls...), MaxZoom: uint8(maxZoom)}); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path + logEnding); err == nil {
			t.Error("the log is left over")
		}
	}
	return want
}

func TestRoundTrip(t *testing.T) {
	defer func(n int) { rootLimit = n }(rootLimit)
	rootLimit = 400
	dir := t.TempDir()
	want := cutInto(t, dir, layers(150), 6)
	n := len(want)
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

// TestResume: a run that was stopped, its last record torn, is taken up where it stood, and gives the same archive.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	ls := layers(300)
	cutInto(t, dir, ls, 6)
	want, _ := os.ReadFile(filepath.Join(dir, "a.pmtiles"))
	path := filepath.Join(dir, "b.pmtiles")
	ctx, stop := context.WithCancel(context.Background())
	n := 0
	job := Job{Layers: ls, MaxZoom: 6, Progress: func(more int) {
		if n += more; n > 500 {
			stop()
		}
	}}
	log, err := NewLog(path, job.Key())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := job.Cut(ctx, log); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := log.Stop(); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(path + logEnding)
	if err := os.Truncate(path+logEnding, info.Size()-3); err != nil {
		t.Fatal(err)
	}
	job.Progress = nil
	if log, err = NewLog(path, job.Key()); err != nil || log.Resumed() == 0 {
		t.Fatalf("nothing taken up: %v", err)
	}
	done, err := job.Cut(context.Background(), log)
	if err != nil || done.Made+log.Resumed() != done.Tiles {
		t.Fatalf("made %d, resumed %d, of %d: %v", done.Made, log.Resumed(), done.Tiles, err)
	}
	if err := log.Finish(path, Meta{TileJSON: tiles.Describe(ls...), MaxZoom: 6}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, want) {
		t.Error("the resumed archive differs")
	}
	other := Job{Layers: layers(10), MaxZoom: 6}
	if log, err = NewLog(path, job.Key()); err == nil {
		_ = log.Put(tiles.Tile{}, []byte("x"))
		_ = log.Stop()
	}
	if log, err = NewLog(path, other.Key()); err != nil || log.Resumed() != 0 {
		t.Errorf("a log of other content is taken up: %v", err)
	}
}

// TestUpdate: only tiles that a changed feature touches are made anew, and the archive is that of a whole run.
func TestUpdate(t *testing.T) {
	features := func(at orb.Point) []*tiles.Layer {
		f := []geo.Feature{{ID: "moved", Geometry: at}}
		for i := range 200 {
			f = append(f, geo.Feature{ID: strconv.Itoa(i), Geometry: orb.Point{float64(i%20)*17 - 170, float64(i/20)*14 - 70}})
		}
		return []*tiles.Layer{tiles.Pack("points", f, tiles.Options{})}
	}
	before, after := features(orb.Point{1, 1}), features(orb.Point{40, 40})
	dir, fresh := t.TempDir(), t.TempDir()
	cutInto(t, dir, before, 6)
	cutInto(t, fresh, after, 6)
	prints := Prints{}
	was := Job{Layers: before, MaxZoom: 6}
	for z := uint32(0); z <= 6; z++ {
		for x := range uint32(1) << z {
			for y := range uint32(1) << z {
				prints[tiles.Tile{Z: z, X: x, Y: y}.ID()] = was.print(tiles.Tile{Z: z, X: x, Y: y})
			}
		}
	}
	side := filepath.Join(dir, "p")
	if err := prints.Save(side); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.pmtiles", "a.mbtiles"} {
		old, err := OpenSource(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		job := Job{Layers: after, MaxZoom: 6, Old: old, OldPrints: LoadPrints(side)}
		path := filepath.Join(dir, "new-"+name)
		log, err := NewLog(path, job.Key())
		if err != nil {
			t.Fatal(err)
		}
		done, err := job.Cut(context.Background(), log)
		// One tile a zoom at the old place and one at the new, some with a neighbour in whose buffer the point lies.
		if err != nil || done.Made < 8 || done.Made > 30 {
			t.Errorf("%d of %d made anew: %v", done.Made, done.Tiles, err)
		}
		if err := errors.Join(log.Finish(path, Meta{TileJSON: tiles.Describe(after...), MaxZoom: 6}), old.Close()); err != nil {
			t.Fatal(err)
		}
		if name == "a.pmtiles" {
			got, _ := os.ReadFile(path)
			want, _ := os.ReadFile(filepath.Join(fresh, name))
			if !bytes.Equal(got, want) {
				t.Error("the updated archive differs from a new one")
			}
		}
	}
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
