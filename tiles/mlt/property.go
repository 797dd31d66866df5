package mlt

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strconv"

	"dateline/tiles"
)

// idColumn gives the numbers of the features; ok is false where none has one.
func idColumn(features []*tiles.DecodedFeature) (c column, ok bool) {
	present := make([]bool, len(features))
	var ids []uint64
	c.code = columnID
	for i, f := range features {
		if !f.HasID {
			continue
		}
		present[i] = true
		ids = append(ids, f.ID)
		if f.ID > math.MaxUint32 {
			c.code = columnLongID
		}
	}
	if len(ids) == 0 {
		return c, false
	}
	if len(ids) < len(features) {
		c.code |= nullable
		c.data = appendBits(c.data, streamPresent, present)
	}
	c.data = appendNumbers(c.data, streamData, ids)
	return c, true
}

// propertyColumns gives a column for each property that any feature has, by name.
func propertyColumns(features []*tiles.DecodedFeature) []column {
	names := map[string]bool{}
	for _, f := range features {
		for name := range f.Properties {
			names[name] = true
		}
	}
	columns := make([]column, 0, len(names))
	for _, name := range slices.Sorted(maps.Keys(names)) {
		columns = append(columns, propertyColumn(name, features))
	}
	return columns
}

func propertyColumn(name string, features []*tiles.DecodedFeature) column {
	present := make([]bool, len(features))
	var values []any
	for i, f := range features {
		if v, ok := f.Properties[name]; ok {
			present[i] = true
			values = append(values, v)
		}
	}
	c := column{code: codeOf(values), name: name}
	lacking := len(values) < len(features)
	if c.code == columnString { // the only scalar type that counts its streams
		streams := byte(2)
		data, words := appendStrings(nil, values)
		if words {
			streams++
		}
		if lacking {
			streams++
		}
		c.data = append(c.data, streams)
		if lacking {
			c.data = appendBits(c.data, streamPresent, present)
		}
		c.data = append(c.data, data...)
	} else {
		if lacking {
			c.data = appendBits(c.data, streamPresent, present)
		}
		c.data = appendScalars(c.data, c.code, values)
	}
	if lacking {
		c.code |= nullable
	}
	return c
}

// codeOf gives the narrowest type that holds all values.
func codeOf(values []any) byte {
	low, high := 0.0, 0.0
	numbers, bools, whole := 0, 0, true
	for _, v := range values {
		switch v := v.(type) {
		case float64:
			numbers++
			low, high = min(low, v), max(high, v)
			whole = whole && v == math.Trunc(v) && (v != 0 || !math.Signbit(v))
		case bool:
			bools++
		}
	}
	switch {
	case bools == len(values):
		return columnBool
	case numbers != len(values):
		return columnString
	case whole && low >= math.MinInt32 && high <= math.MaxInt32 && low < 0:
		return columnInt32
	case whole && low >= 0 && high <= math.MaxUint32:
		return columnUint32
	}
	return columnDouble
}

// appendScalars writes the stream of numbers or truth values.
func appendScalars(dst []byte, code byte, values []any) []byte {
	var data []byte
	if code == columnBool {
		bits := make([]bool, len(values))
		for i, v := range values {
			bits[i] = v.(bool)
		}
		return appendBits(dst, streamData, bits)
	}
	pack := byte(packVarint)
	for _, v := range values {
		switch f := v.(float64); code {
		case columnInt32:
			data = appendUvarint(data, zigzag(int32(f)))
		case columnUint32:
			data = appendUvarint(data, uint64(f))
		default:
			pack = packNone
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(f))
		}
	}
	return appendStream(dst, streamData, pack, len(values), data)
}

// appendStrings writes lengths and bytes; words says that each distinct string stands once, with a third stream of numbers.
func appendStrings(dst []byte, values []any) (out []byte, words bool) {
	numbers := map[string]uint64{}
	var distinct []string
	all := make([]string, len(values))
	refs := make([]uint64, len(values))
	for i, v := range values {
		s := text(v)
		n, known := numbers[s]
		if !known {
			n = uint64(len(distinct))
			numbers[s] = n
			distinct = append(distinct, s)
		}
		all[i], refs[i] = s, n
	}
	if len(distinct) == len(all) {
		return appendTexts(dst, streamLengths, streamData, all), false
	}
	dst = appendNumbers(dst, streamStringRefs, refs)
	return appendTexts(dst, streamWordSizes, streamDictionary, distinct), true
}

func appendTexts(dst []byte, lengths, data byte, texts []string) []byte {
	sizes := make([]uint64, len(texts))
	var bytes []byte
	for i, s := range texts {
		sizes[i] = uint64(len(s))
		bytes = append(bytes, s...)
	}
	dst = appendNumbers(dst, lengths, sizes)
	return appendStream(dst, data, packNone, len(texts), bytes)
}

// text writes a value of a column of mixed types.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
