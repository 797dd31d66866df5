package location

import (
	"fmt"
	"slices"
	"strings"

	"dateline/geo"
	"dateline/server/problem"
)

// Methods of measuring.
const (
	Geodesic  = "geodesic"  // on the WGS84 ellipsoid, exact
	Haversine = "haversine" // on a sphere, up to 0.6 % off, ten times as fast
)

// Measurement is the distance between two ends and the directions both ways.
type Measurement struct {
	From, To End
	Method   string
	Distance geo.Metres
	// Bearing is the direction from From to To there, Back the one from To to From: degrees in [0, 360).
	Bearing, Back float64
}

// Measure gives the straight line between two ends. Bearings are always those on the ellipsoid.
func Measure(from, to End, method string) Measurement {
	g := geo.Inverse(from.Point, to.Point)
	m := Measurement{From: from, To: to, Method: method, Distance: g.Distance, Bearing: positiveAzimuth(g.Azimuth1), Back: positiveAzimuth(g.BackAzimuth())}
	if method == Haversine {
		m.Distance = geo.Haversine(from.Point, to.Point)
	}
	return m
}

// Model says what the method measures on.
func (m Measurement) Model() string { return model(m.Method) }

func model(method string) string {
	if method == Haversine {
		return fmt.Sprintf("sphere of radius %.1f m, up to 0.6 %% off", float64(geo.MeanRadius))
	}
	return "WGS84 ellipsoid, Karney 2013"
}

// Statement says the measurement in a sentence, with the kind of line and the sources of the points.
func (m Measurement) Statement() string {
	if m.Distance == 0 {
		return fmt.Sprintf("%s and %s are the same point (%s).", m.From.title(), m.To.title(), m.sources())
	}
	on := ""
	if m.Method == Haversine {
		on = " on a sphere"
	}
	return fmt.Sprintf("%s is %.1f km (%.1f miles) %s of %s in a straight line, not by road; measured%s between the points of %s.",
		upperFirst(m.To.title()), m.Distance.Kilometres(), m.Distance.Miles(), geo.Compass(m.Bearing), m.From.title(), on, m.sources())
}

func (m Measurement) sources() string {
	var out []string
	for _, e := range []End{m.From, m.To} {
		s := e.Source
		if s == "query" || s == "" {
			s = "the question"
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, " and ")
}

func upperFirst(s string) string {
	if rest, ok := strings.CutPrefix(s, "the point"); ok {
		return "The point" + rest
	}
	return s
}

// JSON gives the measurement as /distance sends it.
func (m Measurement) JSON() []byte {
	j := &jsonText{}
	j.open('{')
	j.key("from")
	writeEnd(j, m.From)
	j.key("to")
	writeEnd(j, m.To)
	j.member("method", m.Method)
	j.member("model", m.Model())
	j.key("straight_line")
	j.raw([]byte("true"))
	j.key("distance_m")
	j.number(float64(m.Distance), 3)
	j.key("distance_km")
	j.number(m.Distance.Kilometres(), 3)
	j.key("distance_mi")
	j.number(m.Distance.Miles(), 3)
	writeBearing(j, "bearing", m.Bearing, m.Distance)
	writeBearing(j, "bearing_back", m.Back, m.Distance)
	j.member("statement", m.Statement())
	j.close('}')
	return j.b
}

// writeBearing leaves the bearing between coincident points out: there is none.
func writeBearing(j *jsonText, key string, azimuth float64, d geo.Metres) {
	if d == 0 {
		return
	}
	j.key(key)
	j.open('{')
	j.key("degrees")
	j.number(azimuth, 3)
	j.member("compass", geo.Compass(azimuth))
	j.close('}')
}

func writeEnd(j *jsonText, e End) {
	j.open('{')
	j.member("query", e.Query)
	j.member("id", e.Place.ID)
	j.member("name", e.Name)
	j.member("label", e.Label)
	j.member("kind", e.Place.Kind)
	j.key("point")
	j.point(e.Point)
	j.member("source", e.Source)
	if e.Place.ID != "" {
		j.key("confidence")
		j.number(e.Confidence, 3)
		j.key("reasons")
		j.open('[')
		for _, r := range e.Reasons {
			j.string(r)
		}
		j.close(']')
	}
	j.close('}')
}

// CheckMethod gives the method that a parameter names, geodesic where it is empty.
func CheckMethod(name string) (string, error) {
	switch m := strings.ToLower(strings.TrimSpace(name)); m {
	case "", Geodesic:
		return Geodesic, nil
	case Haversine:
		return m, nil
	}
	return "", problem.Bad("method", "there is no method %s; use geodesic (exact) or haversine (sphere, for bulk)", quote(name))
}
