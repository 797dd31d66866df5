package data

import (
	"encoding/binary"
	"fmt"
)

// Codes of the actions in the file.
const (
	actionNone = iota
	actionAccept
	actionCorrect
	actionMerge
	actionSplit
	actionReject
	actionRetract
	actionEmbargo
	actionReread
	actionPart  // a claim made by a split
	actionWrite // a claim that a person wrote
)

var actionCodes = map[string]uint8{
	ActionAccept: actionAccept, ActionCorrect: actionCorrect, ActionMerge: actionMerge, ActionSplit: actionSplit,
	ActionReject: actionReject, ActionRetract: actionRetract, ActionEmbargo: actionEmbargo,
}

// decision is a review, checked and resolved against the index.
type decision struct {
	claim     uint32
	now       lean
	into      uint32
	parts     []Claim
	corrected []byte // the cached form of the claim after a correction
}

// plan checks a review against the claim as it stands in this transaction.
func (w *work) plan(r Review) (decision, error) {
	ordinal, ok := w.x.ids[r.Claim]
	if !ok {
		return decision{}, fmt.Errorf("claim %q: %w", r.Claim, ErrNotFound)
	}
	d := decision{claim: ordinal, now: w.x.at(ordinal, w.seq)}
	if r.Version != d.now.version {
		return d, &ConflictError{Claim: r.Claim, Seen: r.Version, Current: d.now.version}
	}
	if r.Action == ActionUndo {
		if _, ok := w.undoable(ordinal); !ok {
			return d, fmt.Errorf("%w undo of claim %s: no decision about it is in force", ErrInvalid, r.Claim)
		}
		return d, nil
	}
	if _, ok := actionCodes[r.Action]; !ok {
		return d, fmt.Errorf("%w action %q: use accept, correct, merge, split, reject, retract, embargo or undo", ErrInvalid, r.Action)
	}
	if ev := w.x.events[ordinal]; ev != nil && len(ev.reviews) > 0 {
		switch top := ev.reviews[len(ev.reviews)-1]; {
		case top.state == codeMerged:
			return d, fmt.Errorf("%w %s of claim %s: it is merged into %s; undo that first", ErrInvalid, r.Action, r.Claim, w.x.heads[top.other].id)
		case top.state == codeSuperseded && top.action != actionReread:
			return d, fmt.Errorf("%w %s of claim %s: it was split; undo that first", ErrInvalid, r.Action, r.Claim)
		}
	}
	return d, w.planAction(r, &d)
}

func (w *work) planAction(r Review, d *decision) error {
	switch r.Action {
	case ActionCorrect:
		was, err := content(w.claims, w.revisions, d.claim, d.now.content)
		if err != nil {
			return err
		}
		c, err := decodeClaim(was)
		if err != nil {
			return err
		}
		c, err = correct(c, r.Correction)
		if err != nil {
			return err
		}
		d.corrected = encodeClaim(&c)
	case ActionMerge:
		into, ok := w.x.ids[r.Into]
		if !ok {
			return fmt.Errorf("%w merge of claim %s: there is no claim %q to merge it into", ErrInvalid, r.Claim, r.Into)
		}
		if state := w.x.at(into, w.seq).state; into == d.claim || state == codeMerged || state == codeSuperseded {
			return fmt.Errorf("%w merge of claim %s into %s: the target must be another claim that still stands", ErrInvalid, r.Claim, r.Into)
		}
		d.into = into
	case ActionSplit:
		return w.planSplit(r, d)
	case ActionEmbargo:
		if r.Until.IsZero() {
			return fmt.Errorf("%w embargo of claim %s: say until when", ErrInvalid, r.Claim)
		}
	}
	return nil
}

func (w *work) planSplit(r Review, d *decision) error {
	if len(r.Parts) < 2 {
		return fmt.Errorf("%w split of claim %s: it needs two parts or more", ErrInvalid, r.Claim)
	}
	reading := Reading{Report: Report{ID: w.x.reports[w.x.heads[d.claim].report].id}, Claims: r.Parts}
	if err := complete(&reading); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, p := range reading.Claims {
		if _, there := w.x.ids[p.ID]; there || seen[p.ID] {
			return fmt.Errorf("%w split of claim %s: part %d, %s, is there already", ErrInvalid, r.Claim, i+1, p.ID)
		}
		seen[p.ID] = true
	}
	d.parts = reading.Claims
	return nil
}

// undoable gives the decision that an undo takes back.
func (w *work) undoable(ordinal uint32) (event, bool) {
	ev := w.x.events[ordinal]
	if ev == nil || len(ev.reviews) == 0 {
		return event{}, false
	}
	top := ev.reviews[len(ev.reviews)-1]
	return top, top.parent != floor
}

// foldReview applies a review that was checked when it was appended.
func (w *work) foldReview(r Review) error {
	d, err := w.plan(r)
	if err != nil {
		return fmt.Errorf("entry %d: %w", w.seq, err)
	}
	if r.Action == ActionUndo {
		return w.foldUndo(d)
	}
	e := event{action: actionCodes[r.Action], state: d.now.state, content: d.now.content, until: d.now.until, parent: w.top(d.claim)}
	switch r.Action {
	case ActionAccept:
		e.state = codeAccepted
	case ActionReject:
		e.state = codeRejected
	case ActionRetract:
		e.state = codeRetracted
	case ActionEmbargo:
		e.until = r.Until.Unix()
	case ActionCorrect:
		e.content = w.seq
		if err := w.revisions.Put(key12(d.claim, w.seq), d.corrected); err != nil {
			return err
		}
	case ActionMerge:
		e.state, e.other = codeMerged, d.into
		if err := w.putSupport(d.into, support{claim: d.claim, add: true}); err != nil {
			return err
		}
	case ActionSplit:
		e.state = codeSuperseded
		if err := w.foldParts(d); err != nil {
			return err
		}
	}
	return w.putEvent(d.claim, e)
}

