package situation

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// fakeStore is a Source in memory.
type fakeStore struct {
	revision uint64
	claims   []data.ClaimState
	reports  map[string]data.Report
	order    []string
	mentions map[string][]data.Mention
	entries  []data.Entry
}

func newStore() *fakeStore {
	return &fakeStore{reports: map[string]data.Report{}, mentions: map[string][]data.Mention{}}
}

func (s *fakeStore) Revision() uint64 { return s.revision }

func (s *fakeStore) Claims(_ context.Context, f data.Filter) iter.Seq2[data.ClaimState, error] {
	return func(yield func(data.ClaimState, error) bool) {
		for _, c := range s.claims {
			if (f.Known.IsZero() || !c.KnownAt.After(f.Known)) && !yield(c, nil) {
				return
			}
		}
	}
}

func (s *fakeStore) Report(_ context.Context, id string) (data.Report, error) {
	r, ok := s.reports[id]
	if !ok {
		return r, data.ErrNotFound
	}
	return r, nil
}

func (s *fakeStore) Reports(_ context.Context, known time.Time, _ string, _ int) iter.Seq2[data.ReportInfo, error] {
	return func(yield func(data.ReportInfo, error) bool) {
		for _, id := range s.order {
			if !yield(data.ReportInfo{Report: s.reports[id]}, nil) {
				return
			}
		}
	}
}

func (s *fakeStore) Mentions(_ context.Context, report string) ([]data.Mention, error) {
	return s.mentions[report], nil
}

// changing is a fakeStore that can say what changed.
type changing struct{ *fakeStore }

func (s changing) Since(_ context.Context, seq uint64) iter.Seq2[data.Entry, error] {
	return func(yield func(data.Entry, error) bool) {
		for _, e := range s.entries {
			if e.Seq > seq && !yield(e, nil) {
				return
			}
		}
	}
}

func (s changing) Claim(_ context.Context, id string, _ time.Time) (data.ClaimState, error) {
	for _, c := range s.claims {
		if c.Claim.ID == id {
			return c, nil
		}
	}
	return data.ClaimState{}, data.ErrNotFound
}

// review replaces a claim by its corrected form.
func (s *fakeStore) review(id string, correct func(*data.ClaimState)) {
	for i := range s.claims {
		if s.claims[i].Claim.ID == id {
			correct(&s.claims[i])
			s.claims[i].Version++
		}
	}
	s.revision++
	s.entries = append(s.entries, data.Entry{Seq: s.revision, Type: data.TypeReview, Body: []byte(fmt.Sprintf(`{"claim":%q}`, id))})
}

// put adds a claim out of a report of its own, unless evidence is there.
func (s *fakeStore) put(c data.Claim) string {
	n := len(s.claims) + 1
	if c.ID == "" {
		c.ID = fmt.Sprintf("claim-%05d", n)
	}
	if len(c.Evidence) == 0 {
		id := fmt.Sprintf("report-%05d", n)
		s.report(data.Report{ID: id, Publisher: "Paper " + id, Published: *c.Valid.Start, Text: "text"})
		c.Evidence = []data.Evidence{{Report: id, Start: 0, End: 4, Exact: "text"}}
	}
	if c.Modality == "" {
		c.Modality = data.Asserted
	}
	if c.Confidence == 0 {
		c.Confidence = 0.9
	}
	s.revision++
	s.claims = append(s.claims, data.ClaimState{Claim: c, Version: 1, State: data.Pending, KnownAt: *c.Valid.Start})
	return c.ID
}

func (s *fakeStore) report(r data.Report) {
	s.reports[r.ID] = r
	s.order = append(s.order, r.ID)
}

// fakeGround is a few towns of northern Iraq, on land in one box, with Syria in the west.
type fakeGround struct {
	towns    []Settlement
	land     map[string]orb.MultiPolygon
	outlines map[string]orb.MultiPolygon
	cells    map[[2]int][]Settlement
}

func rect(w, s, e, n float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}
}

