package geo

import (
	"encoding/binary"
	"fmt"
)

// The flags of EWKB in a geometry's type code.
const (
	ewkbZ, ewkbM, ewkbSRID = 1 << 31, 1 << 30, 1 << 29
	ewkbFlags              = ewkbZ | ewkbM | ewkbSRID
)

// wkbScanner walks over WKB and checks that what it announces is there. go-geom allocates what a count says, which for
// 9 damaged bytes can be all of the memory.
type wkbScanner struct {
	data     []byte
	at       int
	extended bool
}

// scanWKB says whether data is EWKB rather than ISO WKB, or what is wrong with it.
func scanWKB(data []byte) (extended bool, err error) {
	s := wkbScanner{data: data}
	if err := s.geometry(0); err != nil {
		return false, err
	}
	if s.at != len(data) {
		return false, fmt.Errorf("%d bytes are left over after the geometry", len(data)-s.at)
	}
	return s.extended, nil
}

func (s *wkbScanner) geometry(depth int) error {
	if depth > maxNesting {
		return fmt.Errorf("byte %d: nested deeper than %d", s.at, maxNesting)
	}
	order, code, err := s.header()
	if err != nil {
		return err
	}
	start := s.at
	stride := 2
	kind := code &^ ewkbFlags
	if code&ewkbFlags != 0 {
		s.extended = true
		stride += int(code>>31&1) + int(code>>30&1)
		if code&ewkbSRID != 0 {
			if _, err := s.uint32(order); err != nil {
				return err
			}
		}
	} else {
		stride += [...]int{0, 1, 1, 2}[min(kind/1000, 3)]
		kind %= 1000
	}
	switch kind {
	case 1:
		return s.skip(stride * 8)
	case 2:
		return s.line(order, stride)
	case 3:
		return s.lines(order, stride)
	case 4, 5, 6, 7:
		return s.members(order, depth)
	}
	return fmt.Errorf("byte %d: unknown geometry type %d", start-4, code)
}

func (s *wkbScanner) header() (binary.ByteOrder, uint32, error) {
	if s.at >= len(s.data) {
		return nil, 0, fmt.Errorf("byte %d: the data end where a geometry should begin", s.at)
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch s.data[s.at] {
	case 0:
		order = binary.BigEndian
	case 1:
	default:
		return nil, 0, fmt.Errorf("byte %d: byte order %d is neither 0 nor 1", s.at, s.data[s.at])
	}
	s.at++
	code, err := s.uint32(order)
	return order, code, err
}

func (s *wkbScanner) uint32(order binary.ByteOrder) (uint32, error) {
	at := s.at
	if err := s.skip(4); err != nil {
		return 0, err
	}
	return order.Uint32(s.data[at:]), nil
}

func (s *wkbScanner) skip(n int) error {
	if n > len(s.data)-s.at {
		return fmt.Errorf("byte %d: %d bytes announced, %d there", s.at, n, len(s.data)-s.at)
	}
	s.at += n
	return nil
}

func (s *wkbScanner) line(order binary.ByteOrder, stride int) error {
	count, err := s.uint32(order)
	if err != nil {
		return err
	}
	return s.skip(int(count) * stride * 8)
}

func (s *wkbScanner) lines(order binary.ByteOrder, stride int) error {
	count, err := s.count(order, 4)
	if err != nil {
		return err
	}
	for range count {
		if err := s.line(order, stride); err != nil {
			return err
		}
	}
	return nil
}

func (s *wkbScanner) members(order binary.ByteOrder, depth int) error {
	count, err := s.count(order, 9)
	if err != nil {
		return err
	}
	for range count {
		if err := s.geometry(depth + 1); err != nil {
			return err
		}
	}
	return nil
}

// count reads how many parts follow, each of at least size bytes.
func (s *wkbScanner) count(order binary.ByteOrder, size int) (int, error) {
	at := s.at
	n, err := s.uint32(order)
	if err == nil && int64(n)*int64(size) > int64(len(s.data)-s.at) {
		err = fmt.Errorf("byte %d: %d parts announced, %d bytes there", at, n, len(s.data)-s.at)
	}
	return int(n), err
}
