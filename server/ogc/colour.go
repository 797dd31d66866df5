package ogc

import (
	"context"
	"maps"
	"strings"
	"sync"

	"dateline/data/extract/actor"
	"dateline/data/situation"
	"dateline/geo"
)

// Coloured gives the features of f that have a holder the property color, and color_other where there is a second one, out
// of the table of actors: whoever draws them needs no table of its own.
func Coloured(f Features) Features { return &coloured{source: f} }

// maxColoured is the number of collections that are kept with their colours.
const maxColoured = 16

type coloured struct {
	source Features
	mu     sync.Mutex
	recent []colouredSet // the newest first
}

type colouredSet struct {
	collection, hash string
	features         []geo.Feature
}

// held are the collections whose features have holders.
var held = map[string]bool{"control": true, "zones": true, "changes": true}

// Features gives the collection with colours.
func (c *coloured) Features(ctx context.Context, collection string, q situation.Query) (situation.Set, error) {
	set, err := c.source.Features(ctx, collection, q)
	if err != nil || !held[collection] {
		return set, err
	}
	set.Features = c.colour(collection, set)
	return set, nil
}

func (c *coloured) colour(collection string, set situation.Set) []geo.Feature {
	c.mu.Lock()
	for _, s := range c.recent {
		if s.hash == set.Hash && s.collection == collection && len(s.features) == len(set.Features) {
			c.mu.Unlock()
			return s.features
		}
	}
	c.mu.Unlock()
	out := make([]geo.Feature, len(set.Features))
	for i, f := range set.Features {
		out[i] = withColour(f)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recent = append([]colouredSet{{collection, set.Hash, out}}, c.recent[:min(len(c.recent), maxColoured-1)]...)
	return out
}

func withColour(f geo.Feature) geo.Feature {
	first, second := holderColours(f.Properties)
	if first == "" {
		return f
	}
	f.Properties = maps.Clone(f.Properties)
	f.Properties["color"] = first
	if second != "" {
		f.Properties["color_other"] = second
	}
	return f
}

// holderColours are the colours of the first two holders: holders, or the parts of holder_id.
func holderColours(props map[string]any) (first, second string) {
	id, _ := props["holder_id"].(string)
	if id == "" {
		return "", ""
	}
	ids := strings.Split(id, "|")
	first = colourOf(ids[0])
	if len(ids) > 1 {
		second = colourOf(ids[1])
	}
	return first, second
}

// colourOf is the colour of an actor, grey for one that the table does not know.
func colourOf(id string) string {
	if c, ok := colourTable()[id]; ok {
		return c
	}
	return noActor
}

// colourTable gives the colour of every actor of the table, and of the forces of every state.
var colourTable = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, a := range actor.Default().All() {
		if a.Colour == "" {
			continue
		}
		if _, ok := out[a.ID]; !ok {
			out[a.ID] = a.Colour
		}
		if a.Kind == "state" {
			if id := actor.Default().Forces(a).ID; out[id] == "" {
				out[id] = a.Colour
			}
		}
	}
	return out
})
