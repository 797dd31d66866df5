package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/source"
)

// watched are the countries whose places of unknown size the pack carries as well: those with armed conflict, mass displacement or
// large disasters in the last decade, of which reports name villages. Elsewhere a list of towns will do, for the pack has to stay small.
const watched = "AF AM AZ BD BF BI BY CD CF CM CO DJ EC EG ER ET GE GT HN HT IL IQ IR JO KE KG KP LB LK LY MD ML MM MR MZ NE NG NI NP PH PK PS RU RW SD " +
	"SN SO SS SV SY TD TJ TR TZ UA UG UZ VE XK YE ZW"

const (
	// sameTown is within how many metres two rows of one name are one town: the two lists differ by some kilometres for large ones.
	sameTown = 8000
	// sameSpot is within how many metres a row of another name is taken for another spelling.
	sameSpot = 1000
)

// newer is a row of the package that follows GeoNames more closely than cities500 and has no ids, populations and other names.
type newer struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }

// readNewer adds the places of the watched countries that cities500 lacks.
func (w *world) readNewer() error {
	data, err := os.ReadFile(w.inputs["newer"])
	if err != nil {
		return err
	}
	var rows []newer
	if err := json.Unmarshal(data, &rows); err != nil {
		return fmt.Errorf("%s: %w", w.inputs["newer"], err)
	}
	known := w.grid()
	n := 0
	for i, r := range rows {
		lat, err1 := strconv.ParseFloat(r.Lat, 64)
		lon, err2 := strconv.ParseFloat(r.Lng, 64)
		if err1 != nil || err2 != nil {
			log.Printf("row %d: coordinates %q, %q", i+1, r.Lat, r.Lng)
			continue
		}
		name := source.Clean(strings.TrimSpace(r.Name))
		if !strings.Contains(watched, r.Country) || name == "" || w.knows(known, name, orb.Point{lon, lat}) {
			continue
		}
		n++
		w.add(index.Record{
			ID: newerID(lon, lat), Name: name, Class: 'P', Kind: "PPL", Country: r.Country, Admin1: r.Admin1, Admin2: r.Admin2, Lon: lon, Lat: lat,
			Source: source.GeoNames,
		})
	}
	log.Printf("%d places of %s that cities500 lacks", n, adminPackage)
	return nil
}

// newerID makes an id out of the position in 1e-4 degrees, since the package has none.
func newerID(lon, lat float64) string {
	return fmt.Sprintf("cities:%d", int64(math.Round((lat+90)*1e4))*10_000_000+int64(math.Round((lon+180)*1e4)))
}

// cell is a square of a tenth of a degree.
type cell struct{ x, y int }

func cellOf(lon, lat float64) cell { return cell{int(math.Floor(lon * 10)), int(math.Floor(lat * 10))} }

// grid gives the indexes of the towns in each cell.
func (w *world) grid() map[cell][]int {
	m := map[cell][]int{}
	for i := range w.places {
		if r := &w.places[i]; r.Class == 'P' {
			c := cellOf(r.Lon, r.Lat)
			m[c] = append(m[c], i)
		}
	}
	return m
}

// knows says whether a town of that name, or any at that very spot, is there.
func (w *world) knows(towns map[cell][]int, name string, at orb.Point) bool {
	key, c := fold.Key(name), cellOf(at[0], at[1])
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			for _, i := range towns[cell{c.x + dx, c.y + dy}] {
				r := &w.places[i]
				d := geo.Haversine(at, orb.Point{r.Lon, r.Lat})
				if d < sameSpot || d < sameTown && bears(r, key) {
					return true
				}
			}
		}
	}
	return false
}

func bears(r *index.Record, key string) bool {
	if fold.Key(r.Name) == key {
		return true
	}
	for _, n := range r.Names {
		if fold.Key(n.Text) == key {
			return true
		}
	}
	return false
}
