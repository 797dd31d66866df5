package situation

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"dateline/data"
)

// ledger is the claims as recorded up to a known time, in the order of recording. It is immutable; the next revision is a
// copy with some claims replaced.
type ledger struct {
	revision uint64
	claims   []*claim
	reports  *reportCache
	// lean gives the claims with their sentences, as of the entry limit; nil where the claims keep them.
	lean  leanSource
	limit uint64
	// base is the newer ledger that this one was made from, and differ the claims, of those that it has, which stood otherwise.
	base   *ledger
	differ []int
	// at numbers the claims where the source cannot.
	at      map[string]int
	ordinal func(id string) (int, bool)
}

// index gives the number of a claim.
func (l *ledger) index(id string) (int, bool) {
	if l.ordinal != nil {
		i, ok := l.ordinal(id)
		return i, ok && i < len(l.claims)
	}
	i, ok := l.at[id]
	return i, ok
}

// changeSource is a Source that can say what changed: only then is a change cheaper than reading everything again.
type changeSource interface {
	Since(ctx context.Context, seq uint64) iter.Seq2[data.Entry, error]
	Claim(ctx context.Context, id string, known time.Time) (data.ClaimState, error)
}

// touchSource is a changeSource that knows the claims that an entry changed, and how many claims there are.
type touchSource interface {
	Touched(ctx context.Context, seq uint64) ([]string, error)
	Ordinal(id string) (int, bool)
	Count(known time.Time) (reports, claims int)
}

// change is what a new ledger has replaced in the one from, by number; without from everything may differ.
type change struct {
	from    *ledger
	numbers []int
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
	if old != nil && old.reports.moved == movedAt(e.src, known) {
		if l, numbers, ok := e.advance(ctx, old, revision); ok {
			e.ledgers[known] = l
			return l, change{from: old, numbers: numbers}, nil
		}
	}
	l, err := e.past(known)
	if l == nil && err == nil {
		l, err = e.load(ctx, known, revision)
	}
	if err != nil {
		return nil, change{}, err
	}
	if len(e.ledgers) > 8 {
		e.forgetLedgers()
	}
	e.ledgers[known] = l
	return l, change{}, nil
}

// leanSource is a touchSource that gives claims without their sentences, many at a time, and single ones with them.
type leanSource interface {
	touchSource
	Leans(ctx context.Context, known time.Time, size func(n int), f func(first int, run []data.Lean)) (limit uint64, err error)
	LeanOf(s *data.ClaimState) (data.Lean, error)
	Whole(limit uint64, numbers []int) ([]data.ClaimState, error)
	Past(known time.Time, base uint64, most int) (limit uint64, n int, differ []int, ok bool)
}

// past makes the ledger of an earlier known time out of the newest one, with which it shares what stood then as it stands
// now; nil where there is none, and where too much was different.
func (e *Engine) past(known time.Time) (*ledger, error) {
	base := e.ledgers[time.Time{}]
	if known.IsZero() || base == nil || base.lean == nil || movedAt(e.src, known) != base.reports.moved {
		return nil, nil
	}
	limit, n, differ, ok := base.lean.Past(known, base.limit, len(base.claims)/8)
	if !ok || n > len(base.claims) || limit > base.limit {
		return nil, nil
	}
	l := &ledger{
		revision: base.revision, claims: slices.Clone(base.claims[:n]), reports: base.reports, ordinal: base.ordinal,
		lean: base.lean, limit: limit, base: base, differ: differ,
	}
	states, err := l.lean.Whole(limit, differ)
	if err != nil {
		return nil, err
	}
	for i, number := range differ {
		c, err := l.claimOf(&states[i])
		if err != nil {
			return nil, err
		}
		c.number = int32(number)
		l.claims[number] = c
	}
	return l, nil
}

// load reads every claim.
func (e *Engine) load(ctx context.Context, known time.Time, revision uint64) (*ledger, error) {
	l := &ledger{revision: revision, reports: newReports(e.src, known)}
	if src, ok := e.src.(leanSource); ok {
		l.lean, l.ordinal = src, src.Ordinal
		return l, l.loadLean(ctx, known)
	}
	if src, ok := e.src.(touchSource); ok {
		l.ordinal = src.Ordinal
	} else {
		l.at = map[string]int{}
	}
	for s, err := range e.src.Claims(ctx, data.Filter{Known: known}) {
		if err != nil {
			return nil, err
		}
		if l.at != nil {
			l.at[s.Claim.ID] = len(l.claims)
		}
		c := claimOf(l.reports, &s)
		c.number = int32(len(l.claims))
		l.claims = append(l.claims, c)
	}
	return l, nil
}

// manyClaims is the number from which making room for all of them is worth preparing for.
const manyClaims = 20_000

