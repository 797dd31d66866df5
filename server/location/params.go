package location

import (
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"golang.org/x/text/language"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

const (
	// maxText is the longest place name or question in bytes: the longest place name on Earth has 167 letters.
	maxText = 400
	// maxShape is the longest polygon= in bytes.
	maxShape = 16 << 10
)

// params are the query parameters of one request.
type params struct{ values query }

// readParams takes the parameters in allowed and refuses any other, repeated ones, malformed escapes and malformed UTF-8.
func readParams(r *http.Request, allowed ...string) (params, error) {
	p, err := looseParams(r)
	if err != nil {
		return p, err
	}
	for i, given := range p.values {
		if !slices.Contains(allowed, given.name) || slices.ContainsFunc(p.values[:i], func(o pair) bool { return o.name == given.name }) {
			return p, refuse(p.values, allowed)
		}
	}
	return p, nil
}

// refuse says what is wrong with the first parameter, by name, that is unknown or repeated.
func refuse(v query, allowed []string) error {
	for _, name := range v.names() {
		if !slices.Contains(allowed, name) {
			allowed = slices.Sorted(slices.Values(allowed))
			return problem.Bad(name, "unknown parameter %s; this address takes %s", quote(name), strings.Join(allowed, ", "))
		}
		if n := len(v.all(name)); n > 1 {
			return problem.Bad(name, "%s is given %d times; give it once", name, n)
		}
	}
	return nil
}

// looseParams takes any parameter, as the services do that the compat routes stand in for.
func looseParams(r *http.Request) (params, error) {
	v, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		return params{}, problem.Bad("", "the query is not well-formed: %s; percent-encode special characters", strings.TrimPrefix(err.Error(), "invalid "))
	}
	for _, given := range v {
		if malformed(given.name) || malformed(given.value) {
			return params{}, refuseMalformed(v)
		}
	}
	return params{v}, nil
}

func malformed(s string) bool { return !utf8.ValidString(s) }

// refuseMalformed names the first parameter, by name, that is not UTF-8.
func refuseMalformed(v query) error {
	for _, name := range v.names() {
		for _, text := range append([]string{name}, v.all(name)...) {
			if malformed(text) {
				return problem.Bad(strings.ToValidUTF8(name, "\uFFFD"), "%s is not valid UTF-8; encode it as UTF-8 before percent-encoding", quote(name))
			}
		}
	}
	return nil
}

func (p params) has(name string) bool { return strings.TrimSpace(p.values.Get(name)) != "" }

// text gives a parameter as a person meant it: without invisible direction marks, control characters as spaces.
func (p params) text(name string) (string, error) {
	raw := p.values.Get(name)
	if len(raw) > maxText {
		return "", problem.Bad(name, "%s is %d bytes long; a place name has %d at most", name, len(raw), maxText)
	}
	return cleanText(raw), nil
}

// required is text that must not be empty.
func (p params) required(name, example string) (string, error) {
	t, err := p.text(name)
	if err == nil && t == "" {
		err = problem.Bad(name, "%s is missing or empty; write %s=%s", name, name, example)
	}
	return t, err
}

// cleanText drops direction marks and other invisible format characters, but keeps the joiners, which spell Persian and
// Kurdish words; it puts single spaces for all white space and control characters.
func cleanText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r) || unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func quote(s string) string {
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return strconv.Quote(s)
}

// point reads two parameters, lon and lat under whatever names.
func (p params) point(lonName, latName string) (orb.Point, error) {
	for _, name := range []string{lonName, latName} {
		if !p.has(name) {
			return orb.Point{}, problem.Bad(name, "%s is missing; write %s=43.13&%s=36.34", name, lonName, latName)
		}
	}
	at, err := geo.ParseLongitudeLatitude(p.values.Get(lonName), p.values.Get(latName))
	if err != nil {
		name := lonName
		if strings.Contains(err.Error(), "latitude") && !strings.HasPrefix(err.Error(), "longitude") {
			name = latName
		}
		return orb.Point{}, problem.Bad(name, "%s=%s, %s=%s: %v", lonName, quote(p.values.Get(lonName)), latName, quote(p.values.Get(latName)), err)
	}
	return at, nil
}

