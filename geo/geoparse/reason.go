package geoparse

import (
	"fmt"
	"strconv"
	"strings"
)

// reasons says in words what speaks for a candidate, the strongest first.
func (r *reading) reasons(s *sense, c *cand) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if c.f[fRelation] > 0 {
		add("fits the stated distance")
	}
	if c.f[fRelation] < 0 {
		add("contradicts the stated distance")
	}
	if c.f[fWithin] > 0.3 {
		add("named as lying in %s", c.within)
	}
	if c.f[fHolds] > 0.3 {
		add("the place named before it lies in it")
	}
	if why := r.namedCountry(s, c); why != "" {
		add("%s", why)
	}
	if c.f[fAdminNamed] > 0.3 {
		if a, ok := r.p.g.AdminArea(c.match.Place.Country, c.match.Place.Admin1); ok {
			add("%s is named in the text", a.Name)
		}
	}
	if c.near > 0 {
		add("%s other named %s within 100 km%s", count(c.near), plural(c.near, "place", "places"), r.neighbourNames(s, c))
	}
	if c.f[fHomeAdmin] > 0 {
		add("lies in the first-order area of %s", r.sent.why)
	} else if c.f[fHome] > 0 {
		add("lies in the country of %s", r.sent.why)
	}
	if c.near == 0 && c.fixed[fCluster] > clusterSpeaks {
		add("other names of the text have a place within %d km of it", clusterKM)
	}
	out = append(out, standing(s, c)...)
	return out
}

// namedCountry says where the candidate's country is named, if it is.
func (r *reading) namedCountry(s *sense, c *cand) string {
	code := c.match.Place.Country
	if code == "" || c.group == country || c.f[fCountryNamed] < 0.3 {
		return ""
	}
	from := r.tokens[r.names[s.names[0]].first].Sentence
	other := r.countrySense(code)
	if other == nil || other == s {
		return ""
	}
	at := r.tokens[r.names[other.names[0]].first].Sentence
	return "contained in " + other.cands[0].match.Place.Name + ", named " + distance(at-from)
}

// countrySense gives the first sense that means the country.
func (r *reading) countrySense(code string) *sense {
	if r.countries == nil {
		r.countries = make(map[string]*sense)
		for _, s := range r.all {
			if len(s.cands) > 0 && s.cands[0].group == country && r.countries[s.cands[0].match.Place.Country] == nil {
				r.countries[s.cands[0].match.Place.Country] = s
			}
		}
	}
	return r.countries[code]
}

// distance words how many sentences lie between.
func distance(sentences int) string {
	switch {
	case sentences == 0:
		return "in the same sentence"
	case sentences < 0:
		return count(-sentences) + " " + plural(-sentences, "sentence", "sentences") + " before"
	}
	return count(sentences) + " " + plural(sentences, "sentence", "sentences") + " later"
}

// standing says what the candidate is by itself.
func standing(s *sense, c *cand) []string {
	var out []string
	p := &c.match.Place
	switch {
	case len(s.cands) == 1:
		out = append(out, "the only "+c.group.words()+" of this name in the gazetteer")
	case c.f[fFirst] > 0:
		out = append(out, "the most prominent of "+count(len(s.cands))+" places of this name")
	default:
		out = append(out, "one of "+count(len(s.cands))+" places of this name")
	}
	if p.Population > 0 && c.group != country {
		out = append(out, c.group.words()+" of "+thousands(p.Population)+" inhabitants")
	}
	if c.f[fFuzzy] > 0 {
		out = append(out, "spelled "+c.match.Name.Text+" in the gazetteer")
	}
	if c.f[fHistoric] > 0 {
		out = append(out, "by a historic name")
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// neighbourNames lists up to three of the names whose places lie near the candidate.
func (r *reading) neighbourNames(s *sense, c *cand) string {
	var names []string
	for _, t := range r.all {
		if t.base == s.base || len(t.cands) == 0 || len(names) == 3 {
			continue
		}
		o := &t.cands[0]
		if g := o.group; g != country && g != region && dot(c.vector, o.vector) >= cosNear {
			names = append(names, r.names[t.names[0]].surface)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// count writes small numbers as words.
func count(n int) string {
	if n <= 10 {
		return [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}[n]
	}
	return strconv.Itoa(n)
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return count(n) + " times"
}
