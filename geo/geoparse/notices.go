package geoparse

import (
	"sort"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer"

	"github.com/paulmach/orb"
)

// The gold corpora are world news: they say little of how local papers write, where a small town is named without a word
// on its state. Invented notices teach that: towns that lie together, under names that better-known places bear too, in our own
// sentences. They come from the gazetteer alone.
const (
	noticeCount = 200
	// noticeTown is up to how many inhabitants the town of a notice has.
	noticeTown = 60_000
	// noticeSpan is how far from it, in degrees of latitude and of longitude, the other towns may lie: about 50 km.
	noticeSpan = 0.45
)

// noticeFrames are the sentences; @ stands for a town.
var noticeFrames = []string{
	"The council in @ voted on Monday to raise water rates.", "A fire destroyed a barn near @ on Saturday.", "Police in @ are looking for a man who robbed a bank.",
	"People in @ and @ will vote in May.", "Two men from @ were hurt in the crash.", "The school in @ will close early.", "He grew up in @ and moved to @ in 2004.",
	"Crews from @, @ and @ fought the blaze.", "A store in @ opens next week.", "The road between @ and @ is closed.", "The mayor of @ said the town is ready.",
	"The bus stops in @ and @.", "She was flown to a hospital in @.", "The fair in @ draws people from @.", "@ lost to @ on Friday night.",
}

// notices makes the invented notices, the same ones from the same gazetteer.
func notices(g *gazetteer.Gazetteer) []Labelled {
	towns := homonyms(g)
	var out []Labelled
	draw := lottery(1)
	for tries := 0; len(out) < noticeCount && len(towns) > 0 && tries < 20*noticeCount; tries++ {
		t := towns[draw(len(towns))]
		if english := englishPapers[t.Country]; !english && len(out)%4 != 0 { // three of four in the lands of English papers
			continue
		}
		near := townsAround(g, &t)
		if len(near) < 3 {
			continue
		}
		cast := []gazetteer.Place{t, t}
		for range 2 + draw(4) {
			cast = append(cast, near[draw(len(near))])
		}
		out = append(out, notice(cast, draw))
	}
	return out
}

// homonyms are the small towns whose name a more prominent place bears, by id.
func homonyms(g *gazetteer.Gazetteer) []gazetteer.Place {
	world := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	var out []gazetteer.Place
	for _, p := range g.Within(world, gazetteer.NearOptions{MinPopulation: 1000, Limit: 1 << 20}) {
		if p.Class != 'P' || p.Population > noticeTown {
			continue
		}
		if m := g.Lookup(p.Name); len(m) > 1 && m[0].Place.ID != p.ID && m[0].Place.Population > p.Population {
			out = append(out, p)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func townsAround(g *gazetteer.Gazetteer, t *gazetteer.Place) []gazetteer.Place {
	b := orb.Bound{Min: orb.Point{t.Point[0] - noticeSpan, t.Point[1] - noticeSpan}, Max: orb.Point{t.Point[0] + noticeSpan, t.Point[1] + noticeSpan}}
	var out []gazetteer.Place
	for _, q := range g.Within(b, gazetteer.NearOptions{MinPopulation: 500, Limit: 200}) {
		if q.Class == 'P' && q.Kind != "PPLX" && q.ID != t.ID && q.Country == t.Country {
			out = append(out, q)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// notice writes four to six sentences on the towns, the first two of which are the same.
func notice(cast []gazetteer.Place, draw func(int) int) Labelled {
	var text strings.Builder
	var l Labelled
	length := 0
	write := func(s string) {
		text.WriteString(s)
		length += utf8.RuneCountInString(s)
	}
	next := 0
	for n := range 4 + draw(3) {
		frame := noticeFrames[draw(len(noticeFrames))]
		if n == 0 {
			frame = noticeFrames[draw(3)]
		}
		for k, piece := range strings.Split(frame, "@") {
			if k > 0 {
				p := &cast[next%len(cast)]
				next += 1 + draw(2)
				l.Gold = append(l.Gold, Located{Span: Span{Start: length, End: length + utf8.RuneCountInString(p.Name)}, Point: p.Point, Class: "P"})
				write(p.Name)
			}
			write(piece)
		}
		write(" ")
	}
	l.Text = text.String()
	return l
}

// lottery gives numbers from 0 up to but not including n, the same ones again: SplitMix64 (Steele, Lea and Flood 2014).
func lottery(seed uint64) func(n int) int {
	return func(n int) int {
		seed += 0x9e3779b97f4a7c15
		z := seed
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return int((z ^ z>>31) % uint64(n)) //nolint:gosec // n is a length
	}
}

// englishPapers are the lands whose local papers write English, and whose towns bear the surnames of persons.
var englishPapers = map[string]bool{"US": true, "GB": true, "CA": true, "AU": true, "NZ": true, "IE": true, "ZA": true}
