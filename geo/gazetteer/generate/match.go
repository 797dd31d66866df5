package main

import (
	"fmt"
	"log"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/source"
	"dateline/geo/gazetteer/topo"
)

// votes counts the places inside an outline by the codes that they carry.
type votes struct {
	first, second map[string]int
	all           int
	people        int64
}

// best gives the code with most votes; the smaller one of a tie.
func best(m map[string]int) (code string, n int) {
	for c, k := range m {
		if k > n || k == n && c < code {
			code, n = c, k
		}
	}
	return code, n
}

// matchAreas gives countries and admin areas their ids and codes. Natural Earth's own codes are partly those of older
// divisions, so that the places inside an outline decide where they agree.
func (w *world) matchAreas() error {
	w.nameCountries()
	tally, err := w.poll()
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, certain := range []bool{true, false} {
		for i := range w.shapes.borders {
			a := &w.shapes.borders[i]
			if a.level != topo.Country && a.id == "" {
				w.matchAdmin(a, tally[i], taken, certain)
			}
		}
	}
	w.fillAdmin()
	return nil
}

// nameCountries gives the country outlines their ids and adds their places.
func (w *world) nameCountries() {
	for i := range w.shapes.borders {
		a := &w.shapes.borders[i]
		if a.level != topo.Country {
			continue
		}
		w.addCountry(a)
	}
	for code, c := range w.countries {
		if !c.used { // part of another country in Natural Earth, such as French Guiana
			r := index.Record{Class: 'A', Kind: "PCLD", Country: code}
			c.fill(&r)
			r.Name, r.Names = r.Names[0].Text, r.Names[1:]
			w.add(r)
		}
	}
}

// countedTo gives the country whose code GeoNames uses for the places of areas that Natural Earth keeps apart from it.
var countedTo = map[string]string{"SOL": "SO", "CYN": "CY", "CNM": "CY", "ESB": "CY", "WSB": "CY", "KAB": "KZ", "USG": "CU"}

func (w *world) addCountry(a *area) {
	p := a.props
	code, kind, note := p.text("ISO_A2_EH"), p.text("TYPE"), p.text("NOTE_BRK")
	separate := p.text("ISO_A2") == "-99" && (kind == "Dependency" || kind == "Lease" || kind == "Indeterminate") || len(code) != 2
	r := index.Record{
		ID: "ne:" + p.text("ADM0_A3"), Name: p.text("ADMIN"), Class: 'A', Kind: "PCLI", Country: code, Population: int64(p.number("POP_EST")),
		Lon: p.number("LABEL_X"), Lat: p.number("LABEL_Y"), Source: naturalEarth,
	}
	if long := p.text("NAME_LONG"); long != "" && len(long) < len(r.Name) { // "Tanzania", not "United Republic of Tanzania"
		r.Name = long
		r.Names = append(r.Names, index.Name{Text: p.text("ADMIN"), Lang: "en"})
	}
	if code == "US" {
		r.Name = "United States"
	}
	if kind == "Dependency" {
		r.Kind = "PCLD"
	}
	if separate {
		r.Country, r.Kind, a.level = countedTo[p.text("ADM0_A3")], "ZN", topo.Disputed
		if kind == "Lease" || kind == "Dependency" {
			r.Kind = "LTER"
		}
		r.Rank = -100
		r.Note = note
	} else if c, ok := w.countries[code]; ok {
		c.fill(&r)
	}
	if kind == "Disputed" || note != "" {
		r.Note = note
	}
	for _, key := range []string{"NAME", "NAME_LONG", "FORMAL_EN", "BRK_NAME", "NAME_CIAWF"} {
		if s := p.text(key); s != "" {
			r.Names = append(r.Names, index.Name{Text: s, Lang: "en"})
		}
	}
	r.Names = append(r.Names, p.translations(true)...)
	a.id = r.ID
	w.add(r)
}

