package ogc

import (
	"context"
	"maps"
	"sync"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/ogc/basemap"
)

// Names is the part of the gazetteer that tells what places are called.
type Names interface {
	Place(id string) (gazetteer.Place, bool)
	Names(id string) []gazetteer.Name
}

// interfaceLanguages are those of the map beside English, in which features carry the names of their places.
var interfaceLanguages = []string{"ar", "ckb", "fr"}

// Named gives the features of f the names of their places in the languages of the map, where the gazetteer knows them and
// they differ from the name: name_ar of a place, origin_ar and destination_ar of a movement.
func Named(f Features, names Names) Features {
	return &named{source: f, names: names, known: map[string]map[string]string{}}
}

type named struct {
	source Features
	names  Names
	mu     sync.Mutex
	recent []colouredSet                // the newest first
	known  map[string]map[string]string // by place, then language
}

// placesOf tells, by collection, which properties hold ids of places, and what the names of each are called.
var placesOf = map[string]map[string]string{
	"control":   {"place": "name"},
	"displaced": {"place": "name"},
	"events":    {"place": "name"},
	"places":    {"": "name"},
	"flows":     {"origin_id": "origin", "destination_id": "destination"},
	"forces":    {"origin_id": "origin", "destination_id": "destination"},
}

// Features gives the collection with names.
func (n *named) Features(ctx context.Context, collection string, q situation.Query) (situation.Set, error) {
	set, err := n.source.Features(ctx, collection, q)
	places := placesOf[collection]
	if err != nil || places == nil {
		return set, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range n.recent {
		if s.hash == set.Hash && s.collection == collection && len(s.features) == len(set.Features) {
			set.Features = s.features
			return set, nil
		}
	}
	out := make([]geo.Feature, len(set.Features))
	for i, f := range set.Features {
		out[i] = n.name(f, places)
	}
	n.recent = append([]colouredSet{{collection, set.Hash, out}}, n.recent[:min(len(n.recent), maxColoured/2-1)]...)
	set.Features = out
	return set, nil
}

func (n *named) name(f geo.Feature, places map[string]string) geo.Feature {
	cloned := false
	for key, prefix := range places {
		id := f.ID
		if key != "" {
			id, _ = f.Properties[key].(string)
		}
		for lang, name := range n.of(id) {
			if !cloned {
				f.Properties, cloned = maps.Clone(f.Properties), true
			}
			f.Properties[prefix+"_"+lang] = name
		}
	}
	return f
}

// maxNamed is the number of places whose names are kept.
const maxNamed = 100_000

// of gives a place's names by language; none for a place that the gazetteer does not know.
func (n *named) of(id string) map[string]string {
	if id == "" {
		return nil
	}
	if known, ok := n.known[id]; ok {
		return known
	}
	var found map[string]string
	if p, ok := n.names.Place(id); ok {
		all := basemap.NamesByLanguage(p, n.names.Names(id))
		for _, lang := range interfaceLanguages {
			if name := all[lang]; name != "" {
				if found == nil {
					found = map[string]string{}
				}
				found[lang] = name
			}
		}
	}
	if len(n.known) >= maxNamed {
		clear(n.known)
	}
	n.known[id] = found
	return found
}
