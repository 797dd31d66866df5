package situation

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// builder makes the features of one collection.
type builder struct {
	f          *frame
	collection string
	kept, made map[string]made
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
func (b *builder) add(id string, from any, make func() geo.Feature) {
	if k, ok := b.kept[id]; ok && from != nil && k.from == from {
		b.made[id] = k
		return
	}
	f := make()
	f.ID = id
	f.Properties["id"] = id
	b.made[id] = made{from: from, f: f, hash: hashFeature(f)}
}

// set gives the features sorted by id.
func (b *builder) set() Set {
	ids := make([]string, 0, len(b.made))
	for id := range b.made {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	h := sha256.New()
	s := Set{Features: make([]geo.Feature, 0, len(ids))}
	for _, id := range ids {
		m := b.made[id]
		s.Features = append(s.Features, m.f)
		h.Write(m.hash[:])
	}
	s.Hash = hex.EncodeToString(h.Sum(nil)[:16])
	return s
}

// hashFeature is over the id, the bits of every coordinate and the properties as JSON, whose keys are sorted.
func hashFeature(f geo.Feature) [32]byte {
	h := sha256.New()
	buf := append([]byte(f.ID), 0)
	buf = appendGeometry(buf, f.Geometry)
	h.Write(buf)
	if err := json.NewEncoder(h).Encode(f.Properties); err != nil {
		// Only a value that JSON cannot say gets here; the hash must still tell such features apart.
		fmt.Fprintf(h, "%v", f.Properties)
	}
	return [32]byte(h.Sum(nil))
}

func appendGeometry(b []byte, g orb.Geometry) []byte {
	point := func(p orb.Point) {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
	}
	line := func(ps []orb.Point) {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(ps)))
		for _, p := range ps {
			point(p)
		}
	}
	switch g := g.(type) {
	case orb.Point:
		point(g)
	case orb.LineString:
		line(g)
	case orb.MultiLineString:
		for _, l := range g {
			line(l)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			b = append(b, 'P')
			for _, r := range p {
				line(r)
			}
		}
	}
	return b
}

// maxEvidence bounds the sentences on one feature: a zone of a thousand towns names all its claims, and shows the newest.
const maxEvidence = 60

// common gives the properties that every feature has.
func (b *builder) common(kind, label string, confidence float64, cs []*claim) map[string]any {
	cs = slices.Clone(cs)
	slices.SortFunc(cs, byTime)
	cs = slices.CompactFunc(cs, func(a, b *claim) bool { return a.Claim.ID == b.Claim.ID })
	props := map[string]any{
		"kind": kind, "label": label, "confidence": round(confidence, 3),
		"valid_from": nil, "valid_to": nil, "known_at": nil,
	}
	ids, pending := make([]string, 0, len(cs)), 0
	for i, c := range cs {
		ids = append(ids, c.Claim.ID)
		if i == 0 {
			props["valid_from"] = stamp(c.at)
		}
		if end := c.Claim.Valid.End; end != nil {
			props["valid_to"] = stamp(*end)
		}
		if known, _ := props["known_at"].(string); stamp(c.KnownAt) > known {
			props["known_at"] = stamp(c.KnownAt)
		}
		if c.State == data.Pending {
			pending++
		}
	}
	props["claims"] = ids
	props["pending"] = pending
	props["evidence"] = b.evidence(cs)
	return props
}

// evidence gives the newest sentences, newest first.
func (b *builder) evidence(cs []*claim) []any {
	out := []any{}
	for _, c := range slices.Backward(cs) {
		for _, ev := range c.Claim.Evidence {
			if len(out) == maxEvidence {
				return out
			}
			m := b.f.e.reports.get(ev.Report)
			e := map[string]any{
				"claim": c.Claim.ID, "report": ev.Report, "publisher": m.Publisher, "published": nil, "url": m.URL, "title": m.Title,
				"start": ev.Start, "end": ev.End, "exact": ev.Exact,
			}
			if !m.Published.IsZero() {
				e["published"] = stamp(m.Published)
			}
			out = append(out, e)
		}
	}
	return out
}

func round(x float64, digits int) float64 {
	p := math.Pow(10, float64(digits))
	return math.Round(x*p) / p
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
