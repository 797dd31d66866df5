package ogc

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
)

type townNames struct{}

func (townNames) Place(id string) (gazetteer.Place, bool) {
	return gazetteer.Place{ID: id, Name: "Mosul", Country: "IQ"}, id == "g:1"
}

func (townNames) Names(string) []gazetteer.Name {
	return []gazetteer.Name{
		{Text: "Mosul", Lang: "fr"},
		{Text: "الموصل", Lang: "ar"},
		{Text: "نەینەوا", Lang: "ckb", Kind: "historic"},
		{Text: "مووسڵ"},
		{Text: "Musul", Lang: "tr"},
	}
}

type oneSet map[string][]geo.Feature

func (o oneSet) Features(_ context.Context, collection string, _ situation.Query) (situation.Set, error) {
	return situation.Set{Hash: collection, Features: o[collection]}, nil
}

// Features carry the names of their places in the languages of the map; what the source holds stays as it was.
func TestNamed(t *testing.T) {
	source := oneSet{
		"control": {{ID: "control:1", Properties: map[string]any{"name": "around Mosul", "place": "g:1"}}},
		"places":  {{ID: "g:1", Properties: map[string]any{"name": "Mosul"}}, {ID: "g:2", Properties: map[string]any{"name": "x"}}},
		"flows":   {{ID: "flow:1", Properties: map[string]any{"origin": "Mosul", "origin_id": "g:1", "destination_id": nil}}},
		"zones":   {{ID: "zone:1", Properties: map[string]any{"holder": "x"}}},
	}
	want := map[string][]map[string]any{
		"control": {{"name": "around Mosul", "place": "g:1", "name_ar": "الموصل", "name_ckb": "مووسڵ"}},
		"places":  {{"name": "Mosul", "name_ar": "الموصل", "name_ckb": "مووسڵ"}, {"name": "x"}},
		"flows":   {{"origin": "Mosul", "origin_id": "g:1", "destination_id": nil, "origin_ar": "الموصل", "origin_ckb": "مووسڵ"}},
		"zones":   {{"holder": "x"}},
	}
	f := Named(source, townNames{})
	for range 2 {
		for collection, props := range want {
			set, err := f.Features(t.Context(), collection, situation.Query{})
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range props {
				if d := cmp.Diff(p, set.Features[i].Properties); d != "" {
					t.Errorf("%s %d: %s", collection, i, d)
				}
			}
		}
	}
	if n := len(source["control"][0].Properties); n != 2 {
		t.Errorf("the source's feature has %d properties now, want 2", n)
	}
}
