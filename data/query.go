package data

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// Filter narrows Claims. Zero values do not narrow.
type Filter struct {
	// Known asks for the state as it was recorded up to then; the zero time means now.
	Known time.Time
	// ValidFrom and ValidTo ask for claims whose valid interval meets the range. An end that is not said is open.
	ValidFrom, ValidTo time.Time
	Kinds              []string
	States             []string
	Place              string // gazetteer id
	Actor              string // actor id
	Report             string
	// Bound is min lon, min lat, max lon, max lat; min lon > max lon crosses the antimeridian.
	Bound *[4]float64
	After string // cursor: claims after this one, in the order of the answer
	Limit int    // 0: all
}

// claimChunk is the number of claims read in one transaction.
const claimChunk = 4096

// Claims gives the claims as they stood at Filter.Known, in the order of recording. Writes that come while the caller
// iterates do not show, and the caller may write while he iterates.
func (s *Store) Claims(ctx context.Context, f Filter) iter.Seq2[ClaimState, error] {
	return func(yield func(ClaimState, error) bool) {
		q, err := s.query(f)
		if err != nil {
			yield(ClaimState{}, err)
			return
		}
		for found := 0; ; {
			chunk, more, err := q.next(ctx)
			if err != nil {
				yield(ClaimState{}, err)
				return
			}
			for i := range chunk {
				if !yield(chunk[i], nil) {
					return
				}
				if found++; found == f.Limit {
					return
				}
			}
			if !more {
				return
			}
		}
	}
}

// query is a Claims call under way.
type query struct {
	s     *Store
	f     Filter
	limit uint64
	// next ordinal of a scan, end exclusive; list, where not nil, names the candidates instead.
	pos, end uint32
	list     []uint32
	narrow   bool // whether list is used
	from, to int64
	chunk    int
	buf      []ClaimState
}

func (s *Store) query(f Filter) (*query, error) {
	q := &query{s: s, f: f, limit: s.x.limit(f.Known, s.visible.Load()), chunk: claimChunk}
	q.from, q.to = span(Interval{Start: orNil(f.ValidFrom), End: orNil(f.ValidTo)})
	if f.Limit > 0 {
		q.chunk = min(claimChunk, max(64, f.Limit))
	}
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	q.end = s.x.claimsUpTo(q.limit)
	if f.After != "" {
		after, ok := s.x.ids[f.After]
		if !ok || after >= q.end {
			return nil, fmt.Errorf("cursor: claim %q: %w", f.After, ErrNotFound)
		}
		q.pos = after + 1
	}
	q.candidates()
	return q, nil
}

func orNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// candidates picks the shortest list of the index that holds every answer. Claims that were corrected may have moved to
// another place or actor, so all touched ones are candidates too; each is checked against the filter once it is folded.
func (q *query) candidates() {
	x, f := q.s.x, q.f
	var list []uint32
	use := func(l []uint32) {
		if !q.narrow || len(l) < len(list) {
			q.narrow, list = true, l
		}
	}
	if f.Place != "" {
		use(x.byPlace.of(f.Place))
	}
	if f.Actor != "" {
		use(x.byActor.of(f.Actor))
	}
	if f.Report != "" {
		if r, ok := x.reportIDs[f.Report]; ok {
			use(x.reports[r].ordinals())
		} else {
			use(nil)
		}
	}
	if !q.narrow {
		return
	}
	list = slices.Concat(list, x.touched)
	slices.Sort(list)
	list = slices.Compact(list)
	lo, _ := slices.BinarySearch(list, q.pos)
	hi, _ := slices.BinarySearch(list, q.end)
	q.list = list[lo:hi]
}

// picked is a claim to read: its ordinal and state.
type picked struct {
	ordinal uint32
	l       lean
	known   time.Time
	changed time.Time
}

// next reads a chunk of answers; more says whether others may follow.
func (q *query) next(ctx context.Context) (out []ClaimState, more bool, err error) {
	for len(out) == 0 {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		batch, rest := q.pick()
		if len(batch) > 0 {
			if out, err = q.read(batch); err != nil {
				return nil, false, err
			}
		}
		if !rest {
			return out, false, nil
		}
	}
	return out, true, nil
}

