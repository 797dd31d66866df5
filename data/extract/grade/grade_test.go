package grade

import (
	"testing"

	"dateline/data"
)

func control(id, report, group, actor, modality string) Claim {
	return Claim{data.Claim{
		ID: id, Kind: data.KindControl, Status: data.StatusCaptured, ActorID: actor, Modality: modality, Reliability: "B",
		Places: []data.ClaimPlace{{Role: data.RoleAt, ID: "geonames:1"}},
	}, data.Report{ID: report, IndependenceGroup: group}}
}

func TestGrade(t *testing.T) {
	for _, test := range []struct {
		name   string
		claims []Claim
		want   int
		links  int
	}{
		{"alone", []Claim{control("a", "r1", "", "isis", data.Asserted)}, 2, 0},
		{"two independent", []Claim{control("a", "r1", "", "isis", data.Asserted), control("b", "r2", "", "isis", data.Asserted)}, 1, 1},
		{"a reprint confirms nothing", []Claim{control("a", "r1", "g", "isis", data.Asserted), control("b", "r2", "g", "isis", data.Asserted)}, 2, 1},
		{"a denial", []Claim{control("a", "r1", "", "isis", data.Asserted), control("b", "r2", "", "isis", data.Denied)}, 4, 1},
		{"two holders", []Claim{control("a", "r1", "", "isis", data.Asserted), control("b", "r2", "", "forces:iq", data.Asserted)}, 4, 1},
	} {
		out, links := Grade(test.claims)
		if out[0].Credibility != test.want || len(links) != test.links {
			t.Errorf("%s: credibility %d, %d links; want %d, %d", test.name, out[0].Credibility, len(links), test.want, test.links)
		}
	}
}

func TestFiguresSideBySide(t *testing.T) {
	n, m := 200000.0, 3000.0
	at := []data.ClaimPlace{{Role: data.RoleOrigin, ID: "geonames:2"}}
	a := Claim{data.Claim{ID: "a", Kind: data.KindFlow, Places: at, Value: &data.Value{Best: &n, Unit: "person"}}, data.Report{ID: "r1"}}
	b := Claim{data.Claim{ID: "b", Kind: data.KindFlow, Places: at, Value: &data.Value{High: &m, Unit: "household", Factor: 6}}, data.Report{ID: "r2"}}
	out, links := Grade([]Claim{a, b})
	if len(links) != 1 || links[0].Kind != "contradicts" || *out[0].Value.Best != n || *out[1].Value.High != m {
		t.Errorf("got links %v; want one contradiction and both figures as written", links)
	}
}

func TestReliability(t *testing.T) {
	if Reliability("OCHA") != "A" || Reliability("somebody's blog") != "F" {
		t.Error("publishers' grades are not read")
	}
	if _, err := Parse("X\tG\twhy"); err == nil {
		t.Error("grade G must be refused")
	}
}
