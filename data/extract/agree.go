package extract

import (
	"strings"

	"dateline/data"
)

// carriedOut joins the plan of a journey with the journey that the same report tells: "Christians want to go to Alqosh … they
// have gone" is one flow, and it was made. The plan's words become evidence of the deed.
func carriedOut(in []data.Claim) []data.Claim {
	out := in[:0:0]
next:
	for i, c := range in {
		if c.Modality == data.Planned && journeyKind(c.Kind) && c.Value == nil {
			for j := range in {
				if i != j && deedOf(in[j], c) {
					in[j].Evidence = append(in[j].Evidence[:len(in[j].Evidence):len(in[j].Evidence)], c.Evidence...)
					for k := range out {
						if sameEvidence(out[k], in[j]) {
							out[k].Evidence = in[j].Evidence
						}
					}
					continue next
				}
			}
		}
		out = append(out, c)
	}
	return out
}

func journeyKind(k string) bool { return k == data.KindFlow || k == data.KindReturn }

// deedOf says whether claim d tells as done what plan p tells: the same people, the same places.
func deedOf(d, p data.Claim) bool {
	if d.Kind != p.Kind || d.Modality != data.Asserted && d.Modality != data.Claimed || !strings.EqualFold(d.Actor, p.Actor) || d.Actor == "" || len(d.Places) != len(p.Places) || len(p.Places) == 0 {
		return false
	}
	for i := range d.Places {
		if d.Places[i].Role != p.Places[i].Role || d.Places[i].ID != p.Places[i].ID || d.Places[i].Name != p.Places[i].Name {
			return false
		}
	}
	return true
}

func sameEvidence(a, b data.Claim) bool {
	return a.Kind == b.Kind && a.Modality == b.Modality && len(a.Evidence) > 0 && len(b.Evidence) > 0 && a.Evidence[0] == b.Evidence[0]
}
