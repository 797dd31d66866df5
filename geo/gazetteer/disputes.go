package gazetteer

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// dispute is land that more than one side claims and that the outlines count to one of them. Its ring was drawn for this table, to some
// 10 km, and holds only inside the outlines of the countries named, which make its borders exact where they are borders.
type dispute struct {
	id, name, country, note string
	// within are the countries in whose outlines the land is drawn; areas are admin-1 areas that lie in it whole, as "GE.02".
	within, areas []string
	ring          orb.Ring
	// point stands for the land in an answer.
	point orb.Point
}

// disputes are listed by name. The notes say who holds and who claims the land, as United Nations papers do; nothing is meant about
// who is right.
var disputes = []dispute{
	{
		id: "dateline:abkhazia", name: "Abkhazia", country: "GE", point: orb.Point{41.0, 43.0}, areas: []string{"GE.02"},
		note: "Self-administered, with Russian troops; recognised as Georgia's by most states",
	},
	{
		id: "dateline:aksai-chin", name: "Aksai Chin", country: "CN", point: orb.Point{79.2, 35.2}, within: []string{"CN"},
		note: "Administered by China, claimed by India",
		ring: orb.Ring{{77.8, 35.5}, {78, 35.85}, {79.5, 35.95}, {80.4, 35.5}, {80.3, 35.1}, {79.6, 34.45}, {79, 34.3}, {78.7, 34.4}, {78.2, 34.8}, {78, 35.2}, {77.8, 35.5}},
	},
	{
		id: "dateline:azad-kashmir", name: "Azad Kashmir", country: "PK", point: orb.Point{73.8, 33.9}, areas: []string{"PK.06"},
		note: "Administered by Pakistan, claimed by India",
	},
	{
		id: "dateline:crimea", name: "Crimea", country: "UA", point: orb.Point{34.2, 45.2}, within: []string{"RU"}, areas: []string{"UA.11", "UA.20"},
		note: "Annexed by Russia in 2014, recognised as Ukraine's by most states",
		ring: orb.Ring{{32.3, 44.3}, {36.62, 44.3}, {36.62, 45.6}, {35.2, 46.2}, {32.3, 46.2}, {32.3, 44.3}},
	},
	{
		id: "dateline:gilgit-baltistan", name: "Gilgit-Baltistan", country: "PK", point: orb.Point{75, 35.8}, areas: []string{"PK.07"},
		note: "Administered by Pakistan, claimed by India",
	},
	{
		id: "dateline:golan", name: "Golan Heights", country: "SY", point: orb.Point{35.75, 33}, within: []string{"IL", "SY"},
		note: "Held by Israel since 1967 and annexed in 1981, recognised as Syria's by most states",
		ring: orb.Ring{
			{35.62, 33.3},
			{35.63, 33.22},
			{35.645, 33.1},
			{35.63, 32.97},
			{35.625, 32.89},
			{35.65, 32.84},
			{35.66, 32.76},
			{35.66, 32.68},
			{35.78, 32.73},
			{35.87, 32.85},
			{35.87, 32.98},
			{35.81, 33.12},
			{35.83, 33.28},
			{35.81, 33.34},
			{35.72, 33.34},
			{35.62, 33.3},
		},
	},
	{
		id: "dateline:karabakh", name: "Nagorno-Karabakh", country: "AZ", point: orb.Point{46.75, 39.82}, within: []string{"AZ"},
		note: "Held by Azerbaijan since 2023; an Armenian administration that no member of the United Nations recognised governed it before",
		ring: orb.Ring{
			{46.4, 40.15},
			{46.6, 40.33},
			{46.95, 40.32},
			{46.93, 40.12},
			{46.84, 40},
			{46.92, 39.9},
			{47.2, 39.85},
			{47.22, 39.6},
			{47.05, 39.42},
			{46.85, 39.5},
			{46.7, 39.65},
			{46.6, 39.72},
			{46.55, 39.85},
			{46.4, 40.15},
		},
	},
	{
		id: "dateline:kuril", name: "Southern Kuril Islands", country: "RU", point: orb.Point{147.9, 44.9}, within: []string{"RU"},
		note: "Administered by Russia, claimed by Japan",
		ring: orb.Ring{{145.2, 43.2}, {147.2, 43.2}, {149.2, 45.3}, {148.9, 45.7}, {146.5, 45.0}, {145.3, 44.6}, {145.2, 43.2}},
	},
	{
		id: "dateline:ladakh", name: "Ladakh", country: "IN", point: orb.Point{77.6, 34.2}, areas: []string{"IN.41"},
		note: "Administered by India, claimed by Pakistan and in parts by China",
	},
	{
		id: "dateline:south-ossetia", name: "South Ossetia", country: "GE", point: orb.Point{43.97, 42.3}, within: []string{"GE"},
		note: "Self-administered, with Russian troops; recognised as Georgia's by most states",
		ring: orb.Ring{
			{43.42, 42.6},
			{43.45, 42.45},
			{43.62, 42.28},
			{43.78, 42.14},
			{43.98, 42.195},
			{44.12, 42.15},
			{44.3, 42.08},
			{44.5, 42.08},
			{44.6, 42.25},
			{44.62, 42.45},
			{44.45, 42.7},
			{43.8, 42.75},
			{43.42, 42.6},
		},
	},
	{
		id: "dateline:transnistria", name: "Transnistria", country: "MD", point: orb.Point{29.5, 47.2}, within: []string{"MD"},
		note: "Self-administered, with Russian troops; recognised as Moldova's by all members of the United Nations",
		ring: orb.Ring{
			{28.45, 48.13},
			{28.66, 48},
			{28.85, 47.9},
			{28.98, 47.74},
			{28.95, 47.55},
			{29.05, 47.43},
			{29.14, 47.28},
			{29.2, 47.18},
			{29.28, 47.12},
			{29.45, 47.03},
			{29.5, 46.93},
			{29.4, 46.86},
			{29.4, 46.79},
			{29.55, 46.77},
			{29.62, 46.72},
			{29.7, 46.66},
			{29.85, 46.56},
			{30.05, 46.4},
			{30.2, 46.45},
			{30, 46.9},
			{29.6, 47.4},
			{29.2, 47.9},
			{28.8, 48.25},
			{28.45, 48.13},
		},
	},
	{
		id: "dateline:western-sahara", name: "Western Sahara", country: "EH", point: orb.Point{-13, 25}, within: []string{"MA"},
		note: "Claimed by Morocco, which holds most of it, and by the Sahrawi Republic",
		ring: orb.Ring{{-17.6, 20.7}, {-8.6, 20.7}, {-8.6, 27.667}, {-17.6, 27.667}, {-17.6, 20.7}},
	},
	ukrainian("donetsk", "Donetsk", "UA.05", orb.Point{37.8, 48}),
	ukrainian("kherson", "Kherson", "UA.08", orb.Point{33.4, 46.6}),
	ukrainian("luhansk", "Luhansk", "UA.14", orb.Point{39, 48.9}),
	ukrainian("zaporizhzhia", "Zaporizhzhia", "UA.26", orb.Point{35.7, 47.2}),
}

