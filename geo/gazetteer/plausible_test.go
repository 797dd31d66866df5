package gazetteer

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestNonsenseFindsNothing(t *testing.T) {
	for _, text := range []string{"zzzzqqq", "xqzvbn", "asdfghjkl", "qwertyuiop", "zzzz", "brtllxa", "Wxqosh, Iraq"} {
		if hits := search(t, Query{Text: text}); len(hits) > 0 {
			t.Errorf("search %q = %s, want nothing", text, hits[0].Label)
		}
	}
}

func TestSpellingsThatMayBeMeant(t *testing.T) {
	hawija, mosul := "geonames:390188", "geonames:99072"
	for text, id := range map[string]string{
		"Hawija": hawija, "Haweeja": hawija, "Hawijah": hawija, "Hawija, Iraq": hawija, "Mosull": mosul, "Mosuul": mosul, "Kramatorks": "geonames:704508",
		"Fallooja": "geonames:99454", "Bagdadd": "geonames:98182", "Tal Affar": "geonames:90393", "Alleppo": "geonames:170063",
	} {
		if hits := search(t, Query{Text: text}); len(hits) == 0 || hits[0].Place.ID != id {
			t.Errorf("search %q = %v, want %s", text, hits, id)
		}
	}
}

// TestContextMakesPlausible asks with the point of the town: what is too far off for the world is near enough there.
func TestContextMakesPlausible(t *testing.T) {
	near := orb.Point{43.1, 36.3}
	hits := search(t, Query{Text: "Mousel", Near: &near})
	if len(hits) == 0 || hits[0].Place.ID != "geonames:99072" {
		t.Errorf("Mousel near Mosul = %v", hits)
	}
}

func TestExactBeginningBeforeForeignSpelling(t *testing.T) {
	g := open(t)
	for text, id := range map[string]string{"mosu": "geonames:99072", "raqq": "geonames:172955", "geor": "geonames:614540"} {
		hits, err := g.Autocomplete(Query{Text: text})
		if err != nil || len(hits) == 0 || hits[0].Place.ID != id {
			t.Errorf("autocomplete %q = %v, %v, want %s first", text, hits, err, id)
		}
	}
}

func TestBearersOfTheNameFirst(t *testing.T) {
	if hits := search(t, Query{Text: "Victoria"}); hits[0].Place.Name != "Victoria" {
		t.Errorf("Victoria = %s", hits[0].Label)
	}
	if hits := search(t, Query{Text: "Georgia"}); hits[0].Place.Kind != "PCLI" {
		t.Errorf("Georgia = %s", hits[0].Label)
	}
	if m := open(t).Lookup("Raqqa"); m[0].Place.ID != "geonames:172955" {
		t.Errorf("Lookup Raqqa = %v", m[0].Place)
	}
}

func TestNoHitIsSurerThanOneBefore(t *testing.T) {
	for _, text := range []string{"Victoria", "Springfield", "Mosull", "Mousel", "San Jose"} {
		hits := search(t, Query{Text: text})
		for i := 1; i < len(hits); i++ {
			if hits[i].Confidence > hits[i-1].Confidence {
				t.Errorf("%q: hit %d is surer than the one before", text, i)
			}
		}
	}
}
