package index

import "strings"

// maxClimb bounds how far up a place's parents are followed: from a quarter over town, district and province to the country are five steps.
const maxClimb = 8

// hierarchy says which place lies in which, for records whose source gives no admin codes of their own. It holds one entry for each
// relation and for each country, first- and second-level area: some 20 MB for the whole of GeoNames.
type hierarchy struct {
	parent map[uint64]uint64
	areas  map[uint64]areaCodes
}

type areaCodes struct{ country, admin1, admin2 string }

// AddParent says that the place of an id lies in that of another one; ids of the form source:number only, the first word counts.
func (b *Builder) AddParent(child, parent string) {
	c, ok1 := numericID(child)
	p, ok2 := numericID(parent)
	if !ok1 || !ok2 || c == p {
		return
	}
	if b.above.parent == nil {
		b.above.parent = map[uint64]uint64{}
	}
	if _, taken := b.above.parent[c]; !taken {
		b.above.parent[c] = p
	}
}

// numericID gives the number of an id mixed with its source.
func numericID(id string) (uint64, bool) {
	source, local, _ := strings.Cut(id, ":")
	n, numeric := idNumber(local)
	h, _ := idNumber(source)
	return n ^ h, numeric
}

// note remembers the codes of an area.
func (h *hierarchy) note(r *Record) {
	if r.Class != 'A' || r.Country == "" || r.Kind != "ADM1" && r.Kind != "ADM2" && !strings.HasPrefix(r.Kind, "PCL") {
		return
	}
	id, ok := numericID(r.ID)
	if !ok {
		return
	}
	if h.areas == nil {
		h.areas = map[uint64]areaCodes{}
	}
	h.areas[id] = areaCodes{r.Country, r.Admin1, r.Admin2}
}

// unknownArea is GeoNames' code for places whose first-level area is not known.
const unknownArea = "00"

// fill gives a record the codes that it lacks from the areas above it.
func (h *hierarchy) fill(r *Record) {
	id, ok := numericID(r.ID)
	if !ok || len(h.parent) == 0 {
		return
	}
	if r.Admin1 == unknownArea {
		r.Admin1 = ""
	}
	for range maxClimb {
		up, ok := h.parent[id]
		if !ok || r.Country != "" && r.Admin1 != "" && r.Admin2 != "" {
			return
		}
		if a, ok := h.areas[up]; ok && (r.Country == "" || r.Country == a.country) && (r.Admin1 == "" || a.admin1 == "" || r.Admin1 == a.admin1) {
			r.Country = a.country
			if r.Admin1 == "" && !strings.HasPrefix(r.Kind, "PCL") {
				r.Admin1 = a.admin1
			}
			if r.Admin2 == "" && r.Kind != "ADM1" {
				r.Admin2 = a.admin2
			}
		}
		id = up
	}
}
