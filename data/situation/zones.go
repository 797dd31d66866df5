package situation

import (
	"fmt"
	"strings"

	"dateline/geo"
	"dateline/geo/zone"
)

func (b *builder) zones() {
	l := b.f.layered()
	for _, z := range l.zones {
		id := "zone:" + z.Key.Holder + ":" + z.Key.Class
		if l.redone != nil && !l.redone[z.Key] && b.keep(id) {
			continue
		}
		b.add(id, nil, func() geo.Feature { return b.zoneFeature(l, z) })
	}
	for _, r := range l.rings {
		b.add("zone:"+r.dossier.key, nil, func() geo.Feature { return b.ringFeature(r) })
	}
}

func (b *builder) zoneFeature(l *layers, z zone.Zone) geo.Feature {
	class, basis := z.Key.Class, "place"
	if c, ok := strings.CutSuffix(class, areaBasis); ok {
		class, basis = c, "area"
	}
	var cs []*claim
	var holders []Party
	places := []any{}
	confidence, first := 1.0, true
	var oldest, newest string
	take := func(s Status) {
		cs = append(append(cs, s.Claims...), s.Against...)
		holders = append(holders, s.Holders...)
		confidence = min(confidence, s.Confidence)
		if at := stamp(s.LastSeen); first || at < oldest {
			oldest = at
		}
		if at := stamp(s.LastSeen); at > newest {
			newest = at
		}
		first = false
	}
	if class == zone.Inferred {
		basis = "neighbours"
		for _, i := range z.Sites {
			places = append(places, l.tess.sites[i].id)
		}
	}
	if basis != "area" {
		for _, i := range l.allSpeakers(z.Sites) {
			s := l.tess.sites[i]
			if own := b.f.status[s.key]; own != nil && s.key != "" {
				take(*own)
				if basis == "place" {
					places = append(places, s.key)
				}
			}
		}
	}
	if basis == "area" {
		for _, a := range l.areas {
			if keyFor(&a.status, areaBasis) == z.Key {
				take(a.status)
				places = append(places, a.key)
			}
		}
	}
	holders = distinct(holders)
	if class == zone.Inferred {
		confidence *= inferredShare
	}
	props := b.common("zone", fmt.Sprintf("%s (%s)", names(holders), class), confidence, cs)
	b.zoneProps(props, class, basis, z.AreaKM2)
	props["holder"], props["holder_id"], props["holders"] = names(holders), joined(ids(holders)), ids(holders)
	props["joint"] = strings.HasPrefix(z.Key.Holder, jointMark)
	props["places"] = places
	props["oldest"], props["last_seen"] = oldest, newest
	return geo.Feature{Geometry: z.Geometry, Properties: props}
}

// inferredShare is how much of its neighbours' confidence an inferred place keeps: the share of them that must agree.
const inferredShare = 2.0 / 3

// zoneProps says how an area was made, so that it can be made again.
func (b *builder) zoneProps(props map[string]any, class, basis string, area float64) {
	props["class"], props["basis"] = class, basis
	props["isw2022"], props["isw2014"] = zoneVocabularies(class)
	props["radius_km"], props["method"], props["version"] = b.f.q.CapKM, b.f.e.ground.method(), Version
	props["inferred"] = !b.f.q.OwnOnly
	props["area_km2"] = round(area, 1)
}

func (b *builder) ringFeature(r ringZone) geo.Feature {
	s := r.status
	title := placeTitle(r.dossier.place)
	props := b.common("zone", fmt.Sprintf("%s: %s (%s)", title, names(s.Holders), s.Class), s.Confidence, append(append([]*claim{}, s.Claims...), s.Against...))
	b.zoneProps(props, s.Class, "vicinity", zone.AreaKM2(r.geometry))
	setHolders(props, s)
	props["joint"] = s.Status == Joint
	props["places"] = []any{r.dossier.key}
	props["oldest"], props["last_seen"] = stamp(s.LastSeen), stamp(s.LastSeen)
	return geo.Feature{Geometry: r.geometry, Properties: props}
}
