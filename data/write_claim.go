package data

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// TypeClaim is the type of an entry whose body is a Written.
const TypeClaim = "claim"

// ActionWrite stands in a history for a claim that a person wrote; nobody can give it as a review.
const ActionWrite = "write"

// ByPerson is the reader of a claim that a person wrote.
const ByPerson = "person"

// Written is a claim that a person read out of a stored report.
type Written struct {
	Report string `json:"report"`
	Claim  Claim  `json:"claim"`
}

// WriteClaim records a claim that a person read out of a stored report. Its evidence must stand in the text of the report;
// offsets are filled in where a quotation stands there once. It starts as pending, keeps its id, and no later reading of the
// report takes it away. The errors are ErrNotFound, ErrInvalid, and ErrConflict where it stands there already.
func (s *Store) WriteClaim(ctx context.Context, author string, w Written) (ClaimState, error) {
	if author == "" {
		return ClaimState{}, fmt.Errorf("%w claim: it has no author", ErrInvalid)
	}
	r, err := s.Report(ctx, w.Report)
	if err != nil {
		return ClaimState{}, err
	}
	if w.Claim.Evidence, err = Locate(r, w.Claim.Evidence); err != nil {
		return ClaimState{}, err
	}
	w.Claim.ID, w.Claim.Reader = "", ByPerson
	w.Claim.ID = ClaimID(r.ID, w.Claim)
	body, err := json.Marshal(w)
	if err != nil {
		return ClaimState{}, fmt.Errorf("%w claim: %w", ErrInvalid, err)
	}
	d, err := newDraft(author, TypeClaim, body)
	if err != nil {
		return ClaimState{}, err
	}
	var e Entry
	err = s.write(ctx, func(w *work) error {
		e, err = w.append(d)
		return err
	})
	if err != nil {
		return ClaimState{}, err
	}
	return s.ClaimAt(ctx, w.Claim.ID, e.Seq)
}

// quoteContext is how many code points stand before and after a quotation.
const quoteContext = 32

// Locate checks that every piece of evidence stands in the text of the report, and fills in what follows from that.
func Locate(r Report, list []Evidence) ([]Evidence, error) {
	if len(list) == 0 {
		return nil, fmt.Errorf("%w claim: it needs evidence, a sentence of report %s", ErrInvalid, r.ID)
	}
	text := []rune(r.Text)
	out := make([]Evidence, len(list))
	for i, e := range list {
		if e.Report == "" {
			e.Report = r.ID
		}
		if e.Report != r.ID {
			return nil, fmt.Errorf("%w claim: its evidence stands in report %s, and the claim is read out of report %s", ErrInvalid, e.Report, r.ID)
		}
		if err := locate(text, &e); err != nil {
			return nil, fmt.Errorf("%w claim: evidence %d: %w", ErrInvalid, i+1, err)
		}
		out[i] = e
	}
	return out, nil
}

func locate(text []rune, e *Evidence) error {
	quote := []rune(e.Exact)
	if len(quote) == 0 {
		return fmt.Errorf("it has no exact quotation")
	}
	stands := func(at int) bool {
		return at >= 0 && at+len(quote) <= len(text) && string(text[at:at+len(quote)]) == e.Exact
	}
	if e.End > 0 {
		if e.End-e.Start != len(quote) || !stands(e.Start) {
			return fmt.Errorf("%q does not stand at %d to %d of the report; leave start and end out to have it found", e.Exact, e.Start, e.End)
		}
	} else {
		whole := string(text)
		switch strings.Count(whole, e.Exact) {
		case 0:
			return fmt.Errorf("%q does not stand in the report, letter by letter", e.Exact)
		case 1:
			e.Start = len([]rune(whole[:strings.Index(whole, e.Exact)]))
			e.End = e.Start + len(quote)
		default:
			return fmt.Errorf("%q stands in the report more than once: say start and end", e.Exact)
		}
	}
	e.Prefix = string(text[max(0, e.Start-quoteContext):e.Start])
	e.Suffix = string(text[e.End:min(len(text), e.End+quoteContext)])
	return nil
}

// written is a Written as it goes into the file.
type written struct {
	report string
	claim  Claim
	record []byte
}

func encodeWritten(body []byte) (*written, error) {
	var w Written
	if err := json.Unmarshal(body, &w); err != nil {
		return nil, err
	}
	r := Reading{Report: Report{ID: w.Report}, Claims: []Claim{w.Claim}}
	if w.Report == "" || w.Claim.ID == "" {
		return nil, fmt.Errorf("it names no report or has no id")
	}
	if err := complete(&r); err != nil {
		return nil, err
	}
	return &written{w.Report, r.Claims[0], encodeClaim(&r.Claims[0])}, nil
}

func (w *work) checkWritten(c *written) error {
	if _, ok := w.x.reportIDs[c.report]; !ok {
		return fmt.Errorf("report %q: %w", c.report, ErrNotFound)
	}
	if _, there := w.x.ids[c.claim.ID]; there {
		return fmt.Errorf("claim %s says the same and stands there already: %w", c.claim.ID, ErrConflict)
	}
	return nil
}

// foldWritten records the claim with an event of its own: a person decided that it is made.
func (w *work) foldWritten(c *written) error {
	report, ok := w.x.reportIDs[c.report]
	if !ok {
		return fmt.Errorf("entry %d: report %q: %w", w.seq, c.report, ErrNotFound)
	}
	if err := w.addClaims(report, []Claim{c.claim}, [][]byte{c.record}); err != nil {
		return err
	}
	return w.putEvent(w.x.ids[c.claim.ID], event{action: actionWrite, state: codePending, parent: floor})
}

// writtenReview is how the writing of a claim stands in its history.
func writtenReview(claim string, e Entry) Review {
	return Review{Claim: claim, Action: ActionWrite, Author: e.Author, At: e.At}
}
