package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
)

// origin is where a text is sent from or written for.
type origin struct {
	country, admin1, why string
	// local says that a paper of one town writes: what lies near vector counts as near a named place.
	local  bool
	vector [3]float64
	weight float64
}

func placeOrigin(p *gazetteer.Place, why string) origin {
	return origin{country: p.Country, admin1: p.Admin1, why: why}
}

// Weights of a local paper's home as context: small towns' papers write of their surroundings, those of large cities also
// of the world.
const homeWeight, cityHomeWeight = 2, 0.7

// cityHome is from how many inhabitants on a home is a large city.
const cityHome = 500_000

// localOrigin is the home of a paper named after a town.
func localOrigin(p *gazetteer.Place, why string) origin {
	o := placeOrigin(p, why)
	if p.Class == 'P' || groupOf(p) == otherAdmin {
		o.local, o.vector, o.weight = true, vector(p.Point), homeWeight
		if p.Population >= cityHome {
			o.weight = cityHomeWeight
		}
	}
	return o
}

// home reads where the publisher writes for: the stated home region, else the publisher's name or internet address. It is
// the same for every round, so it is read once.
func (r *reading) home() origin {
	if h := strings.TrimSpace(r.in.HomeRegion); h != "" {
		if c, ok := r.p.g.Country(strings.ToUpper(h)); ok && len(h) == 2 {
			return placeOrigin(&c, "the publisher's home "+c.Name)
		}
		if p, ok := r.homeIn(r.namesAll(h), 0); ok {
			return localOrigin(p, "the publisher's home "+h)
		}
	}
	pub := strings.TrimSpace(r.in.Publisher)
	if pub == "" {
		return origin{}
	}
	if strings.Contains(pub, ".") && !strings.Contains(pub, " ") {
		return r.addressHome(pub)
	}
	if p, ok := r.homeIn(r.namesAll(pub), localPopulation); ok {
		return localOrigin(p, "the publisher "+pub)
	}
	return origin{}
}

// localPopulation is the size from which on a town in a publisher's name is believed without any word of the text.
const localPopulation = 100_000

// homeIn chooses the home among the places that a publisher is called by: "The Paris News (Texas)" is at the Paris in
// Texas; "Lebanon Democrat" at the Lebanon that most names of the text have a namesake near. A town that nothing in the text speaks
// for must have population inhabitants.
func (r *reading) homeIn(found [][]gazetteer.Match, population int64) (*gazetteer.Place, bool) {
	var area *gazetteer.Place
	from := -1
	for f, ms := range found {
		if g := groupOf(&ms[0].Place); (g == country || g == firstAdmin) && (area == nil || groupOf(area) == country) {
			area, from = &ms[0].Place, f
		}
	}
	var best *gazetteer.Place
	votes := 0
	for f, ms := range found {
		inside := area != nil && f != from
		for k := range ms {
			p := &ms[k].Place
			if k >= maxCandidates || p.Class != 'P' && groupOf(p) != otherAdmin || inside && !inArea(p, area) {
				continue
			}
			v := r.votesFor(p)
			if best == nil && (inside || k == 0 && p.Population >= population) || v > votes && v >= homeVotes {
				best, votes = p, v
			}
		}
	}
	if best == nil {
		return area, area != nil
	}
	return best, true
}

func inArea(p, area *gazetteer.Place) bool {
	return p.ID != area.ID && p.Country == area.Country && (groupOf(area) == country || p.Admin1 == area.Admin1)
}

// homeVotes is how many names of the text must have a place near a town for it to be the publisher's home.
const homeVotes = 2

// maxVoters bounds the names that are asked.
const maxVoters = 60

// votesFor counts the names of the text, up to maxVoters, of which some place lies within 100 km of p.
func (r *reading) votesFor(p *gazetteer.Place) int {
	v, votes := vector(p.Point), 0
	seen := make(map[string]bool)
	for i := range r.names {
		n := &r.names[i]
		if len(seen) == maxVoters || n.role == Part || seen[n.key] || strings.EqualFold(n.key, p.Name) {
			continue
		}
		seen[n.key] = true
		for k := range n.matches {
			if k == maxCandidates {
				break
			}
			m := &n.matches[k]
			if g := groupOf(&m.Place); g == country || g == firstAdmin && m.Place.Admin1 != p.Admin1 || g == region {
				continue
			}
			if dot(vector(m.Place.Point), v) >= cosNear || groupOf(&m.Place) == firstAdmin && m.Place.Country == p.Country {
				votes++
				break
			}
		}
	}
	return votes
}

