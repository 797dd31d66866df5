package geoparse_test

import (
	"strings"
	"testing"

	"dateline/geo/geoparse"
)

// relation gives the first relation whose text holds the words.
func relation(t *testing.T, d geoparse.Document, words string) geoparse.Relation {
	t.Helper()
	for _, r := range d.Relations {
		if strings.Contains(r.Text, words) {
			return r
		}
	}
	t.Fatalf("no relation with %q in %q: %+v", words, d.Text, d.Relations)
	return geoparse.Relation{}
}

func TestStatedDistances(t *testing.T) {
	for _, c := range []struct {
		text, words     string
		located, anchor string
		km, bearing     float64
	}{
		{"Iraqi forces left Tal Afar, about 70km west of Mosul, Iraq.", "70km", "Tal Afar", "Mosul", 70, 270},
		{"They hold Tikrit, 170 kilometers (105 miles) north-west of Baghdad, Iraq.", "170", "Tikrit", "Baghdad", 170, 315},
		{"They fled from Samarra, which lies some 120 km north of the capital Baghdad.", "120", "Samarra", "Baghdad", 120, 0},
		{"The refinery of Baiji is 50 miles to the southwest of Kirkuk in Iraq.", "50 miles", "Baiji", "Kirkuk", 80.4672, 225},
		{"They left Kirkuk for Baiji, 50 miles to the southwest.", "50 miles", "Baiji", "Kirkuk", 80.4672, 225},
		{"Fighting went on in Fallujah, forty miles west of Baghdad.", "forty", "Fallujah", "Baghdad", 64.37376, 270},
	} {
		d := read(t, c.text)
		r := relation(t, d, c.words)
		if r.Located < 0 || len(r.Anchors) != 1 {
			t.Errorf("%s: %+v", c.text, r)
			continue
		}
		if l, a := d.Mentions[r.Located].Text, d.Mentions[r.Anchors[0]].Text; l != c.located || a != c.anchor {
			t.Errorf("%s: %s from %s", c.text, l, a)
		}
		if diff := r.StatedKM - c.km; diff > 1e-6 || diff < -1e-6 || r.Bearing != c.bearing || r.Kind != geoparse.DistanceBearing {
			t.Errorf("%s: %+v", c.text, r)
		}
	}
}

func TestOtherRelations(t *testing.T) {
	d := read(t, "The convoy was hit between Mosul and Tikrit. They closed the road from Baghdad to Kirkuk. Shells fell on Samarra, near Baghdad.")
	for words, kind := range map[string]geoparse.RelationKind{"between": geoparse.Between, "from Baghdad": geoparse.OnRoad, "near": geoparse.Near} {
		if r := relation(t, d, words); r.Kind != kind {
			t.Errorf("%s: %+v", words, r)
		}
	}
}

func mention(t *testing.T, d geoparse.Document, text string) geoparse.Mention {
	t.Helper()
	for _, m := range d.Mentions {
		if m.Text == text {
			return m
		}
	}
	t.Fatalf("no mention %q in %q", text, d.Text)
	return geoparse.Mention{}
}

func TestPlacedByRelationAlone(t *testing.T) {
	d := read(t, "Gunmen seized the village of Tell Hamrawiya, 30 km north of Tikrit in Iraq, and Umm Darwazin, near Kirkuk. In the village of Zuqlaqa they found nobody.")
	m := mention(t, d, "Tell Hamrawiya")
	if !m.Placed || m.UncertaintyKM < 10 || m.UncertaintyKM > 20 || m.Place.Point[1] < 34.8 || m.Place.Point[1] > 34.95 {
		t.Errorf("%+v", m)
	}
	lost := mention(t, d, "Zuqlaqa")
	if lost.Placed || len(lost.Reasons) == 0 {
		t.Errorf("%+v", lost)
	}
	if k := mention(t, d, "Kirkuk"); !k.Placed || k.Place.Country != "IQ" {
		t.Errorf("an unknown place moved another: %+v", k.Place)
	}
}

func TestRoles(t *testing.T) {
	d := read(t, "Washington said it would send the USS Philippines Sea. Russian troops left Aleppo University. "+
		"Gen. Paris Jackson spoke to The Times of London in Vienna, Austria. Minnesota reported cases of West Nile virus.")
	for text, role := range map[string]geoparse.Role{
		"Washington": geoparse.Metonym, "Russian": geoparse.Demonym, "Aleppo": geoparse.Part, "London": geoparse.Part, "Vienna": geoparse.Literal,
	} {
		if m := mention(t, d, text); m.Role != role || m.Placed == (role == geoparse.Part) {
			t.Errorf("%s is %s, placed %v", text, m.Role, m.Placed)
		}
	}
	for _, m := range d.Mentions {
		if m.Placed && (strings.Contains(m.Text, "Philippines") || strings.Contains(m.Text, "Paris") || strings.Contains(m.Text, "Nile")) {
			t.Errorf("%q is placed at %s", m.Text, m.Place.Name)
		}
	}
	if v := mention(t, d, "Vienna"); v.Place.Country != "AT" {
		t.Errorf("Vienna is put in %s", v.Place.Country)
	}
}

func TestSmallNamesakes(t *testing.T) {
	for text, want := range map[string]string{
		"GLASGOW, Ky. (WBKO) -- One woman has died in Glasgow. Police in Kentucky said so.":           "Glasgow US KY",
		"PARIS, Mo. — Lynn Fodge runs a farm in Paris. He likes Missouri.":                            "Paris US MO",
		"The mayor of Paris, Texas, spoke. Paris has 24,000 people, one of the towns of north Texas.": "Paris US TX",
		"LONDON, Ont. — Police in Ontario closed a road in London on Monday.":                         "London CA 08",
	} {
		d := read(t, text)
		name := strings.Fields(want)[0]
		for _, m := range d.Mentions {
			if got := m.Place.Name + " " + m.Place.Country + " " + m.Place.Admin1; strings.EqualFold(m.Text, name) && got != want {
				t.Errorf("%s: %s is put at %s", text, m.Text, got)
			}
		}
	}
}
