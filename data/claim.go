package data

import "time"

// Claim kinds.
const (
	KindControl  = "control"
	KindSiege    = "siege"
	KindLine     = "line"
	KindFlow     = "flow"
	KindStock    = "stock"
	KindReturn   = "return"
	KindMovement = "movement"
	KindEvent    = "event"
	KindRelation = "relation"
)

// Claim statuses, of control, siege and movement claims.
const (
	StatusCaptured  = "captured"
	StatusControls  = "controls"
	StatusLost      = "lost"
	StatusContested = "contested"
	StatusWithdrew  = "withdrew"
	StatusAdvancing = "advancing"
	StatusPresent   = "present"
	StatusJoint     = "joint"
	StatusBesieged  = "besieged"
	StatusLifted    = "lifted"
)

// Claim modalities.
const (
	Asserted = "asserted"
	Claimed  = "claimed"
	Denied   = "denied"
	Planned  = "planned" // planned, threatened, hypothetical: never colours a map
	Past     = "past"    // a former state ("had been held until")
)

// Roles of a place in a claim.
const (
	RoleAt          = "at"
	RoleOrigin      = "origin"
	RoleDestination = "destination"
	RoleFrom        = "from"
	RoleTo          = "to"
	RoleAlong       = "along"
	RoleAnchor      = "anchor"
)

// Relations of a claim to its place.
const (
	RelationIn        = "in"
	RelationVicinity  = "vicinity"
	RelationBetween   = "between"
	RelationAlong     = "along"
	RelationDirection = "direction"
	RelationSite      = "site" // a site near the place, not the place itself
)

// Claim is one thing that a report says: who holds what, who moved where. See domain.md, section 7.
type Claim struct {
	// ID is a hash of report, kind, actor, places and evidence: the same sentence read again gives the same ID.
	ID   string `json:"id"`
	Kind string `json:"kind"`
	// Actor is as written; ActorID and ActorName are the resolved one, empty where it could not be resolved.
	Actor     string `json:"actor"`
	ActorID   string `json:"actor_id,omitempty"`
	ActorName string `json:"actor_name,omitempty"`
	// Object is the other party (the besieged, the side across a front line), as written and resolved.
	Object   string `json:"object,omitempty"`
	ObjectID string `json:"object_id,omitempty"`
	Status   string `json:"status,omitempty"`
	// EventType is for kind event: attack, air_strike, clash, protest, meeting.
	EventType string       `json:"event_type,omitempty"`
	Places    []ClaimPlace `json:"places"`
	Value     *Value       `json:"value,omitempty"`
	// Population is idp, refugee, returnee, trapped, unknown (people) or forces; for flow, stock, return and movement.
	Population string `json:"population,omitempty"`
	// Group is a religious or ethnic group as written: sensitive, dropped from public profiles.
	Group string   `json:"group,omitempty"`
	Valid Interval `json:"valid"`
	// Modality is asserted, claimed, denied, planned or past.
	Modality string `json:"modality"`
	// Attribution is who says so, as written; Via is through whom ("The Times of London").
	Attribution string `json:"attribution,omitempty"`
	Via         string `json:"via,omitempty"`
	Hedge       string `json:"hedge,omitempty"`
	// Check compares a stated distance or bearing with the map.
	Check *RelationCheck `json:"check,omitempty"`
	// Reliability (A–F, of the source) and Credibility (1–6, of the information) are the Admiralty grades.
	Reliability string `json:"reliability,omitempty"`
	Credibility int    `json:"credibility,omitempty"`
	// Confidence is in [0,1].
	Confidence  float64 `json:"confidence"`
	Sensitivity string  `json:"sensitivity,omitempty"`
	// Rule names the rule that made the claim, Reader the extractor and its version.
	Rule     string     `json:"rule,omitempty"`
	Reader   string     `json:"reader,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// ClaimPlace is a place in a claim.
type ClaimPlace struct {
	Role string `json:"role"`
	// Text is the place as written, Name the resolved place's own name (Text where unresolved).
	Text string `json:"text,omitempty"`
	Name string `json:"name"`
	// ID is the gazetteer id; empty where unresolved, and then Lon and Lat are nil.
	ID       string   `json:"id,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Country  string   `json:"country,omitempty"`
	Lon      *float64 `json:"lon"`
	Lat      *float64 `json:"lat"`
	Relation string   `json:"relation"`
	// Site is the kind of site ("refinery", "airport") where Relation is site.
	Site string `json:"site,omitempty"`
	// Bearing is the azimuth in degrees for relation direction ("northwards"), nil where none is said.
	Bearing *float64 `json:"bearing,omitempty"`
	// UncertaintyKM is the radius within which the place lies.
	UncertaintyKM float64 `json:"uncertainty_km,omitempty"`
}

// Value is a number as a report gives it: what is not said is nil.
type Value struct {
	Low  *float64 `json:"low"`
	Best *float64 `json:"best"`
	High *float64 `json:"high"`
	// Unit is person, household, mile, kilometer …
	Unit string `json:"unit"`
	// Qualifier is "", approximately, more_than, up_to, nearly, range, vague, ratio …
	Qualifier string `json:"qualifier"`
	Raw       string `json:"raw"`
	// Factor turns households into persons where a reader asks for it; never applied silently.
	Factor       float64 `json:"factor,omitempty"`
	FactorSource string  `json:"factor_source,omitempty"`
	// Base is what a ratio is of ("the local population").
	Base string `json:"base,omitempty"`
}

// Interval is when a claim holds. End is nil where it is not said.
type Interval struct {
	Start *time.Time `json:"start"`
	End   *time.Time `json:"end"`
	// Precision is hour, day, week, month, year or unknown.
	Precision string `json:"precision"`
}

// RelationCheck is a stated relation measured on the map.
type RelationCheck struct {
	StatedKM        float64  `json:"stated_km,omitempty"`
	StatedBearing   *float64 `json:"stated_bearing,omitempty"`
	MeasuredKM      float64  `json:"measured_km"`
	MeasuredBearing float64  `json:"measured_bearing"`
	Consistent      bool     `json:"consistent"`
	Why             string   `json:"why"`
}

// Evidence is the piece of a report that a claim rests on: the code points Start up to but not including End.
// The fields follow the W3C Web Annotation TextPositionSelector and TextQuoteSelector.
type Evidence struct {
	Report string `json:"report,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// Reading is a report with all that was read out of it.
type Reading struct {
	Report   Report    `json:"report"`
	Mentions []Mention `json:"mentions"`
	Claims   []Claim   `json:"claims"`
	// Sketch is a sample of the text by which its copies are found; empty where the reader makes none.
	Sketch Sketch `json:"sketch,omitempty"`
}
