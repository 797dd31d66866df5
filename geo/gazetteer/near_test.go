package gazetteer

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// The order is that of the ellipsoid: by brute force, everywhere, and by places that lie at nearly the same distance.
func TestNearestIsInTheOrderOfTheEllipsoid(t *testing.T) {
	g := open(t)
	all := g.Within(geo.World, NearOptions{Kinds: []string{"P"}, MinPopulation: 50_000})
	r := rand.New(rand.NewPCG(9, 10))
	points := []orb.Point{{180, 0}, {-180, -17}, {0, 90}, {45, -90}, {179.999, 65}}
	for range 20 {
		points = append(points, orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90})
	}
	for range 20 { // halfway between two places
		a, b := all[r.IntN(len(all))].Point, all[r.IntN(len(all))].Point
		way := geo.Inverse(a, b)
		mid, _ := geo.Direct(a, way.Azimuth1, way.Distance/2)
		points = append(points, mid)
	}
	type near struct {
		id string
		d  geo.Metres
	}
	o := NearOptions{Limit: 400, Kinds: []string{"P"}, MinPopulation: 50_000}
	for _, p := range points {
		list := make([]near, len(all))
		for i, place := range all {
			list[i] = near{place.ID, geo.Distance(p, place.Point)}
		}
		slices.SortFunc(list, func(a, b near) int { return cmp.Or(cmp.Compare(a.d, b.d), strings.Compare(a.id, b.id)) })
		refs, found := g.NearestRefs(p, o), g.Nearest(p, o)
		if len(refs) != o.Limit || len(found) != o.Limit {
			t.Fatalf("from %v: %d and %d places", p, len(refs), len(found))
		}
		for i := range refs {
			if refs[i].ID() != list[i].id || found[i].Place.ID != list[i].id || geo.Metres(found[i].Metres) != list[i].d {
				t.Fatalf("from %v: number %d is %s and %s at %.4f m, by brute force %s at %.4f m", p, i, refs[i].ID(), found[i].Place.ID, found[i].Metres, list[i].id, list[i].d)
			}
		}
		o := NearOptions{Limit: 50, MaxMetres: 300_000}
		if a, b := g.NearestRefs(p, o), g.Nearest(p, o); len(a) != len(b) {
			t.Errorf("from %v within 300 km: %d and %d places", p, len(a), len(b))
		}
	}
}

// Quarters come behind their town, whatever population they are given.
func TestWithinPutsTownsBeforeTheirQuarters(t *testing.T) {
	found := open(t).Within(orb.Bound{Min: orb.Point{42.9, 36.2}, Max: orb.Point{43.3, 36.5}}, NearOptions{Kinds: []string{"P"}, Limit: 1})
	if len(found) != 1 || found[0].ID != "geonames:99072" {
		t.Errorf("the first place around Mosul is %+v", found)
	}
}
