package situation

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// ClaimFeature gives one claim as a feature of the collection claims, as internal sees it.
func (e *Engine) ClaimFeature(st data.ClaimState) geo.Feature {
	q := Query{Profile: internal}
	f := &frame{e: e, q: q}
	c := claimOf(newReports(e.src, time.Time{}), &st)
	e.mu.Lock()
	if v, err := e.view(context.Background(), q); err == nil {
		if i, ok := v.ledger.index(st.Claim.ID); ok && v.of(i) != nil && int(v.of(i).Version) == st.Version {
			f.view, c = v, v.of(i) // with what others make of it
		}
	}
	e.mu.Unlock()
	return (&builder{f: f}).oneClaim(c)
}

func (b *builder) oneClaim(c *claim) geo.Feature {
	f := b.claimFeature(c)
	f.ID = c.ID
	f.Properties["id"] = f.ID
	return f
}

// written are the properties of a feature of claims that a writer may set; the others follow from them.
type written struct {
	Kind        string          `json:"claim_kind"`
	Status      string          `json:"status"`
	EventType   string          `json:"event_type"`
	Actor       string          `json:"actor"`
	ActorID     string          `json:"actor_id"`
	ActorName   string          `json:"actor_name"`
	Object      string          `json:"object"`
	ObjectID    string          `json:"object_id"`
	Places      []writtenPlace  `json:"places"`
	Population  string          `json:"population"`
	Group       string          `json:"group"`
	Start       string          `json:"valid_from"`
	End         string          `json:"valid_to"`
	Precision   string          `json:"precision"`
	Modality    string          `json:"modality"`
	Attribution string          `json:"attribution"`
	Via         string          `json:"via"`
	Hedge       string          `json:"hedge"`
	Reliability string          `json:"reliability"`
	Credibility int             `json:"credibility"`
	Confidence  *float64        `json:"confidence"`
	Sensitivity string          `json:"sensitivity"`
	Value       *data.Value     `json:"value"`
	Factor      float64         `json:"factor"`
	FactorFrom  string          `json:"factor_source"`
	Evidence    []data.Evidence `json:"evidence"`
}

// writtenPlace is a place in it.
type writtenPlace struct {
	data.ClaimPlace
	Kind    *string `json:"kind"`
	Country *string `json:"country"`
}

// Writable are the names of the properties that a writer may set.
var Writable = func() []string {
	var names []string
	t := reflect.TypeFor[written]()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("json"); tag != "" {
			names = append(names, tag)
		}
	}
	slices.Sort(names)
	return names
}()

// Places finds what the gazetteer says of a place by its id.
type Places func(id string) (data.ClaimPlace, bool)

// EditClaim gives the claim that a feature of claims asks for. was is the claim that is replaced, empty for a new one, and shown
// the feature that it makes: a property that is sent back as it was shown changes nothing, and one that is not sent is taken
// away. What a feature shows and nobody can write does not count. Quotations are not looked up here. A fault of the writer
// is data.ErrInvalid.
func EditClaim(was data.Claim, shown, asked geo.Feature, places Places) (data.Claim, error) {
	before, err := plainMap(shown.Properties)
	if err != nil {
		return was, err
	}
	props, err := plainMap(asked.Properties)
	if err != nil {
		return was, invalid("properties: %v", err)
	}
	for k := range props {
		if _, computed := shown.Properties[k]; !computed && !slices.Contains(Writable, k) {
			return was, invalid("there is no property %q to write; there are %s", k, strings.Join(Writable, ", "))
		}
	}
	changed := func(name string) bool { return !reflect.DeepEqual(before[name], props[name]) }
	body, err := json.Marshal(props)
	if err != nil {
		return was, err
	}
	var w written
	if err := json.Unmarshal(body, &w); err != nil {
		return was, invalid("properties: %v", err)
	}
	c := was
	w.texts(&c)
	// The grades that are shown follow from the source and from other claims: sent back as they were, they stay so.
	if changed("reliability") {
		c.Reliability = w.Reliability
	}
	if changed("credibility") {
		c.Credibility = w.Credibility
	}
	if err := w.times(&c, changed); err != nil {
		return was, err
	}
	if changed("places") || was.ID == "" {
		c.Places = w.places(was.Places, places)
	}
	if changed("confidence") || was.ID == "" {
		if c.Confidence = 1; w.Confidence != nil {
			c.Confidence = *w.Confidence
		}
	}
	if changed("value") || changed("factor") || changed("factor_source") {
		if c.Value = w.Value; c.Value != nil {
			c.Value.Factor, c.Value.FactorSource = w.Factor, w.FactorFrom
		}
	}
	if changed("evidence") {
		c.Evidence = w.Evidence
	}
	if was.ID == "" {
		c.Modality = cmp.Or(c.Modality, data.Asserted)
		c.Valid.Precision = cmp.Or(c.Valid.Precision, "day")
	}
	return c, w.geometry(&c, shown, asked, changed("places"))
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w claim: %s", data.ErrInvalid, fmt.Sprintf(format, args...))
}

