package zone

import (
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

func TestUntangle(t *testing.T) {
	good := box(0, 0, 4, 4)
	if got := Untangle(good); !reflect.DeepEqual(got, good) {
		t.Errorf("a good ring became %v", got)
	}
	for name, bad := range map[string]orb.Ring{
		"small loop":      {{0, 0}, {4, 0}, {4, 4}, {2, 4}, {2.1, 4.2}, {2.2, 3.9}, {0, 4}, {0, 0}},
		"bow tie":         {{0, 0}, {4, 4}, {4, 0}, {0, 3}, {0, 0}},
		"loop at the end": {{0, 0}, {4, 0}, {4, 4}, {-0.1, 0.1}, {0.1, 0.1}, {0, 0}},
		"touches itself":  {{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}, {0, 0}},
		"two small loops": {{0, 0}, {1, 0}, {1.2, -0.1}, {1.1, 0.1}, {1.05, -0.1}, {4, 0}, {4, 4}, {0, 4}, {0, 0}},
	} {
		got := Untangle(orb.MultiPolygon{{bad}})
		if err := toGeom(got).Validate(); err != nil {
			t.Errorf("%s: %v in %v", name, err, got)
		}
	}
}
