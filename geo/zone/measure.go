package zone

import (
	"math"

	"github.com/paulmach/orb"
)

// measure fills slice: the area on WGS84 between each edge, straight in longitude and latitude, and the equator.
func (d *Diagram) measure() {
	d.slice = make([]float64, len(d.edges))
	for i, e := range d.edges {
		d.slice[i] = d.sliceOf(e.u, e.v)
	}
}

func (d *Diagram) sliceOf(u, v int32) float64 {
	p, q := d.point(u), d.point(v)
	return sliceBetween(p[1], q[1], float64(wrap(d.verts.at[v].x-d.verts.at[u].x))/unitsPerDegree)
}

// sliceBetween is the area in km² under a straight line over dlon degrees, positive where it runs west.
func sliceBetween(lat0, lat1, dlon float64) float64 {
	// Gauss-Legendre with three points.
	const at = 0.7745966692414834 / 2
	mid, span := (lat0+lat1)/2*rad, (lat1-lat0)*rad
	mean := (5*zoneTo(mid-at*span) + 8*zoneTo(mid) + 5*zoneTo(mid+at*span)) / 18
	return -dlon * rad * mean
}

// AreaKM2 is the area on WGS84 of a multipolygon whose edges are straight in longitude and latitude, as GeoJSON has them.
func AreaKM2(m orb.MultiPolygon) float64 {
	sum := 0.0
	for _, p := range m {
		for _, r := range p {
			for i := 1; i < len(r); i++ {
				sum += sliceBetween(r[i-1][1], r[i][1], r[i][0]-r[i-1][0])
			}
		}
	}
	return sum
}

// zoneTo is the area in km² of a strip one radian wide from the equator to latitude phi (Snyder 1987, eq. 3-12, times a²/2).
func zoneTo(phi float64) float64 {
	s := math.Sin(phi)
	q := (1 - ecc2) * (s/(1-ecc2*s*s) + math.Atanh(eccentricity*s)/eccentricity)
	return semiMajorKM * semiMajorKM / 2 * q
}