// addressHome reads a home out of an internet address: the town in its name ("edmontonjournal.com") and its country (".ca").
func (r *reading) addressHome(address string) origin {
	labels := strings.Split(strings.ToLower(strings.TrimSuffix(hostOf(address), ".")), ".")
	code := topLevel(labels[len(labels)-1])
	var land *gazetteer.Place
	if c, ok := r.p.g.Country(code); ok {
		land = &c
	}
	for _, l := range labels[:len(labels)-1] {
		for _, town := range splitPaper(l) {
			var ms []gazetteer.Match
			for _, m := range r.find(town) {
				if (m.How == "exact" || m.How == "folded" || m.How == "spacing") && m.Name.Kind != "demonym" && (land == nil || m.Place.Country == land.Country) {
					ms = append(ms, m)
				}
			}
			if len(ms) == 0 {
				continue
			}
			if p, ok := r.homeIn([][]gazetteer.Match{ms}, localPopulation); ok {
				return localOrigin(p, "the publisher's address "+address)
			}
		}
	}
	if land != nil {
		return placeOrigin(land, "the publisher's address in "+land.Name)
	}
	return origin{}
}

// hostOf cuts scheme and path off an internet address.
func hostOf(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	host, _, _ := strings.Cut(address, "/")
	return host
}

// paperWords are what papers and stations are called, by which a label of an address is cut: "edmonton|journal".
var paperWords = strings.Fields(`advertiser advocate anchor banner beacon bee bulletin call chronicle citizen commercial courant courier daily
democrat dispatch eagle echo enquirer enterprise evening examiner express free gazette globe guardian herald independent inquirer journal leader ledger live
mail mercury messenger mirror monitor morning news nation now observer online patriot pilot pioneer post press progress record register
reporter republic republican review sentinel standard star statesman sun tab telegram telegraph times today tribune union voice weekly world`)

// splitPaper gives the towns that a label of an address may begin or end with, capitalised, the longest first.
func splitPaper(label string) []string {
	label = strings.ReplaceAll(strings.TrimPrefix(label, "the"), "-", "")
	town := label
	for range 3 {
		cut := town
		for _, w := range paperWords {
			if s := strings.TrimSuffix(town, w); s != town && len(s) < len(cut) {
				cut = s
			} else if s := strings.TrimPrefix(town, w); s != town && len(s) < len(cut) {
				cut = s
			}
		}
		if cut == town {
			break
		}
		town = cut
	}
	if town == label || len(town) < minTown {
		return nil
	}
	return []string{strings.ToUpper(town[:1]) + town[1:]}
}

// minTown is the shortest town read out of an address: shorter letters are chance.
const minTown = 4

// namesAll gives the places of each name in a publisher's name.
func (r *reading) namesAll(line string) [][]gazetteer.Match {
	var out [][]gazetteer.Match
	r.eachName(line, func(surface string, ms []gazetteer.Match) {
		if !paperWord(surface) {
			out = append(out, usable(ms, Literal))
		}
	})
	return out
}

func paperWord(surface string) bool {
	low := strings.ToLower(surface)
	for _, w := range paperWords {
		if w == low {
			return true
		}
	}
	return false
}

// sentFrom is the dateline's place, else the publisher's home.
func (r *reading) sentFrom() origin {
	home := r.homeOrigin
	if s, n := r.dateline(); s != nil {
		s.dateline = true
		s.weight++
		if i := s.best(); i >= 0 && (len(s.cands) == 1 || home.country == "") && s.cands[i].prob > sureDateline {
			o := placeOrigin(&s.cands[i].match.Place, "the dateline "+n.surface)
			if o.country == home.country {
				o.local, o.vector, o.weight = home.local, home.vector, home.weight
			}
			return o
		}
	}
	return home
}

// sureDateline is how likely a dateline's place must be for it to count as where the text is sent from.
const sureDateline = 0.8
