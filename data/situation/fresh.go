package situation

import (
	"context"
	"runtime"
	"slices"
	"sync"

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
func (e *Engine) fresh(ctx context.Context, l *ledger, q Query) (*view, error) {
	defer growing(len(l.claims))()
	v := &view{ledger: l, shown: l.claims, dossiers: map[string]*dossier{}, others: map[string][]*claim{}}
	if !e.whole(q.Profile) || len(q.Without) > 0 {
		v.shown = make([]*claim, len(l.claims))
		all := make([]int, len(l.claims))
		for i := range all {
			all[i] = i
		}
		var err error
		if v.until, err = e.showAll(ctx, l, all, q, func(n int, c *claim) { v.shown[n] = c }); err != nil {
			return nil, err
		}
	}
	v.fileAll()
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
		sortByTime(list)
	}
	none := &view{}
	v.sites = e.siteSet(none, v, nil)
	v.index(none)
	return v, nil
}

// fileAll files the claims by place and by kind. Where those that say the same share what they say, the dossiers are looked up once.
func (v *view) fileAll() {
	known := map[*data.Claim][]*dossier{}
	for c := range v.all() {
		ds, ok := known[c.Claim]
		if !ok {
			for i := range c.Claim.Places {
				if p := &c.Claim.Places[i]; bearsOn(c.Claim, p) {
					if d := v.dossier(keyOf(*p)); d != nil && !slices.Contains(ds, d) {
						ds = append(ds, d)
					}
				}
			}
			known[c.Claim] = ds
		}
		for _, d := range ds {
			d.claims = append(d.claims, c)
		}
		if !drawnByPlace(c) {
			v.others[c.Claim.Kind] = append(v.others[c.Claim.Kind], c)
		}
	}
}

// dossier gives the dossier of a key, a new one where there is none yet, nil for no key.
func (v *view) dossier(key string) *dossier {
	if key == "" {
		return nil
	}
	d := v.dossiers[key]
	if d == nil {
		d = &dossier{key: key}
		v.dossiers[key] = d
	}
	return d
}

// sortByTime sorts claims, which mostly come in order.
func sortByTime(list []*claim) {
	if !slices.IsSortedFunc(list, byTime) {
		slices.SortFunc(list, byTime)
	}
}

// settle sorts a dossier and names its place after the first claim.
func (d *dossier) settle() {
	sortByTime(d.claims)
	d.place = placeIn(d.claims[0].Claim, d.key)
}

func placeIn(c *data.Claim, key string) data.ClaimPlace {
	for i := range c.Places {
		if bearsOn(c, &c.Places[i]) && keyOf(c.Places[i]) == key {
			return c.Places[i]
		}
	}
	return data.ClaimPlace{}
}
