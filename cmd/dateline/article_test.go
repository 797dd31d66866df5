package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// sharedFile finds a file of the test data that stands beside the checkout, and skips the test where it is absent.
func sharedFile(t *testing.T, name string) string {
	t.Helper()
	p := filepath.Join("..", "..", "..", "shared", name)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("test data absent: %s stands beside the checkout on the builders' machines", name)
	}
	return p
}

// geoparseFile runs the command as a user does and reads its JSON.
func geoparseFile(t *testing.T, args ...string) data.Reading {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: time.Now}
	if err := run(context.Background(), a, append([]string{"geoparse", "--format", "json"}, args...)); err != nil {
		t.Fatalf("geoparse: %v\n%s", err, errs.String())
	}
	var r data.Reading
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("read JSON: %v", err)
	}
	return r
}

func checkOffsets(t *testing.T, r data.Reading) {
	t.Helper()
	text := []rune(r.Report.Text)
	for _, m := range r.Mentions {
		if got := string(text[m.Start:m.End]); got != m.Text {
			t.Errorf("mention %d-%d is %q in the text, %q in the answer", m.Start, m.End, got, m.Text)
		}
	}
	for _, c := range r.Claims {
		for _, e := range c.Evidence {
			if got := string(text[e.Start:e.End]); got != e.Exact {
				t.Errorf("%s: evidence %d-%d is %q in the text, %q in the answer", c.Kind, e.Start, e.End, got, e.Exact)
			}
		}
	}
}

// TestFirstArticlePlaces checks what the first article must give: each place at its point, and no place where a word only
// looks like one.
func TestFirstArticlePlaces(t *testing.T) {
	r := geoparseFile(t, sharedFile(t, "articles/2014-06-16-kerry-drone-strikes-iraq.txt"))
	checkOffsets(t, r)
	want := map[string]struct {
		lon, lat float64
		km       float64
	}{
		"Mosul": {43.12, 36.34, 8}, "Kirkuk": {44.39, 35.47, 8}, "Alqosh": {43.097, 36.734, 5}, "Baiji": {43.49, 34.93, 8},
		"Tal Afar": {42.45, 36.37, 8}, "Fishkabur": {42.38, 37.07, 5}, "Irbil": {44.01, 36.19, 8}, "Baghdad": {44.40, 33.34, 15},
		"Basra": {47.78, 30.51, 12}, "Vienna": {16.37, 48.21, 10}, "Tehran": {51.42, 35.69, 20}, "Persian Gulf": {51.5, 27, 300},
		"Iraq": {44, 33, 250}, "Iran": {53, 32, 400}, "Syria": {38, 35, 250}, "Turkey": {35, 39, 350},
	}
	seen := map[string]bool{}
	for _, m := range r.Mentions {
		name := strings.TrimSuffix(strings.TrimSuffix(m.Text, "'s"), "’s")
		w, ok := want[name]
		if !ok || m.Role == "part" || m.Place == nil {
			continue
		}
		seen[name] = true
		if d := roughKM(w.lon, w.lat, m.Place.Lon, m.Place.Lat); d > w.km {
			t.Errorf("%s at %d is %s (%.3f %.3f), %.0f km off", m.Text, m.Start, m.Place.ID, m.Place.Lon, m.Place.Lat, d)
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("%s was not found", name)
		}
	}
	for _, never := range []string{"Kerry", "Kirby", "Lina", "Mesa Verde", "Philippines Sea", "Philippines", "Truxton", "Times of London", "The Times of London", "London", "Islamic State of Iraq and Syria", "George HW Bush"} {
		for _, m := range r.Mentions {
			if m.Text == never && m.Role != "part" {
				t.Errorf("%q at %d is a %s place: %+v", m.Text, m.Start, m.Role, m.Place)
			}
		}
	}
	inOrganisation(t, r)
}

// inOrganisation checks that the countries inside an armed group's name are no places.
func inOrganisation(t *testing.T, r data.Reading) {
	t.Helper()
	at := len([]rune(r.Report.Text[:strings.Index(r.Report.Text, "Islamic State of Iraq and Syria")]))
	for _, m := range r.Mentions {
		if m.Start >= at && m.End <= at+31 && m.Role != "part" {
			t.Errorf("%q inside the group's name is a %s place", m.Text, m.Role)
		}
	}
}

func roughKM(lon1, lat1, lon2, lat2 float64) float64 {
	x := (lon2 - lon1) * math.Cos((lat1+lat2)/2*math.Pi/180)
	return 111.2 * math.Hypot(x, lat2-lat1)
}

// wantClaim is a claim that must be there.
type wantClaim struct {
	name string
	kind string
	fits func(c data.Claim) bool
}

func place(c data.Claim, role, name string) (data.ClaimPlace, bool) {
	for _, p := range c.Places {
		if (role == "" || p.Role == role) && (strings.Contains(p.Name, name) || strings.Contains(p.Text, name)) {
			return p, true
		}
	}
	return data.ClaimPlace{}, false
}

func actor(c data.Claim, words ...string) bool {
	for _, w := range words {
		if strings.Contains(strings.ToLower(c.Actor+" | "+c.ActorID+" | "+c.ActorName), strings.ToLower(w)) {
			return true
		}
	}
	return false
}

func number(c data.Claim, n float64) bool {
	if c.Value == nil {
		return false
	}
	for _, v := range []*float64{c.Value.Low, c.Value.Best, c.Value.High} {
		if v != nil && *v == n {
			return true
		}
	}
	return false
}

