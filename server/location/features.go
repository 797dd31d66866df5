package location

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb/geojson"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/server/problem"
)

// features gives the collection that collection= names, at datetime= as known at known=.
func (s *service) features(c *gin.Context, p params) (situation.Set, error) {
	name := strings.TrimSpace(p.values.Get("collection"))
	if s.deps.Layers == nil || !slices.Contains(situation.Collections, name) {
		return situation.Set{}, problem.Bad("collection", "there is no collection %s; there are %s", quote(name), strings.Join(situation.Collections, ", "))
	}
	for _, only := range []string{"kind", "country", "min_population", "lang"} {
		if p.has(only) {
			return situation.Set{}, problem.Bad(only, "%s narrows places of the gazetteer and does not go with collection=", only)
		}
	}
	q, err := p.situation()
	if err != nil {
		return situation.Set{}, err
	}
	if s.deps.Profile != nil {
		q.Profile = s.deps.Profile(c)
	}
	return s.deps.Layers.Features(c.Request.Context(), name, q)
}

func (p params) situation() (q situation.Query, err error) {
	if q.Valid, err = p.time("datetime"); err != nil {
		return q, err
	}
	q.Known, err = p.time("known")
	return q, err
}

// time reads an RFC 3339 time, or a date, which means its end: what held on that day.
func (p params) time(name string) (time.Time, error) {
	raw := strings.TrimSpace(p.values.Get(name))
	if raw == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, raw); err == nil {
		return t.UTC(), nil
	}
	if t, err := time.Parse(time.DateOnly, raw); err == nil {
		return t.Add(24*time.Hour - time.Second), nil
	}
	return time.Time{}, problem.Bad(name, "%s=%s is no time; write 2014-06-16T12:00:00Z or 2014-06-16", name, quote(raw))
}

// featureJSON gives a feature of the map as it is, with the block that GeocodeJSON wants beside its own properties.
func featureJSON(f geo.Feature, away *away) ([]byte, error) {
	j := &jsonText{}
	j.open('{')
	j.member("type", "locality")
	for _, k := range []string{"label", "name", "title"} {
		if t, ok := f.Properties[k].(string); ok && t != "" {
			j.member("label", t)
			break
		}
	}
	if away != nil {
		writeAway(j, away.Metres, away.Azimuth)
	}
	j.close('}')
	properties := make(map[string]any, len(f.Properties)+1)
	for k, v := range f.Properties {
		properties[k] = v
	}
	properties["geocoding"] = json.RawMessage(j.b)
	out := map[string]any{"type": "Feature", "id": f.ID, "properties": properties, "geometry": nil}
	if f.Geometry != nil {
		out["geometry"] = geojson.NewGeometry(f.Geometry)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("write feature %s: %w", f.ID, err)
	}
	return b, nil
}
