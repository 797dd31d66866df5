package tiles

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// DecodedLayer is a layer read back from a tile, its features in the tile's own units.
type DecodedLayer struct {
	Name     string
	Version  uint32
	Extent   uint32
	Features []DecodedFeature
}

// DecodedFeature is a feature read back. Kind is 0 (unknown), 1 point, 2 line, 3 polygon; Geometry the raw commands.
type DecodedFeature struct {
	ID         uint64
	HasID      bool
	Kind       uint32
	Tags       []uint32
	Geometry   []uint32
	Properties map[string]any
	// Err says why the feature should be skipped, where the rest of the tile is sound.
	Err error
}

// errTile begins the errors of Decode.
var errTile = errors.New("not a vector tile")

// Decode reads a tile. An error means that nothing of it can be trusted; a feature that is wrong by itself comes with Err
// set and the rest stands.
func Decode(data []byte) ([]DecodedLayer, error) {
	var layers []DecodedLayer
	r := reader{data: data}
	for r.next() {
		if r.field != 3 {
			r.skip()
			continue
		}
		l, err := decodeLayer(r.bytes())
		if r.err == nil && err != nil {
			return nil, fmt.Errorf("%w: layer %d: %w", errTile, len(layers)+1, err)
		}
		layers = append(layers, l)
	}
	if r.err != nil {
		return nil, fmt.Errorf("%w: %w", errTile, r.err)
	}
	return firstOfName(layers), nil
}

// firstOfName leaves out layers whose name an earlier one bears.
func firstOfName(layers []DecodedLayer) []DecodedLayer {
	seen := map[string]bool{}
	return slices.DeleteFunc(layers, func(l DecodedLayer) bool {
		again := seen[l.Name]
		seen[l.Name] = true
		return again
	})
}

func decodeLayer(data []byte) (DecodedLayer, error) {
	l := DecodedLayer{Version: 1, Extent: Extent}
	var features [][]byte
	var keys []string
	var values []any
	named, versioned := false, false
	r := reader{data: data}
	for r.next() {
		switch r.field {
		case 15:
			l.Version, versioned = uint32(r.varint()), true
		case 1:
			l.Name, named = string(r.bytes()), true
		case 2:
			features = append(features, r.bytes())
		case 3:
			keys = append(keys, string(r.bytes()))
		case 4:
			v, err := decodeValue(r.bytes())
			if r.err == nil && err != nil {
				return l, err
			}
			values = append(values, v)
		case 5:
			l.Extent = uint32(r.varint())
		default:
			r.skip()
		}
	}
	switch {
	case r.err != nil:
		return l, r.err
	case !named || l.Name == "":
		return l, errors.New("has no name")
	case !versioned:
		return l, errors.New("has no version")
	case l.Version != 1 && l.Version != 2:
		return l, fmt.Errorf("has version %d; 1 and 2 can be read", l.Version)
	case l.Extent == 0:
		return l, errors.New("has no extent")
	}
	for i, f := range features {
		decoded, err := decodeFeature(f, keys, values)
		if err != nil {
			return l, fmt.Errorf("feature %d: %w", i+1, err)
		}
		l.Features = append(l.Features, decoded)
	}
	return l, nil
}

// decodeFeature gives an error where the bytes cannot be followed, and sets Err where only the feature is wrong.
func decodeFeature(data []byte, keys []string, values []any) (DecodedFeature, error) {
	f := DecodedFeature{Properties: map[string]any{}}
	r := reader{data: data}
	drawn := false
	for r.next() {
		switch r.field {
		case 1:
			f.ID, f.HasID = r.varint(), true
		case 2:
			f.Tags = r.packed(f.Tags)
		case 3:
			f.Kind = uint32(r.varint())
		case 4:
			f.Geometry, drawn = r.packed(f.Geometry), true
		default:
			r.skip()
		}
	}
	if r.err != nil {
		return f, r.err
	}
	for i := 0; i+1 < len(f.Tags); i += 2 {
		k, v := f.Tags[i], f.Tags[i+1]
		if int(k) >= len(keys) || int(v) >= len(values) {
			return f, fmt.Errorf("has tag %d=%d, beyond %d keys and %d values", k, v, len(keys), len(values))
		}
		f.Properties[keys[k]] = values[v]
	}
	fatal := error(nil)
	switch {
	case len(f.Tags)%2 != 0:
		f.Err = errors.New("has an odd number of tags")
	case f.Kind > 3:
		f.Err = fmt.Errorf("has geometry type %d", f.Kind)
	case !drawn || len(f.Geometry) == 0:
		f.Err = errors.New("has no geometry")
	case f.Kind > 0:
		fatal, f.Err = checkCommands(f.Kind, f.Geometry)
	}
	return f, fatal
}

// decodeValue gives string, float64 (all numbers: as JSON would) or bool.
func decodeValue(data []byte) (v any, err error) {
	r := reader{data: data}
	n := 0
	for r.next() {
		n++
		switch r.field {
		case 1:
			v = string(r.bytes())
		case 2:
			v = float64(math.Float32frombits(uint32(r.fixed(4, 5))))
		case 3:
			v = math.Float64frombits(r.fixed(8, 1))
		case 4:
			v = float64(int64(r.varint()))
		case 5:
			v = float64(r.varint())
		case 6:
			u := r.varint()
			v = float64(int64(u>>1) ^ -int64(u&1))
		case 7:
			v = r.varint() != 0
		default:
			r.skip()
			n--
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	if n != 1 {
		return nil, fmt.Errorf("value holds %d values, want one", n)
	}
	return v, nil
}

// checkCommands says whether the commands make a geometry of the kind: fatal where their numbers cannot be followed, wrong
// where they stand in a wrong order.
func checkCommands(kind uint32, g []uint32) (fatal, wrong error) {
	drawn := 0
	for i := 0; i < len(g); {
		id, count := g[i]&7, int(g[i]>>3)
		if i == 0 && id == closePath {
			return errors.New("begins by closing a path"), nil
		}
		i++
		switch id {
		case moveTo, lineTo:
			if count > (len(g)-i)/2 {
				return fmt.Errorf("has a command for %d positions with %d numbers left", count, len(g)-i), nil
			}
			i += 2 * count
		case closePath:
			if count != 1 {
				return fmt.Errorf("closes a path %d times", count), nil
			}
		default:
			return nil, fmt.Errorf("has command %d", id)
		}
		if err := inOrder(kind, id, count, &drawn); err != nil && wrong == nil {
			wrong = err
		}
	}
	if kind != point && drawn != 0 && wrong == nil {
		wrong = errors.New("ends in the middle of a path")
	}
	return nil, wrong
}

// inOrder follows the grammar: drawn is 0 at a path's start, 1 behind a move, 2 behind lines that may be left open.
func inOrder(kind, id uint32, count int, drawn *int) error {
	switch {
	case kind == point && id == moveTo && *drawn == 0 && count > 0:
		*drawn = 2
	case kind != point && id == moveTo && *drawn != 1 && count == 1 && (*drawn == 0 || kind == line):
		*drawn = 1
	case kind == line && id == lineTo && *drawn == 1:
		*drawn = 0
	case kind == polygon && id == lineTo && *drawn == 1 && count > 1:
		*drawn = 2
	case kind == polygon && id == closePath && *drawn == 2:
		*drawn = 0
	default:
		return fmt.Errorf("has command %d (count %d) out of place", id, count)
	}
	return nil
}
