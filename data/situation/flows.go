package situation

import (
	"strings"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/flow"
)

// flowDays is how long after its time a movement of people is shown.
const flowDays = 30

// obstacleReach is how populous a town must be for a curve to keep away from its label.
const obstacleReach = 20_000

func (b *builder) flows() {
	b.movements(b.f.moving(func(c *claim) bool {
		switch c.Claim.Kind {
		case data.KindFlow, data.KindReturn:
			return true
		case data.KindMovement:
			return c.Claim.Population != "" && c.Claim.Population != Forces
		}
		return false
	}), "flow")
}

func (b *builder) forces() {
	b.movements(b.f.moving(func(c *claim) bool {
		return c.Claim.Kind == data.KindMovement && (c.Claim.Population == "" || c.Claim.Population == Forces)
	}), "force")
}

// moving gives the current claims of movements, in a stable order.
func (f *frame) moving(want func(*claim) bool) []*claim {
	var out []*claim
	for _, kind := range []string{data.KindFlow, data.KindMovement, data.KindReturn} {
		for _, c := range f.view.others[kind] {
			if want(c) && c.Claim.Modality != data.Denied && f.current(c, flowDays) {
				out = append(out, c)
			}
		}
	}
	return out
}

// movements lays the curves out together and makes the features.
func (b *builder) movements(cs []*claim, kind string) {
	byID, in := map[string]*claim{}, make([]flow.Flow, 0, len(cs))
	var ends []orb.Point
	for _, c := range cs {
		fl := flow.Flow{ID: c.ID}
		fl.From = endPoint(role(c.Claim, data.RoleOrigin, data.RoleFrom))
		to := role(c.Claim, data.RoleDestination, data.RoleTo)
		if to == nil && fl.From == nil {
			to = role(c.Claim, data.RoleAt)
		}
		if to != nil && to.Relation == data.RelationDirection {
			fl.Bearing = to.Bearing
		} else {
			fl.To = endPoint(to)
		}
		if one := role(c.Claim, data.RoleOrigin, data.RoleFrom); fl.From == nil || fl.To == nil {
			// A halo in the middle of a country or a sea would say what no report does.
			if fl.From == nil {
				one = to
			}
			if one != nil && !isSpot(*one) {
				fl.From, fl.To = nil, nil
			}
		}
		for _, p := range c.Claim.Places {
			if fl.Bearing == nil && p.Bearing != nil && p.Relation == data.RelationDirection {
				fl.Bearing = p.Bearing
			}
		}
		for _, p := range []*orb.Point{fl.From, fl.To} {
			if p != nil {
				ends = append(ends, *p)
			}
		}
		byID[c.ID] = c
		in = append(in, fl)
	}
	groups := b.f.figures(cs)
	drawn := map[string]flow.Line{}
	for _, l := range flow.Draw(in, b.f.obstacles(ends)) {
		drawn[l.ID] = l
	}
	for _, c := range cs {
		f := b.movement(c, kind, drawn[c.ID], groups[b.f.subject(c)])
		b.add(kind+":"+c.ID, nil, func() geo.Feature { return f })
	}
}

func endPoint(p *data.ClaimPlace) *orb.Point {
	if p == nil {
		return nil
	}
	if pt, ok := pointOf(*p); ok {
		return &pt
	}
	return nil
}

// obstacles gives the towns near the ends whose labels curves should not cross.
func (f *frame) obstacles(ends []orb.Point) []orb.Point {
	seen := map[[2]int]bool{}
	var out []orb.Point
	for _, p := range ends {
		for _, c := range around(p, 80) {
			if seen[c] {
				continue
			}
			seen[c] = true
			for _, s := range f.e.ground.settlements(c) {
				if s.Population >= obstacleReach {
					out = append(out, s.Point)
				}
			}
		}
	}
	return out
}

