package location

import (
	"slices"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
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

	// refs and near are answers that are unpacked and described one after the other when they are written.
	refs      []gazetteer.Ref
	near      []gazetteer.NearRef
	describer *describer
}

// each visits the answers in order. An answer is only good during the call.
func (c *Answer) each(visit func(*answer)) {
	for i := range c.answers {
		visit(&c.answers[i])
	}
	if len(c.refs)+len(c.near) == 0 {
		return
	}
	var a answer
	var way away
	for _, r := range c.refs {
		a = answer{Place: r.Place()}
		c.describer.describe(&a)
		visit(&a)
	}
	for i := range c.near {
		n := &c.near[i]
		way = away{n.Metres, n.Azimuth}
		a = answer{Place: n.Place(), away: &way}
		c.describer.describe(&a)
		a.county = countyAt(c.admin, &a.Place)
		visit(&a)
	}
}

// list gives the answers, all unpacked.
func (c *Answer) list() []answer {
	var out []answer
	c.each(func(a *answer) {
		o := *a
		if a.away != nil {
			way := *a.away
			o.away = &way
		}
		out = append(out, o)
	})
	return out
}

// credits gives the sources of all that is shown.
func (c *Answer) credits() *credits {
	out := creditsOf(c.answers)
	for i := range c.admin {
		out.add(c.admin[i].Source)
	}
	for _, r := range c.refs {
		out.add(r.Source())
	}
	for _, n := range c.near {
		out.add(n.Source())
	}
	return out
}

func (c *Answer) json() []byte {
	j := &jsonText{}
	c.write(j)
	return j.b
}

func (c *Answer) write(j *jsonText) {
	j.b = slices.Grow(j.b, 256+700*(len(c.answers)+len(c.refs)+len(c.near)))
	j.open('{')
	j.member("type", "FeatureCollection")
	j.key("geocoding")
	j.open('{')
	j.member("version", geocodeJSONVersion)
	attribution, licence := c.credits().texts()
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
		for i := range c.admin {
			writeArea(j, &c.admin[i])
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
	c.each(func(a *answer) { writeFeature(j, a) })
	j.close(']')
	j.close('}')
}

// writeArea writes one area that holds the point asked about; disputed land says so, and
// what there is to know about who holds it.
func writeArea(j *jsonText, a *answer) {
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

func areaType(a *answer) string {
	if a.disputed {
		return "disputed"
	}
	return geocodeType(a.Kind)
}

func writeFeature(j *jsonText, a *answer) {
	if a.feature != nil {
		j.raw(a.feature)
		return
	}
	j.sep()
	b := append(j.b, `{"type":"Feature","id":`...)
	start := len(b)
	b = appendJSONString(b, a.ID)
	id := b[start:]
	b = append(b, `,"geometry":{"type":"Point","coordinates":[`...)
	b = append(appendShortest(b, a.Point[0]), ',')
	b = appendShortest(b, a.Point[1])
	b = append(b, `]},"properties":{"geocoding":`...)
	j.b, j.comma = b, false
	writeGeocoding(j, a, id)
	j.b, j.comma = append(j.b, "}}"...), true
}

// writeGeocoding writes the block that GeocodeJSON wants; id is the place's id in JSON.
func writeGeocoding(j *jsonText, a *answer, id []byte) {
	kind := geocodeType(a.Kind)
	j.open('{')
	j.member("type", kind)
	j.key("id")
	j.raw(id)
	writeNames(j, a, kind)
	if a.county == "" && a.area != nil {
		if len(a.area.members) > 0 {
			j.raw(a.area.members)
		}
	} else {
		writeParentAreas(j, a)
	}
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

// writeNames writes the label, the name, and the name again under what the place is. The name is escaped once.
func writeNames(j *jsonText, a *answer, kind string) {
	named := kind == "city" || kind == "district" || kind == "locality"
	if a.name == "" || a.area == nil || a.name == a.state || a.name == a.country {
		j.member("label", a.label())
		j.member("name", a.name)
		if named {
			j.member(kind, a.name)
		}
		return
	}
	j.key("label")
	start := len(j.b)
	b := appendJSONString(j.b, a.name)
	name := b[start : len(b)-1] // with the quote before it
	b = append(append(b[:len(b)-1], a.area.tail...), `","name":`...)
	b = append(append(b, name...), '"')
	if named {
		b = append(append(append(b, ',', '"'), kind...), '"', ':')
		b = append(append(b, name...), '"')
	}
	j.b, j.comma = b, true
}

// writeParentAreas writes the areas that a place lies in.
func writeParentAreas(j *jsonText, a *answer) {
	j.member("county", a.county)
	j.member("state", a.state)
	j.member("country", a.country)
	j.member("country_code", a.Country)
	writeLevels(j, a)
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
		j.member("from", a.match.From)
		j.member("to", a.match.To)
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
