package data

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Errors of the store; wrapped with the thing they speak of.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("changed by someone else")
	ErrNewer    = errors.New("made by a newer version of dateline")
	ErrDamaged  = errors.New("damaged")
	ErrInUse    = errors.New("in use by another process")
)

// Options of Open. Now is the clock, time.Now by default.
type Options struct {
	Now      func() time.Time
	ReadOnly bool
	// NoSync leaves out fsync: for tests and benchmarks that say so.
	NoSync bool
}

// Store is the ledger and its caches in one bbolt file. It is safe for concurrent use.
type Store struct{}

// Open opens or creates the file.
func Open(path string, o Options) (*Store, error) { return nil, errors.New("open store: not built") }

// Close closes the file.
func (s *Store) Close() error { return nil }

// Entry is one line of the ledger.
type Entry struct {
	Seq    uint64    `json:"seq"`
	At     time.Time `json:"at"`
	Author string    `json:"author"`
	// Type is "reading", "review", "setting", "actor", "gazetteer", …; Body the record as JSON.
	Type string `json:"type"`
	Body []byte `json:"body"`
	Hash []byte `json:"hash"`
}

// Append adds entries in one synced transaction and gives them back with Seq, At and Hash.
func (s *Store) Append(ctx context.Context, entries ...Entry) ([]Entry, error) { return nil, nil }

// Since gives the entries after seq, in order.
func (s *Store) Since(ctx context.Context, seq uint64) iter.Seq2[Entry, error] { return nil }

// Subscribe calls for every entry after seq, those stored and those to come, until ctx ends.
func (s *Store) Subscribe(ctx context.Context, seq uint64) iter.Seq2[Entry, error] { return nil }

// Revision is the sequence of the newest entry.
func (s *Store) Revision() uint64 { return 0 }

// AddReading stores a report with its mentions and claims; added is false where the report stood there already.
func (s *Store) AddReading(ctx context.Context, author string, r Reading) (added bool, err error) {
	return false, nil
}

// AddReadings stores many in batches.
func (s *Store) AddReadings(ctx context.Context, author string, rs []Reading) (added int, err error) {
	return 0, nil
}

// Review applies a decision: ErrNotFound, or ErrConflict where Version is not the claim's.
func (s *Store) Review(ctx context.Context, r Review) (ClaimState, error) { return ClaimState{}, nil }

// Filter narrows Claims. Zero values do not narrow.
type Filter struct {
	// Known asks for the state as it was recorded up to then; the zero time means now.
	Known time.Time
	// ValidFrom and ValidTo ask for claims whose valid interval meets the range.
	ValidFrom, ValidTo time.Time
	Kinds              []string
	States             []string
	Place              string // gazetteer id
	Actor              string // actor id
	Report             string
	// Bound is min lon, min lat, max lon, max lat; min lon > max lon crosses the antimeridian.
	Bound *[4]float64
	After string // cursor: claims after this one, in the order of the answer
	Limit int    // 0: all
}

// Claims gives the claims as they stood at Filter.Known, in the order of recording.
func (s *Store) Claims(ctx context.Context, f Filter) iter.Seq2[ClaimState, error] { return nil }

// Claim gives one claim as it stood at known (zero: now).
func (s *Store) Claim(ctx context.Context, id string, known time.Time) (ClaimState, error) {
	return ClaimState{}, ErrNotFound
}

// History gives every review of a claim, oldest first.
func (s *Store) History(ctx context.Context, claim string) ([]Review, error) { return nil, nil }

// Report gives one report.
func (s *Store) Report(ctx context.Context, id string) (Report, error) { return Report{}, ErrNotFound }

// Mentions gives the mentions of a report.
func (s *Store) Mentions(ctx context.Context, report string) ([]Mention, error) { return nil, nil }

// ReportInfo is a report without its text.
type ReportInfo struct {
	Report   Report    `json:"report"`
	KnownAt  time.Time `json:"known_at"`
	Mentions int       `json:"mentions"`
	Claims   int       `json:"claims"`
}

// Reports gives the reports recorded up to known (zero: now), in the order of recording, after a cursor (a report id).
func (s *Store) Reports(ctx context.Context, known time.Time, after string, limit int) iter.Seq2[ReportInfo, error] {
	return nil
}