// pick goes through the index, under its lock for the length of a chunk at most.
func (q *query) pick() (batch []picked, rest bool) {
	const passed = 1 << 16 // claims looked at before the lock is given back
	x := q.s.x
	x.mu.RLock()
	defer x.mu.RUnlock()
	for range passed {
		ordinal, ok := q.step()
		if !ok {
			return batch, false
		}
		if !q.admits(ordinal) {
			continue
		}
		l := x.at(ordinal, q.limit)
		if len(q.f.States) > 0 && !slices.Contains(q.f.States, stateNames[l.state]) {
			continue
		}
		batch = append(batch, picked{ordinal, l, x.timeOf(x.heads[ordinal].seq), x.timeOf(l.changed)})
		if len(batch) == q.chunk {
			return batch, true
		}
	}
	return batch, true
}

func (q *query) step() (uint32, bool) {
	if q.narrow {
		if len(q.list) == 0 {
			return 0, false
		}
		ordinal := q.list[0]
		q.list = q.list[1:]
		return ordinal, true
	}
	if q.pos >= q.end {
		return 0, false
	}
	q.pos++
	return q.pos - 1, true
}

// admits passes over claims whose head already says that they are no answer.
func (q *query) admits(ordinal uint32) bool {
	h := &q.s.x.heads[ordinal]
	if q.f.Report != "" && q.s.x.reports[h.report].id != q.f.Report {
		return false
	}
	if h.touched {
		return true
	}
	if len(q.f.Kinds) > 0 && !slices.Contains(q.f.Kinds, h.kind) {
		return false
	}
	if h.from > q.to || h.to < q.from {
		return false
	}
	if b := q.f.Bound; b != nil && !boxMeets(h.box, *b) {
		return false
	}
	return true
}

// boxMeets says whether a box may hold a point of the bound.
func boxMeets(box [4]float32, b [4]float64) bool {
	if float64(box[1]) > b[3] || float64(box[3]) < b[1] {
		return false
	}
	if b[0] > b[2] {
		return float64(box[2]) >= b[0] || float64(box[0]) <= b[2]
	}
	return float64(box[0]) <= b[2] && float64(box[2]) >= b[0]
}

// readAlone is the number of claims that one goroutine reads faster than several.
const readAlone = 512

// slabClaims is how many claims share a block of memory.
const slabClaims = 64

