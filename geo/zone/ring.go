package zone

import (
	"math"

	"github.com/paulmach/orb"
)

// Ring is the land between two distances from a point: where something is said to be near a place, and not in it. An
// inner radius of 0 gives a disc. It is not clipped to land.
func Ring(centre orb.Point, innerKM, outerKM float64) orb.MultiPolygon {
	if !finite(centre) || outerKM <= 0 || innerKM >= outerKM {
		return nil
	}
	d := NewDiagram([]Site{{Point: centre, CapKM: outerKM}}, nil)
	outer := d.Zones([]Key{{Holder: "ring"}})
	if len(outer) == 0 {
		return nil
	}
	if innerKM <= 0 {
		return outer[0].Geometry
	}
	inner := Ring(centre, 0, innerKM)
	if len(outer[0].Geometry) == 1 && len(inner) == 1 && math.Abs(centre[1]) < 80 {
		hole := inner[0][0].Clone()
		hole.Reverse()
		return orb.MultiPolygon{{outer[0].Geometry[0][0], hole}}
	}
	return Difference(outer[0].Geometry, inner)
}
