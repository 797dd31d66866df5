package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"
	"unicode/utf8"
)

// errShort says that a cached record ends too early: the file was altered.
var errShort = errors.New("record ends too early")

// encoder appends the fields of a cached record. Strings carry their length as uvarint, numbers are little-endian.
type encoder struct{ b []byte }

func (e *encoder) byte(v byte)   { e.b = append(e.b, v) }
func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int64)   { e.b = binary.AppendVarint(e.b, v) }

func (e *encoder) float(v float64) {
	e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(v))
}

// string writes s as encoding/json would give it back: each invalid byte becomes U+FFFD, so that a cache written from a
// record in memory equals the one rebuilt from the ledger.
func (e *encoder) string(s string) {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) floatPtr(v *float64) {
	if v == nil {
		e.byte(0)
		return
	}
	e.byte(1)
	e.float(*v)
}

func (e *encoder) time(t *time.Time) {
	if t == nil {
		e.byte(0)
		return
	}
	e.byte(1)
	e.int(t.Unix())
	e.uint(uint64(t.Nanosecond()))
}

// decoder reads what encoder wrote. The record is one string, so that the decoded strings share its memory; the first
// fault sticks in err and everything after it is zero.
type decoder struct {
	s      string
	i      int
	err    error
	floats []float64
}

func (d *decoder) fail() { d.err = errShort; d.i = len(d.s) }

func (d *decoder) byte() byte {
	if d.i >= len(d.s) {
		d.fail()
		return 0
	}
	d.i++
	return d.s[d.i-1]
}

func (d *decoder) uint() uint64 {
	var v uint64
	for shift := uint(0); shift < 64; shift += 7 {
		b := d.byte()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	d.fail()
	return 0
}

func (d *decoder) int() int64 {
	u := d.uint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) float() float64 {
	if d.i+8 > len(d.s) {
		d.fail()
		return 0
	}
	var u uint64
	for k := 7; k >= 0; k-- {
		u = u<<8 | uint64(d.s[d.i+k])
	}
	d.i += 8
	return math.Float64frombits(u)
}

func (d *decoder) string() string {
	n := d.uint()
	if n > uint64(len(d.s)-d.i) {
		d.fail()
		return ""
	}
	s := d.s[d.i : d.i+int(n)]
	d.i += int(n)
	return s
}

// count reads the length of a list, which cannot exceed the bytes that are left.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.s)-d.i) {
		d.fail()
		return 0
	}
	return int(n)
}

// floatPtr keeps its numbers in one slice per record: one allocation instead of one a number.
func (d *decoder) floatPtr() *float64 {
	if d.byte() == 0 {
		return nil
	}
	if len(d.floats) == cap(d.floats) {
		d.floats = make([]float64, 0, 8)
	}
	d.floats = append(d.floats, d.float())
	return &d.floats[len(d.floats)-1]
}

func (d *decoder) time() *time.Time {
	if d.byte() == 0 {
		return nil
	}
	t := time.Unix(d.int(), int64(d.uint())).UTC()
	return &t
}

// claimFormat is the first byte of a cached claim.
const claimFormat = 2

// Flags of a cached claim, its second byte.
const (
	flagForces    = 1
	flagSensitive = 2
)

func flagsOf(c *Claim) (flags byte) {
	if c.Population == PopulationForces {
		flags |= flagForces
	}
	if c.Sensitivity != "" {
		flags |= flagSensitive
	}
	return flags
}

// encodeClaim gives the cached form of a claim: id, kind, actor, valid time and places first, which is all that the index
// needs at start.
func encodeClaim(c *Claim) []byte {
	e := encoder{make([]byte, 0, 384)}
	e.byte(claimFormat)
	e.byte(flagsOf(c))
	e.string(c.ID)
	e.string(c.Kind)
	e.string(c.ActorID)
	e.time(c.Valid.Start)
	e.time(c.Valid.End)
	e.uint(uint64(len(c.Places)))
	for i := range c.Places {
		e.place(&c.Places[i])
	}
	for _, s := range []string{
		c.Valid.Precision, c.Actor, c.ActorName, c.Object, c.ObjectID, c.Status, c.EventType, c.Population, c.Group,
		c.Modality, c.Attribution, c.Via, c.Hedge, c.Reliability, c.Sensitivity, c.Rule, c.Reader,
	} {
		e.string(s)
	}
	e.value(c.Value)
	e.check(c.Check)
	e.int(int64(c.Credibility))
	e.float(c.Confidence)
	e.uint(uint64(len(c.Evidence)))
	for i := range c.Evidence {
		e.evidence(&c.Evidence[i])
	}
	return e.b
}

