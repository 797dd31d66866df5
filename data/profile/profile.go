// Package profile decides what a reader may see: it removes, coarsens or delays claims before anything is drawn from them.
//
// A profile is data: profiles.yaml holds the built-in ones, and an edited copy can take its place. Apply works on one claim
// and depends on nothing but its arguments, so the same claim under the same profile at the same time is always the same.
package profile

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"dateline/data"
)

// Names of the built-in profiles.
const (
	Internal = "internal"
	Public   = "public"
)

//go:embed profiles.yaml
var builtIn []byte

// Profile is a set of publishing rules, read from an editable file. The zero value shows everything.
type Profile struct {
	Name  string `json:"name" yaml:"name"`
	Title string `json:"title,omitempty" yaml:"title"`
	// States are the review states that are shown; empty means every state.
	States         []string `json:"states,omitempty" yaml:"states"`
	KeepEmbargoes  bool     `json:"keep_embargoes" yaml:"keep_embargoes"`
	MaxSensitivity string   `json:"max_sensitivity,omitempty" yaml:"max_sensitivity"`
	// UnitDelayHours is how old a position or movement of forces must be.
	UnitDelayHours float64  `json:"unit_delay_hours" yaml:"unit_delay_hours"`
	DropGroups     bool     `json:"drop_groups" yaml:"drop_groups"`
	GroupWords     []string `json:"-" yaml:"group_words"`
	PeopleWords    []string `json:"-" yaml:"people_words"`
	Coarsen        Coarsen  `json:"coarsen" yaml:"coarsen"`
	// ReportText is "full", or "evidence" for the sentences that shown claims rest on.
	ReportText string `json:"report_text" yaml:"report_text"`

	group, people prefixes // of the two lists
}

// Coarsen says which places are not shown exactly.
type Coarsen struct {
	Roles     []string `json:"roles,omitempty" yaml:"roles"`
	Sites     []string `json:"sites,omitempty" yaml:"sites"`
	KeepKinds []string `json:"keep_kinds,omitempty" yaml:"keep_kinds"`
	// GridDegrees is the size of a cell; 0 leaves places as they are.
	GridDegrees float64 `json:"grid_degrees" yaml:"grid_degrees"`
}

// Area stands for a place that is not shown exactly: a district with its centroid (lon, lat in degrees).
type Area struct {
	ID, Name string
	Lon, Lat float64
	RadiusKM float64
}

// Areas finds the district around a point (lon, lat in degrees); false where none is known.
type Areas func(lon, lat float64) (Area, bool)

// Set is the profiles by name. The zero value knows no profile and shows nothing.
type Set struct {
	profiles map[string]*Profile
	areas    Areas
	secrets  *secrets
}

// Default gives the built-in profiles.
func Default() Set {
	s, err := Load(bytes.NewReader(builtIn))
	if err != nil {
		panic(fmt.Sprintf("built-in profiles: %v", err)) // a test reads them
	}
	return s
}

// ErrProfiles is a profile file that cannot be used.
var ErrProfiles = errors.New("profiles")

// Load reads a profile file. Unknown fields and values are refused: a rule that is silently ignored would publish what it
// should hide.
func Load(r io.Reader) (Set, error) {
	var file struct {
		Profiles []*Profile `yaml:"profiles"`
	}
	d := yaml.NewDecoder(r)
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return Set{}, fmt.Errorf("%w: %w", ErrProfiles, err)
	}
	s := Set{profiles: map[string]*Profile{}}
	for _, p := range file.Profiles {
		if err := p.check(); err != nil {
			return Set{}, fmt.Errorf("%w: profile %q: %w", ErrProfiles, p.Name, err)
		}
		if s.profiles[p.Name] != nil {
			return Set{}, fmt.Errorf("%w: profile %q stands there twice", ErrProfiles, p.Name)
		}
		p.group, p.people = prefixesOf(p.GroupWords), prefixesOf(p.PeopleWords)
		s.profiles[p.Name] = p
	}
	if s.profiles[Public] == nil {
		return Set{}, fmt.Errorf("%w: there is no profile named %q", ErrProfiles, Public)
	}
	return s, nil
}

