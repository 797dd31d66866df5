package extract

import (
	"strings"

	"dateline/data"
)

// moving drops the journeys that end where they begin: a misread sentence, for nobody flees from a town to itself.
func moving(in []data.Claim) []data.Claim {
	out := in[:0:0]
	for _, c := range in {
		if !standsStill(c) {
			out = append(out, c)
		}
	}
	return out
}

func standsStill(c data.Claim) bool {
	for _, from := range c.Places {
		for _, to := range c.Places {
			if from.Role == data.RoleOrigin && to.Role == data.RoleDestination && from.ID != "" && from.ID == to.ID &&
				from.Relation == to.Relation && from.Site == to.Site && !strings.Contains(to.Text, " of ") { // "the north of the island" is another part
				return true
			}
		}
	}
	return false
}
