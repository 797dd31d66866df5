package ogc

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"dateline/data/exchange"
	"dateline/server/problem"
)

// crs84 is the address of longitude and latitude on WGS84, the default.
const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// crs is a coordinate reference system: forward takes lon, lat in degrees to it, inverse back.
type crs struct {
	uri     string
	metres  bool
	forward func(orb.Point) orb.Point
	inverse func(orb.Point) orb.Point
}

// listedCRS are the systems that collections list: 84, Web Mercator, and the UTM zones of the Middle East. Any other UTM
// zone on WGS84 works as well.
var listedCRS = []string{crs84, epsg(4326), epsg(3857), epsg(32636), epsg(32637), epsg(32638), epsg(32639)}

func epsg(code int) string { return fmt.Sprintf("http://www.opengis.net/def/crs/EPSG/0/%d", code) }

// parseCRS reads a crs or bbox-crs parameter; nil stands for CRS84.
func parseCRS(name, v string) (*crs, error) {
	v = strings.TrimSuffix(strings.TrimPrefix(v, "["), "]")
	if v == "" || v == crs84 {
		return nil, nil
	}
	if code, ok := strings.CutPrefix(v, "http://www.opengis.net/def/crs/EPSG/0/"); ok {
		switch n, err := strconv.Atoi(code); {
		case err != nil:
		case n == 4326:
			swap := func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} }
			return &crs{v, false, swap, swap}, nil
		case n == 3857:
			return &crs{v, true, toMercator, fromMercator}, nil
		case n > 32600 && n <= 32660 || n > 32700 && n <= 32760:
			zone := utm{meridian: float64(n%100)*6 - 183, south: n > 32700}
			return &crs{v, true, zone.forward, zone.inverse}, nil
		}
	}
	return nil, problem.Bad(name, "%q is not served; ask for %s or a UTM zone (EPSG 32601 to 32660, 32701 to 32760)", short(v), strings.Join(listedCRS[:3], ", "))
}

// shown writes features in the system.
func (c *crs) shown() exchange.Shown {
	if c == nil {
		return exchange.Shown{}
	}
	return exchange.Shown{Forward: c.forward, Metres: c.metres}
}

// bound gives the box in degrees of a box in the system, by its corners and the middles of its sides.
func (c *crs) bound(b orb.Bound) orb.Bound {
	if c == nil {
		return b
	}
	out := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for i := range 5 {
		for j := range 5 {
			f, g := float64(i)/4, float64(j)/4
			out = out.Extend(c.inverse(orb.Point{b.Min[0] + f*(b.Max[0]-b.Min[0]), b.Min[1] + g*(b.Max[1]-b.Min[1])}))
		}
	}
	return out
}

const equator = 6378137.0 // semi-major axis of WGS84 in metres

func toMercator(p orb.Point) orb.Point {
	lat := max(-85.0511287798066, min(85.0511287798066, p[1]))
	return orb.Point{p[0] * math.Pi / 180 * equator, math.Asinh(math.Tan(lat*math.Pi/180)) * equator}
}

func fromMercator(p orb.Point) orb.Point {
	return orb.Point{p[0] / equator * 180 / math.Pi, math.Atan(math.Sinh(p[1]/equator)) * 180 / math.Pi}
}

// utm is a zone of the transverse Mercator projection, by Krüger's series to the third order of the third flattening
// (Karney 2011, J. Geodesy 85:475-485): within a millimetre in the zone.
type utm struct {
	meridian float64
	south    bool
}

var (
	flat3  = 1 / 298.257223563 / (2 - 1/298.257223563)
	radius = equator / (1 + flat3) * (1 + flat3*flat3/4 + flat3*flat3*flat3*flat3/64)
	alpha  = [3]float64{flat3/2 - 2*flat3*flat3/3 + 5*flat3*flat3*flat3/16, 13*flat3*flat3/48 - 3*flat3*flat3*flat3/5, 61 * flat3 * flat3 * flat3 / 240}
	beta   = [3]float64{flat3/2 - 2*flat3*flat3/3 + 37*flat3*flat3*flat3/96, flat3*flat3/48 + flat3*flat3*flat3/15, 17 * flat3 * flat3 * flat3 / 480}
	delta  = [3]float64{2*flat3 - 2*flat3*flat3/3 - 2*flat3*flat3*flat3, 7*flat3*flat3/3 - 8*flat3*flat3*flat3/5, 56 * flat3 * flat3 * flat3 / 15}
)

const (
	utmScale   = 0.9996
	falseEast  = 500_000
	falseNorth = 10_000_000
)

func (z utm) forward(p orb.Point) orb.Point {
	lat, lon := p[1]*math.Pi/180, math.Remainder(p[0]-z.meridian, 360)*math.Pi/180
	k := 2 * math.Sqrt(flat3) / (1 + flat3)
	t := math.Sinh(math.Atanh(math.Sin(lat)) - k*math.Atanh(k*math.Sin(lat)))
	xi, eta := math.Atan2(t, math.Cos(lon)), math.Asinh(math.Sin(lon)/math.Hypot(t, math.Cos(lon)))
	x, y := eta, xi
	for j, a := range alpha {
		n := 2 * float64(j+1)
		x += a * math.Cos(n*xi) * math.Sinh(n*eta)
		y += a * math.Sin(n*xi) * math.Cosh(n*eta)
	}
	out := orb.Point{falseEast + utmScale*radius*x, utmScale * radius * y}
	if z.south {
		out[1] += falseNorth
	}
	return out
}

func (z utm) inverse(p orb.Point) orb.Point {
	y := p[1]
	if z.south {
		y -= falseNorth
	}
	xi, eta := y/(utmScale*radius), (p[0]-falseEast)/(utmScale*radius)
	u, v := xi, eta
	for j, b := range beta {
		n := 2 * float64(j+1)
		u -= b * math.Sin(n*xi) * math.Cosh(n*eta)
		v -= b * math.Cos(n*xi) * math.Sinh(n*eta)
	}
	chi := math.Asin(math.Sin(u) / math.Cosh(v))
	lat := chi
	for j, d := range delta {
		lat += d * math.Sin(2*float64(j+1)*chi)
	}
	lon := z.meridian + math.Atan2(math.Sinh(v), math.Cos(u))*180/math.Pi
	return orb.Point{math.Remainder(lon, 360), lat * 180 / math.Pi}
}
