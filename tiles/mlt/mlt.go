// Package mlt writes MapLibre Tiles (MLT), the column-wise encoding of vector tiles, out of decoded Mapbox Vector Tiles: both
// encodings of a tile say the same, because the one is made from the other.
//
// A tile is a row of blocks: length, tag, then one layer with the list of its columns and the streams of each column. Of
// the ways that the format knows to pack a stream only the plain ones are used (varints, deltas of positions, runs of bytes
// for booleans, dictionaries of strings), because tiles are compressed once more on their way. Layout as in the specification
// at https://github.com/maplibre/maplibre-tile-spec, tag 1.
//
// A column has one type. Whole numbers of 32 bits become INT_32 or UINT_32, all other numbers DOUBLE (a 64-bit column would
// reach JavaScript as BigInt); a property that is text in one feature and a number or truth value in another becomes text in
// all of that layer. Features without a sound geometry, and layers without features, are left out.
package mlt

import (
	"fmt"

	"dateline/tiles"
)

// tagLayer marks a block that holds one layer with its own metadata.
const tagLayer = 1

// Codes of columns; a scalar column that may lack values has the code plus one, as has that of ids.
const (
	columnID       = 0
	columnLongID   = 2
	columnGeometry = 4
	columnBool     = 10
	columnInt32    = 16
	columnUint32   = 18
	columnDouble   = 26
	columnString   = 28
	nullable       = 1
)

// FromMVT encodes a Mapbox Vector Tile again. The error is that of [tiles.Decode]. An empty tile stays empty.
func FromMVT(tile []byte) ([]byte, error) {
	layers, err := tiles.Decode(tile)
	if err != nil {
		return nil, fmt.Errorf("mlt: %w", err)
	}
	return Encode(layers), nil
}

// Encode writes layers; the same layers give the same bytes.
func Encode(layers []tiles.DecodedLayer) []byte {
	var out []byte
	for i := range layers {
		block := encodeLayer(&layers[i])
		if block == nil {
			continue
		}
		out = appendUvarint(out, uint64(len(block)))
		out = append(out, block...)
	}
	return out
}

// encodeLayer gives the block of a layer behind its length, nil where it has no feature that can be drawn.
func encodeLayer(l *tiles.DecodedLayer) []byte {
	var features []*tiles.DecodedFeature
	var g geometry
	for i := range l.Features {
		if f := &l.Features[i]; f.Err == nil && g.add(f.Kind, f.Geometry) {
			features = append(features, f)
		}
	}
	if len(features) == 0 {
		return nil
	}
	columns := []column{g.column()}
	if ids, ok := idColumn(features); ok {
		columns = []column{ids, columns[0]}
	}
	columns = append(columns, propertyColumns(features)...)
	out := appendText([]byte{tagLayer}, l.Name)
	out = appendUvarint(out, uint64(l.Extent))
	out = appendUvarint(out, uint64(len(columns)))
	for _, c := range columns {
		out = append(out, c.code)
		if c.code >= columnBool {
			out = appendText(out, c.name)
		}
	}
	for _, c := range columns {
		out = append(out, c.data...)
	}
	return out
}

// column is a column with its streams laid out.
type column struct {
	code byte
	name string
	data []byte
}