func (p *Profile) check() error {
	for _, state := range p.States {
		if !slices.Contains([]string{data.Pending, data.Accepted, data.Rejected, data.Retracted, data.Merged, data.Superseded}, state) {
			return fmt.Errorf("unknown state %q", state)
		}
	}
	if p.MaxSensitivity != "" && sensitivity(p.MaxSensitivity) == len(sensitivities) {
		return fmt.Errorf("max_sensitivity %q is none of %s", p.MaxSensitivity, strings.Join(sensitivities, ", "))
	}
	if p.ReportText != "full" && p.ReportText != "evidence" {
		return fmt.Errorf("report_text %q is neither full nor evidence", p.ReportText)
	}
	if p.UnitDelayHours < 0 || !(p.Coarsen.GridDegrees >= 0 && p.Coarsen.GridDegrees <= 10) {
		return errors.New("unit_delay_hours must not be negative, grid_degrees lie in 0 to 10")
	}
	if p.Name == "" {
		return errors.New("it has no name")
	}
	return nil
}

// WithAreas gives the set with a way to find districts: coarsened places then move to the centroid of theirs.
func (s Set) WithAreas(a Areas) Set {
	s.areas = a
	return s
}

// Get gives a profile.
func (s Set) Get(name string) (Profile, bool) {
	p, ok := s.profiles[name]
	if !ok {
		return Profile{}, false
	}
	return *p, true
}

