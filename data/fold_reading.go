package data

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// encoded is a reading as it goes into the file: made by the caller's goroutine, so that the writing one only writes.
type encoded struct {
	report   Report // without its text
	sketch   Sketch
	mentions int
	claims   []Claim
	records  [][]byte // the cached form of each claim
}

// encodeReading completes a reading and encodes its claims: empty ids are filled in, each claim is checked.
func encodeReading(r Reading) (*encoded, error) {
	if err := complete(&r); err != nil {
		return nil, err
	}
	e := &encoded{report: r.Report, sketch: r.Sketch, mentions: len(r.Mentions), claims: r.Claims, records: make([][]byte, len(r.Claims))}
	e.report.Text = ""
	for i := range r.Claims {
		e.records[i] = encodeClaim(&r.Claims[i])
	}
	return e, nil
}

// complete fills in what follows from the rest, and refuses a claim that cannot be kept.
func complete(r *Reading) error {
	if r.Report.ID == "" {
		r.Report.ID = ReportID(r.Report.Text)
	}
	if err := r.Sketch.check(); err != nil {
		return fmt.Errorf("report %s: %w", r.Report.ID, err)
	}
	if len(r.Report.ID) > 256 {
		return fmt.Errorf("%w report: its id is longer than 256 bytes", ErrInvalid)
	}
	r.Claims = append([]Claim(nil), r.Claims...)
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Evidence = append([]Evidence(nil), c.Evidence...)
		for k := range c.Evidence {
			if c.Evidence[k].Report == "" {
				c.Evidence[k].Report = r.Report.ID
			}
		}
		if c.ID == "" {
			c.ID = ClaimID(r.Report.ID, *c)
		}
		if err := checkClaim(c); err != nil {
			return fmt.Errorf("report %s: %w", r.Report.ID, err)
		}
	}
	return nil
}

// checkClaim refuses numbers that no map can hold.
func checkClaim(c *Claim) error {
	if c.ID == "" || len(c.ID) > 256 {
		return fmt.Errorf("%w claim %q: its id must have 1 to 256 bytes", ErrInvalid, c.ID)
	}
	if c.Kind == "" {
		return fmt.Errorf("%w claim %s: it has no kind", ErrInvalid, c.ID)
	}
	if !(c.Confidence >= 0 && c.Confidence <= 1) {
		return fmt.Errorf("%w claim %s: confidence %v lies outside 0 to 1", ErrInvalid, c.ID, c.Confidence)
	}
	for _, p := range c.Places {
		if (p.Lon == nil) != (p.Lat == nil) {
			return fmt.Errorf("%w claim %s: place %q has one coordinate of two", ErrInvalid, c.ID, p.Name)
		}
		if p.Lon != nil && !(math.Abs(*p.Lon) <= 180 && math.Abs(*p.Lat) <= 90) {
			return fmt.Errorf("%w claim %s: place %q lies at %v, %v, outside the world", ErrInvalid, c.ID, p.Name, *p.Lon, *p.Lat)
		}
	}
	for _, e := range c.Evidence {
		if e.Start < 0 || e.End < e.Start {
			return fmt.Errorf("%w claim %s: evidence from %d to %d", ErrInvalid, c.ID, e.Start, e.End)
		}
	}
	if v := c.Valid; v.Start != nil && v.End != nil && v.End.Before(*v.Start) {
		return fmt.Errorf("%w claim %s: it ends before it starts", ErrInvalid, c.ID)
	}
	return nil
}

func (w *work) foldReading(r *encoded) error {
	info, err := json.Marshal(r.report)
	if err != nil {
		return err
	}
	w.x.mu.Lock()
	ordinal := w.x.addReport(r.report.ID, w.seq)
	w.x.addReading(ordinal, readingRef{w.seq, uint32(r.mentions), uint32(len(r.claims))})
	w.x.mu.Unlock()
	e := encoder{make([]byte, 0, len(info)+64)}
	e.uint(w.seq)
	e.string(r.report.ID)
	e.b = append(e.b, info...)
	if err := w.reports.Put(key4(ordinal), e.b); err != nil {
		return err
	}
	if err := w.putReading(ordinal, r); err != nil {
		return err
	}
	if err := w.foldStanding(ordinal, r); err != nil {
		return err
	}
	return w.addClaims(ordinal, r.claims, r.records)
}

func (w *work) putReading(report uint32, r *encoded) error {
	v := make([]byte, 12)
	binary.BigEndian.PutUint32(v, report)
	binary.BigEndian.PutUint32(v[4:], uint32(r.mentions))
	binary.BigEndian.PutUint32(v[8:], uint32(len(r.claims)))
	return w.readings.Put(key8(w.seq), v)
}

