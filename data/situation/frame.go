package situation

import (
	"context"
	"slices"
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
	status map[string]Status
	keys   []string // of the dossiers, sorted
	made   map[string]map[string]made
	sets   map[string]Set
	layers *layers
}

// made is a feature with the thing that it was made from, to tell whether it must be made again.
type made struct {
	from any
	f    geo.Feature
	hash [32]byte
}

func newFrame(e *Engine, v *view, q Query, old *frame) *frame {
	f := &frame{e: e, view: v, q: q, made: map[string]map[string]made{}, sets: map[string]Set{}}
	if old != nil {
		// No lock here: the engine's is held, and frames may wait for that one with their own.
		old.old.Store(nil)
		f.old.Store(old)
	}
	return f
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
	s := b.set()
	f.sets[collection], f.made[collection] = s, b.made
	return s, nil
}

func (f *frame) kept(collection string) map[string]made {
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
	var before map[string]Status
	var dossiers map[string]*dossier
	if old := f.old.Load(); old != nil {
		old.mu.Lock()
		before, dossiers = old.status, old.view.dossiers
		old.mu.Unlock()
	}
	f.status = make(map[string]Status, len(f.view.dossiers))
	f.keys = make([]string, 0, len(f.view.dossiers))
	for key, d := range f.view.dossiers {
		f.keys = append(f.keys, key)
		if s, ok := before[key]; ok && dossiers[key] == d {
			f.status[key] = s
			continue
		}
		f.status[key] = f.e.statusOf(d, f.q.Valid)
	}
	slices.Sort(f.keys)
}