// Names gives the names of the profiles, sorted.
func (s Set) Names() []string {
	names := make([]string, 0, len(s.profiles))
	for n := range s.profiles {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// sensitivities are the OCHA classes, rising.
var sensitivities = []string{"low", "moderate", "high", "severe"}

// sensitivity ranks a class; an unknown one ranks above all.
func sensitivity(s string) int {
	if s == "" {
		return 0
	}
	if i := slices.Index(sensitivities, strings.ToLower(s)); i >= 0 {
		return i
	}
	return len(sensitivities)
}

// Apply gives what a reader with the profile sees of a claim at the time now, and whether he sees it at all. An unknown
// profile shows nothing. The argument is not changed.
func (s Set) Apply(ctx context.Context, name string, c data.ClaimState, now time.Time) (data.ClaimState, bool) {
	p, ok := s.profiles[name]
	if !ok || !p.shows(&c, now) || p.holdsBack() && !s.secrets.open(ctx, p, c.Claim.ID, now) {
		return data.ClaimState{}, false
	}
	if !p.DropGroups && p.Coarsen.GridDegrees == 0 && p.ReportText == "full" {
		return c, true
	}
	m := &masker{}
	if p.DropGroups {
		m.prefixes = p.words(&c.Claim)
	}
	out := c
	out.Supports, out.EmbargoUntil = nil, time.Time{}
	out.Claim.Group, out.Claim.Sensitivity = keepUnless(p.DropGroups, c.Claim.Group), ""
	s.places(p, &out.Claim, m)
	m.claim(&out.Claim)
	if p.holdsBack() && !s.secrets.hide(ctx, p, &out.Claim, now) {
		return data.ClaimState{}, false
	}
	return out, true
}

// Whole says whether a profile shows every claim as it is.
func (s Set) Whole(name string) bool {
	p, ok := s.profiles[name]
	return ok && len(p.States) == 0 && !p.KeepEmbargoes && p.MaxSensitivity == "" && p.UnitDelayHours == 0 && !p.DropGroups &&
		p.Coarsen.GridDegrees == 0 && p.ReportText == "full"
}

// ShowsState says whether a profile may show claims in a review state.
func (s Set) ShowsState(name, state string) bool {
	p, ok := s.profiles[name]
	return ok && (len(p.States) == 0 || slices.Contains(p.States, state))
}

// Until is the next time after now from which Apply may give something else for a claim, or for another one that rests on
// the same sentence: the end of its embargo, or of the delay of its forces. The zero time means never.
func (s Set) Until(name string, c *data.ClaimState, now time.Time) (next time.Time) {
	p, ok := s.profiles[name]
	if !ok {
		return next
	}
	for _, t := range []time.Time{c.EmbargoUntil, p.delayedUntil(c)} {
		if t.After(now) && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next
}

// delayedUntil is when a position of forces is old enough to be shown; the zero time for everything else.
func (p *Profile) delayedUntil(c *data.ClaimState) time.Time {
	if p.UnitDelayHours == 0 || c.Claim.Population != "forces" {
		return time.Time{}
	}
	seen := c.KnownAt
	if start := c.Claim.Valid.Start; start != nil {
		seen = *start
	}
	return seen.Add(p.delay())
}

// holdsBack says whether the profile keeps anything back for what it says.
func (p *Profile) holdsBack() bool {
	return p.KeepEmbargoes || p.MaxSensitivity != "" || p.UnitDelayHours > 0
}

// delay is how old word of forces must be.
func (p *Profile) delay() time.Duration { return time.Duration(p.UnitDelayHours * float64(time.Hour)) }

func keepUnless(drop bool, s string) string {
	if drop {
		return ""
	}
	return s
}

// shows says whether a claim is to be seen at all.
func (p *Profile) shows(c *data.ClaimState, now time.Time) bool {
	if len(p.States) > 0 && !slices.Contains(p.States, c.State) {
		return false
	}
	if p.KeepEmbargoes && now.Before(c.EmbargoUntil) {
		return false
	}
	if p.MaxSensitivity != "" && sensitivity(c.Claim.Sensitivity) > sensitivity(p.MaxSensitivity) {
		return false
	}
	return !now.Before(p.delayedUntil(c))
}

// aboutPeople says whether a claim speaks of civilians on the move or in need.
func aboutPeople(c *data.Claim) bool {
	switch c.Kind {
	case data.KindFlow, data.KindStock, data.KindReturn, data.KindMovement:
		return c.Population != "forces"
	}
	return c.Group != ""
}

// words are the beginnings of the words to black out in a claim.
func (p *Profile) words(c *data.Claim) []prefixes {
	if !aboutPeople(c) {
		return []prefixes{p.group}
	}
	if c.Group == "" {
		return []prefixes{p.group, p.people}
	}
	return []prefixes{p.group, p.people, prefixesOf(groupWords(c.Group))}
}

// commonWords stand in names of groups and name none.
var commonWords = []string{"the", "of", "and", "or", "from", "families", "family", "people", "residents", "members", "minority", "minorities", "community", "communities", "civilians", "refugees", "displaced", "iraqi", "syrian", "local", "other", "some", "many", "most", "all", "several", "hundreds", "thousands"}

func groupWords(group string) []string {
	var out []string
	for _, w := range words(strings.ToLower(group)) {
		if !slices.Contains(commonWords, w) {
			out = append(out, w)
		}
	}
	return out
}

// places coarsens the places that the profile protects, and has their names blacked out.
func (s Set) places(p *Profile, c *data.Claim, m *masker) {
	if p.Coarsen.GridDegrees == 0 {
		return
	}
	c.Places = slices.Clone(c.Places)
	for i := range c.Places {
		if q := &c.Places[i]; p.protects(c, q) {
			m.names = append(m.names, q.Text, q.Name)
			m.distances = true
			c.Check = nil
			s.coarsen(p.Coarsen.GridDegrees, q)
		}
	}
}

func (p *Profile) protects(c *data.Claim, q *data.ClaimPlace) bool {
	if q.Site != "" && slices.Contains(p.Coarsen.Sites, strings.ToLower(q.Site)) {
		return true
	}
	return aboutPeople(c) && slices.Contains(p.Coarsen.Roles, q.Role) && !slices.Contains(p.Coarsen.KeepKinds, q.Kind)
}

// kmPerDegree is the length of a degree of latitude: 10,000 km from equator to pole over 90.
const kmPerDegree = 111.1

// coarsen moves a place to the centroid of its district or to the centre of its grid cell, and takes its name away.
func (s Set) coarsen(grid float64, q *data.ClaimPlace) {
	was := *q
	*q = data.ClaimPlace{Role: was.Role, Country: was.Country, Relation: data.RelationVicinity, Name: "a place that is not shown"}
	if was.Lon == nil || was.Lat == nil {
		return
	}
	if s.areas != nil {
		if a, ok := s.areas(*was.Lon, *was.Lat); ok {
			q.ID, q.Name, q.Lon, q.Lat = a.ID, a.Name, &a.Lon, &a.Lat
			q.UncertaintyKM = max(a.RadiusKM, was.UncertaintyKM)
			return
		}
	}
	lon, lat := cell(*was.Lon, grid, 180), cell(*was.Lat, grid, 90)
	q.Lon, q.Lat = &lon, &lat
	q.UncertaintyKM = math.Round(max(grid*kmPerDegree*math.Sqrt2/2, was.UncertaintyKM)*10) / 10
}

// cell gives the centre of the grid cell, rounded to a millionth of a degree.
func cell(v, grid, limit float64) float64 {
	c := (math.Floor(v/grid) + .5) * grid
	return math.Round(min(max(c, -limit), limit)*1e6) / 1e6
}
