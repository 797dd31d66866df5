package situation

import (
	"fmt"
	"sync"

	"dateline/data"
)

// assessments are what the claims on one subject make of each other; made when first asked for. Statuses need the grades of
// the information alone, and only those who look at single claims need the links.
type assessments struct {
	once   sync.Once
	of     map[*claim]data.Assessment
	graded sync.Once
	grades []uint8 // by the place of the claim in the list
}

// maxBeside bounds the claims before and after one that it is compared with.
const maxBeside = 100

// grade gives the credibility of each of the claims, sorted by time: that of weigh.
func (a *assessments) grade(claims []*claim) []uint8 {
	a.graded.Do(func() {
		ws := make([]data.Witness, len(claims))
		weighs := make([]bool, len(claims))
		for i, c := range claims {
			ws[i], weighs[i] = c.witness(), c.weighs()
		}
		a.grades = data.Grades(ws, weighs, maxBeside)
	})
	return a.grades
}

// weigh compares each of the claims, sorted by time, with those that begin within data.CompareWindow of it.
func (a *assessments) weigh(claims []*claim) map[*claim]data.Assessment {
	a.once.Do(func() {
		a.of = make(map[*claim]data.Assessment, len(claims))
		ws := make([]data.Witness, len(claims))
		for i, c := range claims {
			ws[i] = c.witness()
		}
		from := 0
		for i, c := range claims {
			for c.at.Sub(claims[from].at) > data.CompareWindow || i-from > maxBeside {
				from++
			}
			var others []data.Witness
			for k := from; k < len(claims) && k <= i+maxBeside && claims[k].at.Sub(c.at) <= data.CompareWindow; k++ {
				if k != i && claims[k].weighs() {
					others = append(others, ws[k])
				}
			}
			if !c.weighs() {
				others = nil
			}
			a.of[c] = data.Assess(ws[i], others)
		}
	})
	return a.of
}

// weighs says whether a claim can support or contradict another.
func (c *claim) weighs() bool {
	return c.draws() && c.Claim.Modality != data.Planned && c.Claim.Modality != data.Past && c.Claim.Kind != data.KindEvent
}

func (c *claim) witness() data.Witness {
	m := c.source
	w := data.NewWitness(c.Claim, c.at, data.Standing{Group: m.Group, Publisher: m.folded, Grade: m.Reliability})
	w.ID, w.Report = c.ID, m.id
	return w
}

// assessment gives what other claims make of one: those on its place, or those on the same people. A claim about several places
// takes the first.
func (v *view) assessment(c *claim) data.Assessment {
	if v == nil {
		return data.Assess(c.witness(), nil)
	}
	if drawnByPlace(c) {
		for _, key := range keysOf(c) {
			if d := v.dossiers[key]; d != nil {
				if a, ok := d.assess.weigh(d.claims)[c]; ok {
					return a
				}
			}
		}
		return data.Assess(c.witness(), nil)
	}
	for _, subject := range data.Subjects(c.Claim) {
		if list := v.people(subject); len(list) > 1 {
			if a, ok := v.byPeople[subject].assess.weigh(list)[c]; ok && len(a.Links) > 0 {
				return a
			}
		}
	}
	return data.Assess(c.witness(), nil)
}

// subjectClaims are the figures on one subject, by time.
type subjectClaims struct {
	claims []*claim
	assess assessments
}

// people gives the flows, stocks and returns on a subject.
func (v *view) people(subject string) []*claim {
	v.peopleOnce.Do(func() {
		v.byPeople = map[string]*subjectClaims{}
		for _, kind := range []string{data.KindFlow, data.KindStock, data.KindReturn} {
			for _, c := range v.others[kind] {
				for _, s := range data.Subjects(c.Claim) {
					if v.byPeople[s] == nil {
						v.byPeople[s] = &subjectClaims{}
					}
					v.byPeople[s].claims = append(v.byPeople[s].claims, c)
				}
			}
		}
	})
	if s := v.byPeople[subject]; s != nil {
		return s.claims
	}
	return nil
}

// assessedClaim tells a claim apart whose neighbours changed: its feature is made anew.
type assessedClaim struct {
	*claim
	links string
}

func assessedAs(c *claim, a data.Assessment) assessedClaim {
	return assessedClaim{c, fmt.Sprint(a.Credibility, a.Sources, a.Against, a.Links)}
}

// assessProps puts grades, sources and the claims that support or contradict on a claim's feature.
func assessProps(props map[string]any, c *claim, a data.Assessment) {
	props["reliability"], props["credibility"] = c.witness().Standing.Grade, a.Credibility
	props["sources"], props["against_sources"] = a.Sources, a.Against
	supports, contradicts, why := []string{}, []string{}, []string{}
	for _, l := range a.Links {
		if l.Kind == data.Supports {
			supports = append(supports, l.Claim)
			continue
		}
		contradicts, why = append(contradicts, l.Claim), append(why, l.Why)
	}
	props["supports"], props["contradicts"], props["contradicts_why"] = supports, contradicts, why
}
