package ogc

import (
	"testing"

	"dateline/geo"
)

// TestColours: known actors differ, unknown ones are grey, the second of two holders has a colour too.
func TestColours(t *testing.T) {
	isis, peshmerga := colourOf("isis"), colourOf("peshmerga")
	if isis == peshmerga || isis == noActor || colourOf("forces:iq") == noActor || colourOf("nobody") != noActor {
		t.Errorf("isis %q, peshmerga %q, forces:iq %q", isis, peshmerga, colourOf("forces:iq"))
	}
	given := geo.Feature{Properties: map[string]any{"holder_id": "isis|peshmerga"}}
	got := withColour(given).Properties
	if got["color"] != isis || got["color_other"] != peshmerga || given.Properties["color"] != nil {
		t.Errorf("%v out of %v", got, given.Properties)
	}
	if c := withColour(geo.Feature{Properties: map[string]any{"holder_id": ""}}).Properties["color"]; c != nil {
		t.Errorf("nobody's ground is %v", c)
	}
}
