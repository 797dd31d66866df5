package data

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Witness is a claim with the time from which it holds and the standing of its report.
type Witness struct {
	*Claim
	// ID is that of the claim, and Report the one that it stands in first. Claims that say the same may share what they say.
	ID, Report string
	At         time.Time
	Standing   Standing
}

// NewWitness gives a claim its standing. The grade of the claim itself, where a person set one, goes before that of the
// source; a claim that names the outlet it has from another ("the Times reported") rests on that outlet.
func NewWitness(c *Claim, at time.Time, st Standing) Witness {
	if len(c.Reliability) == 1 && c.Reliability >= "A" && c.Reliability <= "E" {
		st.Grade = c.Reliability
	}
	if len(st.Grade) != 1 || st.Grade < "A" || st.Grade > "F" {
		st.Grade = GradeUnknown
	}
	if c.Via != "" {
		st.Publisher = PublisherName(c.Via)
	}
	w := Witness{Claim: c, ID: c.ID, At: at, Standing: st}
	if len(c.Evidence) > 0 {
		w.Report = c.Evidence[0].Report
	}
	return w
}

// Independent says whether two witnesses rest on different words: not one text in two papers, nor one publisher twice.
func Independent(a, b Witness) bool {
	x, y := a.Standing, b.Standing
	return x.Group != y.Group && (x.Publisher == "" || x.Publisher != y.Publisher)
}

// IndependentSources counts the most witnesses of whom no two share their text or their publisher. Reports are edges
// between texts and publishers, so this is a largest matching (Kuhn's augmenting paths).
func IndependentSources(ws []Witness) int {
	if n, ok := plainSources(ws); ok {
		return n
	}
	edges := map[string][]string{} // text → publishers
	for _, w := range ws {
		st := w.Standing
		publisher := "p " + st.Publisher
		if st.Publisher == "" {
			publisher = "t " + st.Group // nobody knows whose it is: not known to be anybody else's
		}
		if !slices.Contains(edges[st.Group], publisher) {
			edges[st.Group] = append(edges[st.Group], publisher)
		}
	}
	if len(edges) <= 1 {
		return len(edges)
	}
	owner := map[string]string{} // publisher → text
	var place func(text string, seen map[string]bool) bool
	place = func(text string, seen map[string]bool) bool {
		for _, p := range edges[text] {
			if seen[p] {
				continue
			}
			seen[p] = true
			if was, taken := owner[p]; !taken || place(was, seen) {
				owner[p] = text
				return true
			}
		}
		return false
	}
	n := 0
	for text := range edges {
		if place(text, map[string]bool{}) {
			n++
		}
	}
	return n
}

// fewWitnesses is the number up to which comparing each with each is cheaper than a map.
const fewWitnesses = 24

// plainSources counts the sources of a few witnesses where no text stands in two papers: then every text has one publisher, and
// there are as many sources as publishers. Not ok where a text has several.
func plainSources(ws []Witness) (n int, ok bool) {
	if len(ws) > fewWitnesses {
		return 0, false
	}
	for i := range ws {
		a, fresh := &ws[i].Standing, true
		for k := range i {
			b := &ws[k].Standing
			switch {
			case a.Group == b.Group && a.Publisher != b.Publisher:
				return 0, false
			case a.Group == b.Group, a.Publisher != "" && a.Publisher == b.Publisher:
				fresh = false
			}
		}
		if fresh {
			n++
		}
	}
	return n, true
}

// several says whether witnesses rest on more than one source. They rest on one where a single text, or a single publisher,
// stands behind all of them: the largest matching is as large as the smallest cover (Kőnig).
func several(ws []*Witness) bool {
	first := &ws[0].Standing
	text, paper := true, first.Publisher != ""
	for _, w := range ws[1:] {
		text = text && w.Standing.Group == first.Group
		paper = paper && w.Standing.Publisher == first.Publisher
		if !text && !paper {
			return true
		}
	}
	return false
}

