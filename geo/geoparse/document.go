package geoparse

import (
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/token"
)

// Role says what a place name does in its sentence.
type Role string

// The roles of a mention. Only Literal ones are drawn as places; Part ones name something else that holds a place name.
const (
	Literal Role = "literal"
	Demonym Role = "demonym"
	Metonym Role = "metonym"
	Part    Role = "part"
)

// Span is a piece of the text: Unicode code points from Start up to but not including End.
type Span = token.Span

// Token is one word, number or mark of the text.
type Token = token.Token

// Sentence is one sentence, headline, caption or list item.
type Sentence = token.Sentence

// EntityKind is what a name that is not a place stands for.
type EntityKind string

// The kinds of entity.
const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation"
	Vessel       EntityKind = "vessel"
	Event        EntityKind = "event"
)

// Entity is a name in the text that is not a place: actors, speakers, ships.
type Entity struct {
	Span
	Text string
	Kind EntityKind
}

// Candidate is one place that a mention may mean.
type Candidate struct {
	Place gazetteer.Place
	// Score is in [0,1]; candidates of a mention are sorted by falling score.
	Score   float64
	Reasons []string
}

// Mention is a place name found in the text.
type Mention struct {
	Span
	// Text is exactly the text between Start and End.
	Text string
	Role Role
	// Placed says whether Place is set. A mention of role Part is never placed.
	Placed bool
	Place  gazetteer.Place
	// UncertaintyKM is the radius within which the place lies when it was placed by a stated relation alone, else 0.
	UncertaintyKM float64
	Confidence    float64
	Candidates    []Candidate
	Reasons       []string
	// Sentence is the index of its sentence.
	Sentence int
}

// RelationKind tells how one place is said to lie to others.
type RelationKind string

// The kinds of relation.
const (
	DistanceBearing RelationKind = "distance_bearing" // "31 miles north of Mosul"; either may be absent
	Between         RelationKind = "between"
	Near            RelationKind = "near" // "outside", "around", "just north of" without a distance
	OnRoad          RelationKind = "on_road"
	OnBorder        RelationKind = "on_border"
)

// Relation is a stated position of one place by others, checked against the map.
type Relation struct {
	Span
	Text string
	Kind RelationKind
	// Located and Anchors are indices into Document.Mentions; Located is -1 where the located place has no name.
	Located int
	Anchors []int
	// StatedKM is the distance in km, 0 where none is said; StatedUnit and StatedValue keep it as written.
	StatedKM    float64
	StatedValue float64
	StatedUnit  string
	// Bearing is the azimuth in degrees from the anchor to the located place, -1 where none is said; Direction its words.
	Bearing   float64
	Direction string
	// Checked says that both ends are placed, so that the measured values and Consistent mean something.
	Checked         bool
	MeasuredKM      float64
	MeasuredBearing float64
	Consistent      bool
	// Why says in words what fits or does not.
	Why string
}

// Document is a text, read: its sentences, tokens, mentions and entities, each sorted by Start.
type Document struct {
	Text string
	// Unread counts the code points at the end of a very long text that were not read: see MaxText.
	Unread    int
	Language  string // BCP 47, "en" …, "und" where unknown
	Sentences []Sentence
	Tokens    []Token
	Mentions  []Mention
	Entities  []Entity
	Relations []Relation
}
