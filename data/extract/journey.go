package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// journey is the way of one person that a report tells as an example: "said Lina, who fled Mosul … and came to Alqosh". It is
// no claim of its own, but says where the group came from that is said to have gone to the same place.
type journey struct {
	origin, destination data.ClaimPlace
	evidence            data.Evidence
}

// examples is how many sentences after the group its example may stand, in code points of the report.
const examples = 800

// witness notes the journey of a single person in the sentence.
func (s *sentence) witness() {
	var from, to *place
	var first, last int
	for v, it := range s.Items {
		if it.Kind != syntax.VG || it.Negative || it.Modal != "" {
			continue
		}
		switch it.Lemma {
		case "flee", "leave", "escape":
			if obj := s.Objects(v); len(obj) > 0 && s.single(v) {
				if p, ok := s.placeOf(s.arg(obj[0])); ok && p.mention >= 0 {
					from, first = &p, it.First
				}
			}
		case "come", "reach", "arrive", "go", "get":
			for _, pp := range s.Phrases(v) {
				if pp.Word == "to" || pp.Word == "in" || pp.Word == "at" {
					if p, ok := s.placeOf(s.arg(pp.NPs[0])); ok && p.mention >= 0 && to == nil {
						to, last = &p, p.last
					}
				}
			}
		}
	}
	if from == nil || to == nil || last <= first {
		return
	}
	s.doc.journeys = append(s.doc.journeys, journey{
		s.claimPlace(data.RoleOrigin, *from), s.claimPlace(data.RoleDestination, *to),
		s.doc.evidence(s.Tokens[first].Start, s.Tokens[last-1].End),
	})
}

// single says whether the subject of v is one person, not a crowd.
func (s *sentence) single(v int) bool {
	for _, n := range s.Subjects(v) {
		a := s.arg(n)
		return !s.people(a) && !s.force(a)
	}
	return false
}

// illustrate gives flows without an origin the one of the example that follows them.
func (d *document) illustrate(claims []data.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Kind != data.KindFlow || len(c.Places) != 1 || c.Places[0].Role != data.RoleDestination || c.Places[0].ID == "" {
			continue
		}
		for _, j := range d.journeys {
			ahead := j.evidence.Start - c.Evidence[0].End
			if j.destination.ID == c.Places[0].ID && ahead > 0 && ahead < examples {
				c.Places = append([]data.ClaimPlace{j.origin}, c.Places...)
				c.Evidence = append(c.Evidence, j.evidence)
				break
			}
		}
	}
}
