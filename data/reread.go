package data

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
)

// Difference is what a new reading of a report changed: ids of claims.
type Difference struct {
	Report string `json:"report"`
	// Added claims are new and pending, Changed ones have new content, Withdrawn ones are no longer made.
	Added     []string `json:"added"`
	Changed   []string `json:"changed"`
	Withdrawn []string `json:"withdrawn"`
	// Kept claims were decided by people: they stay as they are although the new reading differs, or does not make them.
	Kept []string `json:"kept"`
	// Mentions says that the mentions differ.
	Mentions bool `json:"mentions"`
}

// Empty says that the new reading is the same as the old one.
func (d Difference) Empty() bool {
	return len(d.Added)+len(d.Changed)+len(d.Withdrawn)+len(d.Kept) == 0 && !d.Mentions
}

// Reread records a new reading of a stored report. Claims keep their ids, and the decisions about them, where the new reading
// makes them again. A reading that says nothing new is not recorded.
func (s *Store) Reread(ctx context.Context, author string, r Reading) (Difference, error) {
	diff := Difference{Report: r.Report.ID}
	var old Reading
	if err := s.reading(r.Report.ID, &old); err != nil {
		return diff, err
	}
	r.Report = old.Report
	d, err := readingDraft(author, TypeRereading, r)
	if err != nil {
		return diff, err
	}
	diff.Mentions = !sameJSON(old.Mentions, r.Mentions)
	if !diff.Mentions && sameClaims(old, d.record.(*encoded)) && (len(r.Sketch) == 0 || bytes.Equal(old.Sketch, r.Sketch)) {
		return diff, nil
	}
	var kept []uint32
	var e Entry
	err = s.write(ctx, func(w *work) error {
		kept = w.kept(d.record.(*encoded))
		e, err = w.append(d)
		return err
	})
	if err != nil {
		return diff, err
	}
	for _, ordinal := range kept {
		diff.Kept = append(diff.Kept, s.idOf(ordinal))
	}
	return diff, s.difference(ctx, e.Seq, &diff)
}

func (s *Store) idOf(ordinal uint32) string {
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	return s.x.heads[ordinal].id
}

func sameJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

func sameClaims(old Reading, e *encoded) bool {
	was, err := encodeReading(old)
	if err != nil || len(was.records) != len(e.records) {
		return false
	}
	for i := range e.records {
		if !bytes.Equal(was.records[i], e.records[i]) {
			return false
		}
	}
	return true
}

// kept gives the decided claims of a report from which the new reading differs.
func (w *work) kept(r *encoded) []uint32 {
	ordinal, ok := w.x.reportIDs[r.report.ID]
	if !ok {
		return nil
	}
	fresh := map[string][]byte{}
	for i := range r.claims {
		fresh[r.claims[i].ID] = r.records[i]
	}
	var out []uint32
	for _, o := range w.x.reports[ordinal].ordinals() {
		if !w.x.decided(o) {
			continue
		}
		if ev := w.x.events[o].reviews; len(ev) > 0 && (ev[0].action == actionPart || ev[0].action == actionWrite) {
			continue // no reading ever made it
		}
		was, err := content(w.claims, w.revisions, o, w.x.at(o, w.seq).content)
		if err != nil || !bytes.Equal(was, fresh[w.x.heads[o].id]) {
			out = append(out, o)
		}
	}
	return out
}

// difference sorts the claims that an entry touched.
func (s *Store) difference(ctx context.Context, seq uint64, d *Difference) error {
	ids, err := s.Touched(ctx, seq)
	if err != nil {
		return err
	}
	for _, id := range ids {
		after, err := s.ClaimAt(ctx, id, seq)
		if err != nil {
			return fmt.Errorf("reread: %w", err)
		}
		switch _, err := s.ClaimAt(ctx, id, seq-1); {
		case err != nil:
			d.Added = append(d.Added, id)
		case after.State == Superseded:
			d.Withdrawn = append(d.Withdrawn, id)
		default:
			d.Changed = append(d.Changed, id)
		}
	}
	return nil
}
