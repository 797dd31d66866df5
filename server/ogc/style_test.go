package ogc

import "testing"

// TestActorColours: an id occurs once in the match, as the style's rules want it, and known actors differ.
func TestActorColours(t *testing.T) {
	match := actorColours()
	colour := map[string]string{}
	for i := 2; i+1 < len(match); i += 2 {
		for _, id := range match[i].([]string) {
			if colour[id] != "" {
				t.Errorf("%s occurs twice", id)
			}
			colour[id] = match[i+1].(string)
		}
	}
	if colour["isis"] == "" || colour["isis"] == colour["peshmerga"] || colour["forces:iq"] == "" {
		t.Errorf("isis %q, peshmerga %q, forces:iq %q", colour["isis"], colour["peshmerga"], colour["forces:iq"])
	}
}