func ukrainian(id, name, area string, p orb.Point) dispute {
	return dispute{
		id: "dateline:claim-" + id, name: name, country: "UA", point: p, areas: []string{area},
		note: "Recognised as Ukraine's by most states; Russia holds parts of it and declared it annexed in 2022",
	}
}

// place gives the land as an answer shows it.
func (d *dispute) place() Place {
	return Place{ID: d.id, Name: d.name, Kind: "ZN", Class: 'A', Country: d.country, Point: d.point, Source: "Dateline", Note: d.note}
}

// holds says whether the dispute is about p, which lies in these areas.
func (d *dispute) holds(p orb.Point, areas []Place) bool {
	return slices.ContainsFunc(areas, func(a Place) bool {
		if a.Kind == "ADM1" && a.Admin1 != "" && slices.Contains(d.areas, a.Country+"."+a.Admin1) {
			return true
		}
		return isCountry(a.Class, a.Kind) && slices.Contains(d.within, a.Country) && planar.RingContains(d.ring, p)
	})
}

// markDisputed names the disputed land that holds p: an admin area that is all of it gets the note, else the land comes before
// the first admin area. Land that the outlines already mark as disputed stays as it is.
func markDisputed(p orb.Point, areas []Place) []Place {
	for i := range disputes {
		d := &disputes[i]
		if !d.holds(p, areas) {
			continue
		}
		for j := range areas {
			if areas[j].Kind == "ADM1" && slices.Contains(d.areas, areas[j].Country+"."+areas[j].Admin1) {
				if areas[j].Note == "" {
					areas[j].Note = d.note
				}
				return areas
			}
		}
		at := slices.IndexFunc(areas, func(a Place) bool { return !isCountry(a.Class, a.Kind) })
		if at < 0 {
			at = len(areas)
		}
		return slices.Insert(areas, at, d.place())
	}
	return areas
}