// growing lets the heap grow without being collected on the way, which finds nothing, while many claims are read or filed.
func growing(claims int) (done func()) {
	if claims < manyClaims {
		return func() {}
	}
	heap.mu.Lock()
	defer heap.mu.Unlock()
	if heap.users++; heap.users == 1 {
		heap.percent = debug.SetGCPercent(200)
		if heap.rest != nil {
			heap.rest.Stop()
		}
	}
	return func() {
		heap.mu.Lock()
		defer heap.mu.Unlock()
		if heap.users--; heap.users == 0 {
			debug.SetGCPercent(heap.percent)
			heap.rest = time.AfterFunc(heapRest, debug.FreeOSMemory) // the system gets back what only the way took
		}
	}
}

// heap counts those who let it grow.
var heap struct {
	mu             sync.Mutex
	users, percent int
	rest           *time.Timer
}

// heapRest is how long nobody has let the heap grow before it is collected: one answer does so several times.
const heapRest = 2 * time.Second

func (l *ledger) loadLean(ctx context.Context, known time.Time) (err error) {
	_, n := l.lean.Count(known)
	defer growing(n)()
	l.limit, err = l.lean.Leans(ctx, known, func(n int) { l.claims = make([]*claim, n) }, func(first int, run []data.Lean) {
		block := make([]claim, len(run))
		for i := range run {
			block[i].fromLean(l.reports, first+i, &run[i])
			l.claims[first+i] = &block[i]
		}
	})
	if known.IsZero() {
		l.revision = l.limit
	}
	return err
}

// wholes gives claims with their sentences, in the order of the numbers.
func (l *ledger) wholes(numbers []int) ([]*data.ClaimState, error) {
	out := make([]*data.ClaimState, len(numbers))
	var missing []int
	for i, n := range numbers {
		if out[i] = l.claims[n].whole; out[i] == nil {
			missing = append(missing, n)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	states, err := l.lean.Whole(l.limit, missing)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i] == nil {
			out[i], states = &states[0], states[1:]
		}
	}
	return out, nil
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
func (e *Engine) advance(ctx context.Context, old *ledger, revision uint64) (*ledger, []int, bool) {
	src, ok := e.src.(changeSource)
	if !ok || revision < old.revision || revision-old.revision > 500 {
		return nil, nil, false
	}
	ids, ok := e.touchedSince(ctx, src, old.revision, revision)
	if !ok {
		return nil, nil, false
	}
	return replace(ctx, src, old, revision, ids)
}

// touchedSince gives the claims that the entries after one revision changed.
func (e *Engine) touchedSince(ctx context.Context, src changeSource, from, to uint64) (ids []string, ok bool) {
	if src, ok := e.src.(touchSource); ok {
		for seq := from + 1; seq <= to; seq++ {
			more, err := src.Touched(ctx, seq)
			if err != nil {
				return nil, false
			}
			ids = append(ids, more...)
		}
		return ids, true
	}
	for entry, err := range src.Since(ctx, from) {
		if err != nil {
			return nil, false
		}
		if entry.Seq > to {
			break
		}
		more, ok := touched(entry)
		if !ok {
			return nil, false
		}
		ids = append(ids, more...)
	}
	return ids, true
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

func replace(ctx context.Context, src changeSource, old *ledger, revision uint64, ids []string) (*ledger, []int, bool) {
	l := &ledger{
		revision: revision, claims: slices.Clone(old.claims), reports: old.reports, at: old.at, ordinal: old.ordinal,
		lean: old.lean, limit: revision,
	}
	grown := false
	var numbers []int
	for _, id := range ids {
		s, err := src.Claim(ctx, id, time.Time{})
		if err != nil {
			return nil, nil, false
		}
		c, err := l.claimOf(&s)
		if err != nil {
			return nil, nil, false
		}
		i, ok := l.index(id)
		switch {
		case ok:
			l.claims[i] = c
		case l.ordinal != nil:
			if i, ok = l.ordinal(id); !ok || i != len(l.claims) {
				return nil, nil, false // out of order: read everything again
			}
			l.claims = append(l.claims, c)
		default:
			if !grown {
				grown, l.at = true, maps.Clone(l.at)
			}
			i = len(l.claims)
			l.at[id] = i
			l.claims = append(l.claims, c)
		}
		c.number = int32(i)
		numbers = append(numbers, i)
	}
	return l, numbers, true
}

func (l *ledger) claimOf(s *data.ClaimState) (*claim, error) {
	if l.lean == nil {
		return claimOf(l.reports, s), nil
	}
	lean, err := l.lean.LeanOf(s)
	if err != nil {
		return nil, err
	}
	c := &claim{}
	c.fromLean(l.reports, 0, &lean)
	return c, nil
}
