package geoparse_test

import (
	"context"
	"strings"
	"testing"

	"dateline/geo/geoparse"
)

// where lists the text's mentions in order as "text role country.admin1"; parts and unplaced names have "-" for the area.
func where(t *testing.T, in geoparse.Input) string {
	t.Helper()
	p, _ := embedded(t)
	d, err := p.Parse(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range d.Mentions {
		area := "-"
		if m.Placed {
			area = strings.TrimSuffix(m.Place.Country+"."+m.Place.Admin1, ".")
		}
		out = append(out, m.Text+" "+string(m.Role)+" "+area)
	}
	return strings.Join(out, "; ")
}

type whereCase struct{ text, want string }

func checkWhere(t *testing.T, cases []whereCase) {
	t.Helper()
	for _, c := range cases {
		if got := where(t, geoparse.Input{Text: c.text}); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestTwoSensesOfOneName(t *testing.T) {
	checkWhere(t, []whereCase{
		{
			"Two men from London, Ontario, were held. Police in London said they had driven from Windsor.",
			"London literal CA.08; Ontario literal CA.08; London literal CA.08; Windsor literal CA.08",
		},
		{
			"Two men from London, Ontario, flew to Britain. In Manchester they met a man who took them by train to London, and on to Birmingham and Leeds.",
			"London literal CA.08; Ontario literal CA.08; Britain literal GB; Manchester literal GB.ENG; London literal GB.ENG; Birmingham literal GB.ENG; Leeds literal GB.ENG",
		},
		{
			"The twins left Paris, Texas, in May and arrived in Paris, France, in June. In Paris they rode the metro.",
			"Paris literal US.TX; Texas literal US.TX; Paris literal FR.11; France literal FR; Paris literal FR.11",
		},
		{
			"The band from Paris, Texas, played in Dallas and Houston. The concert in Paris is on Friday.",
			"Paris literal US.TX; Texas literal US.TX; Dallas literal US.TX; Houston literal US.TX; Paris literal US.TX",
		},
		{
			"Two men from London, Ontario, were held near Toronto. British police said one had flown to London.",
			"London literal CA.08; Ontario literal CA.08; Toronto literal CA.08; British demonym GB; London literal GB.ENG",
		},
	})
}

func TestJoinedNames(t *testing.T) {
	checkWhere(t, []whereCase{
		{"Christians fled Mosul for Alqosh, a hillside town about 31 miles north of Mosul.", "Mosul literal IQ.15; Alqosh literal IQ.15; Mosul literal IQ.15"},
		{"Troops moved from Beni to Bunia.", "Beni literal CD.11; Bunia literal CD.17"},
	})
	d := read(t, "Gunmen of the Maute clan seized Marawi. The Maute fighters fled.")
	for _, e := range d.Entities {
		if e.Kind == geoparse.Person {
			t.Errorf("%q is a person", e.Text)
		}
	}
}

func TestNamesOfBodiesStayWhole(t *testing.T) {
	d := read(t, "The Islamic State of Iraq and Syria claimed it, The Times of London said. The University of Aleppo was shut.")
	for _, m := range d.Mentions {
		if m.Placed && m.Role == geoparse.Literal {
			t.Errorf("%s is placed", m.Text)
		}
	}
}

func TestCompoundDemonyms(t *testing.T) {
	checkWhere(t, []whereCase{
		{"A Franco-German brigade met the Anglo-Irish council.", "Franco demonym FR; German demonym DE; Anglo demonym GB; Irish demonym IE"},
		{"The Iranian-led coalition fought US-backed forces. Nigerians voted.", "Iranian demonym IR; US metonym US; Nigerians demonym NG"},
		{"Canadians and Parisians met New Yorkers and Londoners.", "Canadians demonym CA; Parisians demonym FR.11; New Yorkers demonym US.NY; Londoners demonym GB.ENG"},
	})
}

// A place that a statement has placed is no witness for the statement.
func TestStatementIsNotItsOwnWitness(t *testing.T) {
	d := read(t, "Umm Darwa lies 20 miles from Kirkuk.")
	r := relation(t, d, "20 miles")
	if r.Located < 0 || r.Checked || r.Consistent || r.MeasuredKM != 0 || !strings.Contains(r.Why, "this very statement") {
		t.Errorf("%+v", r)
	}
	if m := mention(t, d, "Umm Darwa"); !m.Placed || m.UncertaintyKM == 0 {
		t.Errorf("%+v", m)
	}
}
