package data

import (
	"encoding/binary"
	"fmt"
	"math"
	"sync"
	"time"
	"unsafe"

	"go.etcd.io/bbolt"
)

// leanBlock is the number of claims in a record of the bucket lean. The record is written when the last of them comes, so the
// newest claims, fewer than a block, are read from the bucket of claims.
var leanBlock = uint32(1 << 14)

// leanFormat is the first byte of a record.
const leanFormat = 1

// A record holds the claims of a block as extracted, without their sentences and how they were read: first what they say,
// once for all that say the same, then the reports that they quote other than their own, then a row a claim. A million
// claims are read from it in a fifth of the time that the claims themselves take.

// sayings are what the claims of a store say, once for all claims that say the same.
type sayings struct {
	mu sync.RWMutex
	of map[string]*Claim
}

// get gives the shared claim of an encoded saying, which is copied where it is new.
func (s *sayings) get(record []byte) (*Claim, error) {
	s.mu.RLock()
	c := s.of[string(record)]
	s.mu.RUnlock()
	if c != nil {
		return c, nil
	}
	text := string(record)
	c, err := decodeSaying(text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if other := s.of[text]; other != nil {
		return other, nil
	}
	if s.of == nil {
		s.of = map[string]*Claim{}
	}
	s.of[text] = c
	return c, nil
}

func sayingTexts(c *Claim) []*string {
	return []*string{
		&c.Valid.Precision, &c.Actor, &c.ActorName, &c.Object, &c.ObjectID, &c.Status, &c.EventType, &c.Population, &c.Group,
		&c.Modality, &c.Attribution, &c.Via, &c.Hedge, &c.Reliability, &c.Sensitivity,
	}
}

// encodeSaying appends what a claim says: all but its id, its valid time, its evidence, and how it was read. Kind, actor and
// places come first, which is all that the index needs.
func encodeSaying(b []byte, c *Claim) []byte {
	e := encoder{b}
	e.string(c.Kind)
	e.string(c.ActorID)
	e.uint(uint64(len(c.Places)))
	for i := range c.Places {
		e.place(&c.Places[i])
	}
	for _, s := range sayingTexts(c) {
		e.string(*s)
	}
	e.value(c.Value)
	e.int(int64(c.Credibility))
	e.float(c.Confidence)
	return e.b
}

func (d *decoder) sayingHead(c *Claim) {
	c.Kind, c.ActorID = d.string(), d.string()
	n := d.count()
	c.Places = append(c.Places[:0], make([]ClaimPlace, n)...)
	for i := range c.Places {
		d.place(&c.Places[i])
	}
}

func decodeSaying(text string) (*Claim, error) {
	d, c := decoder{s: text}, &Claim{}
	d.sayingHead(c)
	for _, s := range sayingTexts(c) {
		*s = d.string()
	}
	c.Value = d.value()
	c.Credibility = int(d.int())
	c.Confidence = d.float()
	return c, d.err
}

// Evidence of a row: in the report of the claim, none, or in the report of that number less otherReports.
const (
	ownEvidence = iota
	noEvidence
	otherReports
)

// leanEncoder collects the claims of a block.
type leanEncoder struct {
	sayings, others map[string]uint64
	heads, names    []byte
	rows            encoder
	buf             []byte
	seq             uint64
	report          uint32
}

// add appends a claim; id is the id of its report.
func (l *leanEncoder) add(c *Claim, flags byte, seq uint64, report uint32, id string) {
	l.buf = encodeSaying(l.buf[:0], c)
	n, ok := l.sayings[string(l.buf)]
	if !ok {
		n = uint64(len(l.sayings))
		l.sayings[string(l.buf)] = n
		l.heads = append(binary.AppendUvarint(l.heads, uint64(len(l.buf))), l.buf...)
	}
	r := &l.rows
	r.byte(flags)
	r.uint(seq - l.seq)
	r.int(int64(report) - int64(l.report))
	l.seq, l.report = seq, report
	r.string(c.ID)
	r.time(c.Valid.Start)
	r.time(c.Valid.End)
	r.uint(n)
	r.uint(l.evidence(c, id))
}

func (l *leanEncoder) evidence(c *Claim, id string) uint64 {
	first := firstReport(c)
	switch first {
	case "":
		return noEvidence
	case id:
		return ownEvidence
	}
	n, ok := l.others[first]
	if !ok {
		n = uint64(len(l.others))
		l.others[first] = n
		e := encoder{l.names}
		e.string(first)
		l.names = e.b
	}
	return otherReports + n
}

// firstReport is the report that a claim rests on first.
func firstReport(c *Claim) string {
	for i := range c.Evidence {
		if r := c.Evidence[i].Report; r != "" {
			return r
		}
	}
	return ""
}

func (l *leanEncoder) record(n uint32) []byte {
	b := binary.AppendUvarint([]byte{leanFormat}, uint64(n))
	b = append(binary.AppendUvarint(b, uint64(len(l.sayings))), l.heads...)
	b = append(binary.AppendUvarint(b, uint64(len(l.others))), l.names...)
	return append(b, l.rows.b...)
}

// sealBlocks writes the records of the blocks that the claims after before have filled.
func (w *work) sealBlocks(before uint32) error {
	for b := before / leanBlock; (b+1)*leanBlock <= uint32(len(w.x.heads)); b++ {
		l := leanEncoder{sayings: map[string]uint64{}, others: map[string]uint64{}}
		c := w.claims.cursor()
		k, v := c.seek(key4(b * leanBlock))
		for i := range leanBlock {
			if k == nil || binary.BigEndian.Uint32(k) != b*leanBlock+i {
				return fmt.Errorf("claim %d: %w", b*leanBlock+i, errShort)
			}
			seq, report, record, err := claimRecord(v)
			if err != nil || len(record) < 2 {
				return errShort
			}
			claim, err := decodeClaim(record)
			if err != nil {
				return err
			}
			l.add(&claim, record[1], seq, report, w.x.reports[report].id)
			k, v = c.next()
		}
		if err := w.lean.Put(key4(b), l.record(leanBlock)); err != nil {
			return err
		}
	}
	return nil
}

// leanRow is a row as it stands in the file; its texts belong to the transaction.
type leanRow struct {
	flags      byte
	seq        uint64
	report     uint32
	id         string
	start, end instant
	saying     uint64
	evidence   uint64
}

// instant is a time that may be unsaid.
type instant struct {
	said      bool
	sec, nsec int64
}

func (t instant) time() time.Time { return time.Unix(t.sec, t.nsec).UTC() }

// span is that of the valid time, as the index has it.
func (r *leanRow) span() (from, to int64) {
	from, to = math.MinInt64, math.MaxInt64
	if r.start.said {
		from = r.start.sec
	}
	if r.end.said {
		to = r.end.sec
	}
	return from, to
}

func (d *decoder) instant() (t instant) {
	if d.byte() != 0 {
		t = instant{true, d.int(), int64(d.uint())}
	}
	return t
}

// leanReader reads a record.
type leanReader struct {
	d       decoder
	sayings []string
	others  []string
	n       int
	row     leanRow
}

func newLeanReader(v []byte) (*leanReader, error) {
	if len(v) == 0 {
		return nil, errSum
	}
	l := &leanReader{d: decoder{s: unsafe.String(&v[0], len(v))}}
	if l.d.byte() != leanFormat {
		return nil, errShort
	}
	l.n = l.d.count()
	l.sayings = make([]string, l.d.count())
	for i := range l.sayings {
		l.sayings[i] = l.d.string()
	}
	l.others = make([]string, l.d.count())
	for i := range l.others {
		l.others[i] = l.d.string()
	}
	return l, l.d.err
}

// next reads a row; false at the end of the rows and where the record is damaged.
func (l *leanReader) next() bool {
	if l.n == 0 || l.d.err != nil {
		return false
	}
	l.n--
	d, r := &l.d, &l.row
	r.flags = d.byte()
	r.seq += d.uint()
	r.report += uint32(d.int())
	r.id = d.string()
	r.start, r.end = d.instant(), d.instant()
	r.saying, r.evidence = d.uint(), d.uint()
	if r.saying >= uint64(len(l.sayings)) || r.evidence >= otherReports+uint64(len(l.others)) {
		d.fail()
	}
	return d.err == nil
}

// leanRecord gives the record of a block, nil where there is none.
func leanRecord(tx *bbolt.Tx, block uint32) ([]byte, error) {
	b := tx.Bucket(bucketLean)
	sealed := b.Get(key4(block))
	if sealed == nil {
		return nil, nil
	}
	v, ok := unseal(key4(block), sealed)
	if !ok {
		return nil, errSum
	}
	return v, nil
}
