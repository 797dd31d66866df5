package geoparse_test

import "testing"

// A gazetteer that lacks a township may hold its namesake at the other end of the country; a list shows that it is not meant.
func TestListsKeepStrayNamesakesOut(t *testing.T) {
	d := read(t, "In Rakhine State, nearly 200,000 people were displaced from Pauktaw, Maungdaw and Rathedaung townships.")
	for _, m := range d.Mentions {
		if m.Text == "Pauktaw" && m.Placed && m.Place.Point.Lon() > 95 {
			t.Errorf("Pauktaw of Rakhine is put at %v, near Yangon", m.Place.Point)
		}
	}
	for text, name := range map[string]string{
		"A fire burned down a market in Pauktaw near Yangon.":                  "Pauktaw",
		"Shells hit Kupiansk, Vovchansk and Lyman in the east of Ukraine.":     "Lyman",
		"Offices will open in Paris, Reykjavik and Andorra la Vella next year": "Andorra la Vella",
	} {
		placed := false
		for _, m := range read(t, text).Mentions {
			placed = placed || m.Text == name && m.Placed
		}
		if !placed {
			t.Errorf("%s: %s is not placed", text, name)
		}
	}
}