// Grades gives what Assess makes of the credibility of each witness, without the links. The witnesses are about one place and sorted
// by time; each is compared with at most beside others before and after it, beginning within CompareWindow. Those that do
// not weigh are compared with nobody.
func Grades(ws []Witness, weighs []bool, beside int) []uint8 {
	out := make([]uint8, len(ws))
	keys := groundKeys(ws)
	var support, against []*Witness
	from := 0
	for i := range ws {
		w := &ws[i]
		for w.At.Sub(ws[from].At) > CompareWindow || i-from > beside {
			from++
		}
		if c := w.Claim.Credibility; c >= 1 && c <= 6 {
			out[i] = uint8(c)
			continue
		}
		support, against = append(support[:0], w), against[:0]
		for k := from; weighs[i] && k < len(ws) && k <= i+beside && (k < i || keys[k].at-keys[i].at <= CompareWindow); k++ {
			if k == i || !weighs[k] {
				continue
			}
			switch kind, _ := compareAt(w, &ws[k], &keys[i], &keys[k]); {
			case kind == "" || kind == Supports && sameReport(w, &ws[k]):
			case kind == Supports:
				support = append(support, &ws[k])
			default:
				against = append(against, &ws[k])
			}
		}
		switch {
		case len(against) > 0:
			out[i] = uint8(credibility(*w, IndependentSources(values(support)), IndependentSources(values(against))))
		case several(support):
			out[i] = uint8(credibility(*w, 2, 0))
		default:
			out[i] = uint8(credibility(*w, 1, 0))
		}
	}
	return out
}

// compareAt is Compare of two witnesses within the window.
func compareAt(a, b *Witness, x, y *groundKey) (kind, why string) {
	if x.kind != y.kind || !x.ground {
		return Compare(a.Claim, b.Claim, a.At, b.At)
	}
	return compareGround(x, y, x.day == y.day)
}

// groundKeys are the claims of witnesses in comparable form. Times are told from the first one.
func groundKeys(ws []Witness) []groundKey {
	keys := make([]groundKey, len(ws))
	actors := map[string]int32{}
	for i := range ws {
		keys[i] = groundOf(ws[i].Claim, actors)
		keys[i].at = ws[i].At.Sub(ws[0].At)
		keys[i].day = dayOf(ws[i].At)
	}
	return keys
}

func values(ws []*Witness) []Witness {
	out := make([]Witness, len(ws))
	for i, w := range ws {
		out[i] = *w
	}
	return out
}

// Link is another claim on the same subject, and what it says of this one. Linked claims stand side by side; nothing of them is
// ever averaged.
type Link struct {
	Claim string `json:"claim"`
	// Kind is supports or contradicts.
	Kind string `json:"kind"`
	// Independent says whether the other claim rests on another source.
	Independent bool   `json:"independent"`
	Why         string `json:"why"`
}

// Assessment is what the other claims make of one.
type Assessment struct {
	// Credibility is the Admiralty grade of the information: 1 confirmed by other independent sources, 2 probably true, 3 possibly
	// true, 4 doubtful, 5 improbable, 6 cannot be judged.
	Credibility int
	// Sources counts the independent sources that say it, Against those that contradict it.
	Sources, Against int
	Links            []Link
}

// maxCompared bounds the claims that one is compared with: the nearest in time.
const maxCompared = 200

// Assess weighs a claim against others on its subjects; itself among them counts once. The others come in any order.
func Assess(w Witness, others []Witness) Assessment {
	others = nearest(w, others)
	out := Assessment{Links: []Link{}}
	support, against := []Witness{w}, []Witness(nil)
	for _, o := range others {
		kind, why := Compare(w.Claim, o.Claim, w.At, o.At)
		if kind == "" || kind == Supports && sameReport(&w, &o) {
			continue // a report that repeats itself
		}
		out.Links = append(out.Links, Link{o.ID, kind, Independent(w, o), why})
		if kind == Supports {
			support = append(support, o)
		} else {
			against = append(against, o)
		}
	}
	slices.SortFunc(out.Links, func(a, b Link) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Claim, b.Claim))
	})
	out.Sources, out.Against = IndependentSources(support), IndependentSources(against)
	out.Credibility = credibility(w, out.Sources, out.Against)
	return out
}

// credibility grades the information: by other sources first, and by the source's own grade only where it stands alone.
func credibility(w Witness, sources, against int) int {
	switch {
	case w.Claim.Credibility >= 1 && w.Claim.Credibility <= 6:
		return w.Claim.Credibility // a person judged it
	case against > sources:
		return 5
	case against == sources:
		return 4
	case against > 0:
		return 3
	case sources > 1:
		return 1
	case w.Standing.Grade > "B":
		return 6
	case w.Modality == Asserted && w.Hedge == "":
		return 2
	}
	return 3
}

func nearest(w Witness, others []Witness) []Witness {
	var out []Witness
	for _, o := range others {
		if o.ID != w.ID && w.At.Sub(o.At).Abs() <= CompareWindow {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Witness) int {
		return cmp.Or(cmp.Compare(w.At.Sub(a.At).Abs(), w.At.Sub(b.At).Abs()), strings.Compare(a.ID, b.ID))
	})
	out = slices.CompactFunc(out, func(a, b Witness) bool { return a.ID == b.ID })
	return out[:min(len(out), maxCompared)]
}

func sameReport(a, b *Witness) bool { return a.Report != "" && a.Report == b.Report }
