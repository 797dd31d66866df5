package gazetteer

import (
	"errors"

	"github.com/paulmach/orb"
)

// Gazetteer answers questions about places. It is safe for concurrent use.
type Gazetteer struct{}

// Embedded opens the gazetteer inside the binary.
func Embedded() (*Gazetteer, error) { return nil, errors.New("open embedded gazetteer: not built") }

// Match is a name found in the index.
type Match struct {
	Place Place
	// Name is the indexed spelling that fits, Lang its language where known.
	Name Name
	// How is "exact", "folded", "article" (al-/el- prefix apart), "transliterated" or "fuzzy"; Edits counts the edits of a fuzzy one.
	How   string
	Edits int
}

// Lookup gives every place that bears the name, in any spelling that folds to the same key, the most prominent first. It
// is the geoparser's hot path: no typo tolerance, no ranking by context.
func (g *Gazetteer) Lookup(name string) []Match { return nil }

// Fuzzy gives places whose name lies within two edits or has the same transliteration key, at most limit, for rare names.
func (g *Gazetteer) Fuzzy(name string, limit int) []Match { return nil }

// HasPrefix says whether some indexed name starts with the folded words: lets a longest-match walk stop early.
func (g *Gazetteer) HasPrefix(words string) bool { return false }

// Query is a question to Search.
type Query struct {
	Text    string
	Lang    string
	Near    *orb.Point
	Bound   *orb.Bound
	Country string   // ISO alpha-2
	Kinds   []string // feature codes, or classes such as "P"
	Name    string   // structured: with Admin1 and Country instead of Text
	Admin1  string
	Limit   int
}

// Hit is an answer of Search: Confidence in [0,1], Reasons in words.
type Hit struct {
	Place      Place
	Match      Name
	Label      string // "Alqosh, Nineveh, Iraq"
	Confidence float64
	Reasons    []string
}

// Search is forward geocoding: the best hits first.
func (g *Gazetteer) Search(q Query) ([]Hit, error) { return nil, nil }

// Autocomplete answers a keystroke: hits whose name begins with q.Text, typo-tolerant from the fourth letter.
func (g *Gazetteer) Autocomplete(q Query) ([]Hit, error) { return nil, nil }

// Place gives the place of an id.
func (g *Gazetteer) Place(id string) (Place, bool) { return Place{}, false }

// Names gives every spelling of a place.
func (g *Gazetteer) Names(id string) []Name { return nil }

// DisplayName is the best name of the place in the language, or its own name.
func (g *Gazetteer) DisplayName(id, lang string) string { return "" }

// Neighbour is a place at a geodesic distance in metres and azimuth in degrees from the point asked about.
type Neighbour struct {
	Place   Place
	Metres  float64
	Azimuth float64
}

// NearOptions narrow Nearest and Within. Kinds as in Query.
type NearOptions struct {
	Limit         int
	Kinds         []string
	Country       string
	MinPopulation int64
	MaxMetres     float64
}

// Nearest gives the places nearest to p on the ellipsoid, nearest first.
func (g *Gazetteer) Nearest(p orb.Point, o NearOptions) []Neighbour { return nil }

// Within gives the places inside the bound (which may cross the antimeridian: Min lon > Max lon), by falling population.
func (g *Gazetteer) Within(b orb.Bound, o NearOptions) []Place { return nil }

// Admin gives the outlined areas that hold p, from the country down: country, admin-1, admin-2; disputed areas too.
func (g *Gazetteer) Admin(p orb.Point) []Place { return nil }

// Outline gives the outline of a place that has one.
func (g *Gazetteer) Outline(id string) (orb.MultiPolygon, bool) { return nil, false }

// Contains says whether p lies in the outline of the place; false where it has none.
func (g *Gazetteer) Contains(id string, p orb.Point) bool { return false }

// Country gives the country of an ISO alpha-2 code.
func (g *Gazetteer) Country(code string) (Place, bool) { return Place{}, false }

// AdminArea gives the admin-1 area of a place's country and Admin1 code.
func (g *Gazetteer) AdminArea(country, admin1 string) (Place, bool) { return Place{}, false }

// CountryOutlines and AdminOutlines give every outline of a level, for basemap and clipping, sorted by id.
func (g *Gazetteer) CountryOutlines() []Outlined { return nil }

// AdminOutlines gives every admin-1 outline, sorted by id.
func (g *Gazetteer) AdminOutlines() []Outlined { return nil }

// UrbanOutlines gives the built-up areas.
func (g *Gazetteer) UrbanOutlines() []Outlined { return nil }

// Outlined is a place with its outline.
type Outlined struct {
	Place   Place
	Outline orb.MultiPolygon
}

// Close releases files that the gazetteer has mapped.
func (g *Gazetteer) Close() error { return nil }
