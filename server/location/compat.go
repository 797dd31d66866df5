package location

import (
	"cmp"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/text/language"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// The routes under /compat answer in the words of other services, so that programs written for those work without their
// server. They take any parameter, as those do, and use the ones that mean something here.

// boundedLimit reads a limit, and brings what is out of range into it.
func (p params) boundedLimit(name string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(p.values.Get(name)))
	if err != nil {
		n = otherwise
	}
	return min(max(n, 1), maxHits)
}

// acceptedLanguage is the first language of a list such as "ar,en;q=0.5", of the parameter or else the header.
func (p params) acceptedLanguage(name string, r *http.Request) string {
	list := p.values.Get(name)
	if list == "" {
		list = r.Header.Get("Accept-Language")
	}
	tags, _, err := language.ParseAcceptLanguage(list)
	if err != nil || len(tags) == 0 {
		return ""
	}
	base, _ := tags[0].Base()
	if base.String() == "und" || base.String() == "mul" {
		return ""
	}
	return base.String()
}

// looseLang is a language parameter that is left out of account where it is none; "default" is Photon's word for that.
func (p params) looseLang(name string) string {
	l, err := p.lang(name)
	if err != nil {
		return ""
	}
	return l
}

// nearPoint reads two optional parameters that favour a place.
func (p params) nearPoint(lon, lat string) (*orb.Point, error) {
	if !p.has(lon) && !p.has(lat) {
		return nil, nil
	}
	at, err := p.point(lon, lat)
	return &at, err
}

// searchCountries runs a search in each of the countries and merges the hits, the best first.
func searchCountries(search func(gazetteer.Query) ([]gazetteer.Hit, error), q gazetteer.Query, countries []string) ([]gazetteer.Hit, error) {
	if len(countries) == 0 {
		return search(q)
	}
	var out []gazetteer.Hit
	for _, c := range countries {
		q.Country = c
		hits, err := search(q)
		if err != nil {
			return nil, err
		}
		out = append(out, hits...)
	}
	slices.SortStableFunc(out, func(a, b gazetteer.Hit) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return out[:min(len(out), q.Limit)], nil
}

// countryList reads two-letter codes separated by commas, leaving out those that the gazetteer does not know.
func (p params) countryList(name string, places Places) ([]string, error) {
	var out []string
	fields := strings.Split(p.values.Get(name), ",")
	if len(fields) > 20 {
		return nil, problem.Bad(name, "%d countries; 20 at most", len(fields))
	}
	for _, code := range fields {
		code = strings.ToUpper(strings.TrimSpace(code))
		if code == "" {
			continue
		}
		if _, ok := places.Country(code); !ok {
			return nil, problem.Bad(name, "%s=%s is no country; write two-letter codes, as in iq,sy", name, quote(p.values.Get(name)))
		}
		out = append(out, code)
	}
	return out, nil
}

// extent is the box of a place: of its outline, or a circle about the point that its kind and population suggest.
func extent(places Places, p gazetteer.Place) orb.Bound {
	if p.Class == 'A' {
		if m, ok := places.Outline(p.ID); ok && len(m) > 0 {
			return m.Bound()
		}
	}
	return geo.BoundAround(p.Point, reach(p))
}

// reach is about how far a place without an outline goes from its point.
func reach(p gazetteer.Place) geo.Metres {
	switch {
	case strings.HasPrefix(p.Kind, "PCL"):
		return 300_000
	case p.Kind == "ADM1":
		return 80_000
	case p.Class == 'A':
		return 25_000
	case p.Population >= 1_000_000:
		return 15_000
	case p.Population >= 100_000:
		return 8_000
	case p.Class == 'P':
		return 4_000
	}
	return 2_000
}

// osmClass is a place in OpenStreetMap's words: key and value of its main tag.
func osmClass(p gazetteer.Place) (key, value string) {
	switch {
	case strings.HasPrefix(p.Kind, "PCL"):
		return "place", "country"
	case p.Kind == "ADM1":
		return "place", "state"
	case p.Kind == "ADM2":
		return "place", "county"
	case p.Class == 'A':
		return "boundary", "administrative"
	case p.Kind == "PPLX":
		return "place", "suburb"
	case p.Class == 'P':
		return "place", settlement(p)
	case p.Kind == "AIRP" || p.Kind == "AIRB" || p.Kind == "AIRF":
		return "aeroway", "aerodrome"
	case p.Class == 'H':
		return "natural", "water"
	case p.Class == 'T':
		return "natural", "peak"
	}
	return "place", "locality"
}

func settlement(p gazetteer.Place) string {
	switch {
	case p.Kind == "PPLC" || p.Kind == "PPLA" || p.Population >= 100_000:
		return "city"
	case p.Population >= 10_000 || p.Kind == "PPLA2":
		return "town"
	}
	return "village"
}

// numericID is a number for the id of a place: the source's own where it has one, else a hash that fits a JSON number.
func numericID(id string) int64 {
	if _, n, ok := strings.Cut(id, ":"); ok {
		if v, err := strconv.ParseInt(n, 10, 64); err == nil && v > 0 {
			return v
		}
	}
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return int64(h >> 12)
}

// importance is a number in [0, 1] for how prominent a place is.
func importance(a answer) float64 {
	if a.scored {
		return a.confidence
	}
	return math.Min(1, math.Log10(1+float64(a.Population))/8)
}
