package data

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// Salvaged is what Salvage could save.
type Salvaged struct {
	// Entries were saved; Newest is the sequence of the last one in the damaged file.
	Entries int
	Newest  uint64
	// Lost are sequences that could not be found whole.
	Lost []uint64
	// Skipped says which whole entries could not be kept, and why: a review of a lost claim, for example.
	Skipped []string
}

// found is a whole entry in a damaged file.
type found struct {
	at, size int64 // of its value in the file
	before   string
	hash     string
	recorded time.Time
}

// Salvage reads a damaged file byte by byte, whatever is left of its structure, and writes every whole entry into a new store.
// An entry is whole when its content gives its hash. Recorded times are kept; where entries are lost, those after them move
// up, and a last entry says what is missing. Entries of a write that was cut short may be saved too.
func Salvage(ctx context.Context, from, to string, o Options) (Salvaged, error) {
	if err := mayReplace(to, false); err != nil {
		return Salvaged{}, fmt.Errorf("salvage: %w", err)
	}
	f, err := os.Open(from)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage: %w", err)
	}
	defer f.Close()
	entries, err := scan(ctx, f)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage %s: %w", from, err)
	}
	if len(entries) == 0 {
		return Salvaged{}, fmt.Errorf("salvage %s: no whole entry was found in it", from)
	}
	o.NoSync = true // synced once, at the end
	s, err := Open(to, o)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage: %w", err)
	}
	r, err := s.refill(ctx, f, from, entries)
	if err == nil {
		err = s.db.Sync()
	}
	if closeErr := s.Close(); err == nil {
		err = closeErr
	}
	return r, err
}

// scanWindow is how much of a file is searched at a time, in bytes.
const scanWindow = 4 << 20

// scan finds whole entries by their magic. bbolt keeps a key right before its value, so the sequence stands in the eight
// bytes before the magic, and a value in one piece, so the body ends where its JSON ends.
func scan(ctx context.Context, f *os.File) (map[uint64][]found, error) {
	out := map[uint64][]found{}
	buf := make([]byte, scanWindow+len(entryMagic)-1)
	for offset := int64(0); ; offset += scanWindow {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, _ := f.ReadAt(buf, offset)
		if n == 0 {
			return out, nil
		}
		for i := 0; ; i++ {
			k := bytes.Index(buf[i:n], entryMagic)
			if k < 0 || i+k >= scanWindow {
				break
			}
			i += k
			if seq, e, ok := wholeEntry(f, offset+int64(i)); ok {
				out[seq] = addFound(out[seq], e)
			}
		}
	}
}

func addFound(list []found, e found) []found {
	for _, o := range list {
		if o.hash == e.hash {
			return list
		}
	}
	return append(list, e)
}

// wholeEntry reads the entry whose magic stands at offset, and says whether its hash fits.
func wholeEntry(f *os.File, offset int64) (uint64, found, bool) {
	head := make([]byte, 8+entryFixed+2*(maxName+5))
	n, _ := f.ReadAt(head, max(offset-8, 0))
	if offset < 8 || n < 8+entryFixed {
		return 0, found{}, false
	}
	seq := order8(head[:8])
	value := head[8:n]
	_, rest, ok := cutString(value[entryFixed:])
	if !ok {
		return 0, found{}, false
	}
	_, body, ok := cutString(rest)
	if !ok {
		return 0, found{}, false
	}
	start := int64(len(value) - len(body))
	size, ok := jsonSize(f, offset+start)
	if !ok {
		return 0, found{}, false
	}
	return verifyFound(f, seq, offset, start+size)
}

func verifyFound(f *os.File, seq uint64, offset, size int64) (uint64, found, bool) {
	value := make([]byte, size)
	if _, err := f.ReadAt(value, offset); err != nil {
		return 0, found{}, false
	}
	e, before, err := decodeEntry(seq, value)
	if err != nil {
		return 0, found{}, false
	}
	sum := hashEntry(before, &e)
	return seq, found{offset, size, string(before), string(e.Hash), e.At}, bytes.Equal(sum[:], e.Hash)
}

// jsonSize gives the length of the JSON value at offset.
func jsonSize(f *os.File, offset int64) (int64, bool) {
	d := json.NewDecoder(&limited{f: f, at: offset, left: maxBody})
	var v json.RawMessage
	if err := d.Decode(&v); err != nil {
		return 0, false
	}
	return d.InputOffset(), true
}

// limited reads a file from a place on, up to a number of bytes.
type limited struct {
	f        *os.File
	at, left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errors.New("too long")
	}
	n, err := l.f.ReadAt(p[:min(int64(len(p)), l.left)], l.at)
	l.at += int64(n)
	l.left -= int64(n)
	if n > 0 {
		return n, nil
	}
	return 0, err
}

// refill writes the entries into the new store.
func (s *Store) refill(ctx context.Context, f *os.File, from string, entries map[uint64][]found) (Salvaged, error) {
	var r Salvaged
	for seq := range entries {
		r.Newest = max(r.Newest, seq)
	}
	if r.Newest > uint64(len(entries))*1000+1_000_000 {
		return r, fmt.Errorf("salvage: the sequence %d is impossible", r.Newest)
	}
	for seq := uint64(1); seq <= r.Newest; seq++ {
		list := entries[seq]
		if len(list) == 0 {
			if len(r.Lost) < 10_000 {
				r.Lost = append(r.Lost, seq)
			}
			continue
		}
		if err := s.keep(ctx, f, seq, choose(list, entries[seq+1]), &r); err != nil {
			return r, err
		}
	}
	body, err := json.Marshal(map[string]any{"action": "salvage", "from": from, "entries": r.Entries, "newest": r.Newest, "lost": r.Lost, "skipped": r.Skipped})
	if err != nil {
		return r, err
	}
	_, err = s.Append(ctx, Entry{Author: "salvage", Type: TypeAudit, Body: body})
	return r, err
}

// choose picks, among whole entries of one sequence, the one that the next entry follows; else the newest. There can be several
// when a write was cut short and its sequence used again.
func choose(list, next []found) found {
	best := list[0]
	for _, e := range list {
		for _, n := range next {
			if n.before == e.hash {
				return e
			}
		}
		if e.recorded.After(best.recorded) {
			best = e
		}
	}
	return best
}

func (s *Store) keep(ctx context.Context, f *os.File, seq uint64, e found, r *Salvaged) error {
	value := make([]byte, e.size)
	if _, err := f.ReadAt(value, e.at); err != nil {
		return fmt.Errorf("salvage: %w", err)
	}
	entry, _, err := decodeEntry(seq, value)
	if err != nil {
		return fmt.Errorf("salvage: %w", err)
	}
	d, err := newDraft(entry.Author, entry.Type, entry.Body)
	if err == nil {
		err = s.write(ctx, func(w *work) error {
			_, err := w.appendAt(d, entry.At.UnixNano())
			return err
		})
	}
	switch {
	case err == nil:
		r.Entries++
	case errors.Is(err, ErrInvalid), errors.Is(err, ErrNotFound), errors.Is(err, ErrConflict):
		r.Skipped = append(r.Skipped, fmt.Sprintf("entry %d: %v", seq, err))
	default:
		return fmt.Errorf("salvage: entry %d: %w", seq, err)
	}
	return nil
}
