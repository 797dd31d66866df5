package situation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"dateline/data"
)

// view is what a profile shows of a ledger, sorted into dossiers. It is immutable.
type view struct {
	ledger *ledger
	minute time.Time
	shown  map[string]*claim
	// dossiers are the claims by place; a dossier that did not change keeps its address from view to view.
	dossiers map[string]*dossier
	// keys are the names of the dossiers, sorted; areas and rings those of areas and of surroundings.
	keys, areas, rings []string
	// prev is the view that this one was made from, and changed the dossiers that differ. The engine drops prev when a
	// view after this one is made, so that views do not hang on to all before them.
	prev    atomic.Pointer[view]
	changed []string
	// others are the claims that are drawn one by one, by kind.
	others map[string][]*claim
	// sites changes its address when the places on which zones can stand change.
	sites *siteSet
}

// claim is a claim as a profile shows it, with the time from which it holds.
type claim struct {
	data.ClaimState
	at time.Time
}

// draws says whether a claim may shape the map.
func (c *claim) draws() bool {
	return c.State != data.Rejected && c.State != data.Retracted && c.State != data.Merged
}

// dossier is all that is said of one place, or of its surroundings, or of a site near it; sorted by time and id.
type dossier struct {
	key    string
	place  data.ClaimPlace
	claims []*claim
}

// view gives the claims that the query's profile may see. e.mu is held.
func (e *Engine) view(ctx context.Context, q Query) (*view, error) {
	l, ch, err := e.ledger(ctx, q.Known)
	if err != nil {
		return nil, err
	}
	minute, key := e.now().Truncate(time.Minute), viewKey(q)
	old := e.views[key]
	if old != nil && old.ledger == l && old.minute.Equal(minute) {
		return old, nil
	}
	ids := ch.ids
	// The change counts from one ledger only; a view that missed another change before must look at every claim.
	if old == nil || ch.from == nil || old.ledger != ch.from || !old.minute.Equal(minute) {
		ids = nil
		for i := range l.states {
			ids = append(ids, l.states[i].Claim.ID)
		}
	}
	v := e.applied(ctx, old, l, ids, q)
	v.minute = minute
	if len(e.views) > 32 {
		clear(e.views)
	}
	e.views[key] = v
	return v, nil
}

// applied makes a view from an older one by showing some claims anew.
func (e *Engine) applied(ctx context.Context, old *view, l *ledger, ids []string, q Query) *view {
	if old == nil {
		old = &view{shown: map[string]*claim{}, dossiers: map[string]*dossier{}, others: map[string][]*claim{}}
	}
	now := e.now()
	changed := map[string]*claim{} // nil: no longer shown
	for _, id := range ids {
		var next *claim
		if !slices.Contains(q.Without, id) {
			if s, ok := e.pub.Apply(ctx, q.Profile, *l.states[l.at[id]], now); ok {
				next = &claim{ClaimState: s, at: e.timeOf(&s)}
			}
		}
		if have := old.shown[id]; !same(have, next) {
			changed[id] = next
		}
	}
	if len(changed) == 0 && old.sites != nil {
		// The same address tells the frames that nothing changed.
		old.ledger = l
		return old
	}
	return e.rebuilt(old, l, changed)
}

func same(a, b *claim) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Version == b.Version && reflect.DeepEqual(a.ClaimState, b.ClaimState)
}

func (e *Engine) rebuilt(old *view, l *ledger, changed map[string]*claim) *view {
	v := &view{ledger: l, shown: maps.Clone(old.shown), dossiers: maps.Clone(old.dossiers), others: maps.Clone(old.others)}
	places, kinds := map[string][]*claim{}, map[string][]*claim{}
	gone := map[string]bool{}
	put := func(c *claim, add bool) {
		for _, key := range e.keysOf(c) {
			if _, ok := places[key]; !ok {
				places[key] = nil
			}
			if add {
				places[key] = append(places[key], c)
			}
		}
		if c.Claim.Kind == data.KindControl || c.Claim.Kind == data.KindSiege {
			return // drawn by place
		}
		if _, ok := kinds[c.Claim.Kind]; !ok {
			kinds[c.Claim.Kind] = nil
		}
		if add {
			kinds[c.Claim.Kind] = append(kinds[c.Claim.Kind], c)
		}
	}
	for id, next := range changed {
		if have := old.shown[id]; have != nil {
			put(have, false)
			gone[id] = true
		}
		if next == nil {
			delete(v.shown, id)
			continue
		}
		v.shown[id] = next
		put(next, true)
	}
	for key, add := range places {
		v.setDossier(e, key, merged(v.dossiers[key].all(), add, gone))
	}
	for kind, add := range kinds {
		v.others[kind] = merged(v.others[kind], add, gone)
	}
	v.sites = e.siteSet(old, v, places)
	v.changed = slices.Sorted(maps.Keys(places))
	v.index(old)
	old.prev.Store(nil)
	v.prev.Store(old)
	return v
}

