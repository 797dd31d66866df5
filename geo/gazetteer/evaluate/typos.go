package evaluate

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/fold"
)

// typoScripts are the scripts whose names are mistyped.
var typoScripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin},
	{"Arabic", unicode.Arabic},
	{"Cyrillic", unicode.Cyrillic},
	{"Greek", unicode.Greek},
	{"Hebrew", unicode.Hebrew},
	{"Georgian", unicode.Georgian},
	{"Armenian", unicode.Armenian},
	{"Thai", unicode.Thai},
	{"Devanagari", unicode.Devanagari},
	{"Hangul", unicode.Hangul},
}

const (
	// typoPopulation is from how many inhabitants on a place is asked for.
	typoPopulation = 50_000
	// TyposEach is how many names of a script are mistyped for the figure that is published.
	TyposEach = 200
	// shortestTypo and longTypo are the letters from which a name is mistyped once, and at every other time twice.
	shortestTypo, longTypo = 5, 9
)

// Typos mistypes so many names a script of places of more than 50,000 inhabitants and counts how often the place comes first. The same gazetteer gives the
// same questions.
func Typos(g *gazetteer.Gazetteer, each int) ([]TypoScore, error) {
	towns := g.Within(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}, gazetteer.NearOptions{Kinds: []string{"P"}, MinPopulation: typoPopulation})
	out := make([]TypoScore, len(typoScripts))
	for i, s := range typoScripts {
		r := rand.New(rand.NewPCG(11, uint64(i)))
		out[i].Script = s.name
		letters := []rune{}
		var names []typo
		for _, p := range towns {
			if p.Kind == "PPLX" {
				continue
			}
			name := written(g, p, s.table)
			if utf8.RuneCountInString(name) < shortestTypo {
				continue
			}
			names = append(names, typo{name, p.ID})
			letters = append(letters, []rune(fold.Key(name))...)
		}
		r.Shuffle(len(names), func(a, b int) { names[a], names[b] = names[b], names[a] })
		for n, t := range names[:min(len(names), each)] {
			if err := out[i].ask(g, t, mistype(r, t.name, letters, n)); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

type typo struct{ name, id string }

// TypoScore counts the mistyped names of a script whose place came first, or among the first five.
type TypoScore struct {
	Script                 string
	Questions, Top1, Top5  int
	Misses                 []string
	OneEdit, OneEditFirst  int
	TwoEdits, TwoEditFirst int
}

func (s *TypoScore) ask(g *gazetteer.Gazetteer, t typo, text string) error {
	hits, err := g.Search(gazetteer.Query{Text: text, Limit: 5})
	if err != nil {
		return fmt.Errorf("query %q: %w", text, err)
	}
	s.Questions++
	edits := distance(t.name, text)
	if edits > 1 {
		s.TwoEdits++
	} else {
		s.OneEdit++
	}
	at := slices.IndexFunc(hits, func(h gazetteer.Hit) bool { return h.Place.ID == t.id })
	if at >= 0 {
		s.Top5++
	}
	if at == 0 {
		s.Top1++
		if edits > 1 {
			s.TwoEditFirst++
		} else {
			s.OneEditFirst++
		}
		return nil
	}
	got := "nothing"
	if len(hits) > 0 {
		got = hits[0].Match.Text + " = " + hits[0].Label
	}
	s.Misses = append(s.Misses, fmt.Sprintf("%s for %s: %s", text, t.name, got))
	return nil
}

// written gives a name of the place that is wholly in the script: the own one, or the first that was not typed in by hand.
func written(g *gazetteer.Gazetteer, p gazetteer.Place, script *unicode.RangeTable) string {
	if script == unicode.Latin {
		return p.Name
	}
	for _, n := range g.Names(p.ID) {
		if n.Kind == "" && in(n.Text, script) {
			return n.Text
		}
	}
	return ""
}

func in(text string, script *unicode.RangeTable) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) && !unicode.Is(script, r) || r == ',' || unicode.IsDigit(r)
	})
}

// mistype makes one slip in a name, or two in every other long one, as people make them: a letter left out, doubled, swapped with the next
// one, or another one hit; the first letter seldom.
func mistype(r *rand.Rand, name string, letters []rune, n int) string {
	text := []rune(name)
	edits := 1
	if len(text) >= longTypo && n%2 == 1 {
		edits = 2
	}
	for range edits {
		at := r.IntN(len(text))
		if at == 0 && r.IntN(4) > 0 {
			at = 1 + r.IntN(len(text)-1)
		}
		if !unicode.IsLetter(text[at]) {
			at = len(text) - 1
		}
		switch r.IntN(4) {
		case 0:
			text = slices.Delete(text, at, at+1)
		case 1:
			text = slices.Insert(text, at, text[at])
		case 2:
			if at+1 < len(text) {
				text[at], text[at+1] = text[at+1], text[at]
			}
		default:
			text[at] = slip(r, text[at], letters)
		}
	}
	return string(text)
}

// keyboard has the neighbours of each Latin letter.
var keyboard = map[rune]string{
	'a': "qsz", 'b': "vgn", 'c': "xdv", 'd': "sfe", 'e': "wrd", 'f': "dgr", 'g': "fht", 'h': "gjy", 'i': "uok", 'j': "hku", 'k': "jli", 'l': "kop", 'm': "njk", 'n': "bmh",
	'o': "ipl", 'p': "ol", 'q': "wa", 'r': "etf", 's': "adw", 't': "ryg", 'u': "yij", 'v': "cbf", 'w': "qes", 'x': "zcs", 'y': "tuh", 'z': "xas",
}

// slip gives the letter hit instead: a neighbour on the keyboard, or any letter of the script.
func slip(r *rand.Rand, wanted rune, letters []rune) rune {
	if near := keyboard[unicode.ToLower(wanted)]; near != "" {
		return rune(near[r.IntN(len(near))])
	}
	for {
		if c := letters[r.IntN(len(letters))]; unicode.IsLetter(c) {
			return c
		}
	}
}

// distance is 0, 1 or 2 for names of which the folded keys differ by so many edits or more.
func distance(a, b string) int {
	x, y := fold.Key(a), fold.Key(b)
	if x == y {
		return 0
	}
	n := max(utf8.RuneCountInString(x), utf8.RuneCountInString(y))
	if (1-fold.EditSimilarity(x, y))*float64(n) > 1.5 {
		return 2
	}
	return 1
}

// PrintTypos writes the scores, with the misses where asked.
func PrintTypos(w io.Writer, scores []TypoScore, misses bool) {
	all, first := 0, 0
	for _, s := range scores {
		all, first = all+s.Questions, first+s.Top1
		fmt.Fprintf(w, "  %-10s %4d names: first hit right %5.1f %%, among five %5.1f %%; one slip %5.1f %%, two %5.1f %%\n", s.Script, s.Questions, share(s.Top1, s.Questions),
			share(s.Top5, s.Questions), share(s.OneEditFirst, s.OneEdit), share(s.TwoEditFirst, s.TwoEdits))
		if misses {
			for _, m := range s.Misses {
				fmt.Fprintf(w, "    %s\n", m)
			}
		}
	}
	fmt.Fprintf(w, "%d names of places of more than 50,000 people mistyped: first hit right %.1f %%\n", all, share(first, all))
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