// optionalPoint reads "lon,lat" in one parameter.
func (p params) optionalPoint(name string) (*orb.Point, error) {
	if !p.has(name) {
		return nil, nil
	}
	at, err := geo.ParsePoint(p.values.Get(name))
	if err != nil {
		return nil, problem.Bad(name, "%v", err)
	}
	return &at, nil
}

func (p params) optionalBound(name string) (*orb.Bound, error) {
	if !p.has(name) {
		return nil, nil
	}
	b, err := geo.ParseBound(p.values.Get(name))
	if err != nil {
		return nil, problem.Bad(name, "%v", err)
	}
	return &b, nil
}

// integer reads a whole number in [low, high], or gives otherwise where there is none.
func (p params) integer(name string, otherwise, low, high int) (int, error) {
	if !p.has(name) {
		return otherwise, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(p.values.Get(name)))
	if err != nil || n < low || n > high {
		return 0, problem.Bad(name, "%s=%s: want a whole number from %d to %d", name, quote(p.values.Get(name)), low, high)
	}
	return n, nil
}

// metres reads a length of at most half the Earth's girth.
func (p params) metres(name string) (float64, error) {
	if !p.has(name) {
		return 0, nil
	}
	raw := strings.TrimSpace(p.values.Get(name))
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || v <= 0 || v > 20003932 {
		return 0, problem.Bad(name, "%s=%s: want metres above 0, up to 20003932", name, quote(raw))
	}
	return v, nil
}

// lang reads a BCP 47 language and gives its base: "ar-IQ" is "ar".
func (p params) lang(name string) (string, error) {
	return baseLanguage(name, p.values.Get(name))
}

func baseLanguage(parameter, raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return "", nil
	}
	tag, err := language.Parse(raw)
	if err != nil || len(raw) > 35 {
		return "", problem.Bad(parameter, "%s=%s is no language; write a tag such as en, ar or ku", parameter, quote(raw))
	}
	base, _ := tag.Base()
	return base.String(), nil
}

// country reads an ISO 3166-1 alpha-2 code that the gazetteer knows, or the name of a country.
func (p params) country(name string, places Places) (string, error) {
	raw := cleanText(p.values.Get(name))
	if raw == "" {
		return "", nil
	}
	if code := strings.ToUpper(raw); len(code) == 2 {
		if _, ok := places.Country(code); ok {
			return code, nil
		}
	}
	if code, ok := countryNamed(places, raw); ok {
		return code, nil
	}
	return "", problem.Bad(name, "%s=%s is no country; write its two-letter code, as in IQ", name, quote(p.values.Get(name)))
}

// countryNamed gives the code of the country that is called so in any language; a name that is only like it will not do.
func countryNamed(places Places, text string) (code string, ok bool) {
	if len(text) < 3 || len(text) > maxText {
		return "", false
	}
	hits, err := places.Search(gazetteer.Query{Text: text, Kinds: kindNames["country"], Limit: 1})
	if err != nil || len(hits) == 0 || hits[0].Place.Country == "" || guessed(hits[0]) || hits[0].Confidence < surelyMeant {
		return "", false
	}
	return hits[0].Place.Country, true
}

// kindNames are words for groups of feature codes, for those who do not know the codes.
var kindNames = map[string][]string{
	"country": {"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "TERR"}, "state": {"ADM1"}, "county": {"ADM2"}, "city": {"P"},
	"district": {"PPLX"}, "airport": {"AIRP", "AIRB", "AIRF"}, "camp": {"CMP", "CMPRF"}, "river": {"STM"}, "mountain": {"MT", "MTS", "PK"},
}

var kindPattern = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,9}$`)

// kinds reads a list of feature codes, classes or the words of kindNames.
func (p params) kinds(name string) ([]string, error) {
	var out []string
	for _, k := range strings.Split(p.values.Get(name), ",") {
		k = strings.TrimSpace(k)
		if k == "" {
			continue
		}
		if codes, ok := kindNames[strings.ToLower(k)]; ok {
			out = append(out, codes...)
			continue
		}
		if k = strings.ToUpper(k); !kindPattern.MatchString(k) || len(out) > 50 {
			return nil, problem.Bad(name, "%s=%s: want GeoNames feature codes (PPLC, ADM1), classes (P, A) or words (city, country), separated by commas", name, quote(p.values.Get(name)))
		}
		out = append(out, k)
	}
	return out, nil
}
