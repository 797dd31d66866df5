package basemap

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/tiles"
)

// capitalsTo and townsTo are the last zooms that show only capitals and cities, and only towns.
const (
	capitalsTo = 4
	townsTo    = 7
)

// capitals are the places that zooms up to capitalsTo show, towns those up to townsTo, places all.
func (p packer) capitals(b orb.Bound) []*tiles.Layer {
	return p.large(b, capitalsTo, 1_000_000, "PPLC")
}

func (p packer) towns(b orb.Bound) []*tiles.Layer {
	return p.large(b, townsTo, 30_000, "PPLC", "PPLA")
}

func (p packer) places(b orb.Bound) []*tiles.Layer {
	return p.populated(p.source.Within(b, gazetteer.NearOptions{Kinds: []string{"P"}}))
}

// large gives the places with so many inhabitants, and the seats of government whatever their number.
func (p packer) large(b orb.Bound, zoom int, population int64, seats ...string) []*tiles.Layer {
	found := p.source.Within(b, gazetteer.NearOptions{Kinds: []string{"P"}, MinPopulation: population})
	found = append(found, p.source.Within(b, gazetteer.NearOptions{Kinds: seats})...)
	seen := map[string]bool{}
	return p.populated(slices.DeleteFunc(found, func(place gazetteer.Place) bool {
		again := seen[place.ID]
		seen[place.ID] = true
		return again || placeRank(place) > zoom
	}))
}

func (p packer) populated(found []gazetteer.Place) []*tiles.Layer {
	slices.SortFunc(found, func(a, b gazetteer.Place) int { return cmp.Compare(a.ID, b.ID) })
	o := byRank
	o.Rank = func(f geo.Feature) float64 {
		population, _ := f.Properties["population"].(int64)
		return float64(population) - 1e9*float64(f.Properties["rank"].(int))
	}
	o.Drop = true
	return []*tiles.Layer{tiles.PackSeq(Places, func(yield func(geo.Feature) bool) {
		for _, place := range found {
			if !yield(p.place(place)) {
				return
			}
		}
	}, o)}
}

func (k packer) place(p gazetteer.Place) geo.Feature {
	props := k.named(p)
	props["kind"], props["rank"], props["iso"] = p.Kind, placeRank(p), p.Country
	if p.Population > 0 {
		props["population"] = p.Population
	}
	if p.Kind == "PPLC" {
		props["capital"] = true
	}
	return geo.Feature{ID: p.ID, Geometry: p.Point, Properties: props}
}

// populationZooms are the zooms at which a town of so many inhabitants appears, with room for its name.
var populationZooms = []struct {
	population int64
	zoom       int
}{{5_000_000, 3}, {1_000_000, 4}, {300_000, 5}, {100_000, 6}, {30_000, 7}, {10_000, 8}, {3_000, 9}, {1_000, 10}}

// placeRank is the zoom from which a populated place is shown. Sections of towns come late whatever their population: a
// district of two million would otherwise hide its own city. Seats of government come early, since their population is
// often unknown.
func placeRank(p gazetteer.Place) int {
	zoom := 11
	for _, step := range populationZooms {
		if p.Population >= step.population {
			zoom = step.zoom
			break
		}
	}
	switch p.Kind {
	case "PPLX", "PPLH", "PPLQ", "PPLW":
		return max(zoom, 11)
	case "PPLC":
		return min(zoom, 4)
	case "PPLA":
		return min(zoom, 7)
	case "PPLA2":
		return min(zoom, 9)
	}
	return zoom
}

// seaKinds are the feature codes of waters worth a name on a small map.
var seaKinds = map[string]int{"OCN": 1, "SEA": 2, "GULF": 4, "BAY": 6, "STRT": 6, "CHN": 7, "LK": 7, "RSV": 8, "LGN": 8}

func (k packer) seas(b orb.Bound) []*tiles.Layer {
	var features []geo.Feature
	for _, p := range k.source.Within(b, gazetteer.NearOptions{Kinds: []string{"H"}}) {
		rank, ok := seaKinds[p.Kind]
		if !ok {
			continue
		}
		props := k.named(p)
		props["kind"], props["rank"] = p.Kind, rank
		features = append(features, geo.Feature{ID: p.ID, Geometry: p.Point, Properties: props})
	}
	return []*tiles.Layer{pack(Seas, append(features, k.waterLabels(b, features)...), byRank)}
}

// Languages are those in which the basemap carries names: name_en and so on.
var Languages = []string{"en", "ar", "ckb", "ku", "fa", "tr", "fr", "es", "de", "ru", "uk", "he"}

// named gives name and name_xx.
func (k packer) named(p gazetteer.Place) map[string]any {
	props := map[string]any{"name": p.Name}
	for lang, name := range NamesByLanguage(p, k.source.Names(p.ID)) {
		props["name_"+lang] = name
	}
	return props
}

// NamesByLanguage chooses among a place's names the best of each of [Languages], where it differs from the name. Names
// without a language count by their script, where a script tells enough.
func NamesByLanguage(p gazetteer.Place, names []gazetteer.Name) map[string]string {
	best, weight := map[string]string{}, map[string]int{}
	for _, n := range names {
		if mixed(n.Text) {
			continue
		}
		lang, w := n.Lang, worth(n)
		if lang == "" && w > 0 {
			lang, w = scriptLanguage(n.Text, p.Country), w-1
		}
		if wanted(lang) && w > weight[lang] {
			best[lang], weight[lang] = n.Text, w
		}
	}
	for lang, name := range best {
		if name == p.Name {
			delete(best, lang) // "Iran" stands before "Islamic Republic of Iran", and says nothing new
		}
	}
	return best
}

// mixed says whether a name has Latin and Arabic letters: such come of transliterations that broke off, and nobody writes them.
func mixed(name string) bool {
	var latin, arabic bool
	for _, r := range name {
		latin = latin || unicode.Is(unicode.Latin, r)
		arabic = arabic || unicode.Is(unicode.Arabic, r)
	}
	return latin && arabic
}

// worth ranks the kinds of names; 0 is no name for a map. An alias is one spelling of many, and better than a foreign script.
func worth(n gazetteer.Name) int {
	switch n.Kind {
	case "preferred":
		return 6
	case "historic", "short":
		return 0
	case "alias":
		if scriptLanguage(n.Text, "") == "" {
			return 0
		}
		return 2
	}
	return 4
}

func wanted(lang string) bool {
	for _, l := range Languages {
		if l == lang {
			return true
		}
	}
	return false
}

// scriptLanguage guesses the language of an untagged name in Arabic letters: Sorani and Persian have letters of their
// own; without them it is Arabic, except in countries that write another language with the same letters.
func scriptLanguage(name, country string) string {
	arabic := false
	for _, r := range name {
		switch {
		case strings.ContainsRune("ێۆڕڵە", r):
			return "ckb"
		case strings.ContainsRune("پچژگ", r) && (country == "IR" || country == "AF"):
			return "fa"
		case r >= 0x0600 && r <= 0x06FF:
			arabic = true
		}
	}
	switch {
	case !arabic:
		return ""
	case country == "IR" || country == "AF":
		return "fa"
	case country == "PK" || country == "IN" || country == "CN":
		return ""
	}
	return "ar"
}
