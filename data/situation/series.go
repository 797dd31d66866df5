package situation

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline/geo/zone"
)

// Area is how much land a holder has in one class.
type Area struct {
	Holder string  `json:"holder"`
	Class  string  `json:"class"`
	KM2    float64 `json:"area_km2"`
	Places int     `json:"places"`
}

// Moment is the areas at an instant.
type Moment struct {
	Valid time.Time `json:"valid"`
	Areas []Area    `json:"areas"`
}

// maxMoments bounds a series: ten years of days.
const maxMoments = 3660

// Series gives the areas by holder from q.From to q.Valid, a step apart, both ends included. Days are computed side by
// side on all cores; the cells are made once.
func (e *Engine) Series(ctx context.Context, q Query, step time.Duration) ([]Moment, error) {
	q = e.normal(q)
	if q.Valid.IsZero() {
		q.Valid = e.now().UTC().Truncate(time.Minute)
	}
	if q.From.IsZero() || q.From.After(q.Valid) || step < time.Minute {
		return nil, fmt.Errorf("series: from %s to %s in steps of %s: needs a start, a later end and steps of a minute or more",
			q.From.Format(time.RFC3339), q.Valid.Format(time.RFC3339), step)
	}
	n := int(q.Valid.Sub(q.From)/step) + 1
	if n > maxMoments {
		return nil, fmt.Errorf("series: %d steps: at most %d; take a longer step", n, maxMoments)
	}
	e.mu.Lock()
	v, err := e.view(ctx, q)
	e.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("series: %w", err)
	}
	out := make([]Moment, n)
	g, ctx := errgroup.WithContext(ctx)
	workers := min(runtime.GOMAXPROCS(0), n)
	for w := range workers {
		g.Go(func() error {
			// Each worker takes a run of days, so that it can start each from the one before.
			r := run{e: e, v: v, q: q}
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				at := q.From.Add(time.Duration(i) * step)
				out[i] = Moment{at, r.areas(at)}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("series: %w", err)
	}
	return out, nil
}

// run is a series of situations of one view, one after the other.
type run struct {
	e    *Engine
	v    *view
	q    Query
	last *frame
}

// areas gives the areas at the next instant.
func (r *run) areas(at time.Time) []Area { return r.next(at).areaTable() }

// next gives the situation at the next instant. Only statuses that claims or the passing of time may have changed are made
// again, and only zones and front lines with other places.
func (r *run) next(at time.Time) *frame {
	q := r.q
	q.Valid, q.From = at, time.Time{}
	f := newFrame(r.e, r.v, q, nil)
	if r.last != nil {
		f.status, f.partial = r.last.status, true
		f.old.Store(r.last)
		r.last.old.Store(nil)
		for key, s := range f.status {
			if !s.until.After(at) {
				f.changed = append(f.changed, key)
			}
		}
		// The frame before is spent: its statuses can be overwritten.
		for _, key := range f.changed {
			f.update(key)
		}
	}
	r.last = f
	return f
}

// Areas gives the areas by holder in one situation, from the largest.
func (e *Engine) Areas(ctx context.Context, q Query) ([]Area, error) {
	f, err := e.frame(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("areas: %w", err)
	}
	return f.areaTable(), nil
}

func (f *frame) areaTable() []Area {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.prepare()
	l := f.layered()
	at := map[[2]string]*Area{}
	add := func(key zone.Key, km2 float64, places int) {
		class, _ := strings.CutSuffix(key.Class, areaBasis)
		k := [2]string{strings.TrimPrefix(key.Holder, jointMark), class}
		if at[k] == nil {
			at[k] = &Area{Holder: k[0], Class: k[1]}
		}
		at[k].KM2 += km2
		at[k].Places += places
	}
	for _, z := range l.zones {
		add(z.Key, z.AreaKM2, len(z.Sites))
	}
	for _, r := range l.rings {
		add(keyFor(&r.status, ""), zone.AreaKM2(r.geometry), 1)
	}
	out := make([]Area, 0, len(at))
	for _, a := range at {
		a.KM2 = round(a.KM2, 1)
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b Area) int {
		if a.KM2 != b.KM2 {
			if a.KM2 > b.KM2 {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Holder+"\x00"+a.Class, b.Holder+"\x00"+b.Class)
	})
	return out
}

// Sensitivity is the areas by holder under other assumptions.
type Sensitivity struct {
	// ByCap has the areas for each cap in km, in the order asked for.
	ByCap []CapAreas `json:"by_cap"`
	// Without has the areas when the claims in the query's Without are left out, and with them.
	With    []Area `json:"with,omitempty"`
	Without []Area `json:"without,omitempty"`
}

// CapAreas is the areas for one cap.
type CapAreas struct {
	CapKM float64 `json:"cap_km"`
	Areas []Area  `json:"areas"`
}

// Sensitivity tells how the areas depend on the distance cap (10, 20 and 30 km where none are given) and on the claims in
// q.Without.
func (e *Engine) Sensitivity(ctx context.Context, q Query, caps ...float64) (Sensitivity, error) {
	if len(caps) == 0 {
		caps = []float64{10, 20, 30}
	}
	var s Sensitivity
	for _, c := range caps {
		at := q
		at.CapKM = c
		a, err := e.Areas(ctx, at)
		if err != nil {
			return s, err
		}
		s.ByCap = append(s.ByCap, CapAreas{c, a})
	}
	if len(q.Without) == 0 {
		return s, nil
	}
	var err error
	if s.Without, err = e.Areas(ctx, q); err != nil {
		return s, err
	}
	q.Without = nil
	s.With, err = e.Areas(ctx, q)
	return s, err
}
