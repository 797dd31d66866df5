package ogc

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
	"golang.org/x/sync/singleflight"

	"dateline/data/exchange"
	"dateline/data/situation"
	"dateline/geo"
)

// view is a collection in one situation, laid out for questions: in order of id, with an index over boxes and the JSON of
// the features asked for before. It never changes and is safe for concurrent use.
type view struct {
	name string
	hash string
	// valid is the instant that the situation is of, zero where none was said.
	valid    time.Time
	features []geo.Feature
	json     []atomic.Pointer[[]byte]
	jsonSize atomic.Int64
	index    func() *rtree.RTreeG[int32]
	// fields are what [fieldsOf] gives; nobody may change them.
	fields func() map[string]string
}

// maxJSON is how many bytes of encoded features a view keeps.
const maxJSON = 64 << 20

func newView(name string, set situation.Set) *view {
	v := &view{name: name, hash: set.Hash, valid: set.Valid, features: set.Features}
	if !slices.IsSortedFunc(v.features, byID) {
		v.features = slices.SortedStableFunc(slices.Values(v.features), byID)
	}
	v.json = make([]atomic.Pointer[[]byte], len(v.features))
	v.index = sync.OnceValue(v.buildIndex)
	v.fields = sync.OnceValue(func() map[string]string { return fieldsOf(v) })
	return v
}

func byID(a, b geo.Feature) int { return cmp.Compare(a.ID, b.ID) }

func (v *view) buildIndex() *rtree.RTreeG[int32] {
	var t rtree.RTreeG[int32]
	for i := range v.features {
		if g := v.features[i].Geometry; g != nil {
			b := g.Bound()
			t.Insert(b.Min, b.Max, int32(i))
		}
	}
	return &t
}

// find gives the feature of an id.
func (v *view) find(id string) (int, bool) {
	return slices.BinarySearchFunc(v.features, id, func(f geo.Feature, id string) int { return cmp.Compare(f.ID, id) })
}

// within gives the features whose geometry meets the box, in order. A box whose west lies above its east crosses the
// antimeridian.
func (v *view) within(b orb.Bound) []int32 {
	var found []int32
	boxes := []orb.Bound{b}
	if b.Min[0] > b.Max[0] {
		boxes = []orb.Bound{{Min: b.Min, Max: orb.Point{180, b.Max[1]}}, {Min: orb.Point{-180, b.Min[1]}, Max: b.Max}}
	}
	for _, box := range boxes {
		v.index().Search(box.Min, box.Max, func(low, high [2]float64, i int32) bool {
			if box.Contains(low) && box.Contains(high) || meets(v.features[i].Geometry, box) {
				found = append(found, i)
			}
			return true
		})
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// encoded gives the GeoJSON of a feature in CRS84 with all its properties.
func (v *view) encoded(i int32) []byte {
	if p := v.json[i].Load(); p != nil {
		return *p
	}
	b := exchange.AppendFeature(nil, &v.features[i], exchange.Shown{})
	if v.jsonSize.Add(int64(len(b))) < maxJSON {
		v.json[i].Store(&b)
	}
	return b
}

// views keeps the views used of late.
type views struct {
	mu     sync.Mutex
	recent []*view
	flight singleflight.Group
}

// maxViews is how many are kept: every collection in a few situations.
const maxViews = 48

// maxViewFeatures bounds the features of all views that are kept, beside those of the newest of each collection: each takes some 100 bytes in an
// index, and holds features of a situation that may have passed.
const maxViewFeatures = 1_000_000

func newViews() *views { return &views{} }

// view gives a collection in a situation.
func (s *service) view(ctx context.Context, collection string, q situation.Query) (*view, error) {
	set, err := s.Features.Features(ctx, collection, q)
	if err != nil {
		return nil, err
	}
	return s.views.of(collection, set), nil
}

func (vs *views) of(name string, set situation.Set) *view {
	if v := vs.get(name, set.Hash); v != nil {
		return v
	}
	made, _, _ := vs.flight.Do(name+"\x00"+set.Hash, func() (any, error) {
		if v := vs.get(name, set.Hash); v != nil {
			return v, nil
		}
		v := newView(name, set)
		vs.mu.Lock()
		defer vs.mu.Unlock()
		vs.recent = slices.Insert(vs.recent, 0, v)
		vs.recent = newest(vs.recent, maxViewFeatures, func(v *view) (string, int64) { return v.name, int64(len(v.features)) })
		return v, nil
	})
	return made.(*view)
}

func (vs *views) get(name, hash string) *view {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	for i, v := range vs.recent {
		if v.name == name && v.hash == hash {
			copy(vs.recent[1:i+1], vs.recent[:i])
			vs.recent[0] = v
			return v
		}
	}
	return nil
}
