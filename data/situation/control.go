package situation

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// SiegeRingKM is the radius of the ring that stands for a siege on the map; it is a symbol, not an area.
const SiegeRingKM = 5

// control gives the status of every place that is spoken of.
func (b *builder) control() {
	keys := b.f.view.keys
	if b.f.partial && b.kept != nil {
		keys, b.patch = b.f.changed, true
	}
	var shown []string
	for _, key := range keys {
		id, s := "control:"+key, b.f.statusAt(key)
		if len(s.Claims) == 0 && len(s.Against) == 0 && !s.Reasoned { // gone, or only events
			if b.patch {
				b.made[id] = made{f: geo.Feature{ID: id}}
			}
			continue
		}
		shown = append(shown, key)
	}
	features := make([]made, len(shown))
	var mu sync.Mutex
	parallel(len(shown), func(from, to int) {
		own := &builder{f: b.f, collection: b.collection, whole: b.whole}
		for i := from; i < to; i++ {
			d := b.f.view.dossiers[shown[i]]
			features[i] = finished("control:"+shown[i], nil, own.controlFeature(d, b.f.e.statusOf(d, b.f.q.Valid, true)))
		}
		mu.Lock()
		defer mu.Unlock()
		b.err = cmp.Or(b.err, own.err)
	})
	for _, m := range features {
		b.made[m.f.ID] = m
	}
}

func (b *builder) controlFeature(d *dossier, s Status) geo.Feature {
	label := statusWords(s)
	props := b.common("control", placeTitle(d.place)+": "+label, s.Confidence, append(append([]*claim{}, s.Claims...), s.Against...))
	props["name"] = placeTitle(d.place)
	props["place"] = d.place.ID
	props["place_kind"] = d.place.Kind
	props["relation"] = relationOf(d.place)
	props["area"] = isArea(d.place.Kind) || isCountry(d.place.Kind)
	props["country"] = d.place.Country
	props["pcode"] = b.f.e.ground.PCode(d.place.ID)
	props["uncertainty_km"] = d.place.UncertaintyKM
	setHolders(props, s)
	props["status"], props["class"] = s.Status, s.Class
	props["isw2022"], props["isw2014"] = vocabularies(&s)
	props["since"], props["last_seen"] = nil, nil
	if !s.Since.IsZero() {
		props["since"], props["last_seen"] = stamp(s.Since), stamp(s.LastSeen)
	}
	props["age_days"], props["sources"] = s.AgeDays, s.Sources
	props["reasons"] = s.Reasons
	props["against"] = claimIDs(s.Against)
	props["besieged"] = s.Siege != nil
	if s.Siege != nil {
		props["besieger"], props["besieger_id"] = names(s.Siege.By), joined(ids(s.Siege.By))
		props["besieged_since"], props["siege_ring_km"] = stamp(s.Siege.Since), float64(SiegeRingKM)
	}
	return geo.Feature{Geometry: geometryOf(d.place), Properties: props}
}

// setHolders puts the holders on a feature. Several share one id, joined by "|", so that a map can colour them alike.
func setHolders(props map[string]any, s Status) {
	props["holder"], props["holder_id"] = names(s.Holders), joined(ids(s.Holders))
	if slices.Contains([]string{Unknown, Vacated, Present, Besieged}, s.Status) {
		// These name somebody who does not hold the place: never under the name of holder.
		props["holder"], props["holder_id"] = "", ""
		props["party"], props["party_id"] = names(s.Holders), joined(ids(s.Holders))
	}
	props["holders"] = ids(s.Holders)
}

func joined(ids []string) string {
	out := ""
	for i, id := range ids {
		if i > 0 {
			out += "|"
		}
		out += id
	}
	return out
}

func relationOf(p data.ClaimPlace) string {
	if p.Relation == "" {
		return data.RelationIn
	}
	return p.Relation
}

func placeTitle(p data.ClaimPlace) string {
	name := p.Name
	if name == "" {
		name = p.Text
	}
	switch p.Relation {
	case data.RelationVicinity:
		return "around " + name
	case data.RelationSite:
		if strings.Contains(strings.ToLower(name), strings.ToLower(p.Site)) && p.Site != "" {
			return name
		}
		if p.Site != "" {
			return name + " (" + p.Site + ")"
		}
		return "near " + name
	}
	return name
}

// geometryOf is the spot of a place; none for countries, areas and regions: a mark in the middle of them would say what no
// report does. They stand in the lists, and areas that somebody holds in the zones.
func geometryOf(p data.ClaimPlace) orb.Geometry {
	if pt, ok := pointOf(p); ok && isSpot(p) {
		return pt
	}
	return nil
}

// isSpot says whether a mark at a place's point says no more than a report does. Names of waters stand in their middle on every
// map; the middle of a country, an area or a border is no place.
func isSpot(p data.ClaimPlace) bool {
	large := isArea(p.Kind) || isCountry(p.Kind) || p.Kind == "CONT" || p.Kind == "RGN" || strings.HasPrefix(p.ID, borderPrefix)
	return p.ID == "" || !large
}

func claimIDs(cs []*claim) []string {
	out := make([]string, 0, len(cs))
	for _, c := range cs {
		out = append(out, c.ID)
	}
	return out
}

// statusWords is a status in a few words: "ISIS", "left by the Iraqi army", "contested: ISIS and Peshmerga".
func statusWords(s Status) string {
	who := names(s.Holders)
	switch s.Status {
	case Held:
		return who
	case Vacated:
		return "left by " + who
	case Present:
		return who + " present, holder not known"
	case Besieged:
		if len(s.Siege.By) == 0 {
			return "besieged"
		}
		return "besieged by " + names(s.Siege.By)
	case Unknown:
		return "no information"
	}
	if who == "" {
		return s.Status
	}
	return s.Status + ": " + who
}
