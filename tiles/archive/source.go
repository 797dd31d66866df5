package archive

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"

	"dateline/tiles"
)

// Source is an archive that tiles are read from, PMTiles or MBTiles. It is safe for concurrent use.
type Source interface {
	// Tile gives a tile without its compression; ok is false where there is none.
	Tile(t tiles.Tile) (data []byte, ok bool, err error)
	// Raw gives the bytes of a tile as they are stored.
	Raw(t tiles.Tile) (data []byte, ok bool, err error)
	// About says what the archive holds.
	About() About
	// Close closes the file.
	Close() error
}

// About describes an archive by what it says of itself. Format is mvt, mlt, png, jpg, webp or avif.
type About struct {
	Format                                  string
	Name, Description, Attribution, Version string
	MinZoom, MaxZoom                        int
	Bounds                                  [4]float64 // west, south, east, north in degrees
	VectorLayers                            []tiles.VectorLayer
}

// Vector says whether the tiles are vector tiles.
func (a About) Vector() bool { return a.Format == "mvt" || a.Format == "mlt" }

// formats are the names of PMTiles' tile types.
var formats = map[uint8]string{1: "mvt", 2: "png", 3: "jpg", 4: "webp", 5: "avif", 6: "mlt"}

// OpenSource opens an archive, whose format is found by its first bytes.
func OpenSource(path string) (Source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open tiles: %w", err)
	}
	start := make([]byte, 16)
	n, _ := f.Read(start)
	_ = f.Close()
	switch {
	case strings.HasPrefix(string(start[:n]), magic):
		r, closer, err := Open(path)
		if err != nil {
			return nil, err
		}
		s := &pmSource{Reader: r, close: closer.Close}
		if s.about, err = r.describe(); err != nil {
			_ = closer.Close()
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
		return s, nil
	case strings.HasPrefix(string(start[:n]), "SQLite format 3"):
		return OpenMB(path)
	}
	return nil, fmt.Errorf("open %s: neither PMTiles (version 3) nor MBTiles", path)
}

type pmSource struct {
	*Reader
	close func() error
	about About
}

func (s *pmSource) About() About { return s.about }
func (s *pmSource) Close() error { return s.close() }

func (a *Reader) describe() (About, error) {
	out := About{Format: formats[a.TileType], MinZoom: int(a.MinZoom), MaxZoom: int(a.MaxZoom)}
	if out.Format == "" {
		return out, fmt.Errorf("%w: tile type %d is not known", ErrFormat, a.TileType)
	}
	for i := range out.Bounds {
		out.Bounds[i] = float64(int32(a.half(102+4*i))) / 1e7
	}
	m, err := a.Metadata()
	if err != nil {
		return out, err
	}
	return out.with(m)
}

// with takes over the metadata that both formats share.
func (a About) with(m map[string]any) (About, error) {
	for key, to := range map[string]*string{"name": &a.Name, "description": &a.Description, "attribution": &a.Attribution, "version": &a.Version} {
		*to, _ = m[key].(string)
	}
	if layers, ok := m["vector_layers"]; ok {
		raw, err := json.Marshal(layers)
		if err == nil {
			err = json.Unmarshal(raw, &a.VectorLayers)
		}
		if err != nil {
			return a, fmt.Errorf("its vector_layers: %w", err)
		}
	}
	if a.MaxZoom > tiles.MaxZoom || a.MinZoom > a.MaxZoom {
		return a, fmt.Errorf("zooms %d to %d, where 0 to %d are possible", a.MinZoom, a.MaxZoom, tiles.MaxZoom)
	}
	b := a.Bounds
	if sound := b[0] < b[2] && b[1] < b[3] && !math.IsNaN(b[0]+b[1]+b[2]+b[3]); !sound {
		a.Bounds = [4]float64{-180, -85.0511287798066, 180, 85.0511287798066}
	}
	return a, nil
}