// locator finds the admin areas, by their number among the borders, that hold a point.
func (w *world) locator() (*topo.Locator, error) {
	if w.located != nil {
		return w.located, nil
	}
	features := make([]topo.Feature, len(w.shapes.borders))
	for i, a := range w.shapes.borders {
		features[i] = topo.Feature{ID: fmt.Sprint(i), Level: a.level, Outline: a.outline, Tolerance: borderTolerance}
	}
	packed, _ := topo.Pack(features)
	o, err := topo.Open(packed)
	if err != nil {
		return nil, err
	}
	w.located = topo.NewLocator(o, topo.Admin1)
	return w.located, nil
}

// locate gives a record the admin-1 code of the area of its country that holds it, if it has none.
func (w *world) locate(r *index.Record) error {
	locator, err := w.locator()
	if err != nil || r.Admin1 != "" || r.Country == "" {
		return err
	}
	for _, f := range locator.Locate(nil, orb.Point{r.Lon, r.Lat}) {
		a := &w.shapes.borders[f]
		area := w.get(a.id)
		switch {
		case area == nil || area.Country != r.Country:
		case area.Admin1 != "":
			r.Admin1 = area.Admin1
		case a.parent != "":
			_, r.Admin1, _ = strings.Cut(a.parent, ".")
		}
	}
	return nil
}

// poll lets every place vote in the outline that holds it.
func (w *world) poll() ([]votes, error) {
	locator, err := w.locator()
	if err != nil {
		return nil, err
	}
	tally := make([]votes, len(w.shapes.borders))
	var at []int32
	for i := range w.places {
		r := &w.places[i]
		if r.Class != 'P' {
			continue
		}
		at = locator.Locate(at[:0], orb.Point{r.Lon, r.Lat})
		for _, f := range at {
			tally[f].vote(r)
		}
	}
	return tally, nil
}

func (v *votes) vote(r *index.Record) {
	if v.first == nil {
		v.first, v.second = map[string]int{}, map[string]int{}
	}
	v.all++
	if r.Kind != "PPLX" {
		v.people += r.Population
	}
	if r.Admin1 != "" {
		v.first[r.Country+"."+r.Admin1]++
		if r.Admin2 != "" {
			v.second[r.Country+"."+r.Admin1+"."+r.Admin2]++
		}
	}
}

// matchAdmin gives an admin area its id and codes and adds its place. With certain, only those go whose own code agrees with
// the places inside, so that they have the first pick.
func (w *world) matchAdmin(a *area, v votes, taken map[string]bool, certain bool) {
	p := a.props
	own := p.text("gn_a1_code")
	kind, level := "ADM1", topo.Admin1
	elected, n := best(v.first)
	if g := p.number("gn_level"); g == 2 || g == -2 {
		kind, level = "ADM2", topo.Admin2
		elected, n = best(v.second)
	}
	if certain && (own == "" || own != elected) {
		return
	}
	code := ""
	switch {
	case n > 0 && 2*n > v.all && !taken[elected]:
		code = elected
	case kind == "ADM1" && w.names.first[own] != "" && !taken[own]:
		code = own
	}
	taken[code] = code != ""
	r := index.Record{
		ID: "ne:" + p.text("adm1_code"), Class: 'A', Kind: kind, Country: alpha2(p.text("iso_a2")),
		Lon: p.number("longitude"), Lat: p.number("latitude"), Source: naturalEarth, Rank: areaRank(v.people),
	}
	if id := p.number("gn_id"); id > 0 && w.get(fmt.Sprintf("geonames:%.0f", id)) == nil {
		r.ID = fmt.Sprintf("geonames:%.0f", id)
	}
	w.setCodes(&r, code, v)
	w.nameAdmin(&r, p, code)
	if r.Name == "" {
		return
	}
	if !inside(a.outline, orb.Point{r.Lon, r.Lat}) {
		at := topo.Inside(a.outline)
		r.Lon, r.Lat = at[0], at[1]
	}
	if old := w.get(r.ID); old != nil {
		log.Printf("two outlines for %s %s", r.ID, r.Name)
		r.ID = "ne:" + p.text("adm1_code") + "-2"
	}
	a.id, a.level, a.code = r.ID, level, code
	if a.level == topo.Admin2 {
		a.parent, _ = best(v.first)
	}
	w.add(r)
}

func alpha2(s string) string {
	if len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' {
		return s
	}
	return ""
}