func articleClaims() []wantClaim {
	isis := func(c data.Claim) bool { return actor(c, "ISIS", "ISIL", "Islamic State") }
	in := func(c data.Claim, role, name string) bool { _, ok := place(c, role, name); return ok }
	return []wantClaim{
		{name: "ISIS captured Tal Afar", kind: "control", fits: func(c data.Claim) bool {
			return isis(c) && c.Status == "captured" && in(c, "at", "Afar") && c.Modality == "asserted"
		}},
		{name: "the Baiji refinery is besieged", kind: "siege", fits: func(c data.Claim) bool {
			p, ok := place(c, "", "Ba")
			return ok && isis(c) && p.Relation == "site" && strings.Contains(p.Site, "refinery")
		}},
		{name: "the Iraqi army left Kirkuk the week before", kind: "control", fits: func(c data.Claim) bool {
			return actor(c, "Iraq") && c.Status == "withdrew" && in(c, "", "Kirk") && c.Valid.Start != nil &&
				c.Valid.Start.Before(time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)) && c.Valid.Start.After(time.Date(2014, 6, 6, 0, 0, 0, 0, time.UTC))
		}},
		{name: "the Peshmerga hold the areas around Kirkuk", kind: "control", fits: func(c data.Claim) bool {
			p, ok := place(c, "", "Kirk")
			return ok && actor(c, "peshmerga", "pershmerga", "kurd") && p.Relation == "vicinity" && (c.Status == "controls" || c.Status == "present")
		}},
		{name: "a line from the Iranian border to Fishkabur", kind: "line", fits: func(c data.Claim) bool {
			return actor(c, "peshmerga", "pershmerga", "kurd") && in(c, "from", "Iran") && (in(c, "to", "Fish") || in(c, "to", "Faysh"))
		}},
		{name: "some 200,000 fled Tal Afar", kind: "flow", fits: func(c data.Claim) bool {
			return in(c, "origin", "Afar") && number(c, 200000) && !in(c, "destination", "") && c.Value.Qualifier == "approximately" &&
				strings.Contains(c.Attribution, "Abbas") && strings.Contains(c.Via, "Times of London")
		}},
		{name: "Christians fled Mosul to Alqosh", kind: "flow", fits: func(c data.Claim) bool {
			return in(c, "destination", "sh") && (c.Value == nil || c.Value.Best == nil) && (in(c, "origin", "Mosul") || c.Group != "")
		}},
		{name: "the Mesa Verde with about 500 Marines to the Persian Gulf", kind: "movement", fits: func(c data.Claim) bool {
			return in(c, "destination", "Gulf") && number(c, 500)
		}},
		{name: "nearly 100 troops to Baghdad", kind: "movement", fits: func(c data.Claim) bool {
			return in(c, "destination", "Bagh") && number(c, 100)
		}},
		{name: "Alqosh, 31 miles north of Mosul, measured 44 km", kind: "relation", fits: func(c data.Claim) bool {
			return c.Check != nil && math.Abs(c.Check.StatedKM-49.9) < 0.2 && math.Abs(c.Check.MeasuredKM-44) < 1.5 && c.Check.Consistent
		}},
		{name: "Baiji, 50 miles southwest of Kirkuk, measured 101 km", kind: "relation", fits: func(c data.Claim) bool {
			return c.Check != nil && math.Abs(c.Check.StatedKM-80.5) < 0.2 && math.Abs(c.Check.MeasuredKM-101) < 1.5 && !c.Check.Consistent
		}},
	}
}

func checkClaims(t *testing.T, r data.Reading, wants []wantClaim) {
	t.Helper()
	for _, w := range wants {
		found := false
		for _, c := range r.Claims {
			found = found || c.Kind == w.kind && w.fits(c)
		}
		if !found {
			t.Errorf("no claim that %s", w.name)
		}
	}
	for _, c := range r.Claims {
		if _, ok := place(c, "", "Bagh"); ok && (c.Kind == "control") && c.Modality != "planned" && c.Status != "advancing" {
			t.Errorf("Baghdad changed hands: %s", claimWords(c))
		}
		if _, ok := place(c, "", "Ba"); ok && c.Kind == "control" && c.Modality == "asserted" && (c.Status == "captured" || c.Status == "controls") && actor(c, "ISIS") {
			t.Errorf("the refinery is held: %s", claimWords(c))
		}
	}
	if t.Failed() {
		for _, c := range r.Claims {
			t.Log(claimWords(c))
		}
	}
}

func TestFirstArticleClaims(t *testing.T) {
	r := geoparseFile(t, sharedFile(t, "articles/2014-06-16-kerry-drone-strikes-iraq.txt"))
	checkOffsets(t, r)
	checkClaims(t, r, articleClaims())
}

func TestSecondArticle(t *testing.T) {
	r := geoparseFile(t, sharedFile(t, "articles/2014-06-16-voa-talafar.txt"))
	checkOffsets(t, r)
	militants := func(c data.Claim) bool { return actor(c, "militants", "ISIL", "Islamic State") }
	checkClaims(t, r, []wantClaim{
		{name: "militants captured Tal Afar", kind: "control", fits: func(c data.Claim) bool {
			_, ok := place(c, "at", "Afar")
			return ok && militants(c) && c.Status == "captured"
		}},
		{name: "Mosul fell", kind: "control", fits: func(c data.Claim) bool {
			_, ok := place(c, "at", "Mosul")
			return ok && militants(c) && c.Status == "captured"
		}},
		{name: "Tikrit fell", kind: "control", fits: func(c data.Claim) bool {
			_, ok := place(c, "at", "Tikrit")
			return ok && militants(c) && c.Status == "captured"
		}},
		{name: "Tal Afar about 70 km west of Mosul", kind: "relation", fits: func(c data.Claim) bool {
			return c.Check != nil && c.Check.StatedKM == 70 && c.Check.Consistent
		}},
	})
}
