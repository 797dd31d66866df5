package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/syntax"
)

// tallied are verbs by which a number of people rises or falls: "arrivals fell to 800 a day".
var tallied = words("fall slow rise drop climb reach total number decline jump increase grow swell stand dwindle decrease shrink average exceed surge")

// tally finds the number of a nominal fact in its verb: "weekly returns to X have slowed to 210 families".
func (f fact) tally() (syntax.Item, bool) {
	s := f.s
	if !f.noun {
		return syntax.Item{}, false
	}
	for v := f.item + 1; v < len(s.Items); v++ {
		switch s.Items[v].Kind {
		case syntax.VG:
			if !tallied[s.Items[v].Lemma] {
				return syntax.Item{}, false
			}
			for k := v + 1; k < len(s.Items) && k < v+4; k++ {
				if x := s.Items[k]; x.Kind == syntax.NP && x.Number != nil && x.Number.Qualifier != "ratio" {
					return x, true
				}
			}
			return syntax.Item{}, false
		case syntax.Stop, syntax.Sub, syntax.Rel:
			return syntax.Item{}, false
		}
	}
	return syntax.Item{}, false
}

// earlier adds the claim of the figure that a report compares with: "9,000 people remained, down from 290,000 two years
// earlier", "held 463,000 Somalis, against 211,000 today".
func (f fact) earlier(in []data.Claim) []data.Claim {
	k := f.claim.Kind
	if len(in) == 0 || in[0].Value == nil || k != data.KindFlow && k != data.KindStock && k != data.KindReturn {
		return in
	}
	s := f.s
	for i := f.item; i+1 < len(s.Items); i++ {
		it := s.Items[i]
		if it.Kind == syntax.Stop && it.Word == ";" {
			return in
		}
		if it.Kind != syntax.Prep || it.Word != "down from" && it.Word != "against" && !(it.Word == "with" && i > 0 && strings.HasPrefix(s.spanText(s.Items[i-1].First, s.Items[i-1].Last), "compared")) {
			continue
		}
		x := s.Items[i+1]
		if x.Kind != syntax.NP || x.Number == nil || x.Number.Qualifier == "ratio" {
			continue
		}
		unit := in[0].Value.Unit
		for _, c := range in[:len(in):len(in)] {
			c.Value = s.valueOf(x, unit, f.country())
			c.Valid = f.s.doc.timeNear(s, i+1, c.Valid)
			in = append(in, c)
		}
		return in
	}
	return in
}

// timeNear gives the interval of the time expression right after item i; without one the fact's time is not known.
func (d *document) timeNear(s *sentence, i int, _ data.Interval) data.Interval {
	if i+1 < len(s.Items) && s.Items[i+1].Kind == syntax.Time {
		return s.Items[i+1].When.Resolve(d.published, false)
	}
	return data.Interval{Precision: "unknown"}
}

var groupWords = words("christians christian muslims muslim jews hindus sikhs yazidis yezidis shiites shi'ites shias sunnis alawites druze rohingya kurds turkmen tatars bosniaks tamils hutus tutsis hutu tutsi fur masalit karen chin kachin hazaras pashtuns tajiks mandaeans assyrians chaldeans armenians copts bahais baha'is ismailis zaghawa nuer dinka oromo amhara tigrayans gypsies roma uyghurs uighurs shabak kakai bedouin")

// groupOf gives the religious or ethnic group that a phrase names, as written: "Christians" of "Iraqi Christians".
func (s *sentence) groupOf(a arg) string {
	for t := a.head; t >= a.first; t-- {
		if groupWords[s.Tokens[t].Lower] {
			first := t
			for first > a.first && groupWords[s.Tokens[first-1].Lower] {
				first--
			}
			return s.spanText(first, t+1)
		}
	}
	if ref := s.headRef(a); ref.actor >= 0 && s.doc.actors.Get(ref.actor).Kind == "ethnic" {
		return s.spanText(a.head, a.head+1)
	}
	return ""
}

// counting are verbs whose subject vouches for the number: "Caritas counts 6,000 Liberians in X".
var counting = words("count record register estimate report put list")

// counter makes who counts people the source of the claim.
func (f fact) counter(c *data.Claim) {
	it := f.s.Items[f.item]
	if f.noun || it.Passive || it.Form != syntax.Finite || !counting[it.Lemma] || c.Modality != data.Asserted || c.Population == "" || c.Population == "forces" {
		return
	}
	subjects := f.s.Subjects(f.item)
	if len(subjects) == 0 || f.s.people(f.s.arg(subjects[0])) {
		return
	}
	n := subjects[0]
	c.Modality, c.Attribution = data.Claimed, f.s.spanText(f.s.Items[n].First, f.s.Items[n].Last)
}
