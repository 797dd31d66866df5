package location

import (
	"github.com/paulmach/orb"

	"dateline/geo"
)

// geocodeJSONVersion is the version of the GeocodeJSON specification that the answers follow.
const geocodeJSONVersion = "0.1.0"

// Answer is what a question about places gets, with what the question was.
type Answer struct {
	query   string
	at      *orb.Point // the point asked about
	admin   []answer   // areas that hold it, from the country down
	answers []answer
	// more says that there are more answers than the limit let through.
	more bool
}

func (c Answer) json() []byte {
	j := &jsonText{b: make([]byte, 0, 256+700*len(c.answers))}
	j.open('{')
	j.member("type", "FeatureCollection")
	j.key("geocoding")
	j.open('{')
	j.member("version", geocodeJSONVersion)
	attribution, licence := credits(c.answers, c.admin)
	j.member("licence", licence)
	j.member("attribution", attribution)
	j.member("query", c.query)
	if c.at != nil {
		j.key("point")
		j.point(*c.at)
	}
	if c.admin != nil {
		j.key("within")
		j.open('[')
		for _, a := range c.admin {
			writeArea(j, a)
		}
		j.close(']')
	}
	if c.more {
		j.key("more")
		j.raw([]byte("true"))
	}
	j.close('}')
	j.key("features")
	j.open('[')
	for i := range c.answers {
		writeFeature(j, &c.answers[i])
	}
	j.close(']')
	j.close('}')
	return j.b
}

// writeArea writes one area that holds the point asked about; disputed land says so, and
// what there is to know about who holds it.
func writeArea(j *jsonText, a answer) {
	j.open('{')
	j.member("id", a.ID)
	j.member("name", a.name)
	j.member("type", areaType(a))
	j.member("kind", a.Kind)
	j.member("country_code", a.Country)
	j.member("pcode", a.PCode)
	if a.disputed || a.Note != "" {
		j.key("disputed")
		j.raw([]byte("true"))
	}
	j.member("note", a.Note)
	j.member("source", a.Source)
	j.close('}')
}

func areaType(a answer) string {
	if a.disputed {
		return "disputed"
	}
	return geocodeType(a.Place)
}

func writeFeature(j *jsonText, a *answer) {
	if a.feature != nil {
		j.raw(a.feature)
		return
	}
	j.open('{')
	j.member("type", "Feature")
	j.member("id", a.ID)
	j.key("geometry")
	j.open('{')
	j.member("type", "Point")
	j.key("coordinates")
	j.point(a.Point)
	j.close('}')
	j.key("properties")
	j.open('{')
	j.key("geocoding")
	writeGeocoding(j, a)
	j.close('}')
	j.close('}')
}

func writeGeocoding(j *jsonText, a *answer) {
	kind := geocodeType(a.Place)
	j.open('{')
	j.member("type", kind)
	j.member("id", a.ID)
	j.member("label", a.label)
	j.member("name", a.name)
	if kind == "city" || kind == "district" || kind == "locality" {
		j.member(kind, a.name)
	}
	j.member("county", a.county)
	j.member("state", a.state)
	j.member("country", a.country)
	j.member("country_code", a.Country)
	writeLevels(j, a)
	j.member("kind", a.Kind)
	if a.Population > 0 {
		j.key("population")
		j.integer(a.Population)
	}
	j.member("pcode", a.PCode)
	if a.disputed || a.Note != "" {
		j.key("disputed")
		j.raw([]byte("true"))
	}
	j.member("note", a.Note)
	j.member("source", a.Source)
	writeScore(j, a)
	if a.away != nil {
		writeAway(j, a.away.Metres, a.away.Azimuth)
	}
	j.close('}')
}

// writeLevels gives the areas by the levels of OpenStreetMap: 2 is the country, 4 the first division, 6 the second.
func writeLevels(j *jsonText, a *answer) {
	if a.country == "" && a.state == "" && a.county == "" {
		return
	}
	j.key("admin")
	j.open('{')
	j.member("level2", a.country)
	j.member("level4", a.state)
	j.member("level6", a.county)
	j.close('}')
}

func writeScore(j *jsonText, a *answer) {
	if !a.scored {
		return
	}
	if a.match.Text != "" {
		j.key("match")
		j.open('{')
		j.member("name", a.match.Text)
		j.member("lang", a.match.Lang)
		j.member("kind", a.match.Kind)
		j.close('}')
	}
	j.key("confidence")
	j.number(a.confidence, 3)
	j.key("reasons")
	j.open('[')
	for _, r := range a.reasons {
		j.string(r)
	}
	j.close(']')
}

// writeAway gives distance and direction from the point asked about.
func writeAway(j *jsonText, metres, azimuth float64) {
	j.key("distance_m")
	j.number(metres, 3)
	j.key("azimuth")
	j.number(positiveAzimuth(azimuth), 3)
	j.member("direction", geo.Compass(azimuth))
}

// positiveAzimuth gives an azimuth in [0, 360).
func positiveAzimuth(a float64) float64 {
	if a < 0 {
		a += 360
	}
	if a >= 360 {
		a -= 360
	}
	return a
}
