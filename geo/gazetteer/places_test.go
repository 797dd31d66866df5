package gazetteer

import "testing"

// TestPlainLabel compares labels in no language with those of English for places whose own name is the English one.
func TestPlainLabel(t *testing.T) {
	g := open(t)
	for id, want := range map[string]string{
		"geonames:99072": "Mosul, Nineveh, Iraq", "geonames:2988507": "Paris, Île-de-France, France", "geonames:99237": "Iraq", "dateline:persian-gulf": "Persian Gulf",
		"dateline:bashiqa": "Bashiqa, Nineveh, Iraq",
	} {
		p, ok := g.Place(id)
		if got := g.Label(p, ""); !ok || got != want {
			t.Errorf("label of %s is %q, want %q", id, got, want)
		}
	}
}
