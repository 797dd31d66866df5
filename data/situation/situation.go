package situation

import (
	"context"
	"iter"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// Source is what the engine reads: the store.
type Source interface {
	Revision() uint64
	Claims(ctx context.Context, f data.Filter) iter.Seq2[data.ClaimState, error]
	Report(ctx context.Context, id string) (data.Report, error)
	Reports(ctx context.Context, known time.Time, after string, limit int) iter.Seq2[data.ReportInfo, error]
	Mentions(ctx context.Context, report string) ([]data.Mention, error)
}

// Settlement is a populated place of the gazetteer.
type Settlement struct {
	ID         string
	Name       string
	Kind       string
	Country    string
	Population int64
	Point      orb.Point
}

// Ground is what the engine must know of the land: the gazetteer, adapted.
type Ground interface {
	Settlements(b orb.Bound) []Settlement
	// Land gives the land within the bound by country code.
	Land(b orb.Bound) map[string]orb.MultiPolygon
	CountryAt(p orb.Point) string
	Outline(id string) (orb.MultiPolygon, bool)
	PCode(id string) string
}

// Publisher decides what a profile shows: profile.Set.
type Publisher interface {
	Apply(ctx context.Context, name string, c data.ClaimState, now time.Time) (data.ClaimState, bool)
}

// Query asks for the situation. A zero Known means now; a zero Valid the newest day that the visible claims speak of, or now
// where that day is yet to come.
type Query struct {
	// Valid is the instant asked about; From, where set, makes it a range up to Valid (flows, events, changes).
	Valid, From time.Time
	Known       time.Time
	Profile     string
	// CapKM overrides the distance cap of the zones; Without leaves claims out.
	CapKM   float64
	Without []string
	// OwnOnly leaves settlements without a report of their own uncoloured, also where their neighbours agree.
	OwnOnly bool
}

// Collections are the names that Features answers, in the order to list them.
var Collections = []string{"reports", "places", "claims", "control", "zones", "frontlines", "frontbands", "flows", "displaced", "forces", "events", "changes"}

// Set is the features of one collection in one situation, sorted by id.
type Set struct {
	Features []geo.Feature
	// Hash changes exactly when Features do.
	Hash string
	// Valid is the instant that the situation is of.
	Valid time.Time
}
