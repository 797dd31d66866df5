package gazetteer

import (
	_ "embed"
	"sync"
	"unsafe"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
)

//go:generate go run ./generate -out embedded.gaz -supplement supplement

// world is the embedded index: a string, so that it stays mapped from the binary and is never copied to the heap.
//
//go:embed embedded.gaz
var world string

// Gazetteer answers questions about places. It is safe for concurrent use.
type Gazetteer struct {
	// layers are the indexes, the embedded one first; a later one adds to and overrides the earlier ones.
	layers []*layer
	known  knownAreas
}

var embedded = sync.OnceValues(func() (*Gazetteer, error) {
	r, err := index.New(unsafe.Slice(unsafe.StringData(world), len(world)))
	if err != nil {
		return nil, err
	}
	return &Gazetteer{layers: []*layer{newLayer(worldName, r)}}, nil
})

// Embedded opens the gazetteer inside the binary. All callers share one.
func Embedded() (*Gazetteer, error) { return embedded() }

// Match is a name found in the index.
type Match struct {
	Place Place
	// Name is the indexed spelling that fits, Lang its language where known.
	Name Name
	// How is "exact", "folded", "article" (al-/el- prefix apart), "transliterated" or "fuzzy"; Edits counts the edits of a fuzzy one.
	How   string
	Edits int
}

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

// Outlined is a place with its outline.
type Outlined struct {
	Place   Place
	Outline orb.MultiPolygon
}

// Close releases files that the gazetteer has mapped. Nothing of it may be in use any more.
func (g *Gazetteer) Close() error {
	var first error
	for _, l := range g.layers {
		if err := l.r.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
