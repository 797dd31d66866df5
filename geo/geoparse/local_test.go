package geoparse_test

import "testing"

// Local news names small towns without a word on where they are: what lies around them tells.
func TestLocalNamesakes(t *testing.T) {
	checkWhere(t, []whereCase{
		{
			"School boards across Warren County are asking voters. Lebanon wants a levy, while Mason and Springboro seek renewals. A forum takes place in Kings Mills.",
			"Warren County literal US.OH; Lebanon metonym US.OH; Mason literal US.OH; Springboro literal US.OH; Kings Mills literal US.OH",
		},
		{"Diplomats from Lebanon and Jordan met in Cairo.", "Lebanon literal LB; Jordan literal JO; Cairo literal EG.11"},
	})
}

// A street lies in a town and is none; its name stays as a part.
func TestStreetsAreNoPlaces(t *testing.T) {
	for _, m := range read(t, "The shop on Baker Street and the one on York Road in Leeds will close. She walked down Lexington Avenue.").Mentions {
		if m.Placed != (m.Text == "Leeds") {
			t.Errorf("%s is put at %s", m.Text, m.Place.Name)
		}
	}
}

// Persons and streets called after towns are none in other languages either.
func TestForeignPersonsAndStreets(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"«No sabemos nada», dijo Carmen Sevilla, vecina de la calle Toledo. El presidente viajó a La Habana.", "La Habana"},
		{"À Lyon, rue de Londres, des habitants ont manifesté, a dit M. Georges Nantes.", "Lyon"},
		{"Генерал Владимир Ростовский сказал, что в Белгороде и Курской области спокойно.", "Белгороде Курской области"},
		{"На Чернігівщині та у Чернівцях чути вибухи, сказала Ірина Одеська.", "Чернігівщині Чернівцях"},
		{"Cumhurbaşkanı Erdoğan Rize'de konuştu, İstanbul Valiliği açıkladı.", "Rize İstanbul"},
		{"قال أحمد البصري في بيروت إن القوات الروسية وصلت إلى حلب.", "بيروت الروسية حلب"},
	} {
		got := ""
		for _, m := range read(t, c.text).Mentions {
			got += " " + m.Text
		}
		if got != " "+c.want {
			t.Errorf("%s\n got%s\nwant %s", c.text, got, c.want)
		}
	}
}
