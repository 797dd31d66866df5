package data

import (
	"encoding/json"
	"fmt"
	"slices"
)

// checkSentences refuses a decision that would leave a claim without its sentences, or give it one that no report has: every
// claim must be able to name the words that it rests on. It is asked when a decision is taken, not when it is folded again.
func (w *work) checkSentences(d *decision) error {
	if d.corrected == nil && d.parts == nil {
		return nil
	}
	b, err := content(w.claims, w.revisions, d.claim, d.now.content)
	if err != nil {
		return err
	}
	was, err := decodeClaim(b)
	if err != nil {
		return err
	}
	if d.corrected != nil {
		c, err := decodeClaim(d.corrected)
		if err != nil {
			return err
		}
		return w.checkQuoted(&c, was.Evidence)
	}
	for i := range d.parts {
		if err := w.checkQuoted(&d.parts[i], was.Evidence); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) checkQuoted(c *Claim, was []Evidence) error {
	if len(c.Evidence) == 0 && len(was) > 0 {
		return fmt.Errorf("%w claim %s: it would rest on no sentence; keep one in its evidence, or reject the claim", ErrInvalid, c.ID)
	}
	for i, e := range c.Evidence {
		if slices.Contains(was, e) {
			continue
		}
		if e.Report == "" {
			return fmt.Errorf("%w claim %s: evidence %d names no report", ErrInvalid, c.ID, i+1)
		}
		ordinal, ok := w.x.reportIDs[e.Report]
		if !ok {
			return fmt.Errorf("%w claim %s: evidence %d stands in report %q, which is not stored", ErrInvalid, c.ID, i+1, e.Report)
		}
		text, err := w.textOf(ordinal)
		if err != nil {
			return err
		}
		if e.End > len(text) || string(text[e.Start:e.End]) != e.Exact || e.Exact == "" {
			return fmt.Errorf("%w claim %s: evidence %d: %q does not stand at %d to %d of report %s", ErrInvalid, c.ID, i+1, e.Exact, e.Start, e.End, e.Report)
		}
	}
	return nil
}

// textOf gives the text of a report, in code points, as this transaction has it.
func (w *work) textOf(report uint32) ([]rune, error) {
	readings := w.x.reports[report].readings
	if len(readings) == 0 {
		return nil, nil
	}
	seq := readings[len(readings)-1].seq
	e, _, err := decodeEntry(seq, w.ledger.Get(key8(seq)))
	if err != nil {
		return nil, damaged(w.s.path, err)
	}
	var r struct {
		Report struct {
			Text string `json:"text"`
		} `json:"report"`
	}
	if err := json.Unmarshal(e.Body, &r); err != nil {
		return nil, damaged(w.s.path, fmt.Errorf("entry %d: %w", seq, err))
	}
	return []rune(r.Report.Text), nil
}
