package index

// Meta describes an index: what [Reader.Meta] gives for files made by this program.
type Meta struct {
	Name    string       `json:"name"`
	Sources []SourceInfo `json:"sources"`
	// Inputs are the SHA-256 sums of the files that the index was made from.
	Inputs map[string]string `json:"inputs,omitempty"`
	// Imported is the time of an import in RFC 3339, empty for the embedded gazetteer.
	Imported string `json:"imported,omitempty"`
	Places   int    `json:"places,omitempty"`
	Skipped  int    `json:"skipped,omitempty"`
}

// SourceInfo credits a source.
type SourceInfo struct {
	Name    string `json:"name"`
	Licence string `json:"licence,omitempty"`
	URL     string `json:"url,omitempty"`
	From    string `json:"from,omitempty"`
}
