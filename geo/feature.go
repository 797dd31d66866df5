package geo

import "github.com/paulmach/orb"

// Metres is a length on the ground.
type Metres float64

// Kilometres gives the length in km.
func (m Metres) Kilometres() float64 { return float64(m) / 1000 }

// Miles gives the length in international miles of 1609.344 m.
func (m Metres) Miles() float64 { return float64(m) / 1609.344 }

// Feature is one thing on a map: the neutral form in which layers travel between the rooms. It holds no reference to a
// store, and whoever receives one must not change its geometry or properties.
//
// ID is stable through time and unique in its collection. Geometry is nil where the thing has no place. Values of
// Properties are what encoding/json gives back: string, float64, bool, nil, []any, map[string]any; also int, int64 and
// []string. Times are RFC 3339 strings in UTC.
type Feature struct {
	ID         string
	Geometry   orb.Geometry
	Properties map[string]any
}
