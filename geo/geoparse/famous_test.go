package geoparse_test

import "testing"

func TestFamousQuartersAndAirports(t *testing.T) {
	checkWhere(t, []whereCase{
		{"He works on Wall Street.", "Wall Street literal US.NY"},
		{"Studios in Hollywood closed.", "Hollywood literal US.CA"},
		{"Israel raided towns in the West Bank and struck the Gaza Strip.", "Israel metonym IL; West Bank literal PS; Gaza Strip literal PS"},
	})
}

func TestAirportCodes(t *testing.T) {
	land := map[string]string{"JFK": "US", "Heathrow": "GB"}
	for _, m := range read(t, "A flight from JFK landed at Heathrow.").Mentions {
		if m.Place.Country != land[m.Text] {
			t.Errorf("%s is put at %s %s", m.Text, m.Place.Name, m.Place.Country)
		}
		delete(land, m.Text)
	}
	if len(land) > 0 {
		t.Errorf("not found: %v", land)
	}
}

func TestShortenedAreas(t *testing.T) {
	checkWhere(t, []whereCase{
		{
			"A man of Lexington, Ky., met women from Duluth, Minn., Kelowna, B.C., Dubbo, NSW, and Regina, Sask.",
			"Lexington literal US.KY; Ky. literal US.KY; Duluth literal US.MN; Minn. literal US.MN; Kelowna literal CA.02; B.C. literal CA.02; " +
				"Dubbo literal AU.02; NSW literal AU.02; Regina literal CA.11; Sask. literal CA.11",
		},
	})
}

// Codes, short names from other tongues and small towns that only a body is named after are no places without support.
func TestGuessesNeedSupport(t *testing.T) {
	for _, text := range []string{
		"The rand fell to a record low on Friday before the Reserve Bank stepped in.",
		"To the east of the desert town, at Ber, a salt caravan was robbed of 60 camels.",
		"Kurdish fighters met UN envoys.",
	} {
		for _, m := range read(t, text).Mentions {
			if m.Placed {
				t.Errorf("%s: %s is put at %s", text, m.Text, m.Place.Name)
			}
		}
	}
}
