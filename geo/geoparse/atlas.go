package geoparse

import (
	"dateline/geo/gazetteer"

	"github.com/paulmach/orb"
)

// atlas is what the parser asks of a gazetteer.
type atlas interface {
	Lookup(name string) []gazetteer.Match
	HasPrefix(words string) bool
	Demonyms(word string) []gazetteer.Place
	Abbreviation(word string) []gazetteer.Place
	Country(code string) (gazetteer.Place, bool)
	AdminArea(country, admin1 string) (gazetteer.Place, bool)
	Within(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Place
	Contains(id string, p orb.Point) bool
}

// group sorts feature codes into the few groups that the rules tell apart.
type group uint8

const (
	noGroup     group = iota
	country           // states and dependent territories
	firstAdmin        // provinces, states, governorates
	otherAdmin        // districts, counties
	capital           // of a country
	seat              // of a first-order area
	town              // any other settlement
	quarter           // part of a settlement
	region            // continents, world regions, historic lands
	water             // seas, rivers, lakes, canals
	relief            // mountains, deserts, islands, capes
	site              // airports, refineries, dams, camps, bridges and the like
	groupsCount       // keep last
)

func groupOf(p *gazetteer.Place) group {
	switch p.Class {
	case 'A':
		return areaGroup(p.Kind)
	case 'P':
		return settlementGroup(p.Kind)
	case 'H':
		return water
	case 'T', 'U', 'V':
		return relief
	case 'L':
		return regionGroup(p.Kind)
	case 'S', 'R':
		return site
	}
	return noGroup
}

func areaGroup(kind string) group {
	switch {
	case len(kind) >= 3 && kind[:3] == "PCL", kind == "TERR":
		return country
	case kind == "ADM1":
		return firstAdmin
	case kind == "RGN":
		return region
	}
	return otherAdmin
}

func settlementGroup(kind string) group {
	switch kind {
	case "PPLC":
		return capital
	case "PPLA":
		return seat
	case "PPLX":
		return quarter
	}
	return town
}

func regionGroup(kind string) group {
	switch kind {
	case "CONT", "RGN", "RGNE", "RGNH", "RGNL", "CST", "PRK", "RESV":
		return region
	}
	return site
}

// words name the group for the reasons.
func (g group) words() string {
	return [groupsCount]string{
		"place", "country", "first-order area", "district", "capital", "regional capital", "town",
		"quarter", "region", "water", "land form", "site",
	}[g]
}
