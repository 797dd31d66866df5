package location

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/geo"
	"dateline/server/problem"
)

// maxMeasureBody bounds the geometry that /measure takes: some 500,000 vertices.
const maxMeasureBody = 16 << 20

// measureShape answers /measure: the area and perimeter or length of a geometry on the ellipsoid, from geometry= in
// well-known text or GeoJSON, or from a GeoJSON body.
func (s *service) measureShape(c *gin.Context, _ Places) (reply, error) {
	g, err := readShape(c)
	if err != nil {
		return reply{}, err
	}
	if err := checkVertices(g); err != nil {
		return reply{}, problem.Bad("geometry", "%v", err)
	}
	j := &jsonText{}
	j.open('{')
	j.member("type", g.GeoJSONType())
	j.member("model", "WGS84 ellipsoid, edges are geodesics, Karney 2013")
	length := geo.Perimeter(g)
	if area := geo.Area(g); area > 0 {
		j.key("area_m2")
		j.number(area, 3)
		j.key("area_km2")
		j.number(area/1e6, 6)
		j.key("area_mi2")
		j.number(area/(1609.344*1609.344), 6)
		j.key("perimeter_m")
	} else {
		j.key("length_m")
	}
	j.number(float64(length), 3)
	j.close('}')
	return reply{mediaType: typeJSON, body: j.b}, nil
}

func readShape(c *gin.Context) (orb.Geometry, error) {
	if c.Request.Method != http.MethodPost {
		p, err := readParams(c.Request, "geometry")
		if err != nil {
			return nil, err
		}
		raw := strings.TrimSpace(p.values.Get("geometry"))
		switch {
		case raw == "":
			return nil, problem.Bad("geometry", "geometry is missing; write geometry=POLYGON((41 34,46 34,46 38,41 34)) or post GeoJSON")
		case len(raw) > maxShape:
			return nil, problem.Bad("geometry", "the geometry is %d bytes long; %d at most, post larger ones", len(raw), maxShape)
		}
		return parseShape(raw)
	}
	if _, err := readParams(c.Request); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxMeasureBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Body too large", Detail: fmt.Sprintf("the geometry has more than %d bytes", maxMeasureBody)}
	} else if err != nil {
		return nil, problem.Bad("", "the body could not be read: %v", err)
	}
	return parseShape(strings.TrimSpace(string(body)))
}

// parseShape reads well-known text, or a GeoJSON geometry, feature or collection of features.
func parseShape(raw string) (orb.Geometry, error) {
	if !strings.HasPrefix(raw, "{") {
		s, err := geo.ParseWKT(raw)
		if err == nil && s.SRID != 0 && s.SRID != 4326 {
			err = fmt.Errorf("SRID %d: coordinates must be longitude and latitude, SRID 4326", s.SRID)
		}
		if err != nil {
			return nil, problem.Bad("geometry", "%v", err)
		}
		return s.Geometry, nil
	}
	var kind struct{ Type string }
	_ = json.Unmarshal([]byte(raw), &kind) // what is wrong shows below
	var out orb.Collection
	switch kind.Type {
	case "FeatureCollection":
		fc, err := geojson.UnmarshalFeatureCollection([]byte(raw))
		if err != nil {
			return nil, notGeoJSON()
		}
		for _, f := range fc.Features {
			out = append(out, f.Geometry)
		}
	case "Feature":
		f, err := geojson.UnmarshalFeature([]byte(raw))
		if err != nil {
			return nil, notGeoJSON()
		}
		out = append(out, f.Geometry)
	default:
		g, err := geojson.UnmarshalGeometry([]byte(raw))
		if err != nil {
			return nil, notGeoJSON()
		}
		out = append(out, g.Geometry())
	}
	if len(out) == 1 && out[0] != nil {
		return out[0], nil
	}
	if len(out) == 0 || out[0] == nil {
		return nil, problem.Bad("geometry", "there is no geometry in it")
	}
	return out, nil
}

func notGeoJSON() error {
	return problem.Bad("geometry", "this is no GeoJSON geometry, feature or feature collection")
}

// checkVertices refuses coordinates that are no longitude and latitude.
func checkVertices(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		return geo.CheckPoint(g)
	case orb.MultiPoint:
		return checkEach(g)
	case orb.LineString:
		return checkEach(g)
	case orb.Ring:
		return checkEach(g)
	case orb.MultiLineString:
		return checkEach(g)
	case orb.Polygon:
		return checkEach(g)
	case orb.MultiPolygon:
		return checkEach(g)
	case orb.Collection:
		return checkEach(g)
	}
	return nil
}

func checkEach[G orb.Geometry](gs []G) error {
	for _, g := range gs {
		if err := checkVertices(g); err != nil {
			return err
		}
	}
	return nil
}
