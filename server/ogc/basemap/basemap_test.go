package basemap

import (
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
	"dateline/tiles"
)

// world is three countries in a row, one without a state, and a few towns.
type world struct{}

func square(x, w float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{x, 30}, {x + w, 30}, {x + w, 40}, {x, 40}, {x, 30}}}}
}

func (world) CountryOutlinesWithin(orb.Bound) []gazetteer.Outlined {
	return []gazetteer.Outlined{
		{Place: gazetteer.Place{ID: "a", Name: "A", Country: "AA"}, Outline: square(0, 10)},
		{Place: gazetteer.Place{ID: "b", Name: "B", Country: "BB"}, Outline: square(10, 10)},
		{Place: gazetteer.Place{ID: "c", Name: "C", Country: "CC", Note: "Self admin.; Claimed by B"}, Outline: square(20, 10)},
	}
}

func (world) AdminOutlinesWithin(orb.Bound) []gazetteer.Outlined {
	return []gazetteer.Outlined{
		{Place: gazetteer.Place{ID: "a1", Name: "A1", Country: "AA"}, Outline: square(0, 5)},
		{Place: gazetteer.Place{ID: "a2", Name: "A2", Country: "AA"}, Outline: square(5, 5)},
		{Place: gazetteer.Place{ID: "b1", Name: "B1", Country: "BB"}, Outline: square(10, 10)},
	}
}

func (world) UrbanOutlinesWithin(orb.Bound) []gazetteer.Outlined { return nil }

func (world) Within(_ orb.Bound, o gazetteer.NearOptions) []gazetteer.Place {
	if len(o.Kinds) != 1 || o.Kinds[0] != "P" {
		return nil
	}
	return []gazetteer.Place{
		{ID: "city", Name: "Mosul", Kind: "PPLA", Population: 1_683_000, Country: "IQ", Point: orb.Point{3, 33}},
		{ID: "part", Name: "New Mosul", Kind: "PPLX", Population: 2_070_000, Country: "IQ", Point: orb.Point{3.1, 33}},
	}
}

func (world) Names(id string) []gazetteer.Name {
	if id != "city" {
		return nil
	}
	return []gazetteer.Name{{Text: "الموصل"}, {Text: "mwsڵ"}, {Text: "مووسڵ"}, {Text: "Mossoul", Lang: "fr"}, {Text: "Mosul", Lang: "en"}, {Text: "City of Mosul", Lang: "en"}, {Text: "Ninus", Lang: "en", Kind: "historic"}}
}

func layersOf(t *testing.T, tile tiles.Tile) map[string]tiles.DecodedLayer {
	t.Helper()
	layers, err := tiles.Decode(New(world{}, nil).Tile(tile).Data)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]tiles.DecodedLayer{}
	for _, l := range layers {
		out[l.Name] = l
	}
	return out
}

func TestLayers(t *testing.T) {
	l := layersOf(t, tiles.At(orb.Point{10, 35}, 3))
	if n := len(l[Land].Features); n != 3 {
		t.Errorf("%d countries", n)
	}
	borders := map[string]any{}
	for _, f := range l[Boundaries].Features {
		borders[f.Properties["left"].(string)+f.Properties["right"].(string)] = f.Properties["disputed"]
	}
	if len(borders) != 2 || borders["AB"] != false || borders["BC"] != true {
		t.Errorf("country borders %v", borders)
	}
	deep := layersOf(t, tiles.At(orb.Point{3, 33}, 6))
	levels := map[any]int{}
	for _, f := range deep[Boundaries].Features {
		levels[f.Properties["admin_level"]]++
	}
	if levels[4.0] != 1 {
		t.Errorf("admin borders %v, want the one inside A", levels)
	}
}

// TestPlaceNames: a part of a town with more people than the town waits; names carry their language or show it by script.
func TestPlaceNames(t *testing.T) {
	places := layersOf(t, tiles.At(orb.Point{3, 33}, 6))[Places].Features
	if len(places) != 1 {
		t.Fatalf("%d places at zoom 6", len(places))
	}
	p := places[0].Properties
	if p["name"] != "Mosul" || p["name_ar"] != "الموصل" || p["name_ckb"] != "مووسڵ" || p["name_fr"] != "Mossoul" || p["name_en"] != nil {
		t.Errorf("names %v", p)
	}
}

// TestDescribed: every property that a tile carries is described.
func TestDescribed(t *testing.T) {
	fields := map[string]map[string]string{}
	for _, l := range Describe().VectorLayers {
		fields[l.ID] = l.Fields
	}
	for _, z := range []uint32{0, 3, 4, 5, 6, 8, 12} {
		for name, l := range layersOf(t, tiles.At(orb.Point{3, 33}, z)) {
			for _, f := range l.Features {
				for key := range f.Properties {
					if fields[name][key] == "" {
						t.Errorf("zoom %d: %s.%s is not described", z, name, key)
					}
				}
			}
		}
	}
}

func TestDisputed(t *testing.T) {
	for note, want := range map[string]bool{
		"": false, "U.K. crown dependency": false, "Assoc. with N.Z.": false, "U.K. Base": false,
		"Self admin.; Claimed by China": true, "Annexed by Russia in 2014": true, "Partial self-admin.": true,
	} {
		if got := disputed(gazetteer.Place{Note: note}); got != want {
			t.Errorf("%q: disputed %v, want %v", note, got, want)
		}
	}
}

// TestRegionsKept: a band packs a region once and forgets the one used longest ago.
func TestRegionsKept(t *testing.T) {
	packed := 0
	b := newBand(4, 22, 4, 2, func(orb.Bound) []*tiles.Layer { packed++; return nil })
	for _, x := range []uint32{0, 1, 17, 0, 16} { // zoom 8: cells 0, 0, 1, 0, 1
		b.layers(tiles.Tile{Z: 8, X: x})
	}
	if packed != 2 {
		t.Errorf("two regions were packed %d times", packed)
	}
	b.layers(tiles.Tile{Z: 8, X: 32})
	b.layers(tiles.Tile{Z: 8, X: 0})
	if packed != 4 || len(b.recent) != 2 {
		t.Errorf("%d packed, %d kept; want 4 and 2", packed, len(b.recent))
	}
}
