package gazetteer

import (
	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
)

// Place is one entry of the gazetteer. The zero value is no place.
type Place struct {
	// ID is the source and its own identifier: "geonames:99072", "ne:IRQ-3251", "dateline:baiji-refinery".
	ID string `json:"id"`
	// Name is the name to show where no language is asked for.
	Name string `json:"name"`
	// Kind is the GeoNames feature code (PPLC, PPLA, PPL, PCLI, ADM1, SEA, AIRP, CMP …): geonames.org/export/codes.html.
	Kind string `json:"kind"`
	// Class is the GeoNames feature class that Kind belongs to: A, P, H, L, R, S, T, U, V.
	Class byte `json:"-"`
	// Country is the ISO 3166-1 alpha-2 code, empty for seas, continents and disputed land.
	Country string `json:"country,omitempty"`
	// Admin1 and Admin2 are GeoNames admin codes within Country.
	Admin1 string `json:"admin1,omitempty"`
	Admin2 string `json:"admin2,omitempty"`
	// PCode is the place code of the COD-AB dataset where it is known.
	PCode string `json:"pcode,omitempty"`
	// Population is the number of inhabitants, 0 where it is not known.
	Population int64     `json:"population,omitempty"`
	Point      orb.Point `json:"point"`
	// Source names where the point comes from, as the reader should see it: "GeoNames", "Natural Earth".
	Source string `json:"source,omitempty"`
	// Note says what a reader should know, such as who disputes the place.
	Note string `json:"note,omitempty"`
}

// Name is one spelling of a place.
type Name struct {
	Text string `json:"name"`
	// Lang is the BCP 47 language, empty where the source does not say.
	Lang string `json:"lang,omitempty"`
	// Kind is empty, or "preferred", "short", "historic", "alias".
	Kind string `json:"kind,omitempty"`
	// From and To are the years in which the name came into use and went out of it, where the source says.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// nameOf makes a name of what the index has.
func nameOf(text []byte, lang string, kind index.NameKind) Name {
	n := Name{Text: string(text), Kind: kind.String()}
	n.Lang, n.From, n.To = index.SplitYears(lang)
	return n
}

// use says in words when the name was in use; empty where that is not known.
func (n Name) use() string {
	switch {
	case n.From != "" && n.To != "":
		return "used " + n.From + "–" + n.To
	case n.From != "":
		return "used since " + n.From
	case n.To != "":
		return "used until " + n.To
	}
	return ""
}
