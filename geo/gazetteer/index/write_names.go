package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/blevesearch/vellum"
	"github.com/klauspost/compress/zstd"
)

// blockPlaces is how many places share a compressed block of names.
const blockPlaces = 64

var nameEncoder = func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false),
		zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // constant options
	}
	return e
}()

// sectionEncoder packs whole sections, which may be slow: it is done once for every release.
var sectionEncoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(16<<20), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // constant options
	}
	return e
})

// addNames appends the other spellings of the next place to the open block.
func (b *Builder) addNames(r *Record) error {
	names := distinctNames(r)
	b.block = binary.AppendUvarint(b.block, uint64(len(names)))
	for _, n := range names {
		b.block = binary.AppendUvarint(b.block, uint64(b.tables.add(tabLangs, n.Lang))<<4|uint64(n.Kind))
		b.block = appendString(b.block, n.Text)
	}
	if b.inBlock++; b.inBlock == blockPlaces {
		return b.flushNames()
	}
	return nil
}

// distinctNames leaves out repetitions and the own name, unless it comes with a language.
func distinctNames(r *Record) []Name {
	var out []Name
	seen := map[Name]bool{{Text: r.Name}: true}
	for _, n := range r.Names {
		if n.Text != "" && !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

func (b *Builder) flushNames() error {
	b.offsets = le.AppendUint64(b.offsets, uint64(b.names.n))
	_, err := b.names.Write(nameEncoder.EncodeAll(b.block, nil))
	b.block, b.inBlock = b.block[:0], 0
	return err
}

func (b *Builder) endNames() error {
	if b.inBlock > 0 {
		if err := b.flushNames(); err != nil {
			return err
		}
	}
	b.offsets = le.AppendUint64(b.offsets, uint64(b.names.n))
	return nil
}

// offsetEvery is how many keys share an entry of the offsets section.
const offsetEvery = 16

// writePostings turns sorted posting items into three sections: the transducer from key to the key's number, every
// sixteenth number's offset, and the posting lists one after the other. Watch, if set, sees every item go by.
func (b *Builder) writePostings(w *sectionWriter, items *sorter, watch func([]byte), fstTag, offTag, postTag string) error {
	fstSink, posts, offsets := b.sink(), b.sink(), b.sink()
	builder, err := vellum.New(fstSink, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 200000, RegistryMRUSize: 4})
	if err != nil {
		return err
	}
	p := postingWriter{fst: builder, posts: posts, offsets: offsets}
	err = items.each(func(item []byte) error {
		if watch != nil {
			watch(item)
		}
		return p.add(item)
	})
	if err != nil {
		return err
	}
	if err := p.flush(); err != nil {
		return err
	}
	if err := builder.Close(); err != nil {
		return fmt.Errorf("close transducer: %w", err)
	}
	w.sink(fstTag, fstSink, p.keys)
	w.sink(offTag, offsets, 0)
	w.sink(postTag, posts, 0)
	return nil
}

type postingWriter struct {
	fst            *vellum.Builder
	posts, offsets *sink
	key            []byte
	list           []posting
	keys           uint64
}

type posting struct {
	place uint32
	flags byte
}

func (p *postingWriter) add(item []byte) error {
	key := itemKey(item)
	if !bytes.Equal(key, p.key) {
		if err := p.flush(); err != nil {
			return err
		}
		p.key = append(p.key[:0], key...)
	}
	rest := item[len(key)+5:]
	p.list = append(p.list, posting{binary.BigEndian.Uint32(rest), rest[4]})
	return nil
}

// flush writes the list of the current key.
func (p *postingWriter) flush() error {
	if len(p.list) == 0 {
		return nil
	}
	if err := p.fst.Insert(p.key, p.keys); err != nil {
		return fmt.Errorf("insert key %q: %w", p.key, err)
	}
	if p.keys%offsetEvery == 0 {
		p.offsets.Write(le.AppendUint64(nil, uint64(p.posts.n)))
	}
	p.keys++
	_, err := p.posts.Write(appendPostings(nil, mergePostings(p.list)))
	p.list = p.list[:0]
	return err
}

// mergePostings leaves one posting a place, the best one, with the flags of all.
func mergePostings(list []posting) []posting {
	if len(list) == 1 {
		return list
	}
	at := make(map[uint32]int, len(list))
	out := list[:0]
	for _, p := range list {
		i, ok := at[p.place]
		if !ok {
			at[p.place] = len(out)
			out = append(out, p)
			continue
		}
		out[i].flags |= p.flags & postOwn
		out[i].flags &= p.flags | ^byte(postWeak)
	}
	return out
}

// appendPostings encodes a list: for each posting a varint of its place shifted over the flags, from the second one on as
// the zigzag difference to the place before.
func appendPostings(b []byte, list []posting) []byte {
	last := int64(0)
	for i, p := range list {
		v := uint64(p.place)
		if delta := int64(p.place) - last; i > 0 {
			v = uint64(delta<<1 ^ delta>>63)
		}
		last = int64(p.place)
		v = v<<postBits | uint64(p.flags&^postMore)
		if i < len(list)-1 {
			v |= postMore
		}
		b = binary.AppendUvarint(b, v)
	}
	return b
}
