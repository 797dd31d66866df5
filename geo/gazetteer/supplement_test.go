package gazetteer

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// coastal is how far a typed point may lie outside the outline of its country: outlines are good to 200 m and leave out islets, and
// crossings and dams lie on borders.
const coastal geo.Metres = 12000

// TestSupplementLiesInItsCountry checks every typed place against the country outlines.
func TestSupplementLiesInItsCountry(t *testing.T) {
	g := open(t)
	n := 0
	for _, row := range supplement(t) {
		id, class, kind, country := row["id"], row["class"], row["kind"], row["country"]
		p, ok := g.Place(id)
		if !ok {
			t.Errorf("there is no place %s", id)
			continue
		}
		large := class == "H" || class == "T" || class == "L" && kind != "MILB" && kind != "PRT"
		if country == "" || large {
			continue
		}
		n++
		if code, ok := g.CountryAt(p.Point); ok && code == country {
			continue
		}
		c, ok := g.Country(country)
		if ok && !g.nearOutline(c.ID, c.Point, coastal) {
			continue // part of another country in Natural Earth
		}
		if !ok || !g.nearOutline(c.ID, p.Point, coastal) {
			code, _ := g.CountryAt(p.Point)
			if code == "RU" && country == "UA" {
				continue // Crimea is drawn as Russian
			}
			t.Errorf("%s at %v is not in %s but in %q", id, p.Point, country, code)
		}
	}
	if n < 350 {
		t.Errorf("%d places checked, more were typed", n)
	}
}

// nearOutline says whether a point lies within a distance of an area: whether one of eight points around it lies inside.
func (g *Gazetteer) nearOutline(id string, p orb.Point, d geo.Metres) bool {
	for azimuth := 0.0; azimuth < 360; azimuth += 45 {
		for _, far := range []geo.Metres{d / 4, d / 2, d} {
			if q, _ := geo.Direct(p, azimuth, far); g.Contains(id, q) {
				return true
			}
		}
	}
	return false
}

// TestSupplementHasNoDoubles finds typed towns that the packages hold under the same name close by.
func TestSupplementHasNoDoubles(t *testing.T) {
	g := open(t)
	for _, row := range supplement(t) {
		if row["class"] != "P" {
			continue
		}
		p, _ := g.Place(row["id"])
		for _, m := range g.Lookup(p.Name) {
			if m.Place.ID != p.ID && m.Place.Class == 'P' && m.Place.Country == p.Country && geo.Haversine(m.Place.Point, p.Point) < 8000 {
				t.Errorf("%s is %s %s as well", p.ID, m.Place.ID, m.Place.Name)
			}
		}
	}
}

// supplement reads the typed places.
func supplement(t *testing.T) (rows []map[string]string) {
	f, err := os.Open("supplement/places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var head []string
	s := bufio.NewScanner(f)
	for s.Scan() {
		cells := strings.Split(s.Text(), "\t")
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		if head == nil {
			head = cells
			continue
		}
		row := map[string]string{}
		for i, h := range head {
			row[h] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}
