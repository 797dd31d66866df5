package location

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
)

// overReal gives the routes over the gazetteer inside the binary.
func overReal(t *testing.T) (http.Handler, *gazetteer.Gazetteer) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	Register(r, Deps{Gazetteer: g})
	return r, g
}

// TestNearestAgainstBruteForce measures to every place there is, from points everywhere and from the awkward ones.
func TestNearestAgainstBruteForce(t *testing.T) {
	h, g := overReal(t)
	all := g.Within(geo.World, gazetteer.NearOptions{})
	if len(all) < 10_000 {
		t.Fatalf("%d places in the world", len(all))
	}
	points := []orb.Point{{180, 0}, {-180, -17}, {0, 90}, {45, -90}, {179.999, 65}}
	r := rand.New(rand.NewPCG(5, 6))
	for range 10 {
		points = append(points, orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90})
	}
	type near struct {
		id string
		d  geo.Metres
	}
	for _, p := range points {
		// The sphere is off by 0.7 % at most, so the ten nearest on the ellipsoid are among those within 2 % of the tenth on it.
		rough := make([]float64, len(all))
		for i, place := range all {
			rough[i] = float64(geo.Haversine(p, place.Point))
		}
		sorted := slices.Clone(rough)
		slices.Sort(sorted)
		var list []near
		for i, place := range all {
			if rough[i] <= sorted[9]*1.02 {
				list = append(list, near{place.ID, geo.Distance(p, place.Point)})
			}
		}
		slices.SortFunc(list, func(a, b near) int { return cmp.Or(cmp.Compare(a.d, b.d), strings.Compare(a.id, b.id)) })
		d := geocoded(t, h, fmt.Sprintf("/nearest?lon=%v&lat=%v&limit=10", p[0], p[1]))
		for i, f := range d.Features {
			got := geo.Metres(*f.Properties.Geocoding.Distance)
			if diff := got - list[i].d; diff > 0.001 || diff < -0.001 {
				t.Errorf("from %v: number %d is %s at %.3f m, by brute force %s at %.3f m", p, i, f.ID, got, list[i].id, list[i].d)
			}
		}
		if len(d.Features) != 10 {
			t.Errorf("from %v: %d places", p, len(d.Features))
		}
	}
}

// TestWellKnownDistances holds distances between cities to what the points of the gazetteer give and to what an atlas
// says within some kilometres, and to clear answers for names that have namesakes.
func TestWellKnownDistances(t *testing.T) {
	h, _ := overReal(t)
	for _, c := range []struct {
		from, to string
		km       float64
		compass  string
	}{
		{"Mosul", "Alqosh", 44, "north"},
		{"Mosul", "Kirkuk", 150, "southeast"},
		{"Mosul", "Baghdad", 352, "south-southeast"},
		{"الموصل", "Kirkuk", 150, "southeast"},
		{"London", "Paris", 344, "south-southeast"},
		{"New York", "Los Angeles", 3944, "west"},
		{"Sydney", "Santiago", 11370, "southeast"},
		{"Suva", "Apia", 1140, "east-northeast"}, // across the antimeridian
		{"Kyiv", "Warszawa", 690, "west-northwest"},
	} {
		w := get(h, "/distance?from="+esc(c.from)+"&to="+esc(c.to))
		var m measured
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Code != http.StatusOK {
			t.Errorf("%s to %s: %d %s", c.from, c.to, w.Code, w.Body)
			continue
		}
		if m.Kilometres < c.km*0.98-3 || m.Kilometres > c.km*1.02+3 || m.Bearing.Compass != c.compass {
			t.Errorf("%s to %s: %.1f km %s, want about %.0f km %s", c.from, c.to, m.Kilometres, m.Bearing.Compass, c.km, c.compass)
		}
	}
	refused(t, get(h, "/distance?from=Newcastle&to=Mosul"), http.StatusUnprocessableEntity, "Newcastle", "may be")
}

// Countries may be named, ids may stand alone, and land that two sides claim says so.
func TestSpellingsOfAQuestion(t *testing.T) {
	h, _ := overReal(t)
	for target, id := range map[string]string{
		"/geocode?q=Newcastle&country=South%20Africa": "geonames:971421", "/geocode?q=99072": "geonames:99072",
		"/geocode?name=Mosul&admin1=Nineveh&country=" + esc("العراق"): "geonames:99072",
	} {
		d := geocoded(t, h, target)
		if len(d.Features) == 0 || d.Features[0].ID != id {
			t.Errorf("%s: %+v, want %s", target, d.Features, id)
		}
	}
	refused(t, get(h, "/geocode?q=Mosul&country=Atlantis"), http.StatusBadRequest, "country", "is no country")
	for _, at := range []string{"lon=74.8&lat=34.1", "lon=34&lat=45.2", "lon=35.8&lat=33"} {
		if w := get(h, "/reverse?"+at); !strings.Contains(w.Body.String(), `"disputed":true`) {
			t.Errorf("%s is not named as disputed: %s", at, w.Body)
		}
	}
}
