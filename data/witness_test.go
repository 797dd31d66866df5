package data

import (
	"fmt"
	"testing"
	"time"
)

func day(n int) *time.Time {
	t := time.Date(2014, 6, n, 0, 0, 0, 0, time.UTC)
	return &t
}

// said is a claim about one place, in a report of its own.
func said(id, actor, status, modality string, on int, change ...func(*Witness)) Witness {
	c := Claim{
		ID: id, Kind: KindControl, Status: status, Actor: actor, ActorID: actor, Modality: modality, Valid: Interval{Start: day(on)},
		Places: []ClaimPlace{{Role: RoleAt, ID: "g:1", Relation: RelationIn}}, Evidence: []Evidence{{Report: "report " + id}},
	}
	w := NewWitness(&c, *day(on), Standing{Group: "report " + id, Publisher: "paper " + id, Grade: "B"})
	for _, f := range change {
		f(&w)
	}
	return w
}

func text(group string) func(*Witness) { return func(w *Witness) { w.Standing.Group = group } }
func paper(name string) func(*Witness) { return func(w *Witness) { w.Standing.Publisher = name } }
func graded(g string) func(*Witness)   { return func(w *Witness) { w.Standing.Grade = g } }
func within(report string) func(*Witness) {
	return func(w *Witness) { w.Evidence, w.Report = []Evidence{{Report: report}}, report }
}

func TestAssess(t *testing.T) {
	isis := said("a", "isis", StatusCaptured, Asserted, 16)
	for _, c := range []struct {
		name        string
		of          Witness
		others      []Witness
		credibility int
		sources     int
		links       string
	}{
		{"alone, of a good source", isis, nil, 2, 1, "[]"},
		{"alone, of a source that nobody judged", said("a", "isis", StatusCaptured, Asserted, 16, graded("F")), nil, 6, 1, "[]"},
		{"alone, a party's claim", said("a", "isis", StatusCaptured, Claimed, 16), nil, 3, 1, "[]"},
		{"itself is no other", isis, []Witness{isis}, 2, 1, "[]"},
		{"three copies of one wire story", isis, []Witness{
			said("b", "isis", StatusCaptured, Asserted, 16, text("report a")), said("c", "isis", StatusCaptured, Asserted, 16, text("report a")),
		}, 2, 1, "[b supports false; c supports false]"},
		{"the same paper twice", isis, []Witness{said("b", "isis", StatusControls, Asserted, 17, paper("paper a"))}, 2, 1, "[b supports false]"},
		{"two sources", isis, []Witness{said("b", "isis", StatusControls, Asserted, 17)}, 1, 2, "[b supports true]"},
		{"two sources that nobody judged", said("a", "isis", StatusCaptured, Asserted, 16, graded("F")), []Witness{said("b", "isis", StatusControls, Asserted, 17, graded("F"))}, 1, 2, "[b supports true]"},
		{"three weeks later", isis, []Witness{said("b", "isis", StatusControls, Asserted, 30)}, 2, 1, "[]"},
		{"the report repeats itself", isis, []Witness{said("b", "isis", StatusControls, Asserted, 16, within("report a"))}, 2, 1, "[]"},
		{"a denial", isis, []Witness{said("b", "isis", StatusCaptured, Denied, 16)}, 4, 1, "[b contradicts true]"},
		{"a denial in the same report", isis, []Witness{said("b", "isis", StatusCaptured, Denied, 16, within("report a"), text("report a"))}, 4, 1, "[b contradicts false]"},
		{"two holders on one day", isis, []Witness{said("b", "army", StatusControls, Asserted, 16)}, 4, 1, "[b contradicts true]"},
		{"a new holder the day after", isis, []Witness{said("b", "army", StatusCaptured, Asserted, 17)}, 2, 1, "[]"},
		{"two against one", isis, []Witness{said("b", "army", StatusControls, Asserted, 16), said("c", "army", StatusControls, Asserted, 16)}, 5, 1, "[b contradicts true; c contradicts true]"},
		{"two for it, one against", isis, []Witness{said("b", "isis", StatusControls, Asserted, 16), said("c", "army", StatusControls, Asserted, 16)}, 3, 2, "[c contradicts true; b supports true]"},
		{"a former state", isis, []Witness{said("b", "isis", StatusCaptured, Past, 16)}, 2, 1, "[]"},
		{"a person's own grade stays", said("a", "isis", StatusCaptured, Asserted, 16, func(w *Witness) { w.Claim.Credibility = 5 }), []Witness{said("b", "isis", StatusControls, Asserted, 17)}, 5, 2, "[b supports true]"},
	} {
		var on []Witness
		for _, o := range c.others { // as a caller picks them
			if len(Subjects(o.Claim)) > 0 {
				on = append(on, o)
			}
		}
		got := Assess(c.of, on)
		links := "["
		for i, l := range got.Links {
			if i > 0 {
				links += "; "
			}
			links += fmt.Sprint(l.Claim, " ", l.Kind, " ", l.Independent)
		}
		if links += "]"; got.Credibility != c.credibility || got.Sources != c.sources || links != c.links {
			t.Errorf("%s: credibility %d, %d sources, links %s; want %d, %d, %s", c.name, got.Credibility, got.Sources, links, c.credibility, c.sources, c.links)
		}
	}
}

