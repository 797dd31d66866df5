package index

// Record is a place on its way into an index.
type Record struct {
	// ID is "prefix:local", for example "geonames:99072".
	ID   string
	Name string
	// Class is the GeoNames feature class, Kind its feature code.
	Class byte
	Kind  string
	// Country is ISO 3166-1 alpha-2 or empty.
	Country, Admin1, Admin2, PCode string
	Population                     int64
	// Lon and Lat are degrees on WGS84.
	Lon, Lat float64
	// Source is shown as the origin of the point.
	Source string
	// Rank raises the place (in prominence points, see [Prominence]) above what its kind and population say.
	Rank int
	// Note says what a reader should know about the place, such as who disputes it.
	Note string
	// Names are the other spellings; the own name need not be among them.
	Names []Name
}

// Name is a spelling of a place.
type Name struct {
	Text string
	// Lang is BCP 47 or empty.
	Lang string
	Kind NameKind
}

// NameKind says what sort of spelling a name is.
type NameKind uint8

// The kinds of name. Hidden names are found but never shown: codes and misspellings.
const (
	Alternate NameKind = iota
	Preferred
	Short
	Historic
	Colloquial
	Alias
	Demonym
	Abbreviation
	Hidden
)

var nameKinds = [...]string{"", "preferred", "short", "historic", "colloquial", "alias", "demonym", "abbreviation", "hidden"}

// String gives the kind as the API shows it, empty for a plain alternate name.
func (k NameKind) String() string {
	if int(k) < len(nameKinds) {
		return nameKinds[k]
	}
	return ""
}

// NameKindOf is the inverse of [NameKind.String].
func NameKindOf(s string) (NameKind, bool) {
	for i, n := range nameKinds {
		if n == s {
			return NameKind(i), true
		}
	}
	return 0, false
}