// top gives the event that an undo of the next one brings back.
func (w *work) top(ordinal uint32) int32 {
	ev := w.x.events[ordinal]
	if ev == nil || len(ev.reviews) == 0 {
		return base
	}
	return int32(len(ev.reviews) - 1)
}

// foldParts records the parts of a split; they inherit the state and the embargo of the whole.
func (w *work) foldParts(d decision) error {
	records := make([][]byte, len(d.parts))
	for i := range d.parts {
		records[i] = encodeClaim(&d.parts[i])
	}
	if err := w.addClaims(w.x.heads[d.claim].report, d.parts, records); err != nil {
		return err
	}
	for i := range d.parts {
		e := event{action: actionPart, state: d.now.state, until: d.now.until, parent: floor}
		if err := w.putEvent(w.x.ids[d.parts[i].ID], e); err != nil {
			return err
		}
	}
	return nil
}

// foldUndo brings back the state before the last decision, and what that decision did to other claims.
func (w *work) foldUndo(d decision) error {
	top, _ := w.undoable(d.claim)
	e := event{parent: floor}
	if top.parent >= 0 {
		e = w.x.events[d.claim].reviews[top.parent]
	}
	e.seq = 0 // the time of the undo, not of the decision that is back in force
	switch top.action {
	case actionMerge:
		if err := w.putSupport(top.other, support{claim: d.claim, add: false}); err != nil {
			return err
		}
	case actionSplit:
		if err := w.withdrawParts(d.claim, top.origin); err != nil {
			return err
		}
	}
	return w.putEvent(d.claim, e)
}

func (w *work) withdrawParts(whole uint32, split uint64) error {
	for _, ordinal := range w.x.reports[w.x.heads[whole].report].ordinals() {
		if w.x.heads[ordinal].seq != split {
			continue
		}
		l := w.x.at(ordinal, w.seq)
		e := event{action: actionSplit, state: codeSuperseded, content: l.content, until: l.until, parent: floor}
		if err := w.putEvent(ordinal, e); err != nil {
			return err
		}
	}
	return nil
}

// Kinds of record in the events bucket.
const (
	recordEvent   = 1
	recordSupport = 2
)

// putEvent records the state of a claim after this entry. An event without origin is its own.
func (w *work) putEvent(ordinal uint32, e event) error {
	e.seq = w.seq
	if e.origin == 0 {
		e.origin = w.seq
	}
	w.x.mu.Lock()
	w.x.addEvent(ordinal, e)
	w.x.mu.Unlock()
	return w.putRecord(encodeEvent(ordinal, e))
}

func (w *work) putSupport(ordinal uint32, s support) error {
	s.seq = w.seq
	w.x.mu.Lock()
	w.x.addSupport(ordinal, s)
	w.x.mu.Unlock()
	return w.putRecord(encodeSupport(ordinal, s))
}

func (w *work) putRecord(v []byte) error {
	key := binary.BigEndian.AppendUint32(key8(w.seq), w.n)
	w.n++
	return w.events.Put(key, v)
}

func encodeEvent(ordinal uint32, e event) []byte {
	v := []byte{recordEvent, e.action, e.state, 0}
	v = binary.BigEndian.AppendUint32(v, ordinal)
	v = binary.BigEndian.AppendUint64(v, e.origin)
	v = binary.BigEndian.AppendUint64(v, e.content)
	v = binary.BigEndian.AppendUint64(v, uint64(e.until))
	v = binary.BigEndian.AppendUint32(v, uint32(e.parent))
	return binary.BigEndian.AppendUint32(v, e.other)
}

func encodeSupport(ordinal uint32, s support) []byte {
	v := []byte{recordSupport, 0, 0, 0}
	if s.add {
		v[1] = 1
	}
	v = binary.BigEndian.AppendUint32(v, ordinal)
	return binary.BigEndian.AppendUint32(v, s.claim)
}

// loadEvent puts a record of the events bucket back into the index.
func (x *index) loadEvent(key, v []byte) error {
	if len(key) != 12 || len(v) < 12 {
		return errShort
	}
	seq, ordinal := binary.BigEndian.Uint64(key), binary.BigEndian.Uint32(v[4:])
	if int(ordinal) >= len(x.heads) {
		return errShort
	}
	switch {
	case v[0] == recordEvent && len(v) == 40 && int(v[2]) < len(stateNames):
		x.addEvent(ordinal, event{
			seq: seq, action: v[1], state: v[2],
			origin: binary.BigEndian.Uint64(v[8:]), content: binary.BigEndian.Uint64(v[16:]),
			until: int64(binary.BigEndian.Uint64(v[24:])), parent: int32(binary.BigEndian.Uint32(v[32:])), other: binary.BigEndian.Uint32(v[36:]),
		})
	case v[0] == recordSupport && len(v) == 12:
		x.addSupport(ordinal, support{seq: seq, claim: binary.BigEndian.Uint32(v[8:]), add: v[1] == 1})
	default:
		return errShort
	}
	return nil
}

// ConflictError tells a reviewer that the claim changed since he saw it. It is an ErrConflict.
type ConflictError struct {
	Claim         string
	Seen, Current int
}

// Error names the claim and both versions.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("claim %s: %v: you saw version %d, it is at version %d", e.Claim, ErrConflict, e.Seen, e.Current)
}

// Unwrap gives ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }
