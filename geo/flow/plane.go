package flow

import (
	"math"

	"github.com/paulmach/orb"

	"dateline/geo"
)

const (
	rad      = math.Pi / 180
	radiusKM = float64(geo.MeanRadius) / 1000
)

// vec is a direction from the centre of the sphere.
type vec [3]float64

func onSphere(p orb.Point) vec {
	sl, cl := math.Sincos(p[0] * rad)
	sp, cp := math.Sincos(p[1] * rad)
	return vec{cp * cl, cp * sl, sp}
}

func (a vec) dot(b vec) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func (a vec) cross(b vec) vec {
	return vec{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

func (a vec) unit() vec {
	n := math.Sqrt(a.dot(a))
	if n < 1e-12 {
		return vec{0, 0, 1}
	}
	return vec{a[0] / n, a[1] / n, a[2] / n}
}

// plane is an azimuthal equidistant map around the middle of a flow, x along the flow, y to its left, in km.
type plane struct {
	from, to orb.Point
	mid      vec
	ahead    vec
	left     vec
	half     float64 // half the distance between the ends
}

func newPlane(from, to orb.Point) plane {
	a, b := onSphere(from), onSphere(to)
	p := plane{from: from, to: to}
	p.mid = vec{a[0] + b[0], a[1] + b[1], a[2] + b[2]}.unit()
	if a.dot(b) < -0.999999 { // antipodes: any way is as good
		p.mid = a.cross(vec{0, 0, 1}).unit()
	}
	p.left = a.cross(b).unit()
	p.ahead = p.left.cross(p.mid)
	p.half = radiusKM * math.Acos(math.Max(-1, math.Min(1, a.dot(p.mid))))
	return p
}

func (p plane) toPlane(o orb.Point) orb.Point {
	v := onSphere(o)
	x, y, z := v.dot(p.ahead), v.dot(p.left), v.dot(p.mid)
	r := math.Hypot(x, y)
	if r < 1e-15 {
		return orb.Point{}
	}
	k := radiusKM * math.Atan2(r, z) / r
	return orb.Point{x * k, y * k}
}

func (p plane) toMap(q orb.Point) orb.Point {
	r := math.Hypot(q[0], q[1])
	if r < 1e-12 {
		return lonLat(p.mid)
	}
	s, c := math.Sincos(r / radiusKM)
	var v vec
	for i := range v {
		v[i] = p.mid[i]*c + (p.ahead[i]*q[0]+p.left[i]*q[1])/r*s
	}
	return lonLat(v)
}

func lonLat(v vec) orb.Point {
	return orb.Point{math.Atan2(v[1], v[0]) / rad, math.Atan2(v[2], math.Hypot(v[0], v[1])) / rad}
}

// arc is a quadratic Bézier curve over the flow, symmetric about its middle; bend is its height as a share of the
// distance, positive to the right.
func (p plane) arc(bend float64) []orb.Point {
	out := make([]orb.Point, steps+1)
	for i := range out {
		t := float64(i) / steps
		out[i] = orb.Point{p.half * (2*t - 1), -bend * 2 * p.half * 4 * t * (1 - t)}
	}
	return out
}

// bound is a box around the flow, in degrees, that holds every arc; the whole width near poles and over ±180 degrees.
func (p plane) bound(km float64) orb.Bound {
	m := lonLat(p.mid)
	dLat := (km*0.6 + 2*labelKM) / 110
	dLon := dLat / math.Max(0.05, math.Cos(math.Min(89, math.Abs(m[1])+dLat)*rad))
	b := orb.Bound{Min: orb.Point{m[0] - dLon, m[1] - dLat}, Max: orb.Point{m[0] + dLon, m[1] + dLat}}
	if b.Min[0] < -180 || b.Max[0] > 180 {
		b.Min[0], b.Max[0] = -180, 180
	}
	return b
}

// split unrolls a line and cuts it at ±180 degrees.
func split(pts []orb.Point) orb.MultiLineString {
	var out orb.MultiLineString
	part := orb.LineString{pts[0]}
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		if d := b[0] - a[0]; math.Abs(d) > 180 {
			edge := math.Copysign(180, a[0])
			run := 360 - math.Abs(d)
			lat := a[1]
			if run > 0 {
				lat += (b[1] - a[1]) * math.Abs(edge-a[0]) / run
			}
			out = append(out, append(part, orb.Point{edge, lat}))
			part = orb.LineString{{-edge, lat}}
		}
		part = append(part, b)
	}
	return append(out, part)
}

// Path joins points by great circles, with a point at least every 100 km, cut at ±180 degrees.
func Path(pts []orb.Point) orb.MultiLineString {
	if len(pts) == 0 {
		return nil
	}
	out := []orb.Point{pts[0]}
	for i := 1; i < len(pts); i++ {
		g := geo.Inverse(pts[i-1], pts[i])
		for n, k := math.Ceil(g.Distance.Kilometres()/100), 1.0; k < n; k++ {
			q, _ := geo.Direct(pts[i-1], g.Azimuth1, g.Distance*geo.Metres(k/n))
			out = append(out, round7(q))
		}
		out = append(out, pts[i])
	}
	return split(out)
}
