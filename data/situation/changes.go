package situation

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline/geo"
	"dateline/geo/zone"
)

// changes gives the land that changed hands between From and Valid; nothing where the query asks for an instant.
func (b *builder) changes(ctx context.Context) error {
	if b.f.q.From.IsZero() || !b.f.q.From.Before(b.f.q.Valid) {
		return nil
	}
	from := b.f.q
	from.Valid, from.From = b.f.q.From, b.f.q.From
	to := b.f.q
	to.From = b.f.q.Valid
	fs, err := b.f.e.diff(ctx, from, to, b.whole)
	if err != nil {
		return err
	}
	for _, f := range fs {
		b.add(f.ID, nil, func() geo.Feature { return f })
	}
	return nil
}

// Diff gives the land that differs between two situations: who lost it to whom, and how much. The cells are those of the
// later situation, so that only statuses differ, not the ground.
func (e *Engine) Diff(ctx context.Context, from, to Query) (Set, error) {
	fs, err := e.diff(ctx, from, to, false)
	if err != nil {
		return Set{}, fmt.Errorf("diff: %w", err)
	}
	f, err := e.frame(ctx, to)
	if err != nil {
		return Set{}, fmt.Errorf("diff: %w", err)
	}
	b := &builder{f: f, collection: "changes", made: map[string]made{}}
	for _, x := range fs {
		b.add(x.ID, nil, func() geo.Feature { return x })
	}
	s, _ := b.set()
	return s, nil
}

// changeMark stands between the holder before and the holder after, in the key of a changed cell.
const changeMark = "\x00"

// diff names all claims of a change where whole is set, else the newest.
func (e *Engine) diff(ctx context.Context, from, to Query, whole bool) ([]geo.Feature, error) {
	to.CapKM = e.normal(to).CapKM
	from.CapKM = to.CapKM
	before, err := e.frame(ctx, from)
	if err != nil {
		return nil, err
	}
	after, err := e.frame(ctx, to)
	if err != nil {
		return nil, err
	}
	before.ready()
	after.ready()
	after.mu.Lock()
	l := after.layered()
	after.mu.Unlock()
	before.mu.Lock()
	once := before.areas()
	was := before.zoneKeys(l.tess, once)
	before.mu.Unlock()
	keys := make([]zone.Key, len(l.keys))
	for i, now := range l.keys {
		// Land that merely ceases to be inferred, or comes to be, changes no hands.
		guessed := was[i].Class == zone.Inferred && now == (zone.Key{}) || now.Class == zone.Inferred && was[i] == (zone.Key{})
		if holderOf(was[i]) != holderOf(now) && !guessed {
			keys[i] = zone.Key{Holder: holderOf(was[i]) + changeMark + holderOf(now), Class: "change"}
		}
	}
	var out []geo.Feature
	for _, z := range l.tess.diagram.Zones(keys) {
		if strings.Count(z.Key.Holder, changeMark) == 1 {
			out = append(out, changeFeature(&builder{f: after, collection: "changes", whole: whole}, before, once, l, z))
		}
	}
	return out, nil
}

func (f *frame) ready() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.prepare()
}

// holderOf leaves out what does not change hands: class and basis.
func holderOf(k zone.Key) string { return k.Holder }

// changeFeature is one change of hands; once are the areas that were spoken of before.
func changeFeature(b *builder, before *frame, once []area, l *layers, z zone.Zone) geo.Feature {
	lost, gained, _ := strings.Cut(z.Key.Holder, changeMark)
	after := b.f
	var cs []*claim
	var was, now []Party
	places := []any{}
	for _, i := range l.allWitnesses(z.Sites) {
		s := l.tess.sites[i]
		old, cur := before.statusAt(s.key), after.statusAt(s.key)
		if s.key != "" {
			places = append(places, s.key)
			cs = append(append(cs, old.Claims...), cur.Claims...)
			was, now = append(was, old.Holders...), append(now, cur.Holders...)
		}
	}
	for _, a := range before.behind(once, l, z.Sites) {
		cs, was, places = append(cs, a.status.Claims...), append(was, a.status.Holders...), append(places, a.key)
	}
	for _, a := range after.behind(l.areas, l, z.Sites) {
		cs, now = append(cs, a.status.Claims...), append(now, a.status.Holders...)
		if !slices.Contains(places, any(a.key)) {
			places = append(places, a.key)
		}
	}
	fromName, toName := nameOf(lost, was), nameOf(gained, now)
	label := fmt.Sprintf("%s → %s, %.0f km²", orNobody(fromName), orNobody(toName), z.AreaKM2)
	props := b.common("change", label, 1, cs)
	props["from_holder"], props["from_holder_id"] = fromName, strings.TrimPrefix(lost, jointMark)
	props["to_holder"], props["to_holder_id"] = toName, strings.TrimPrefix(gained, jointMark)
	switch {
	case lost == "":
		props["change"] = "gained" // from no information
	case gained == "":
		props["change"] = "lost" // to no information
	default:
		props["change"] = "taken"
	}
	props["area_km2"], props["places"] = round(z.AreaKM2, 1), places
	props["from"], props["to"] = stamp(before.q.Valid), stamp(after.q.Valid)
	props["radius_km"], props["method"], props["version"] = after.q.CapKM, after.e.ground.method(), Version
	return geo.Feature{ID: "change:" + lost + ":" + gained, Geometry: z.Geometry, Properties: props}
}

// behind gives the areas on whose word cells stand that have no status of their own, in the order of areas.
func (f *frame) behind(areas []area, l *layers, sites []int) []area {
	spoken := map[string]bool{}
	for _, i := range sites {
		s := l.tess.sites[i]
		if own := f.status[s.key]; s.key != "" && own != nil && hasStatus(own) {
			continue
		}
		for _, a := range slices.Backward(areas) {
			if a.holds(s.point) {
				spoken[a.key] = true
				break
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(areas), func(a area) bool { return !spoken[a.key] })
}

// nameOf gives the names behind a holder's key.
func nameOf(key string, ps []Party) string {
	wanted := splitHolders(key)
	var out []Party
	for _, p := range ps {
		for _, w := range wanted {
			if p.ID == w {
				out = append(out, p)
			}
		}
	}
	return names(distinct(out))
}

func orNobody(name string) string {
	if name == "" {
		return "no information"
	}
	return name
}
