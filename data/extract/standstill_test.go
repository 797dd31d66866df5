package extract

import "testing"

// Nobody flees from a town to itself; a part of it is another place.
func TestNoJourneyStandsStill(t *testing.T) {
	for _, text := range []string{
		"Aid workers in Tawila said some 1,000 people had reached the town on foot.",
		"Thousands of people fled from Mosul to Mosul.",
	} {
		for _, c := range readText(t, text) {
			if standsStill(c) {
				t.Errorf("%s: %+v", text, c.Places)
			}
		}
	}
	if got := readText(t, "Thousands of people fled from Mosul to Erbil."); len(got) != 1 || len(got[0].Places) != 2 {
		t.Errorf("a journey from Mosul to Erbil: %+v", got)
	}
}
