package data

import (
	"encoding/binary"
	"runtime/debug"
	"unsafe"

	"go.etcd.io/bbolt"
)

// loadClaims reads the front of every claim, out of the records of whole blocks and then claim by claim, while a second
// goroutine files the ids.
func (x *index) loadClaims(tx *bbolt.Tx) error {
	b := cacheIn(tx, bucketClaims)
	last, _ := b.b.Cursor().Last()
	if last == nil {
		return nil
	}
	if len(last) != 4 {
		return errShort
	}
	n := int(binary.BigEndian.Uint32(last)) + 1
	if n > int(leanBlock) { // collecting garbage on the way finds nothing
		defer debug.SetGCPercent(debug.SetGCPercent(400))
	}
	// What the file says of its size is not trusted further than this.
	x.heads = make([]head, 0, min(n, 1<<24))
	x.ids = make(map[string]uint32, min(n, 1<<24))
	ranges := make(chan []head, 64)
	filed := make(chan bool)
	go func() {
		ordinal := uint32(0)
		for heads := range ranges {
			for i := range heads {
				x.ids[heads[i].id] = ordinal
				ordinal++
			}
		}
		filed <- len(x.ids) == int(ordinal)
	}()
	err := x.loadHeads(tx, b, uint32(n), ranges)
	close(ranges)
	if whole := <-filed; err == nil && !whole {
		err = errShort // an id twice
	}
	return err
}

func (x *index) loadHeads(tx *bbolt.Tx, b cache, n uint32, ranges chan<- []head) error {
	ids := arena{size: 64 << 10}
	first := uint32(0)
	for ; n-first >= leanBlock; first += leanBlock {
		v, err := leanRecord(tx, first/leanBlock)
		if err == nil {
			err = x.loadBlock(v, &ids)
		}
		if err != nil {
			return err
		}
		ranges <- x.heads[first:len(x.heads):len(x.heads)]
	}
	return x.loadRest(b, first, &ids, ranges)
}

// headSaying is what the index keeps of a saying: kind, box and the lists that its claims go into.
type headSaying struct {
	kind  string
	box   [4]float32
	lists []*[]uint32
}

// loadBlock reads the heads of a block. Its texts stand in the mapped file: what is kept is copied.
func (x *index) loadBlock(v []byte, ids *arena) error {
	l, err := newLeanReader(v)
	if err != nil {
		return err
	}
	if l.n != int(leanBlock) {
		return errShort
	}
	sayings := make([]headSaying, len(l.sayings))
	var c Claim
	for i, text := range l.sayings {
		d := decoder{s: text}
		if d.sayingHead(&c); d.err != nil {
			return d.err
		}
		sayings[i] = x.headSaying(&c)
	}
	for l.next() {
		r := &l.row
		if int(r.report) >= len(x.reports) {
			return errShort
		}
		s := &sayings[r.saying]
		h := head{id: ids.copy(r.id), kind: s.kind, seq: r.seq, report: r.report, box: s.box}
		h.from, h.to = r.span()
		ordinal := uint32(len(x.heads))
		for _, list := range s.lists {
			*list = append(*list, ordinal)
		}
		x.addToReport(r.report, ordinal)
		x.heads = append(x.heads, h)
		x.guard(ordinal, r.flags)
	}
	return l.d.err
}

func (x *index) headSaying(c *Claim) headSaying {
	s := headSaying{kind: x.intern(c.Kind), box: emptyBox}
	add := func(list *[]uint32) {
		for _, have := range s.lists {
			if have == list {
				return
			}
		}
		if list != nil {
			s.lists = append(s.lists, list)
		}
	}
	for i := range c.Places {
		s.box = extend(s.box, c.Places[i].Lon, c.Places[i].Lat)
		add(x.byPlace.list(c.Places[i].ID))
	}
	add(x.byActor.list(c.ActorID))
	return s
}

// loadRest reads the claims that are in no block, into strings that point into the mapped file, of which addHead keeps none.
func (x *index) loadRest(b cache, first uint32, ids *arena, ranges chan<- []head) error {
	var c Claim
	places := make([]ClaimPlace, 0, 8)
	floats := make([]float64, 0, 64)
	cursor := b.cursor()
	for k, v := cursor.seek(key4(first)); k != nil; k, v = cursor.next() {
		if v == nil {
			return errSum
		}
		seq, report, record, err := claimRecord(v)
		if err != nil || len(record) == 0 || int(report) >= len(x.reports) {
			return errShort
		}
		d := decoder{s: unsafe.String(&record[0], len(record)), floats: floats[:0]}
		if d.byte() != claimFormat {
			return errShort
		}
		flags := d.byte()
		c.ID, c.Kind, c.ActorID = d.string(), d.string(), d.string()
		c.Valid.Start, c.Valid.End = d.time(), d.time()
		n := d.count()
		c.Places = places[:0]
		for range n {
			var p ClaimPlace
			d.place(&p)
			c.Places = append(c.Places, p)
		}
		if d.err != nil {
			return d.err
		}
		x.guard(x.addHead(&c, ids.copy(c.ID), seq, report), flags)
	}
	ranges <- x.heads[first:]
	return nil
}