func (e *encoder) place(p *ClaimPlace) {
	e.string(p.ID)
	e.floatPtr(p.Lon)
	e.floatPtr(p.Lat)
	e.string(p.Role)
	e.string(p.Text)
	e.string(p.Name)
	e.string(p.Kind)
	e.string(p.Country)
	e.string(p.Relation)
	e.string(p.Site)
	e.floatPtr(p.Bearing)
	e.float(p.UncertaintyKM)
}

func (e *encoder) value(v *Value) {
	if v == nil {
		e.byte(0)
		return
	}
	e.byte(1)
	e.floatPtr(v.Low)
	e.floatPtr(v.Best)
	e.floatPtr(v.High)
	for _, s := range []string{v.Unit, v.Qualifier, v.Raw, v.FactorSource, v.Base} {
		e.string(s)
	}
	e.float(v.Factor)
}

func (e *encoder) check(c *RelationCheck) {
	if c == nil {
		e.byte(0)
		return
	}
	e.byte(1)
	e.float(c.StatedKM)
	e.floatPtr(c.StatedBearing)
	e.float(c.MeasuredKM)
	e.float(c.MeasuredBearing)
	if c.Consistent {
		e.byte(1)
	} else {
		e.byte(0)
	}
	e.string(c.Why)
}

func (e *encoder) evidence(v *Evidence) {
	e.string(v.Report)
	e.int(int64(v.Start))
	e.int(int64(v.End))
	e.string(v.Exact)
	e.string(v.Prefix)
	e.string(v.Suffix)
}

// decodeClaim reads a cached claim. It copies b, which may belong to a transaction.
func decodeClaim(b []byte) (Claim, error) { return decodeClaimIn(&slab{}, b) }

// decodeClaimIn is decodeClaim with the memory of a slab.
func decodeClaimIn(m *slab, b []byte) (Claim, error) {
	d := decoder{s: m.record(b)}
	if f := d.byte(); f != claimFormat {
		return Claim{}, fmt.Errorf("cached claim has format %d: %w", f, ErrDamaged)
	}
	d.byte() // the flags follow from the rest
	var c Claim
	c.ID, c.Kind, c.ActorID = d.string(), d.string(), d.string()
	c.Valid.Start, c.Valid.End = d.time(), d.time()
	n := d.count()
	c.Places = take(&m.places, n, m.claims)
	d.floats = take(&m.floats, 2*n+1, 4*m.claims)[:0]
	for i := range c.Places {
		d.place(&c.Places[i])
	}
	for _, s := range []*string{
		&c.Valid.Precision, &c.Actor, &c.ActorName, &c.Object, &c.ObjectID, &c.Status, &c.EventType, &c.Population, &c.Group,
		&c.Modality, &c.Attribution, &c.Via, &c.Hedge, &c.Reliability, &c.Sensitivity, &c.Rule, &c.Reader,
	} {
		*s = d.string()
	}
	c.Value = d.value()
	c.Check = d.check()
	c.Credibility = int(d.int())
	c.Confidence = d.float()
	c.Evidence = take(&m.evidence, d.count(), m.claims)
	for i := range c.Evidence {
		d.evidence(&c.Evidence[i])
	}
	if d.err != nil {
		return Claim{}, fmt.Errorf("cached claim %q: %w: %w", c.ID, d.err, ErrDamaged)
	}
	return c, nil
}

func (d *decoder) place(p *ClaimPlace) {
	p.ID = d.string()
	p.Lon, p.Lat = d.floatPtr(), d.floatPtr()
	p.Role, p.Text, p.Name, p.Kind = d.string(), d.string(), d.string(), d.string()
	p.Country, p.Relation, p.Site = d.string(), d.string(), d.string()
	p.Bearing = d.floatPtr()
	p.UncertaintyKM = d.float()
}

func (d *decoder) value() *Value {
	if d.byte() == 0 {
		return nil
	}
	v := &Value{Low: d.floatPtr(), Best: d.floatPtr(), High: d.floatPtr()}
	for _, s := range []*string{&v.Unit, &v.Qualifier, &v.Raw, &v.FactorSource, &v.Base} {
		*s = d.string()
	}
	v.Factor = d.float()
	return v
}

func (d *decoder) check() *RelationCheck {
	if d.byte() == 0 {
		return nil
	}
	return &RelationCheck{
		StatedKM: d.float(), StatedBearing: d.floatPtr(), MeasuredKM: d.float(), MeasuredBearing: d.float(),
		Consistent: d.byte() == 1, Why: d.string(),
	}
}

func (d *decoder) evidence(v *Evidence) {
	v.Report = d.string()
	v.Start, v.End = int(d.int()), int(d.int())
	v.Exact, v.Prefix, v.Suffix = d.string(), d.string(), d.string()
}
