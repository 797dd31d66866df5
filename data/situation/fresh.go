package situation

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"dateline/data"
)

// parallel runs f over ranges of n things, on all processors where there are many.
func parallel(n int, f func(from, to int)) {
	const alone = 512
	workers := max(1, min(runtime.NumCPU(), n/alone))
	var g sync.WaitGroup
	for w := range workers {
		g.Go(func() { f(w*n/workers, (w+1)*n/workers) })
	}
	g.Wait()
}

// fresh makes a view from nothing: every claim is shown, then filed by place and by kind.
func (e *Engine) fresh(ctx context.Context, l *ledger, q Query) *view {
	v := &view{ledger: l, shown: make([]*claim, len(l.states)), dossiers: map[string]*dossier{}, others: map[string][]*claim{}}
	now, whole := e.now(), e.whole(q.Profile)
	var mu sync.Mutex
	parallel(len(l.states), func(from, to int) {
		until := e.showRange(ctx, v, q, whole, now, from, to)
		mu.Lock()
		defer mu.Unlock()
		v.until = sooner(v.until, until)
	})
	for c := range v.all() {
		for i := range c.Claim.Places {
			if p := &c.Claim.Places[i]; bearsOn(&c.Claim, p) {
				v.file(c, keyOf(*p))
			}
		}
		if !drawnByPlace(c) {
			v.others[c.Claim.Kind] = append(v.others[c.Claim.Kind], c)
		}
	}
	all := make([]*dossier, 0, len(v.dossiers))
	for _, d := range v.dossiers {
		all = append(all, d)
	}
	parallel(len(all), func(from, to int) {
		for _, d := range all[from:to] {
			d.settle()
		}
	})
	for _, list := range v.others {
		slices.SortFunc(list, byTime)
	}
	none := &view{}
	v.sites = e.siteSet(none, v, nil)
	v.index(none)
	return v
}

// showRange shows the claims of a range of numbers and says until when that holds.
func (e *Engine) showRange(ctx context.Context, v *view, q Query, whole bool, now time.Time, from, to int) (until time.Time) {
	var block []claim
	for i := from; i < to; i++ {
		s := v.ledger.states[i]
		if !whole {
			until = sooner(until, e.until(q, s, now))
			v.shown[i] = e.show(ctx, q, v.ledger, s, false, now)
			continue
		}
		if _, left := slices.BinarySearch(q.Without, s.Claim.ID); left {
			continue
		}
		if len(block) == cap(block) {
			block = make([]claim, 0, min(stateBlock, to-i))
		}
		m := v.ledger.reports.of(s)
		block = append(block, claim{ClaimState: s, at: timeOf(s, m), source: m})
		v.shown[i] = &block[len(block)-1]
	}
	return until
}

// file puts a claim into a dossier, once.
func (v *view) file(c *claim, key string) {
	if key == "" {
		return
	}
	d := v.dossiers[key]
	if d == nil {
		d = &dossier{key: key}
		v.dossiers[key] = d
	}
	if n := len(d.claims); n == 0 || d.claims[n-1] != c {
		d.claims = append(d.claims, c)
	}
}

// settle sorts a dossier and names its place after the first claim.
func (d *dossier) settle() {
	slices.SortFunc(d.claims, byTime)
	d.place = placeIn(&d.claims[0].Claim, d.key)
}

func placeIn(c *data.Claim, key string) data.ClaimPlace {
	for i := range c.Places {
		if bearsOn(c, &c.Places[i]) && keyOf(c.Places[i]) == key {
			return c.Places[i]
		}
	}
	return data.ClaimPlace{}
}
