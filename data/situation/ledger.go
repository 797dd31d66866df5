package situation

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"time"

	"dateline/data"
)

// ledger is the claims as recorded up to a known time, in the order of recording. It is immutable; the next revision is a
// copy with some claims replaced.
type ledger struct {
	revision uint64
	states   []*data.ClaimState
	at       map[string]int
}

// changeSource is a Source that can say what changed: only then is a change cheaper than reading everything again.
type changeSource interface {
	Since(ctx context.Context, seq uint64) iter.Seq2[data.Entry, error]
	Claim(ctx context.Context, id string, known time.Time) (data.ClaimState, error)
}

// change is what a new ledger has replaced in the one from; without from everything may differ.
type change struct {
	from *ledger
	ids  []string
}

// ledger gives the claims known at the query's time, and what changed since the ones kept.
func (e *Engine) ledger(ctx context.Context, known time.Time) (*ledger, change, error) {
	revision := e.src.Revision()
	if !known.IsZero() && known.After(e.now()) {
		known = time.Time{}
	}
	old := e.ledgers[known]
	if old != nil && (old.revision == revision || !known.IsZero()) {
		return old, change{from: old}, nil
	}
	if old != nil {
		if l, ids, ok := e.advance(ctx, old, revision); ok {
			e.ledgers[known] = l
			return l, change{from: old, ids: ids}, nil
		}
	}
	l := &ledger{revision: revision, at: map[string]int{}}
	for s, err := range e.src.Claims(ctx, data.Filter{Known: known}) {
		if err != nil {
			return nil, change{}, err
		}
		l.at[s.Claim.ID] = len(l.states)
		l.states = append(l.states, &s)
	}
	if len(e.ledgers) > 8 {
		e.forgetLedgers()
	}
	e.ledgers[known] = l
	return l, change{}, nil
}

// forgetLedgers drops all but the newest state, with the views made from them.
func (e *Engine) forgetLedgers() {
	for k := range e.ledgers {
		if !k.IsZero() {
			delete(e.ledgers, k)
		}
	}
	clear(e.views)
}

// advance reads the entries since the old revision and replaces the claims that they speak of.
func (e *Engine) advance(ctx context.Context, old *ledger, revision uint64) (*ledger, []string, bool) {
	src, ok := e.src.(changeSource)
	if !ok || revision < old.revision || revision-old.revision > 500 {
		return nil, nil, false
	}
	var ids []string
	for entry, err := range src.Since(ctx, old.revision) {
		if err != nil {
			return nil, nil, false
		}
		if entry.Seq > revision {
			break
		}
		more, ok := touched(entry)
		if !ok {
			return nil, nil, false
		}
		ids = append(ids, more...)
	}
	return e.replace(ctx, src, old, revision, ids)
}

// touched gives the claims that an entry may have changed; not ok where it cannot tell.
func touched(entry data.Entry) ([]string, bool) {
	switch entry.Type {
	case data.TypeReading:
		var r data.Reading
		if json.Unmarshal(entry.Body, &r) != nil {
			return nil, false
		}
		var ids []string
		for _, c := range r.Claims {
			ids = append(ids, c.ID)
		}
		return ids, true
	case data.TypeReview:
		var r data.Review
		if json.Unmarshal(entry.Body, &r) != nil {
			return nil, false
		}
		ids := []string{r.Claim}
		if r.Into != "" {
			ids = append(ids, r.Into)
		}
		return ids, len(r.Parts) == 0
	case data.TypeKey, data.TypeAudit:
		return nil, true
	}
	return nil, false
}

func (e *Engine) replace(ctx context.Context, src changeSource, old *ledger, revision uint64, ids []string) (*ledger, []string, bool) {
	l := &ledger{revision: revision, states: slices.Clone(old.states), at: old.at}
	grown := false
	for _, id := range ids {
		s, err := src.Claim(ctx, id, time.Time{})
		if err != nil {
			return nil, nil, false
		}
		if i, ok := l.at[id]; ok {
			l.states[i] = &s
			continue
		}
		if !grown {
			grown, l.at = true, maps.Clone(l.at)
		}
		l.at[id] = len(l.states)
		l.states = append(l.states, &s)
	}
	return l, ids, true
}