// index lists the dossiers; the old lists serve where only the contents of dossiers changed.
func (v *view) index(old *view) {
	v.keys, v.areas, v.rings = old.keys, old.areas, old.rings
	same := old.keys != nil
	for _, key := range v.changed {
		a, b := old.dossiers[key], v.dossiers[key]
		same = same && a != nil && b != nil && a.place.Kind == b.place.Kind
	}
	if same {
		return
	}
	v.keys, v.areas, v.rings = slices.Sorted(maps.Keys(v.dossiers)), nil, nil
	for _, key := range v.keys {
		switch {
		case strings.HasSuffix(key, "~"):
			v.rings = append(v.rings, key)
		case isArea(v.dossiers[key].place.Kind) && plain(key):
			v.areas = append(v.areas, key)
		}
	}
}

func (d *dossier) all() []*claim {
	if d == nil {
		return nil
	}
	return d.claims
}

func (v *view) setDossier(e *Engine, key string, claims []*claim) {
	if len(claims) == 0 {
		delete(v.dossiers, key)
		return
	}
	d := &dossier{key: key, claims: claims}
	for _, p := range placesOf(&claims[0].Claim) {
		if keyOf(p) == key {
			d.place = p
			break
		}
	}
	v.dossiers[key] = d
}

// merged gives the claims without the gone ones and with the added ones, by time and id.
func merged(have, add []*claim, gone map[string]bool) []*claim {
	slices.SortFunc(add, byTime)
	out := make([]*claim, 0, len(have)+len(add))
	for _, c := range have {
		if gone[c.Claim.ID] {
			continue
		}
		for len(add) > 0 && byTime(add[0], c) < 0 {
			out, add = append(out, add[0]), add[1:]
		}
		out = append(out, c)
	}
	return append(out, add...)
}

func byTime(a, b *claim) int {
	return cmp.Or(a.at.Compare(b.at), strings.Compare(a.Claim.ID, b.Claim.ID))
}

// timeOf is when a claim begins to hold: its start, else the publication of its report, else when it was recorded.
func (e *Engine) timeOf(c *data.ClaimState) time.Time {
	if s := c.Claim.Valid.Start; s != nil {
		return s.UTC()
	}
	for _, ev := range c.Claim.Evidence {
		if m := e.reports.get(ev.Report); !m.Published.IsZero() {
			return m.Published.UTC()
		}
	}
	return c.KnownAt.UTC()
}

// keysOf gives the dossiers that a claim belongs to.
func (e *Engine) keysOf(c *claim) []string {
	var out []string
	for _, p := range placesOf(&c.Claim) {
		if key := keyOf(p); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// placesOf gives the places whose status a claim bears on.
func placesOf(c *data.Claim) []data.ClaimPlace {
	var out []data.ClaimPlace
	for _, p := range c.Places {
		switch c.Kind {
		case data.KindControl, data.KindSiege, data.KindEvent:
			left := c.Status == data.StatusWithdrew || c.Status == data.StatusLost
			if p.Role == data.RoleAt || p.Role == "" || left && p.Role == data.RoleOrigin {
				out = append(out, p)
			}
		case data.KindMovement:
			if c.Status == data.StatusWithdrew && p.Role == data.RoleOrigin {
				out = append(out, p)
			}
		}
	}
	return out
}

// keyOf names a dossier: the place's id, or its point where it has none; "~" for its surroundings, "#site" for a site.
func keyOf(p data.ClaimPlace) string {
	key := p.ID
	if key == "" {
		pt, ok := pointOf(p)
		if !ok {
			return ""
		}
		key = fmt.Sprintf("point:%.5f,%.5f", pt[0], pt[1])
	}
	switch p.Relation {
	case data.RelationVicinity, data.RelationDirection, data.RelationBetween, data.RelationAlong:
		return key + "~"
	case data.RelationSite:
		return key + "#" + p.Site
	}
	return key
}
