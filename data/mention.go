package data

// PlaceRef is a place of the gazetteer as a record remembers it.
type PlaceRef struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind,omitempty"`
	Country string  `json:"country,omitempty"`
	Lon     float64 `json:"lon"`
	Lat     float64 `json:"lat"`
}

// Candidate is a place that a mention may mean.
type Candidate struct {
	PlaceRef
	Score   float64  `json:"score"`
	Reasons []string `json:"reasons,omitempty"`
}

// Span is a piece of a report's text: Unicode code points from Start up to but not including End.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Mention is a place name found in a report: Text is exactly the code points Start up to but not including End of the report's text.
type Mention struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	// Role is "literal", "demonym", "metonym" or "part" (of a name that is not a place).
	Role string `json:"role"`
	// Sentence is where the sentence (headline, caption, list item) that holds the mention stands; nil where nobody said.
	Sentence *Span `json:"sentence,omitempty"`
	// Place is nil where the mention is not placed.
	Place         *PlaceRef   `json:"place"`
	UncertaintyKM float64     `json:"uncertainty_km,omitempty"`
	Confidence    float64     `json:"confidence"`
	Candidates    []Candidate `json:"candidates"`
	Reasons       []string    `json:"reasons"`
}
