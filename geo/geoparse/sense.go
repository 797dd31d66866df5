package geoparse

import (
	"math"
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/fold"

	"github.com/paulmach/orb"
)

// Bounds on the work for one text: candidates of a name, and senses that count as context for the others.
const maxCandidates, maxContext = 40, 150

// sense is one name and all its occurrences: within a text a name means one place.
type sense struct {
	key   string // base and what tells the senses of one name apart
	base  string
	twins []*sense // the other senses of the name, which are no context for it
	role  Role
	names []int // into reading.names
	cands []cand
	// weight is how much the sense counts as context: a little more for names that come again.
	weight float64
	// dateline says that the text is sent from it.
	dateline bool
	// astray says why none of its candidates is believed, "" where one is.
	astray string
}

// cand is a place that a sense may have.
type cand struct {
	match  gazetteer.Match
	group  group
	fixed  [features]float64 // features that the text around does not change
	f      [features]float64
	vector [3]float64 // on the unit sphere
	score  float64
	prob   float64
	// For the reasons: in which named place it lies, and how many siblings are near.
	within string
	near   int
}

// senses groups the names, in the order of their first occurrence.
func (r *reading) senses() []*sense {
	var out []*sense
	r.measured = r.endsOfLinks()
	at := make(map[string]*sense)
	stated := r.statedSenses()
	for i := range r.names {
		n := &r.names[i]
		if n.role == Part {
			continue
		}
		key := senseKey(n) + n.split
		s := at[key]
		if s == nil {
			s = &sense{key: key, base: senseKey(n), role: n.role, cands: r.candidates(n, stated[key])}
			at[key] = s
			out = append(out, s)
		}
		s.names = append(s.names, i)
	}
	twins(out)
	for _, s := range out {
		r.cues(s)
		s.weight = 1 + math.Log2(float64(len(s.names)))/2
	}
	return out
}

func senseKey(n *name) string {
	if n.role == Demonym {
		return "~" + n.key
	}
	if strings.ToUpper(n.key) == n.key && len(n.key) <= 4 {
		return n.key
	}
	return strings.ToLower(n.key)
}

// candidates makes the candidates of a name, the most prominent first.
// Where places is given, only they count.
func (r *reading) candidates(n *name, places map[string]bool) []cand {
	matches := n.matches
	if places != nil {
		matches = nil
		for _, m := range n.matches {
			if places[m.Place.ID] {
				matches = append(matches, m)
			}
		}
	}
	if len(matches) > maxCandidates {
		matches = matches[:maxCandidates]
	}
	out := make([]cand, 0, len(matches))
	top, first := 0.0, 0
	for i, m := range matches {
		c := cand{match: m, group: groupOf(&m.Place), vector: vector(m.Place.Point)}
		size := magnitude(&m.Place, c.group)
		if byname(&m) {
			size -= bynameLoss
		}
		if size > top {
			top, first = size, i
		}
		c.fixed = fixed(n, m, c.group)
		c.fixed[fProminence] = size / 7
		out = append(out, c)
	}
	for i := range out {
		out[i].fixed[fBehind] = top - out[i].fixed[fProminence]*7
	}
	if len(out) > 0 {
		out[first].fixed[fFirst] = 1
	}
	rivals(out)
	return out
}

// rivals marks areas that share their name with a capital, or with the seat within them.
func rivals(cands []cand) {
	capitals := false
	seats := make(map[string]bool)
	for i := range cands {
		p := &cands[i].match.Place
		capitals = capitals || cands[i].group == capital
		if cands[i].group == seat {
			seats[adminKey(p.Country, p.Admin1)] = true
		}
	}
	for i := range cands {
		c := &cands[i]
		if c.group != firstAdmin && c.group != otherAdmin {
			continue
		}
		if capitals {
			c.fixed[fCapitalRival] = 1
		}
		if seats[adminKey(c.match.Place.Country, c.match.Place.Admin1)] {
			c.fixed[fSeatRival] = 1
		}
	}
}

// magnitude is the power of ten of the inhabitants; where they are not known, what is usual for the group. The
// inhabitants of areas count for less: an area is named less often than a town with as many. A quarter may carry the whole
// town's number.
func magnitude(p *gazetteer.Place, g group) float64 {
	if p.Population > 0 {
		size := math.Log10(float64(p.Population) + 1)
		switch g {
		case firstAdmin: // small provinces are named far less than large states
			return size - 1 + (size - 6.3)
		case quarter:
			return size - 1
		case otherAdmin:
			return size - 1.5
		}
		return size
	}
	return [groupsCount]float64{3, 7, 4, 3.5, 5.5, 5, 3, 2.5, 7, 6, 5, 4}[g]
}

func fixed(n *name, m gazetteer.Match, g group) [features]float64 {
	var f [features]float64
	switch g {
	case country:
		f[fCountry] = 1
	case firstAdmin:
		f[fFirstAdmin] = 1
	case otherAdmin:
		f[fOtherAdmin] = 1
	case capital:
		f[fCapital] = 1
	case seat:
		f[fSeat] = 1
	case town:
		f[fTown] = 1
	case quarter:
		f[fQuarter] = 1
	case region:
		f[fRegion] = 1
	case water, relief:
		f[fWater] = 1
	default:
		f[fSite] = 1
	}
	if strings.EqualFold(m.Place.Name, n.key) {
		f[fOwnName] = 1
	}
	if m.Name.Kind == "historic" {
		f[fHistoric] = 1
	}
	if m.How == "fuzzy" || m.How == "transliterated" || m.How == "spacing" || m.How == "article" {
		f[fFuzzy] = 1
	}
	if n.role == Metonym && (g == capital || g == country) {
		f[fMetonymCapital] = 1
	}
	return f
}

// vector is the point on the unit sphere.
func vector(p orb.Point) [3]float64 {
	const rad = math.Pi / 180
	sinLat, cosLat := math.Sincos(p[1] * rad)
	sinLon, cosLon := math.Sincos(p[0] * rad)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// Cosines of the angles of 100, 500 and neighbourKM km on the sphere.
var cosNear, cosFar, cosNeighbour = math.Cos(100 / 6371.0088), math.Cos(500 / 6371.0088), math.Cos(neighbourKM / 6371.0088)

func dot(a, b [3]float64) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

// bynameLoss is how many powers of ten of inhabitants a place counts for less under a name of unknown language that has nothing of its
// own: "Victoria" for Hong Kong.
const bynameLoss = 1.5

func byname(m *gazetteer.Match) bool {
	if m.Name.Lang != "" || m.Name.Kind != "" && m.Name.Kind != "alias" || m.How != "exact" && m.How != "folded" || m.Place.Class != 'P' {
		return false
	}
	own, name := fold.Key(m.Place.Name), fold.Key(m.Name.Text)
	return len(own) > 1 && len(name) > 3 && own[0] != name[0] && !strings.Contains(own, name[1:]) && !strings.Contains(name, own)
}
