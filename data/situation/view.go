package situation

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline/data"
)

// view is what a profile shows of a ledger, sorted into dossiers. It is immutable.
type view struct {
	ledger   *ledger
	revision uint64
	// until is when the passing of time alone may show or hide a claim; the zero time: never.
	until time.Time
	// shown are the claims by their number in the ledger, nil where the profile hides one.
	shown []*claim
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
	// byPeople are the figures by subject, made when first asked for.
	byPeople   map[string]*subjectClaims
	peopleOnce sync.Once
	last       lastClaim
}

// all gives the claims that are shown, in the order of recording.
func (v *view) all() iter.Seq[*claim] {
	return func(yield func(*claim) bool) {
		for _, c := range v.shown {
			if c != nil && !yield(c) {
				return
			}
		}
	}
}

// of gives a claim by its number, nil where it is not shown.
func (v *view) of(number int) *claim {
	if number < len(v.shown) {
		return v.shown[number]
	}
	return nil
}

// dossier is all that is said of one place, or of its surroundings, or of a site near it; sorted by time and id.
type dossier struct {
	key    string
	place  data.ClaimPlace
	claims []*claim
	assess assessments
}

// TimedPublisher is a Publisher that knows when a claim may come to be shown or hidden by the passing of time; the zero
// time: never. Without it views are made anew every minute.
type TimedPublisher interface {
	Publisher
	Until(name string, c *data.ClaimState, now time.Time) time.Time
	// Whole says whether a profile shows every claim as it is.
	Whole(name string) bool
}

// view gives the claims that the query's profile may see. e.mu is held.
func (e *Engine) view(ctx context.Context, q Query) (*view, error) {
	l, ch, err := e.ledger(ctx, q.Known)
	if err != nil {
		return nil, err
	}
	now, revision, key := e.now(), e.src.Revision(), viewKey(q)
	old := e.views[key]
	whole := e.whole(q.Profile)
	steady := old != nil && (whole || old.until.IsZero() || now.Before(old.until))
	if old != nil && old.ledger == l && steady && (whole || old.revision == revision) {
		return old, nil
	}
	var v *view
	switch {
	case old == nil:
		if v = e.pastView(l, q); v != nil {
			break
		}
		if v, err = e.fresh(ctx, l, q); err != nil {
			return nil, err
		}
	// The change counts from one ledger only; a view that missed another change before must look at every claim.
	case ch.from == nil || old.ledger != ch.from || !steady || ch.from == l || !whole && e.bearsOnOthers(q, old.ledger, l, ch.numbers):
		numbers := make([]int, len(l.claims))
		for i := range numbers {
			numbers[i] = i
		}
		v, err = e.applied(ctx, old, l, numbers, q)
	default:
		v, err = e.applied(ctx, old, l, ch.numbers, q)
	}
	if err != nil {
		return nil, err
	}
	v.revision = revision
	if len(e.views) > 32 {
		clear(e.views)
	}
	e.views[key] = v
	return v, nil
}

func (e *Engine) whole(profile string) bool {
	p, ok := e.pub.(TimedPublisher)
	return ok && p.Whole(profile)
}

// until is when time alone may change what a profile shows of a claim; for past states, which later embargoes bear on, and for
// publishers that cannot tell, it is the next minute.
func (e *Engine) until(q Query, c *claim, now time.Time, scratch *data.ClaimState) time.Time {
	if p, ok := e.pub.(TimedPublisher); ok && q.Known.IsZero() {
		return p.Until(q.Profile, c.timed(scratch), now)
	}
	return now.Truncate(time.Minute).Add(time.Minute)
}

