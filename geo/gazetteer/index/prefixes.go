package index

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// Short beginnings of names have too many completions to look through at every keystroke. For each beginning of up to
// prefixRunes letters with more than prefixFew keys, the index holds its prefixTop likeliest places.
const (
	prefixRunes = 4
	prefixFew   = 48
	prefixTop   = 32
)

// prefixTracker watches the posting items go by in order of their keys and keeps the best of each open beginning.
type prefixTracker struct {
	open [prefixRunes]openPrefix
	last []byte
	out  *sorter
	err  error
}

type openPrefix struct {
	prefix []byte
	keys   int
	best   []rankedPosting
}

type rankedPosting struct {
	rank  uint32 // as in posting items: the smaller the likelier
	place uint32
	flags byte
}

// add is told every item of the keys.
func (t *prefixTracker) add(item []byte) {
	key := itemKey(item)
	if len(key) == 0 || key[0] < ' ' {
		return
	}
	rest := item[len(key)+1:]
	p := rankedPosting{binary.BigEndian.Uint32(rest), binary.BigEndian.Uint32(rest[4:]), rest[8]}
	fresh := !bytes.Equal(key, t.last)
	t.last = append(t.last[:0], key...)
	at := 0
	for n := range t.open {
		if at >= len(key) {
			t.close(n)
			continue
		}
		_, size := utf8.DecodeRune(key[at:])
		at += size
		o := &t.open[n]
		if !bytes.Equal(o.prefix, key[:at]) {
			t.close(n)
			o.prefix = append(o.prefix[:0], key[:at]...)
		}
		if fresh {
			o.keys++
		}
		o.offer(p)
	}
}

// offer keeps the posting if it is among the likeliest; a place counts once.
func (o *openPrefix) offer(p rankedPosting) {
	if len(o.best) == prefixTop && p.rank >= o.best[prefixTop-1].rank {
		return
	}
	if i := slices.IndexFunc(o.best, func(q rankedPosting) bool { return q.place == p.place }); i >= 0 {
		if o.best[i].rank <= p.rank {
			return
		}
		o.best = slices.Delete(o.best, i, i+1)
	}
	if len(o.best) == prefixTop {
		o.best = o.best[:prefixTop-1]
	}
	i, _ := slices.BinarySearchFunc(o.best, p, func(a, b rankedPosting) int {
		if a.rank <= b.rank {
			return -1
		}
		return 1
	})
	o.best = slices.Insert(o.best, i, p)
}

// close hands on what an open beginning gathered.
func (t *prefixTracker) close(n int) {
	o := &t.open[n]
	if o.keys > prefixFew {
		for _, p := range o.best {
			item := binary.BigEndian.AppendUint32(append(bytes.Clone(o.prefix), 0), p.rank)
			item = append(binary.BigEndian.AppendUint32(item, p.place), p.flags)
			if err := t.out.add(item); err != nil && t.err == nil {
				t.err = err
			}
		}
	}
	o.prefix, o.keys, o.best = o.prefix[:0], 0, o.best[:0]
}

func (t *prefixTracker) finish() error {
	for n := range t.open {
		t.close(n)
	}
	return t.err
}

// Beginning visits the likeliest places with a name that begins with the key, the likeliest first; ok is false where the
// index holds no list for it, because it is long or has few completions: then look through them with [Reader.Scan].
func (r *Reader) Beginning(key string, visit func(Posting) bool) (ok bool) {
	number, ok := r.starts.fst.get(key)
	if ok {
		r.starts.at(number, r.valid(visit))
	}
	return ok
}
