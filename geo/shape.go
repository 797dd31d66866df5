package geo

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/simplify"
	"github.com/twpayne/go-geom/xy"
)

// ConvexHull is the smallest convex geometry in the plane of longitude and latitude that holds g: a polygon wound
// counter-clockwise, or a line or point where g has no more to it. It knows nothing of the antimeridian. The turns are
// decided by robust predicates.
func ConvexHull(g orb.Geometry) (orb.Geometry, error) {
	t, err := ToGeom(Shape{Geometry: g})
	if err != nil {
		return nil, err
	}
	if t.Empty() {
		return nil, fmt.Errorf("convex hull: the geometry is empty")
	}
	s, err := FromGeom(xy.ConvexHull(t))
	if err != nil {
		return nil, err
	}
	if p, ok := s.Geometry.(orb.Polygon); ok {
		for _, r := range p {
			if r.Orientation() == orb.CW {
				r.Reverse()
			}
		}
	}
	return s.Geometry, nil
}

// Simplified is g with the vertices left out that lie within the tolerance, in degrees, of what remains
// (Douglas-Peucker). Unlike orb's simplifier it leaves g alone.
func Simplified(g orb.Geometry, tolerance float64) orb.Geometry {
	if g == nil {
		return nil
	}
	return simplify.DouglasPeucker(tolerance).Simplify(orb.Clone(g))
}

// Clipped is the part of g in the plain bound b, nil where there is none. Unlike orb's clip it leaves g alone.
func Clipped(b orb.Bound, g orb.Geometry) orb.Geometry {
	if g == nil {
		return nil
	}
	return clip.Geometry(b, orb.Clone(g))
}
