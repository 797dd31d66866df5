package index

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// sorter sorts byte strings in bounded memory: what does not fit is sorted and written to a temporary file, and the files
// are merged while reading.
type sorter struct {
	dir   string
	limit int
	arena []byte
	items []span
	runs  []*os.File
}

type span struct{ start, end int }

func newSorter(dir string, limit int) *sorter { return &sorter{dir: dir, limit: limit} }

// add keeps a copy of the concatenated parts.
func (s *sorter) add(parts ...[]byte) error {
	start := len(s.arena)
	for _, p := range parts {
		s.arena = append(s.arena, p...)
	}
	s.items = append(s.items, span{start, len(s.arena)})
	if len(s.arena)+16*len(s.items) < s.limit {
		return nil
	}
	return s.spill()
}

func (s *sorter) get(i span) []byte { return s.arena[i.start:i.end] }

func (s *sorter) sort() {
	slices.SortFunc(s.items, func(a, b span) int { return bytes.Compare(s.get(a), s.get(b)) })
}

func (s *sorter) spill() error {
	s.sort()
	f, err := os.CreateTemp(s.dir, "run")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	w := bufio.NewWriterSize(f, 1<<18)
	var head [binary.MaxVarintLen64]byte
	for _, it := range s.items {
		n := binary.PutUvarint(head[:], uint64(it.end-it.start))
		w.Write(head[:n])
		w.Write(s.get(it))
	}
	s.arena, s.items = s.arena[:0], s.items[:0]
	return w.Flush()
}

// each gives the strings in order and lets the memory go. The slice is only good during the call.
func (s *sorter) each(visit func([]byte) error) error {
	defer s.close()
	if len(s.runs) == 0 {
		s.sort()
		for _, it := range s.items {
			if err := visit(s.get(it)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.spill(); err != nil {
		return err
	}
	s.arena, s.items = nil, nil
	return s.merge(visit)
}

func (s *sorter) merge(visit func([]byte) error) error {
	var h runHeap
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		r := &run{r: bufio.NewReaderSize(f, 1<<16)}
		if err := r.next(); errors.Is(err, io.EOF) {
			continue
		} else if err != nil {
			return err
		}
		h = append(h, r)
	}
	heap.Init(&h)
	for len(h) > 0 {
		if err := visit(h[0].item); err != nil {
			return err
		}
		switch err := h[0].next(); {
		case errors.Is(err, io.EOF):
			heap.Pop(&h)
		case err != nil:
			return err
		default:
			heap.Fix(&h, 0)
		}
	}
	return nil
}

func (s *sorter) close() {
	for _, f := range s.runs {
		f.Close()
		os.Remove(f.Name())
	}
	s.runs, s.arena, s.items = nil, nil, nil
}

type run struct {
	r    *bufio.Reader
	item []byte
}

func (r *run) next() error {
	n, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err
	}
	r.item = slices.Grow(r.item[:0], int(n))[:n]
	_, err = io.ReadFull(r.r, r.item)
	return err
}

type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return bytes.Compare(h[i].item, h[j].item) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