// setCodes splits a code into the record's fields.
func (w *world) setCodes(r *index.Record, code string, v votes) {
	parts := strings.SplitN(code, ".", 3)
	if len(parts) < 2 {
		if first, _ := best(v.first); r.Kind == "ADM2" && first != "" {
			r.Country, r.Admin1, _ = strings.Cut(first, ".")
		}
		return
	}
	r.Country, r.Admin1 = parts[0], parts[1]
	if len(parts) == 3 {
		r.Admin2 = parts[2]
	}
}

// nameAdmin takes GeoNames' name for the code, or Natural Earth's English one, as own name.
func (w *world) nameAdmin(r *index.Record, p properties, code string) {
	r.Name = w.names.first[code]
	if r.Name == "" {
		r.Name = w.names.second[code]
	}
	for _, key := range []string{"name_en", "name", "gn_name"} {
		if r.Name == "" {
			r.Name = p.text(key)
		}
	}
	for _, key := range []string{"name", "gn_name", "woe_name"} {
		if s := p.text(key); s != "" {
			r.Names = append(r.Names, index.Name{Text: s})
		}
	}
	for _, key := range []string{"name_local", "name_alt"} {
		for s := range strings.SplitSeq(p.text(key), "|") {
			if s = strings.TrimSpace(s); s != "" {
				r.Names = append(r.Names, index.Name{Text: s, Kind: looseKind(s)})
			}
		}
	}
	r.Names = append(r.Names, p.translations(false)...)
	r.Names = slices.DeleteFunc(r.Names, func(n index.Name) bool { return strings.ContainsAny(n.Text, "¡?") })
}

// looseKind sorts Natural Earth's alternative names: abbreviations, and names that may be former ones or those of the
// capital, which must not count like the area's own.
func looseKind(s string) index.NameKind {
	if strings.HasSuffix(s, ".") || len(s) <= 3 && strings.ToUpper(s) == s {
		return index.Abbreviation
	}
	return index.Colloquial
}

// areaRank raises an area by the known inhabitants of its towns.
func areaRank(people int64) int {
	rank := 0
	for p := people; p >= 10000 && rank < 90; p = p * 2 / 3 {
		rank += 5
	}
	return rank
}

// fillAdmin adds the areas that have a code and a name but no outline of their own, at the middle of their places.
func (w *world) fillAdmin() {
	have := map[string]bool{}
	type mean struct {
		x, y, z float64
		n       int
		people  int64
	}
	means := map[string]*mean{}
	put := func(code string, r *index.Record) {
		m := means[code]
		if m == nil {
			m = &mean{}
			means[code] = m
		}
		g := index.Geocentric(r.Lon, r.Lat)
		m.x, m.y, m.z, m.n, m.people = m.x+g[0], m.y+g[1], m.z+g[2], m.n+1, m.people+r.Population
	}
	for i := range w.places {
		switch r := &w.places[i]; {
		case r.Class == 'A' && r.Kind == "ADM1":
			have[r.Country+"."+r.Admin1] = true
		case r.Class == 'A' && r.Kind == "ADM2":
			have[r.Country+"."+r.Admin1+"."+r.Admin2] = true
		case r.Class == 'P':
			put(r.Country+"."+r.Admin1, r)
			put(r.Country+"."+r.Admin1+"."+r.Admin2, r)
		}
	}
	for kind, table := range map[string]map[string]string{"ADM1": w.names.first, "ADM2": w.names.second} {
		codes := make([]string, 0, len(table))
		for code := range table {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		for _, code := range codes {
			m := means[code]
			if m == nil || have[code] || table[code] == "" {
				continue
			}
			lon, lat := geographic(m.x, m.y, m.z)
			r := index.Record{
				ID: strings.ToLower(kind) + ":" + code, Name: table[code], Class: 'A', Kind: kind, Lon: lon, Lat: lat, Source: source.GeoNames + " (middle of its places)",
			}
			if kind == "ADM1" {
				r.Rank = areaRank(m.people)
			}
			w.setCodes(&r, code, votes{})
			w.add(r)
		}
	}
}