// read decodes the picked claims, on all processors where there are many, and keeps those that meet the filter. The answer
// is overwritten by the next read: the caller hands out copies.
func (q *query) read(batch []picked) ([]ClaimState, error) {
	if len(q.buf) < len(batch) {
		q.buf = make([]ClaimState, len(batch))
	}
	n := max(1, min(runtime.NumCPU(), len(batch)/readAlone))
	kept := make([]int, n)
	bound := func(i int) int { return i * len(batch) / n }
	var g errgroup.Group
	for i := range n {
		g.Go(func() (err error) {
			kept[i], err = q.readPart(batch[bound(i):bound(i+1)], q.buf[bound(i):bound(i+1)])
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	total := kept[0]
	for i := 1; i < n; i++ {
		if total != bound(i) {
			copy(q.buf[total:], q.buf[bound(i):bound(i)+kept[i]])
		}
		total += kept[i]
	}
	return q.buf[:total], nil
}

// readPart fills out and says how many of the batch met the filter.
func (q *query) readPart(batch []picked, out []ClaimState) (kept int, err error) {
	err = q.s.view(func(tx *bbolt.Tx) error {
		r := newClaimReader(q.s, tx, q.limit)
		r.memory = newSlab(min(slabClaims, len(batch)))
		for i := range batch {
			if err := r.state(batch[i], &out[kept]); err != nil {
				return err
			}
			if q.meets(&out[kept].Claim) {
				kept++
			}
		}
		return nil
	})
	return kept, err
}

func (q *query) meets(c *Claim) bool {
	f := q.f
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind) {
		return false
	}
	if f.Actor != "" && c.ActorID != f.Actor {
		return false
	}
	if f.Place != "" && !slices.ContainsFunc(c.Places, func(p ClaimPlace) bool { return p.ID == f.Place }) {
		return false
	}
	if from, to := span(c.Valid); from > q.to || to < q.from {
		return false
	}
	return f.Bound == nil || slices.ContainsFunc(c.Places, func(p ClaimPlace) bool { return inBound(p, *f.Bound) })
}

func inBound(p ClaimPlace, b [4]float64) bool {
	if p.Lon == nil || p.Lat == nil || *p.Lat < b[1] || *p.Lat > b[3] {
		return false
	}
	if b[0] > b[2] {
		return *p.Lon >= b[0] || *p.Lon <= b[2]
	}
	return *p.Lon >= b[0] && *p.Lon <= b[2]
}

// claimReader reads claims in one transaction. Scans read neighbours, so it keeps a cursor.
type claimReader struct {
	s         *Store
	claims    cache
	revisions cache
	cursor    cursor
	at        int64 // ordinal under the cursor, -1: none
	limit     uint64
	memory    *slab
}

func newClaimReader(s *Store, tx *bbolt.Tx, limit uint64) *claimReader {
	b := cacheIn(tx, bucketClaims)
	return &claimReader{s: s, claims: b, revisions: cacheIn(tx, bucketRevisions), cursor: b.cursor(), at: -1, limit: limit, memory: &slab{}}
}

// bytes gives the cached form of a claim.
func (r *claimReader) bytes(ordinal uint32, revision uint64) ([]byte, error) {
	if revision != 0 {
		return content(r.claims, r.revisions, ordinal, revision)
	}
	var v []byte
	if r.at >= 0 && int64(ordinal) == r.at+1 {
		_, v = r.cursor.next()
	} else {
		_, v = r.cursor.seek(key4(ordinal))
	}
	r.at = int64(ordinal)
	_, _, c, err := claimRecord(v)
	return c, err
}

// state reads a claim into st.
func (r *claimReader) state(p picked, st *ClaimState) error {
	b, err := r.bytes(p.ordinal, p.l.content)
	if err != nil {
		return r.s.cacheFault(bucketClaims, fmt.Errorf("claim %d: %w", p.ordinal, err))
	}
	*st = ClaimState{Version: p.l.version, State: stateNames[p.l.state], KnownAt: p.known, ChangedAt: p.changed}
	if st.Claim, err = decodeClaimIn(r.memory, b); err != nil {
		return err
	}
	if p.l.until != 0 {
		st.EmbargoUntil = time.Unix(p.l.until, 0).UTC()
	}
	if len(p.l.supports) > 0 {
		return r.merge(st, p.l.supports, 0)
	}
	return nil
}

// maxMerges bounds how deep merged claims are followed.
const maxMerges = 32

// merge adds the ids and the evidence of the claims merged into this one, and of those merged into them.
func (r *claimReader) merge(st *ClaimState, supports []uint32, depth int) error {
	for _, ordinal := range supports {
		r.s.x.mu.RLock()
		id, l := r.s.x.heads[ordinal].id, r.s.x.at(ordinal, r.limit)
		r.s.x.mu.RUnlock()
		if depth == 0 {
			st.Supports = append(st.Supports, id)
		}
		b, err := content(r.claims, r.revisions, ordinal, l.content)
		if err != nil {
			return damaged(r.s.path, err)
		}
		c, err := decodeClaim(b)
		if err != nil {
			return err
		}
		for _, e := range c.Evidence {
			if !slices.ContainsFunc(st.Claim.Evidence, func(o Evidence) bool { return sameSpan(o, e) }) {
				st.Claim.Evidence = append(st.Claim.Evidence, e)
			}
		}
		if depth < maxMerges {
			if err := r.merge(st, l.supports, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func sameSpan(a, b Evidence) bool {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) == 0
}

// Claim gives one claim as it stood at known (zero: now).
func (s *Store) Claim(_ context.Context, id string, known time.Time) (ClaimState, error) {
	limit := s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	ordinal, ok := s.x.ids[id]
	if !ok || s.x.heads[ordinal].seq > limit {
		s.x.mu.RUnlock()
		return ClaimState{}, fmt.Errorf("claim %q: %w", id, ErrNotFound)
	}
	l := s.x.at(ordinal, limit)
	p := picked{ordinal, l, s.x.timeOf(s.x.heads[ordinal].seq), s.x.timeOf(l.changed)}
	s.x.mu.RUnlock()
	var out ClaimState
	err := s.view(func(tx *bbolt.Tx) error { return newClaimReader(s, tx, limit).state(p, &out) })
	return out, err
}
