package data

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// Sketch is a sample of the runs of words of a text, small enough to keep for every report and to compare without the text: the
// SketchSize smallest of the hashes of all runs (a bottom-k sample; Broder, "On the resemblance and containment of
// documents", 1997). A reader makes it; sketches of different readers' versions are not compared.
//
// In bytes: the version, 1 where the sample holds every hash or else 0, then the hashes rising, four bytes each, big-endian.
type Sketch []byte

// SketchSize is the number of hashes kept: with 128, a share of one half is estimated to about 0.05 between texts of one length.
const SketchSize = 128

// minShared is the smallest sample on which two texts are judged: on fewer runs, a quotation would make copies of them.
const minShared = 8

// Two texts are copies of one where enough of the shorter one stands in the longer one, and either it is a good part of the longer
// one too or nearly all of the shorter one: that a report quotes half of a brief statement makes it no copy of it.
// `dateline evaluate similar` measures what this finds and what it takes for a copy wrongly.
const (
	copiedOfShorter = 0.35
	copiedOfLonger  = 0.25
	nearlyAll       = 0.75
)

// NewSketch samples hashes, which may repeat and come in any order.
func NewSketch(version byte, hashes []uint32) Sketch {
	set := slices.Compact(slices.Sorted(slices.Values(hashes)))
	whole := byte(1)
	if len(set) > SketchSize {
		set, whole = set[:SketchSize], 0
	}
	out := append(make(Sketch, 0, 2+4*len(set)), version, whole)
	for _, h := range set {
		out = binary.BigEndian.AppendUint32(out, h)
	}
	return out
}

// check refuses bytes that are no sketch.
func (s Sketch) check() error {
	if len(s) == 0 {
		return nil
	}
	if len(s) < 2 || len(s)%4 != 2 || s.len() > SketchSize || s[1] > 1 {
		return fmt.Errorf("%w sketch of %d bytes", ErrInvalid, len(s))
	}
	for i := 1; i < s.len(); i++ {
		if s.at(i) <= s.at(i-1) {
			return fmt.Errorf("%w sketch: its hashes do not rise", ErrInvalid)
		}
	}
	return nil
}

func (s Sketch) len() int        { return max(0, len(s)-2) / 4 }
func (s Sketch) at(i int) uint32 { return binary.BigEndian.Uint32(s[2+4*i:]) }

// reach is the largest hash up to which the sample holds all of the text.
func (s Sketch) reach() uint32 {
	if s[1] == 1 || s.len() == 0 {
		return math.MaxUint32
	}
	return s.at(s.len() - 1)
}

// CopyOf says whether two texts are copies of one.
func (s Sketch) CopyOf(t Sketch) bool {
	shorter, longer := s.Share(t)
	return shorter >= copiedOfShorter && (longer >= copiedOfLonger || shorter >= nearlyAll)
}

// Share estimates which shares of the runs of words of the shorter and the longer text stand in both; 0 where a text is too short
// to judge. Below the smaller reach both samples are whole, so what they share there is a fair sample of what the texts share.
func (s Sketch) Share(t Sketch) (shorter, longer float64) {
	if len(s) < 2 || len(t) < 2 || s[0] != t[0] {
		return 0, 0
	}
	reach := min(s.reach(), t.reach())
	n, m, both := 0, 0, 0
	for n < s.len() && s.at(n) <= reach || m < t.len() && t.at(m) <= reach {
		switch {
		case m == t.len() || t.at(m) > reach || n < s.len() && s.at(n) < t.at(m):
			n++
		case n == s.len() || s.at(n) > reach || t.at(m) < s.at(n):
			m++
		default:
			n, m, both = n+1, m+1, both+1
		}
	}
	if min(n, m) < minShared {
		return 0, 0
	}
	return float64(both) / float64(min(n, m)), float64(both) / float64(max(n, m))
}

// probes is how many hashes of a sketch stand in the index of copies: a copy cut to a third of its text shares a third of them.
const probes = 20

// keys gives the smallest hashes, mixed with the version.
func (s Sketch) keys() []uint32 {
	out := make([]uint32, 0, probes)
	for i := range min(s.len(), probes) {
		out = append(out, s.at(i)^uint32(s[0])*0x9e3779b1)
	}
	return out
}
