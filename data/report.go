package data

import "time"

// Report is one text that Dateline has read. Its ID is a hash of its content, so that the same text is stored once.
type Report struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	// HomeRegion is the place that the publisher writes for ("US", "Aleppo"), where it is known.
	HomeRegion string `json:"home_region,omitempty"`
	URL        string `json:"url,omitempty"`
	// Published is the time of publication in UTC; the zero time where it is not known.
	Published time.Time `json:"published,omitzero"`
	Language  string    `json:"language,omitempty"`
	// Text is what was read, unchanged; every offset counts its Unicode code points.
	Text string `json:"text"`
	// Reliability is the Admiralty grade of the source, A to F; F (cannot be judged) where nobody set it.
	Reliability string `json:"reliability,omitempty"`
	// IndependenceGroup is shared by reports that rest on one source (reprints of a wire story).
	IndependenceGroup string `json:"independence_group,omitempty"`
	// Warnings say what the reader of the file had to guess.
	Warnings []string `json:"warnings,omitempty"`
}