func (b *builder) movement(c *claim, kind string, l flow.Line, group []*claim) geo.Feature {
	origin, dest := role(c.Claim, data.RoleOrigin, data.RoleFrom), role(c.Claim, data.RoleDestination, data.RoleTo)
	if origin == nil && dest == nil {
		dest = role(c.Claim, data.RoleAt)
	}
	label := endName(origin) + " → " + endName(dest) + ": " + words(c.Claim.Value)
	if kind == "force" {
		label = c.Claim.Actor + ": " + label
	}
	props := b.common(kind, label, c.Claim.Confidence, []*claim{c})
	props["movement"] = c.Claim.Kind
	props["origin"], props["origin_id"], props["origin_pcode"] = endProps(b.f, origin)
	props["destination"], props["destination_id"], props["destination_pcode"] = endProps(b.f, dest)
	props["origin_known"], props["destination_known"] = origin != nil, dest != nil && dest.Relation != data.RelationDirection
	props["population"] = b.f.populationOf(c.Claim)
	props["group"] = c.Claim.Group
	props["actor"] = c.Claim.Actor
	props["actor_id"] = c.Claim.ActorID
	props["status"] = c.Claim.Status
	props["shape"], props["length_km"] = l.Shape, round(l.LengthKM, 1)
	if kind == "force" {
		props["population"] = Forces
	}
	props["age_days"] = ageDays(endOf(c), b.f.q.Valid)
	sayProps(props, c)
	valueProps(props, c.Claim.Value)
	figureProps(props, group, c)
	f := geo.Feature{Properties: props}
	if len(l.Geometry) > 0 {
		f.Geometry = line(l.Geometry)
	}
	return f
}

// sayProps tells who says so and how sure.
func sayProps(props map[string]any, c *claim) {
	props["modality"], props["attribution"], props["via"], props["hedge"] = c.Claim.Modality, c.Claim.Attribution, c.Claim.Via, c.Claim.Hedge
	props["review"] = c.State()
}

func endName(p *data.ClaimPlace) string {
	if p == nil {
		return "unknown"
	}
	return placeTitle(*p)
}

func endProps(f *frame, p *data.ClaimPlace) (name, id, pcode any) {
	if p == nil {
		return nil, nil, nil
	}
	return strings.TrimSpace(placeTitle(*p)), p.ID, f.e.ground.PCode(p.ID)
}

// displaced gives the stocks: how many people are somewhere at a time. They are never added to flows, nor to each other.
func (b *builder) displaced() {
	var cs []*claim
	for _, c := range b.f.view.others[data.KindStock] {
		if c.Claim.Modality != data.Denied && b.f.current(c, flowDays) {
			cs = append(cs, c)
		}
	}
	groups := b.f.figures(cs)
	for _, c := range cs {
		at := role(c.Claim, data.RoleAt, data.RoleDestination, data.RoleOrigin)
		props := b.common("displaced", endName(at)+": "+words(c.Claim.Value), c.Claim.Confidence, []*claim{c})
		props["name"], props["place"], props["pcode"] = endProps(b.f, at)
		props["population"], props["group"] = b.f.populationOf(c.Claim), c.Claim.Group
		props["age_days"] = ageDays(endOf(c), b.f.q.Valid)
		sayProps(props, c)
		valueProps(props, c.Claim.Value)
		figureProps(props, groups[b.f.subject(c)], c)
		f := geo.Feature{Properties: props}
		if at != nil {
			f.Geometry = geometryOf(*at)
		}
		b.add("displaced:"+c.ID, nil, func() geo.Feature { return f })
	}
}

// eventDays is how long after its time an event is shown.
const eventDays = 7

func (b *builder) events() {
	for _, c := range b.f.view.others[data.KindEvent] {
		if c.Claim.Modality == data.Denied || !b.f.current(c, eventDays) {
			continue
		}
		at := role(c.Claim, data.RoleAt, data.RoleDestination, data.RoleOrigin, "")
		label := strings.ReplaceAll(c.Claim.EventType, "_", " ") + " at " + endName(at)
		props := b.common("event", label, c.Claim.Confidence, []*claim{c})
		props["event_type"] = c.Claim.EventType
		props["name"], props["place"], props["pcode"] = endProps(b.f, at)
		props["actor"], props["actor_id"] = c.Claim.Actor, c.Claim.ActorID
		props["object"], props["object_id"] = c.Claim.Object, c.Claim.ObjectID
		props["age_days"] = ageDays(endOf(c), b.f.q.Valid)
		sayProps(props, c)
		valueProps(props, c.Claim.Value)
		f := geo.Feature{Properties: props}
		if at != nil {
			f.Geometry = geometryOf(*at)
		}
		b.add("event:"+c.ID, nil, func() geo.Feature { return f })
	}
}
