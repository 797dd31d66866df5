package situation

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"

	"dateline/geo"
)

// frame is one situation: a view at an instant with its parameters. Collections are made when first asked for; what did
// not change since the frame before is taken over from it.
type frame struct {
	e    *Engine
	view *view
	q    Query

	mu     sync.Mutex
	old    atomic.Pointer[frame] // the situation before; dropped when this one has a successor itself
	status map[string]*Status
	// changed are the dossiers that differ from old's, where partial is set; otherwise anything may differ.
	changed []string
	partial bool
	made    map[string][]made
	sets    map[string]Set
	layers  *layers
	held    []heldPlace // by latitude, nil until asked for
}

// made is a feature with the thing that it was made from, to tell whether it must be made again.
type made struct {
	from any
	f    geo.Feature
	hash [32]byte
}

func newFrame(e *Engine, v *view, q Query, old *frame) *frame {
	f := &frame{e: e, view: v, q: q, made: map[string][]made{}, sets: map[string]Set{}}
	if old != nil {
		// No lock here: the engine's is held, and frames may wait for that one with their own.
		old.old.Store(nil)
		f.old.Store(old)
	}
	return f
}

// reports are the reports as of the frame's known time.
func (f *frame) reports() *reportCache {
	if f.view == nil {
		return newReports(f.e.src, f.q.Known)
	}
	return f.view.ledger.reports
}

// set gives a collection.
func (f *frame) set(ctx context.Context, collection string) (Set, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, ok := f.sets[collection]; ok {
		return s, nil
	}
	f.prepare()
	b := &builder{f: f, collection: collection, kept: f.kept(collection), made: map[string]made{}}
	if err := b.build(ctx); err != nil {
		return Set{}, err
	}
	if b.err != nil {
		return Set{}, b.err
	}
	s, list := b.set()
	s.Valid = f.q.Valid
	f.sets[collection], f.made[collection] = s, list
	return s, nil
}

// kept gives the features of the situation before, sorted by id.
func (f *frame) kept(collection string) []made {
	old := f.old.Load()
	if old == nil {
		return nil
	}
	old.mu.Lock()
	defer old.mu.Unlock()
	return old.made[collection]
}

// prepare makes the status of every place.
func (f *frame) prepare() {
	if f.status != nil {
		return
	}
	if old := f.old.Load(); old != nil && old.view == f.view.prev.Load() {
		old.mu.Lock()
		before := old.status
		old.mu.Unlock()
		if before != nil {
			f.status, f.changed, f.partial = maps.Clone(before), f.view.changed, true
			for _, key := range f.changed {
				f.update(key)
			}
			return
		}
	}
	defer growing(len(f.view.shown))()
	keys := f.view.keys
	all := make([]*Status, len(keys))
	parallel(len(keys), func(from, to int) {
		for i := from; i < to; i++ {
			s := f.e.statusOf(f.view.dossiers[keys[i]], f.q.Valid, false)
			all[i] = &s
		}
	})
	f.status = make(map[string]*Status, len(keys))
	for i, s := range all {
		f.status[keys[i]] = s
	}
}

func (f *frame) update(key string) {
	d := f.view.dossiers[key]
	if d == nil {
		delete(f.status, key)
		return
	}
	s := f.e.statusOf(d, f.q.Valid, false)
	f.status[key] = &s
}

// statusAt gives the status of a dossier; the zero Status where there is none.
func (f *frame) statusAt(key string) Status {
	if s := f.status[key]; s != nil && key != "" {
		return *s
	}
	return Status{}
}
