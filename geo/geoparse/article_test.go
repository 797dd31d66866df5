package geoparse_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"

	"github.com/paulmach/orb"
)

const articles = "../../../shared/articles/"

func embedded(t testing.TB) (*geoparse.Parser, *gazetteer.Gazetteer) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	p, err := geoparse.New(g)
	if err != nil {
		t.Fatal(err)
	}
	return p, g
}

func article(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(articles + name)
	if err != nil {
		t.Skipf("the articles are not there: %v", err)
	}
	return string(b)
}

func read(t testing.TB, text string) geoparse.Document {
	t.Helper()
	p, _ := embedded(t)
	d, err := p.Parse(context.Background(), geoparse.Input{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The places that the first article names, with points that any gazetteer has within 30 km for towns.
var firstArticle = map[string]orb.Point{
	"Mosul": {43.12, 36.34}, "Kirkuk": {44.39, 35.47}, "Alqosh": {43.10, 36.73}, "Baiji": {43.49, 34.93}, "Tal Afar": {42.45, 36.38},
	"Fishkabur": {42.38, 37.08}, "Irbil": {44.01, 36.19}, "Baghdad": {44.39, 33.34}, "Basra": {47.78, 30.51}, "Vienna": {16.37, 48.21},
	"Tehran": {51.42, 35.69},
}

var firstArticleAreas = map[string]string{"Iraq": "IQ", "Iran": "IR", "Syria": "SY", "Turkey": "TR"}

func TestFirstArticlePlaces(t *testing.T) {
	d := read(t, article(t, "2014-06-16-kerry-drone-strikes-iraq.txt"))
	found := make(map[string]bool)
	for _, m := range d.Mentions {
		if !m.Placed {
			continue
		}
		found[m.Text] = true
		if want, ok := firstArticle[m.Text]; ok {
			if km := geo.Distance(want, m.Place.Point).Kilometres(); km > 30 {
				t.Errorf("%s is put %.0f km off, at %s %s", m.Text, km, m.Place.Name, m.Place.Country)
			}
		}
		if code, ok := firstArticleAreas[m.Text]; ok && (m.Place.Country != code || !strings.HasPrefix(m.Place.Kind, "PCL")) {
			t.Errorf("%s is put at %s %s", m.Text, m.Place.Name, m.Place.Kind)
		}
		if m.Role == geoparse.Demonym {
			continue
		}
		for _, never := range []string{"Kerry", "Kirby", "Lina", "Mesa", "Verde", "Philippines", "Truxton", "London", "Bush", "George", "Psaki", "Yawar"} {
			if strings.Contains(m.Text, never) {
				t.Errorf("%q is no place, put at %s", m.Text, m.Place.Name)
			}
		}
	}
	for name := range firstArticle {
		if !found[name] {
			t.Errorf("%s is not found", name)
		}
	}
	for name := range firstArticleAreas {
		if !found[name] {
			t.Errorf("%s is not found", name)
		}
	}
	if !found["Persian Gulf"] {
		t.Error("the Persian Gulf is not found")
	}
}

// Places that are only part of another name are never placed; no name other than the known ones is.
func TestFirstArticleHasNoOtherPlaces(t *testing.T) {
	d := read(t, article(t, "2014-06-16-kerry-drone-strikes-iraq.txt"))
	more := map[string]bool{"US": true, "Europe": true, "Middle East": true, "Persian Gulf": true, "Kurdistan": true, "Kurdistan region": true, "Pentagon": true}
	state := strings.Index(d.Text, "Islamic State of Iraq and Syria")
	runes := len([]rune(d.Text[:state]))
	for _, m := range d.Mentions {
		if m.Start >= runes && m.Start < runes+len("Islamic State of Iraq and Syria") && m.Placed {
			t.Errorf("%q inside the group's name is placed", m.Text)
		}
		if !m.Placed || m.Role == geoparse.Demonym {
			continue
		}
		_, town := firstArticle[m.Text]
		_, area := firstArticleAreas[m.Text]
		if !town && !area && !more[m.Text] {
			t.Errorf("%s %q is put at %s %s: %v", m.Role, m.Text, m.Place.Name, m.Place.Country, m.Reasons)
		}
	}
}

func TestFirstArticleRelations(t *testing.T) {
	d := read(t, article(t, "2014-06-16-kerry-drone-strikes-iraq.txt"))
	want := map[string]struct {
		anchor     string
		low, high  float64
		consistent bool
	}{"Alqosh": {"Mosul", 43, 46, true}, "Baiji": {"Kirkuk", 99, 104, false}}
	for _, r := range d.Relations {
		if r.Located < 0 || len(r.Anchors) == 0 || r.Kind != geoparse.DistanceBearing {
			continue
		}
		name := d.Mentions[r.Located].Text
		w, ok := want[name]
		if !ok {
			continue
		}
		delete(want, name)
		if a := d.Mentions[r.Anchors[0]].Text; a != w.anchor || !r.Checked || r.MeasuredKM < w.low || r.MeasuredKM > w.high || r.Consistent != w.consistent {
			t.Errorf("%s from %s: %+v", name, a, r)
		}
	}
	for name := range want {
		t.Errorf("no relation for %s", name)
	}
}

func TestSecondArticle(t *testing.T) {
	d := read(t, article(t, "2014-06-16-voa-talafar.txt"))
	for _, r := range d.Relations {
		if r.Located >= 0 && d.Mentions[r.Located].Text == "Tal Afar" && d.Mentions[r.Anchors[0]].Text == "Mosul" {
			if !r.Checked || !r.Consistent || r.StatedKM != 70 || r.Bearing != 270 {
				t.Errorf("relation %+v", r)
			}
			return
		}
	}
	t.Error("Tal Afar, about 70km west of Mosul: no relation")
}
