// Package demo holds the report that a new store opens with: the facts of the first days after the fall of Mosul, in our
// own words.
package demo

import (
	_ "embed"
	"time"

	"dateline/data"
)

//go:embed northern-iraq-2014-06-16.txt
var text string

// Report is the built-in report. Its ID is left to the store's reader.
func Report() data.Report {
	return data.Report{
		Title:      "Northern Iraq on Monday, 16 June 2014",
		Publisher:  "Dateline demo",
		HomeRegion: "US",
		Published:  time.Date(2014, time.June, 16, 18, 0, 0, 0, time.UTC),
		Language:   "en",
		Text:       text,
	}
}
