package mlt

import "encoding/binary"

// First byte of a stream: what it is in the upper half, of which kind in the lower.
const (
	streamPresent    = 0x00
	streamData       = 0x10
	streamDictionary = 0x11 // the bytes of distinct strings
	streamVertices   = 0x13
	streamStringRefs = 0x22 // numbers of strings in the dictionary
	streamLengths    = 0x30 // lengths of strings
	streamGeometries = 0x31
	streamParts      = 0x32
	streamRings      = 0x33
	streamWordSizes  = 0x36 // lengths of the dictionary's strings
)

// Second byte of a stream: how it is packed.
const (
	packNone   = 0x00
	packVarint = 0x02
	packDelta  = 2<<5 | packVarint // both coordinates apart, zigzag
	packRuns   = 3 << 5            // bytes in runs
)

// appendUvarint is kept out of line: its many callers would each hold the loop twice, kilobytes in all.
//
//go:noinline
func appendUvarint(dst []byte, v uint64) []byte { return binary.AppendUvarint(dst, v) }

func appendText(dst []byte, s string) []byte {
	return append(appendUvarint(dst, uint64(len(s))), s...)
}

func zigzag(v int32) uint64 { return uint64(uint32(v<<1) ^ uint32(v>>31)) }

// appendStream writes a stream of n values that take the given bytes.
func appendStream(dst []byte, kind, pack byte, n int, data []byte) []byte {
	dst = append(dst, kind, pack)
	dst = appendUvarint(dst, uint64(n))
	dst = appendUvarint(dst, uint64(len(data)))
	return append(dst, data...)
}

// appendNumbers writes a stream of plain varints.
func appendNumbers(dst []byte, kind byte, numbers []uint64) []byte {
	var data []byte
	for _, v := range numbers {
		data = appendUvarint(data, v)
	}
	return appendStream(dst, kind, packVarint, len(numbers), data)
}

// appendBits writes a stream of truth values: eight to a byte, the first lowest, the bytes in runs.
func appendBits(dst []byte, kind byte, bits []bool) []byte {
	packed := make([]byte, (len(bits)+7)/8)
	for i, set := range bits {
		if set {
			packed[i/8] |= 1 << (i % 8)
		}
	}
	return appendStream(dst, kind, packRuns, len(bits), appendRuns(nil, packed))
}

// Limits of a run and of a stretch of bytes as they are; a run of fewer than three is not worth its head.
const (
	minRun     = 3
	maxRun     = 127 + minRun
	maxLiteral = 128
)

// appendRuns packs bytes: a head below 128 repeats the next byte head+3 times, one above is followed by 256-head bytes.
func appendRuns(dst, b []byte) []byte {
	literal := 0
	flush := func(end int) {
		for literal < end {
			n := min(end-literal, maxLiteral)
			dst = append(dst, byte(256-n))
			dst = append(dst, b[literal:literal+n]...)
			literal += n
		}
	}
	for i := 0; i < len(b); {
		n := 1
		for i+n < len(b) && n < maxRun && b[i+n] == b[i] {
			n++
		}
		if n >= minRun {
			flush(i)
			dst = append(dst, byte(n-minRun), b[i])
			literal = i + n
		}
		i += n
	}
	flush(len(b))
	return dst
}
