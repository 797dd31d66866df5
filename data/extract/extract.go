// Package extract turns a report's sentences and mentions into claims.
package extract

import (
	"context"
	"errors"

	"dateline/data"
	"dateline/geo/gazetteer"
)

// Version names the extractor in every claim that it makes.
const Version = "rules/1"

// Reader reads reports: it finds places and claims. It is safe for concurrent use.
type Reader struct{}

// New makes a reader over a gazetteer.
func New(g *gazetteer.Gazetteer) (*Reader, error) { return &Reader{}, nil }

// Read finds the mentions and claims of a report.
func (r *Reader) Read(ctx context.Context, report data.Report) (data.Reading, error) {
	return data.Reading{}, errors.New("read report: not built")
}
