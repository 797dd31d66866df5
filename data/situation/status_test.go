package situation

import (
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// story is a sequence of claims about one place; the test asks for its status on a day of June 2014.
type story struct {
	name    string
	claims  []data.Claim
	day     int
	status  string
	class   string
	holders string // ids joined by "|"
	reason  string // part of some reason
}

func TestStatusRules(t *testing.T) {
	g := iraq()
	say := func(actor, status string, day int, change ...func(*data.Claim)) data.Claim {
		c := control(g, t, "mosul", actor, status, day)
		for _, f := range change {
			f(&c)
		}
		return c
	}
	grade := func(r string, n int) func(*data.Claim) {
		return func(c *data.Claim) { c.Reliability, c.Credibility = r, n }
	}
	mode := func(m string) func(*data.Claim) { return func(c *data.Claim) { c.Modality = m } }
	object := func(o string) func(*data.Claim) { return func(c *data.Claim) { c.Object, c.ObjectID = o, o } }
	kind := func(k string) func(*data.Claim) { return func(c *data.Claim) { c.Kind = k } }
	clash := func(c *data.Claim) { c.Kind, c.EventType = data.KindEvent, "clash" }
	for _, s := range []story{
		{"captured", []data.Claim{say("isis", data.StatusCaptured, 10)}, 13, Held, Assessed, "isis", "isis since 10 June 2014: 1 independent report; last seen 3 days ago"},
		{"not yet", []data.Claim{say("isis", data.StatusCaptured, 10)}, 9, Unknown, "", "", ""},
		{"two sources", []data.Claim{say("isis", data.StatusCaptured, 10), say("isis", data.StatusControls, 12)}, 13, Held, Assessed, "isis", "2 independent reports; last seen 1 day ago"},
		{"capture chain", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusCaptured, 10)}, 11, Held, Assessed, "isis", "captured it from army"},
		{"newer word of equal grade", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusControls, 10)}, 11, Held, Assessed, "isis", "newer word"},
		{"poorer word", []data.Claim{say("army", data.StatusControls, 8, grade("A", 1)), say("isis", data.StatusControls, 10, grade("E", 5))}, 11, Disputed, Disputed, "army|isis", "sources disagree"},
		{"poorer word, old rival", []data.Claim{say("army", data.StatusControls, 1, grade("A", 1)), say("isis", data.StatusControls, 10, grade("E", 5))}, 11, Held, Assessed, "isis", "newer word"},
		{"poorer word twice", []data.Claim{say("army", data.StatusControls, 8, grade("A", 1)), say("isis", data.StatusControls, 9, grade("E", 5)), say("isis", data.StatusControls, 10, grade("E", 5))}, 11, Held, Assessed, "isis", "2 independent sources against 1"},
		{"same day", []data.Claim{say("army", data.StatusControls, 10), say("isis", data.StatusControls, 10)}, 11, Disputed, Disputed, "army|isis", "sources disagree"},
		{"same day with fighting", []data.Claim{say("army", data.StatusControls, 10), say("isis", data.StatusControls, 10), say("", "", 10, clash)}, 11, Contested, Contested, "army|isis", "fighting is reported"},
		{"fighting is over", []data.Claim{say("army", data.StatusControls, 10), say("isis", data.StatusControls, 10), say("", "", 10, clash)}, 20, Disputed, Disputed, "army|isis", ""},
		{"contested", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusContested, 10)}, 11, Contested, Contested, "army|isis", "fighting for it"},
		{"contested, then held", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusContested, 10), say("army", data.StatusControls, 12)}, 13, Held, Assessed, "army", ""},
		{"contested from the start, then held", []data.Claim{say("isis", data.StatusContested, 10, object("army")), say("army", data.StatusControls, 12)}, 13, Held, Assessed, "army", "the fighting ended"},
		{"withdrew", []data.Claim{say("army", data.StatusControls, 5), say("army", data.StatusWithdrew, 10)}, 11, Vacated, "", "army", "army withdrew on 10 June 2014"},
		{"withdrew as movement", []data.Claim{say("army", data.StatusControls, 5), say("army", data.StatusWithdrew, 10, kind(data.KindMovement), func(c *data.Claim) { c.Places[0].Role = data.RoleOrigin })}, 11, Vacated, "", "army", ""},
		{"withdrew, then others", []data.Claim{say("army", data.StatusWithdrew, 10), say("peshmerga", data.StatusControls, 12)}, 13, Held, Assessed, "peshmerga", "army withdrew"},
		{"lost to", []data.Claim{say("army", data.StatusControls, 5), say("army", data.StatusLost, 10, object("isis"))}, 11, Held, Assessed, "isis", "it was lost to them"},
		{"joint", []data.Claim{say("army", data.StatusJoint, 5, object("peshmerga"))}, 6, Joint, Assessed, "army|peshmerga", "held together"},
		{"own claim", []data.Claim{say("isis", data.StatusCaptured, 10, mode(data.Claimed))}, 11, Held, ClaimedBy, "isis", ""},
		{"own claim, then others say so", []data.Claim{say("isis", data.StatusCaptured, 10, mode(data.Claimed)), say("isis", data.StatusControls, 11)}, 12, Held, Assessed, "isis", ""},
		{"denied", []data.Claim{say("isis", data.StatusCaptured, 10), say("isis", data.StatusControls, 11, mode(data.Denied))}, 12, Disputed, Disputed, "isis", "only one source"},
		{"denied against two", []data.Claim{say("isis", data.StatusCaptured, 10), say("isis", data.StatusControls, 10), say("isis", data.StatusControls, 11, mode(data.Denied))}, 12, Held, Assessed, "isis", "denied on 11 June"},
		{"planned", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusCaptured, 10, mode(data.Planned))}, 11, Held, Assessed, "army", ""},
		{"past", []data.Claim{say("army", data.StatusControls, 10, mode(data.Past))}, 11, Unknown, "", "", ""},
		{"siege", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusBesieged, 10, kind(data.KindSiege))}, 11, Held, Assessed, "army", "besieged by isis since 10 June 2014: not a change of holder"},
		{"siege ends in capture", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusBesieged, 10), say("isis", data.StatusCaptured, 12)}, 13, Held, Assessed, "isis", "the siege ended"},
		{"siege alone", []data.Claim{say("isis", data.StatusBesieged, 10, kind(data.KindSiege))}, 11, Besieged, "", "", "besieged by isis since 10 June 2014: not a change of holder"},
		{"siege of long ago", []data.Claim{say("isis", data.StatusBesieged, -200, kind(data.KindSiege))}, 11, Unknown, "", "", ""},
		{"siege lifted", []data.Claim{say("isis", data.StatusBesieged, 10), say("isis", data.StatusLifted, 12)}, 13, Unknown, "", "", "siege lifted"},
		{"present", []data.Claim{say("isis", data.StatusAdvancing, 10)}, 11, Present, "", "isis", "no word of who holds it"},
		{"present beside a holder", []data.Claim{say("army", data.StatusControls, 5), say("isis", data.StatusPresent, 10)}, 11, Held, Assessed, "army", ""},
		{"stale", []data.Claim{say("isis", data.StatusCaptured, 10)}, 10 + 31, Held, Stale, "isis", "no word came for more than 30 days"},
		{"forgotten", []data.Claim{say("isis", data.StatusCaptured, 10)}, 10 + 150, Unknown, "", "isis", "no longer counts"},
		{"still said to hold", []data.Claim{say("isis", data.StatusControls, 10, func(c *data.Claim) { c.Valid.End = ptr(june(70)) })}, 60, Held, Assessed, "isis", "last seen today"},
	} {
		t.Run(s.name, func(t *testing.T) {
			st := newStore()
			for _, c := range s.claims {
				st.put(c)
			}
			e := newEngine(st, g)
			f, err := e.frame(t.Context(), Query{Valid: june(s.day)})
			if err != nil {
				t.Fatal(err)
			}
			f.ready()
			got := f.statusAt("mosul")
			if d := f.view.dossiers["mosul"]; d != nil {
				got = e.statusOf(d, f.q.Valid, true)
			}
			if got.Status == "" {
				got.Status = Unknown
			}
			if got.Status != s.status || got.Class != s.class || joined(ids(got.Holders)) != s.holders {
				t.Errorf("got %s, %q, %s\nbecause %q", got.Status, got.Class, ids(got.Holders), got.Reasons)
			}
			if s.reason != "" && !strings.Contains(strings.Join(got.Reasons, "\n"), s.reason) {
				t.Errorf("no reason says %q: %q", s.reason, got.Reasons)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

func TestReprintsAreOneSource(t *testing.T) {
	g, s := iraq(), newStore()
	for i, id := range []string{"r1", "r2", "r3"} {
		s.report(data.Report{ID: id, Published: june(10), IndependenceGroup: "wire story"})
		c := control(g, t, "mosul", "isis", data.StatusCaptured, 10)
		c.ID = string(rune('a' + i))
		c.Evidence = []data.Evidence{{Report: id, Exact: "text", End: 4}}
		s.put(c)
	}
	fs := features(t, newEngine(s, g), "control", Query{Valid: june(11)})
	if len(fs) != 1 || fs[0].Properties["sources"] != 1 {
		t.Errorf("three reprints count as %v sources", fs[0].Properties["sources"])
	}
}

func TestDecayIsAnders(t *testing.T) {
	month := time.Duration(30.4375 * float64(day))
	if w := decay(time.Duration(3.2 * float64(month))); w < 0.49 || w > 0.51 {
		t.Errorf("weight after 3.2 months is %v, want a half", w)
	}
	if decay(time.Duration(4.3*float64(month))) == 0 || decay(time.Duration(4.4*float64(month))) != 0 {
		t.Error("the weight must end between 4.3 and 4.4 months")
	}
}