func iraq() *fakeGround {
	g := &fakeGround{
		land:     map[string]orb.MultiPolygon{"IQ": rect(41.4, 30, 48, 37.3), "SY": rect(36, 33, 41.4, 37.3)},
		outlines: map[string]orb.MultiPolygon{},
	}
	g.towns = []Settlement{
		{"mosul", "Mosul", "PPLA", "IQ", 1_739_800, orb.Point{43.13, 36.34}},
		{"talafar", "Tal Afar", "PPL", "IQ", 80_000, orb.Point{42.45, 36.376}},
		{"alqosh", "Alqosh", "PPL", "IQ", 9_000, orb.Point{43.09, 36.735}},
		{"kirkuk", "Kirkuk", "PPLA", "IQ", 600_000, orb.Point{44.39, 35.47}},
		{"baiji", "Baiji", "PPL", "IQ", 30_000, orb.Point{43.48, 34.93}},
		{"erbil", "Erbil", "PPLA", "IQ", 900_000, orb.Point{44.01, 36.19}},
		{"sinjar", "Sinjar", "PPL", "IQ", 38_000, orb.Point{41.87, 36.32}},
		{"hamdaniya", "Hamdaniya", "PPL", "IQ", 40_000, orb.Point{43.38, 36.27}},
		{"bashiqa", "Bashiqa", "PPL", "IQ", 20_000, orb.Point{43.35, 36.45}},
		{"shaddadi", "Ash Shaddadi", "PPL", "SY", 15_000, orb.Point{40.73, 36.06}},
	}
	return g
}

func (g *fakeGround) Settlements(b orb.Bound) []Settlement {
	var out []Settlement
	towns := g.towns
	if g.cells != nil {
		towns = g.cells[cellOf(b.Min)]
	}
	for _, t := range towns {
		if b.Contains(t.Point) {
			out = append(out, t)
		}
	}
	return out
}

func (g *fakeGround) Land(orb.Bound) map[string]orb.MultiPolygon { return g.land }

func (g *fakeGround) CountryAt(p orb.Point) string {
	for code, m := range g.land {
		if m.Bound().Contains(p) {
			return code
		}
	}
	return ""
}

func (g *fakeGround) Outline(id string) (orb.MultiPolygon, bool) {
	m, ok := g.outlines[id]
	return m, ok
}
func (g *fakeGround) PCode(id string) string { return "" }

func (g *fakeGround) place(t testing.TB, id, role string) data.ClaimPlace {
	t.Helper()
	for _, s := range g.towns {
		if s.ID == id {
			lon, lat := s.Point[0], s.Point[1]
			return data.ClaimPlace{Role: role, Name: s.Name, ID: id, Kind: s.Kind, Country: s.Country, Lon: &lon, Lat: &lat, Relation: data.RelationIn}
		}
	}
	t.Fatalf("no town %q", id)
	return data.ClaimPlace{}
}

// everything shows all claims to all.
type everything struct{}

func (everything) Apply(_ context.Context, _ string, c data.ClaimState, _ time.Time) (data.ClaimState, bool) {
	return c, true
}

func june(day int) time.Time { return time.Date(2014, 6, day, 0, 0, 0, 0, time.UTC) }

func on(day int) data.Interval {
	t := june(day)
	return data.Interval{Start: &t, Precision: "day"}
}

func newEngine(s Source, g Ground) *Engine {
	return New(s, g, everything{}, func() time.Time { return june(30) })
}

func features(t testing.TB, e *Engine, collection string, q Query) []geo.Feature {
	t.Helper()
	s, err := e.Features(context.Background(), collection, q)
	if err != nil {
		t.Fatal(err)
	}
	return s.Features
}

func control(g *fakeGround, t testing.TB, place, actor, status string, day int) data.Claim {
	return data.Claim{Kind: data.KindControl, Actor: actor, ActorID: actor, ActorName: actor, Status: status, Places: []data.ClaimPlace{g.place(t, place, data.RoleAt)}, Valid: on(day)}
}

// sort lets Settlements find a bound without looking at every town.
func (g *fakeGround) sort() {
	g.cells = map[[2]int][]Settlement{}
	for _, t := range g.towns {
		g.cells[cellOf(t.Point)] = append(g.cells[cellOf(t.Point)], t)
	}
}
