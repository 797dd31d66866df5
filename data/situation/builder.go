package situation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"dateline/data"
	"dateline/geo"
)

// builder makes the features of one collection.
type builder struct {
	f          *frame
	collection string
	kept       []made // of the situation before
	made       map[string]made
	// patch, where set, is kept with the changed features replaced; made holds only those, with no feature for lost ones.
	patch bool
	// read are claims with their sentences, as far as they were asked for of late.
	read map[*claim]*data.ClaimState
	err  error // of reading them
	// whole leaves no claim out of a feature's list.
	whole bool
}

func (b *builder) build(ctx context.Context) error {
	switch b.collection {
	case "reports":
		return b.reports(ctx)
	case "places":
		return b.places(ctx)
	case "claims":
		b.claims()
	case "control":
		b.control()
	case "zones":
		b.zones()
	case "frontlines":
		b.frontlines()
	case "frontbands":
		b.bands()
	case "flows":
		b.flows()
	case "displaced":
		b.displaced()
	case "forces":
		b.forces()
	case "events":
		b.events()
	case "changes":
		return b.changes(ctx)
	}
	return nil
}

// add takes over the kept feature where it was made from the same thing, or makes it.
func (b *builder) add(id string, from any, build func() geo.Feature) {
	if from != nil {
		if i, ok := find(b.kept, id); ok && b.kept[i].from == from {
			b.made[id] = b.kept[i]
			return
		}
	}
	b.made[id] = finished(id, from, build())
}

// finished gives a feature its id and its hash.
func finished(id string, from any, f geo.Feature) made {
	f.ID = id
	f.Properties["id"] = id
	return made{from: from, f: f, hash: hashFeature(f)}
}

// keep takes over the kept feature; false where there is none.
func (b *builder) keep(id string) bool {
	i, ok := find(b.kept, id)
	if ok {
		b.made[id] = b.kept[i]
	}
	return ok
}

// keepMade does so where the kept feature was made from the same thing: another one may have had its id.
func (b *builder) keepMade(id string, from any) bool {
	i, ok := find(b.kept, id)
	return ok && b.kept[i].from == from && b.keep(id)
}

func find(list []made, id string) (int, bool) {
	return slices.BinarySearchFunc(list, id, func(m made, id string) int { return strings.Compare(m.f.ID, id) })
}

// set gives the features sorted by id.
func (b *builder) set() (Set, []made) {
	list := slices.SortedFunc(maps.Values(b.made), func(a, c made) int { return strings.Compare(a.f.ID, c.f.ID) })
	if b.patch {
		list = patched(b.kept, list)
	}
	h := sha256.New()
	s := Set{Features: make([]geo.Feature, 0, len(list))}
	for i := range list {
		s.Features = append(s.Features, list[i].f)
		h.Write(list[i].hash[:])
	}
	s.Hash = hex.EncodeToString(h.Sum(nil)[:16])
	return s, list
}

// patched merges two sorted lists; the second one wins, and takes away where it has no properties.
func patched(kept, next []made) []made {
	out := make([]made, 0, len(kept)+len(next))
	for _, k := range kept {
		for len(next) > 0 && next[0].f.ID < k.f.ID {
			out, next = append(out, next[0]), next[1:]
		}
		if len(next) > 0 && next[0].f.ID == k.f.ID {
			out, next = append(out, next[0]), next[1:]
			continue
		}
		out = append(out, k)
	}
	out = append(out, next...)
	return slices.DeleteFunc(out, func(m made) bool { return m.f.Properties == nil })
}

// maxEvidence bounds the sentences on one feature: a zone of a thousand towns names all its claims, and shows the newest.
const maxEvidence = 60

// maxListed bounds the claims that a feature names itself. The situation's Basis gives all, as /basis does: tiles and GeoJSON of a
// country would otherwise be lists of ids for the most part.
const maxListed = 60

// common gives the properties that every feature has.
func (b *builder) common(kind, label string, confidence float64, cs []*claim) map[string]any {
	cs = slices.Clone(cs)
	slices.SortFunc(cs, byTime)
	cs = slices.CompactFunc(cs, func(a, b *claim) bool { return a.ID == b.ID })
	props := map[string]any{
		"kind": kind, "label": label, "confidence": round(confidence, 3),
		"valid_from": nil, "valid_to": nil, "known_at": nil,
	}
	ids, pending := make([]string, 0, len(cs)), 0
	for i, c := range cs {
		ids = append(ids, c.ID)
		if i == 0 {
			props["valid_from"] = stamp(c.at)
		}
		if end := c.end; end != nil {
			props["valid_to"] = stamp(*end)
		}
		if known, _ := props["known_at"].(string); stamp(c.KnownAt()) > known {
			props["known_at"] = stamp(c.KnownAt())
		}
		if c.state == statePending {
			pending++
		}
	}
	props["claims"], props["claims_count"] = ids, len(ids)
	if n := len(ids); n > maxListed && !b.whole {
		props["claims"], props["claims_whole"] = ids[n-maxListed:], false // the newest; Basis has the others
	} else {
		props["claims_whole"] = true
	}
	props["pending"] = pending
	props["evidence"] = b.evidence(cs)
	return props
}

// evidence gives the newest sentences, newest first.
func (b *builder) evidence(cs []*claim) []any {
	out := []any{}
	b.fetch(cs[max(0, len(cs)-maxEvidence):])
	for _, c := range slices.Backward(cs) {
		for _, ev := range b.full(c).Claim.Evidence {
			if len(out) == maxEvidence {
				return out
			}
			e := b.source(ev.Report)
			e["claim"], e["start"], e["end"], e["exact"] = c.ID, ev.Start, ev.End, ev.Exact
			out = append(out, e)
		}
	}
	return out
}

// source names the report that a piece of evidence stands in.
func (b *builder) source(report string) map[string]any {
	m := b.f.reports().get(report)
	title, url := b.headline(report, m.Title, m.URL)
	e := map[string]any{"report": report, "publisher": m.Publisher, "published": nil, "url": url, "title": title}
	if !m.Published.IsZero() {
		e["published"] = stamp(m.Published)
	}
	return e
}

func round(x float64, digits int) float64 {
	p := math.Pow(10, float64(digits))
	return math.Round(x*p) / p
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