// plainMap gives properties as JSON has them, without the nulls.
func plainMap(m map[string]any) (map[string]any, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	if err := json.Unmarshal(b, &out); err != nil {
		return nil, err
	}
	for k, v := range out {
		if v == nil || v == "" {
			delete(out, k)
		}
	}
	return out, nil
}

func (w *written) texts(c *data.Claim) {
	c.Kind, c.Status, c.EventType = w.Kind, w.Status, w.EventType
	c.Actor, c.ActorID, c.ActorName = w.Actor, w.ActorID, w.ActorName
	c.Object, c.ObjectID = w.Object, w.ObjectID
	c.Population, c.Group = w.Population, w.Group
	c.Modality, c.Attribution, c.Via, c.Hedge = w.Modality, w.Attribution, w.Via, w.Hedge
	c.Sensitivity = w.Sensitivity
}

// times reads the valid interval. The start that is shown may be the day of the report: sent back as it was, it stays unsaid.
func (w *written) times(c *data.Claim, changed func(string) bool) error {
	set := func(name, text string, at **time.Time) error {
		if !changed(name) {
			return nil
		}
		if *at = nil; text == "" {
			return nil
		}
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			if t, err = time.Parse(time.DateOnly, text); err != nil {
				return invalid("%s %q is not a time: write 2014-06-16 or 2014-06-16T09:30:00Z", name, text)
			}
		}
		t = t.UTC()
		*at = &t
		return nil
	}
	if err := set("valid_from", w.Start, &c.Valid.Start); err != nil {
		return err
	}
	if err := set("valid_to", w.End, &c.Valid.End); err != nil {
		return err
	}
	c.Valid.Precision = w.Precision
	return nil
}

// places takes the places over. Kind and country are not shown: they are those that the place had, or the gazetteer's.
func (w *written) places(was []data.ClaimPlace, find Places) []data.ClaimPlace {
	out := make([]data.ClaimPlace, len(w.Places))
	for i, p := range w.Places {
		q := p.ClaimPlace
		var known data.ClaimPlace
		if k := slices.IndexFunc(was, func(o data.ClaimPlace) bool { return o.ID == q.ID && q.ID != "" }); k >= 0 {
			known = was[k]
		} else if find != nil && q.ID != "" {
			known, _ = find(q.ID)
		}
		q.Kind, q.Country = known.Kind, known.Country
		if p.Kind != nil {
			q.Kind = *p.Kind
		}
		if p.Country != nil {
			q.Country = *p.Country
		}
		if q.Lon == nil && q.Lat == nil {
			q.Lon, q.Lat = known.Lon, known.Lat
		}
		if q.Name == "" {
			q.Name = known.Name
		}
		if q.Name == "" {
			q.Name = q.Text
		}
		if q.Role == "" {
			q.Role = data.RoleAt
		}
		if q.Relation == "" {
			q.Relation = data.RelationIn
		}
		out[i] = q
	}
	return out
}

// geometry takes a point that was moved over to the only place of the claim; any other geometry follows from the places.
func (w *written) geometry(c *data.Claim, shown, asked geo.Feature, places bool) error {
	if places || asked.Geometry == nil || shown.Geometry != nil && orb.Equal(shown.Geometry, asked.Geometry) {
		return nil
	}
	p, ok := asked.Geometry.(orb.Point)
	if !ok || len(c.Places) > 1 {
		return invalid("the geometry follows from the property places: change those")
	}
	if len(c.Places) == 0 {
		c.Places = []data.ClaimPlace{{Role: data.RoleAt, Relation: data.RelationIn, Name: fmt.Sprintf("%.4f, %.4f", p[1], p[0])}}
	}
	c.Places = slices.Clone(c.Places)
	q := &c.Places[0]
	q.ID, q.Lon, q.Lat = "", &p[0], &p[1]
	return nil
}