// addClaims records claims that are new; one whose id stands already (twice in a reading) is passed over.
func (w *work) addClaims(report uint32, claims []Claim, records [][]byte) error {
	ordinals := make([]uint32, len(claims))
	added := make([]bool, len(claims))
	w.x.mu.Lock()
	before := uint32(len(w.x.heads))
	for i := range claims {
		ordinals[i], added[i] = w.x.addClaim(&claims[i], w.seq, report)
	}
	w.x.mu.Unlock()
	for i := range claims {
		if !added[i] {
			continue
		}
		v := make([]byte, 0, len(records[i])+16)
		v = binary.AppendUvarint(v, w.seq)
		v = binary.AppendUvarint(v, uint64(report))
		if err := w.claims.Put(key4(ordinals[i]), append(v, records[i]...)); err != nil {
			return err
		}
	}
	return w.sealBlocks(before)
}

func (x *index) addReport(id string, seq uint64) uint32 {
	ordinal := uint32(len(x.reports))
	id = string([]byte(id))
	x.reports = append(x.reports, reportHead{id: id, seq: seq})
	x.reportIDs[id] = ordinal
	return ordinal
}

func (x *index) addReading(report uint32, r readingRef) {
	h := &x.reports[report]
	h.readings = append(h.readings, r)
}

// claimRecord splits a cached claim into the entry that recorded it, its report and the claim.
func claimRecord(v []byte) (seq uint64, report uint32, claim []byte, err error) {
	seq, n := binary.Uvarint(v)
	if n <= 0 {
		return 0, 0, nil, errShort
	}
	r, k := binary.Uvarint(v[n:])
	if k <= 0 {
		return 0, 0, nil, errShort
	}
	return seq, uint32(r), v[n+k:], nil
}

// content gives the cached bytes of a claim in a state, valid for the length of the transaction.
func content(claims, revisions interface{ Get([]byte) []byte }, ordinal uint32, revision uint64) ([]byte, error) {
	if revision != 0 {
		if v := revisions.Get(key12(ordinal, revision)); v != nil {
			return v, nil
		}
		return nil, errors.New("a revision is missing")
	}
	_, _, c, err := claimRecord(claims.Get(key4(ordinal)))
	return c, err
}

// foldRereading brings the claims of a report to what a newer reading says. Decisions of people stand: a claim that
// was reviewed keeps its state and content, whether the new reading makes it again or not.
func (w *work) foldRereading(r *encoded) error {
	report := w.x.reportIDs[r.report.ID]
	w.x.mu.Lock()
	w.x.addReading(report, readingRef{w.seq, uint32(r.mentions), uint32(len(r.claims))})
	old := w.x.reports[report].ordinals()
	w.x.mu.Unlock()
	if err := w.putReading(report, r); err != nil {
		return err
	}
	if !bytes.Equal(r.sketch, w.sketches.Get(key4(report))) {
		if err := w.foldSketch(report, r.sketch, noReport); err != nil {
			return err
		}
	}
	again := map[uint32]bool{}
	var fresh []Claim
	var records [][]byte
	for i := range r.claims {
		ordinal, known := w.x.ids[r.claims[i].ID]
		if !known {
			fresh, records = append(fresh, r.claims[i]), append(records, r.records[i])
			continue
		}
		if again[ordinal] {
			continue
		}
		again[ordinal] = true
		if err := w.readAgain(ordinal, r.records[i]); err != nil {
			return err
		}
	}
	for _, ordinal := range old {
		if again[ordinal] || w.x.decided(ordinal) || w.x.at(ordinal, w.seq).state == codeSuperseded {
			continue
		}
		if err := w.putEvent(ordinal, event{action: actionReread, state: codeSuperseded, content: w.x.at(ordinal, w.seq).content, parent: floor}); err != nil {
			return err
		}
	}
	return w.addClaims(report, fresh, records)
}

// readAgain takes over the new content of a claim that nobody has decided on.
func (w *work) readAgain(ordinal uint32, record []byte) error {
	l := w.x.at(ordinal, w.seq)
	if w.x.decided(ordinal) {
		return nil
	}
	was, err := content(w.claims, w.revisions, ordinal, l.content)
	if err != nil {
		return err
	}
	same := bytes.Equal(was, record)
	if same && l.state == codePending {
		return nil
	}
	e := event{action: actionReread, state: codePending, content: l.content, parent: floor}
	if !same {
		e.content = w.seq
		if err := w.revisions.Put(key12(ordinal, w.seq), record); err != nil {
			return err
		}
	}
	return w.putEvent(ordinal, e)
}

// decided says whether a decision about the claim is in force.
func (x *index) decided(ordinal uint32) bool {
	ev := x.events[ordinal]
	if ev == nil || len(ev.reviews) == 0 {
		return ev != nil && len(ev.supports) > 0
	}
	action := ev.reviews[len(ev.reviews)-1].action
	return len(ev.supports) > 0 || (action != actionNone && action != actionReread)
}

// ordinals gives the claims of a report in the order of recording.
func (r reportHead) ordinals() []uint32 {
	out := make([]uint32, 0, int(r.n)+len(r.extra))
	for i := range r.n {
		out = append(out, r.first+i)
	}
	return append(out, r.extra...)
}