// bearsOnOthers says whether a changed claim is, or was, held back for a time: then its sentence is taken out of the
// quotations of other claims too.
func (e *Engine) bearsOnOthers(q Query, old, l *ledger, numbers []int) bool {
	now, scratch := e.now(), &data.ClaimState{}
	for _, i := range numbers {
		if !e.until(q, l.claims[i], now, scratch).IsZero() || i < len(old.claims) && !e.until(q, old.claims[i], now, scratch).IsZero() {
			return true
		}
	}
	return false
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// show gives a claim as the profile shows it, nil where it is hidden. whole is the claim with its sentences.
func (e *Engine) show(ctx context.Context, q Query, l *ledger, number int, whole *data.ClaimState, now time.Time) *claim {
	seen, ok := e.pub.Apply(ctx, q.Profile, *whole, now)
	if !ok {
		return nil
	}
	c := claimOf(l.reports, &seen)
	c.number = int32(number)
	return c
}

// shownChunk is how many whole claims are read at a time to show them.
const shownChunk = 4096

// showAll shows the claims of some numbers, in order, to put, nil for one that is hidden.
func (e *Engine) showAll(ctx context.Context, l *ledger, numbers []int, q Query, put func(number int, c *claim)) (until time.Time, err error) {
	now, whole := e.now(), e.whole(q.Profile)
	sp, byState := e.pub.(statePublisher)
	var chunk []int
	scratch := &data.ClaimState{}
	flush := func() error {
		states, err := l.wholes(chunk)
		if err != nil {
			return err
		}
		for i, n := range chunk {
			put(n, e.show(ctx, q, l, n, states[i], now))
		}
		chunk = chunk[:0]
		return ctx.Err()
	}
	for _, n := range numbers {
		c := l.claims[n]
		_, left := slices.BinarySearch(q.Without, c.ID)
		if !whole {
			until = sooner(until, e.until(q, c, now, scratch))
		}
		switch {
		case left, byState && !sp.ShowsState(q.Profile, c.State()):
			put(n, nil)
		case whole:
			put(n, c)
		default:
			if chunk = append(chunk, n); len(chunk) == shownChunk {
				if err := flush(); err != nil {
					return until, err
				}
			}
		}
	}
	return until, flush()
}

// statePublisher is a Publisher that knows which states a profile never shows: such claims need not be read.
type statePublisher interface {
	ShowsState(name, state string) bool
}

// applied makes a view from an older one by showing some claims anew.
func (e *Engine) applied(ctx context.Context, old *view, l *ledger, numbers []int, q Query) (*view, error) {
	changed := map[int]*claim{} // nil: no longer shown
	found, err := e.showAll(ctx, l, numbers, q, func(i int, next *claim) {
		if !same(old.of(i), next) {
			changed[i] = next
		}
	})
	if err != nil {
		return nil, err
	}
	until := found
	if len(numbers) != len(l.claims) {
		until = sooner(old.until, found)
	}
	if len(changed) == 0 && len(old.shown) == len(l.claims) {
		// The same address tells the frames that nothing changed.
		old.ledger, old.until = l, until
		return old, nil
	}
	v := e.rebuilt(old, l, changed)
	v.until = until
	old.prev.Store(nil)
	v.prev.Store(old)
	return v, nil
}

func same(a, b *claim) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	if *a.source != *b.source {
		return false // its report stands otherwise than before
	}
	return a.Version == b.Version && a.state == b.state && a.at.Equal(b.at) && reflect.DeepEqual(a.Claim, b.Claim) && reflect.DeepEqual(a.whole, b.whole)
}

func (e *Engine) rebuilt(old *view, l *ledger, changed map[int]*claim) *view {
	v := &view{ledger: l, shown: make([]*claim, len(l.claims)), dossiers: maps.Clone(old.dossiers), others: maps.Clone(old.others)}
	copy(v.shown, old.shown)
	places, kinds := map[string][]*claim{}, map[string][]*claim{}
	gone := map[string]bool{}
	put := func(c *claim, add bool) {
		for _, key := range keysOf(c) {
			if _, ok := places[key]; !ok {
				places[key] = nil
			}
			if add {
				places[key] = append(places[key], c)
			}
		}
		if drawnByPlace(c) {
			return
		}
		if _, ok := kinds[c.Claim.Kind]; !ok {
			kinds[c.Claim.Kind] = nil
		}
		if add {
			kinds[c.Claim.Kind] = append(kinds[c.Claim.Kind], c)
		}
	}
	for i, next := range changed {
		if have := old.of(i); have != nil {
			put(have, false)
			gone[have.ID] = true
		}
		if i < len(v.shown) {
			v.shown[i] = next
		}
		if next != nil {
			put(next, true)
		}
	}
	for key, add := range places {
		v.setDossier(key, merged(v.dossiers[key].all(), add, gone))
	}
	for kind, add := range kinds {
		v.others[kind] = merged(v.others[kind], add, gone)
	}
	v.sites = e.siteSet(old, v, places)
	v.changed = slices.Sorted(maps.Keys(places))
	v.index(old)
	return v
}

// drawnByPlace says whether a claim shows in the status of its place alone.
func drawnByPlace(c *claim) bool {
	return c.Claim.Kind == data.KindControl || c.Claim.Kind == data.KindSiege
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

func (v *view) setDossier(key string, claims []*claim) {
	if len(claims) == 0 {
		delete(v.dossiers, key)
		return
	}
	d := &dossier{key: key, claims: claims, place: placeIn(claims[0].Claim, key)}
	v.dossiers[key] = d
}

// merged gives the claims without the gone ones and with the added ones, by time and id.
func merged(have, add []*claim, gone map[string]bool) []*claim {
	slices.SortFunc(add, byTime)
	out := make([]*claim, 0, len(have)+len(add))
	for _, c := range have {
		if gone[c.ID] {
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
	return cmp.Or(a.at.Compare(b.at), strings.Compare(a.ID, b.ID))
}

// keysOf gives the dossiers that a claim belongs to.
func keysOf(c *claim) []string {
	var out []string
	for i := range c.Claim.Places {
		if p := &c.Claim.Places[i]; bearsOn(c.Claim, p) {
			if key := keyOf(*p); key != "" && !slices.Contains(out, key) {
				out = append(out, key)
			}
		}
	}
	return out
}

// bearsOn says whether a claim bears on the status of one of its places.
func bearsOn(c *data.Claim, p *data.ClaimPlace) bool {
	switch c.Kind {
	case data.KindControl, data.KindSiege, data.KindEvent:
		left := c.Status == data.StatusWithdrew || c.Status == data.StatusLost
		return p.Role == data.RoleAt || p.Role == "" || left && p.Role == data.RoleOrigin
	case data.KindMovement:
		return c.Status == data.StatusWithdrew && p.Role == data.RoleOrigin
	}
	return false
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