func TestIndependentSourcesIsALargestMatching(t *testing.T) {
	w := func(group, paper string) Witness { return Witness{Standing: Standing{Group: group, Publisher: paper}} }
	for _, c := range []struct {
		ws   []Witness
		want int
	}{
		{nil, 0},
		{[]Witness{w("x", "A"), w("x", "B"), w("x", "C")}, 1},
		{[]Witness{w("x", "A"), w("y", "A"), w("z", "A")}, 1},
		{[]Witness{w("x", "A"), w("x", "B"), w("y", "A")}, 2}, // B's copy of x, and A's own y
		{[]Witness{w("x", ""), w("y", ""), w("x", "A")}, 2},
	} {
		if got := IndependentSources(c.ws); got != c.want {
			t.Errorf("%v: %d, want %d", c.ws, got, c.want)
		}
	}
	if v := NewWitness(&Claim{Via: "The Times of London"}, time.Time{}, Standing{Group: "r", Publisher: "ap"}); v.Standing.Publisher != "times of london" {
		t.Errorf("an outlet that quotes another counts as %q", v.Standing.Publisher)
	}
}

func TestFigures(t *testing.T) {
	flow := func(v *Value, places ...string) *Claim {
		c := &Claim{Kind: KindFlow, Modality: Asserted, Value: v}
		for i := 0; i+1 < len(places); i += 2 {
			c.Places = append(c.Places, ClaimPlace{Role: places[i], ID: places[i+1], Relation: RelationIn})
		}
		return c
	}
	best := func(x float64) *Value { return &Value{Best: &x, Unit: "person"} }
	for _, c := range []struct {
		name string
		a, b *Claim
		want string
	}{
		{"200,000 against 2,000 to 3,000 families", flow(best(200000), RoleOrigin, "t"), flow(&Value{Low: ptr(2000.0), High: ptr(3000.0), Unit: "household", Factor: 6}, RoleOrigin, "t"), Contradicts},
		{"families without a factor", flow(best(200000), RoleOrigin, "t"), flow(&Value{Best: ptr(3000.0), Unit: "household"}, RoleOrigin, "t"), ""},
		{"much the same", flow(best(500000), RoleOrigin, "t"), flow(&Value{Best: ptr(83340.0), Unit: "household", Factor: 6}, RoleOrigin, "t"), Supports},
		{"up to half a million, and 200,000", flow(&Value{High: ptr(500000.0), Unit: "person"}, RoleOrigin, "t"), flow(best(200000), RoleOrigin, "t"), ""},
		{"up to 50,000, and 200,000", flow(&Value{High: ptr(50000.0), Unit: "person"}, RoleOrigin, "t"), flow(best(200000), RoleOrigin, "t"), Contradicts},
		{"more than 500,000, and 200,000", flow(&Value{Low: ptr(500000.0), Unit: "person"}, RoleOrigin, "t"), flow(best(200000), RoleOrigin, "t"), Contradicts},
		{"to two towns", flow(best(5000), RoleOrigin, "t", RoleDestination, "u"), flow(best(90000), RoleOrigin, "t", RoleDestination, "v"), ""},
		{"one destination not said", flow(best(5000), RoleOrigin, "t", RoleDestination, "u"), flow(best(90000), RoleOrigin, "t"), Contradicts},
		{"a share", flow(&Value{Best: ptr(0.5), Qualifier: "ratio"}, RoleOrigin, "t"), flow(best(90000), RoleOrigin, "t"), ""},
		{"no figure", flow(nil, RoleOrigin, "t"), flow(best(90000), RoleOrigin, "t"), ""},
	} {
		for _, p := range [][2]*Claim{{c.a, c.b}, {c.b, c.a}} {
			if got, why := Compare(p[0], p[1], *day(16), *day(17)); got != c.want {
				t.Errorf("%s: %q (%s), want %q", c.name, got, why, c.want)
			}
		}
	}
}
