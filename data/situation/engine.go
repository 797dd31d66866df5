package situation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"dateline/data"
)

// Method and Version stand on every derived area and line: a new version may draw other lines from the same claims.
const (
	Method  = "voronoi-capped"
	Version = "2"
)

// DefaultCapKM is how far a town's status reaches: where the weight of Anders' spatial decay is one half (JPR 57(6), 2020).
const DefaultCapKM = 20

// keptFrames bounds the situations in memory.
const keptFrames = 48

// Engine computes situations and keeps the recent ones. It is safe for concurrent use.
type Engine struct {
	src    Source
	ground *land
	pub    Publisher
	now    func() time.Time

	mu      sync.Mutex
	ledgers map[time.Time]*ledger
	views   map[string]*view
	frames  map[string]*frame
	used    []string // keys of frames, the least recently used first
}

// New makes an engine. now is the clock.
func New(src Source, ground Ground, pub Publisher, now func() time.Time) *Engine {
	return &Engine{
		src: src, ground: newLand(ground), pub: pub, now: now,
		ledgers: map[time.Time]*ledger{}, views: map[string]*view{}, frames: map[string]*frame{},
	}
}

// Features gives a collection in the situation asked for. An unknown collection is data.ErrNotFound.
func (e *Engine) Features(ctx context.Context, collection string, q Query) (Set, error) {
	if !slices.Contains(Collections, collection) {
		return Set{}, fmt.Errorf("collection %q: %w", collection, data.ErrNotFound)
	}
	f, err := e.frame(ctx, q)
	if err != nil {
		return Set{}, fmt.Errorf("situation: %w", err)
	}
	return f.set(ctx, collection)
}

// frame gives the situation of a query: the one kept, or a new one that takes over what did not change.
func (e *Engine) frame(ctx context.Context, q Query) (*frame, error) {
	q = e.normal(q)
	e.mu.Lock()
	defer e.mu.Unlock()
	v, err := e.view(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Valid.IsZero() {
		q.Valid = v.newest(e.now())
	}
	key := frameKey(q)
	old := e.frames[key]
	if old != nil && old.view == v {
		e.touch(key)
		return old, nil
	}
	f := newFrame(e, v, q, old)
	e.frames[key] = f
	e.touch(key)
	return f, nil
}

// normal fills in the defaults of a query, all but Valid: that depends on the claims.
func (e *Engine) normal(q Query) Query {
	if !q.Valid.IsZero() {
		q.Valid = q.Valid.UTC()
	}
	q.From = q.From.UTC()
	if !q.Known.IsZero() && q.Known.After(e.now()) {
		q.Known = time.Time{} // nobody knows more than now
	}
	if !q.Known.IsZero() {
		q.Known = q.Known.UTC()
	}
	if q.CapKM <= 0 {
		q.CapKM = DefaultCapKM
	}
	q.CapKM = min(q.CapKM, 500)
	q.Without = slices.Compact(slices.Sorted(slices.Values(q.Without)))
	return q
}

func viewKey(q Query) string {
	return strings.Join(append([]string{q.Profile, q.Known.Format(time.RFC3339Nano)}, q.Without...), "\x00")
}

func frameKey(q Query) string {
	return strings.Join([]string{
		q.Valid.Format(time.RFC3339Nano), q.From.Format(time.RFC3339Nano), strconv.FormatFloat(q.CapKM, 'g', -1, 64), strconv.FormatBool(q.OwnOnly), viewKey(q),
	}, "\x00")
}

// touch notes the use of a frame and drops the ones longest unused.
func (e *Engine) touch(key string) {
	if i := slices.Index(e.used, key); i >= 0 {
		e.used = slices.Delete(e.used, i, i+1)
	}
	e.used = append(e.used, key)
	for len(e.used) > keptFrames {
		delete(e.frames, e.used[0])
		e.used = e.used[1:]
	}
}
