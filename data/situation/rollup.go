package situation

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"dateline/data"
)

// Admin is an administrative area.
type Admin struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	PCode string `json:"pcode"`
}

// AdminGround is a Ground that has outlines of administrative areas. Level 1 is the first below the country.
type AdminGround interface {
	AdminAt(p orb.Point, level int) (Admin, bool)
}

// Rollup is what is known of an administrative area. Figures stand side by side: they are never added, because rounds,
// reports and sources count the same people.
type Rollup struct {
	Admin
	Held    []Count  `json:"held"`
	Figures []Figure `json:"figures"`
}

// Count is the number of places with a status.
type Count struct {
	Holder string `json:"holder"`
	Class  string `json:"class"`
	Places int    `json:"places"`
}

// Figure is one number of people, in persons where the report says how many a household has.
type Figure struct {
	Claim      string   `json:"claim"`
	Direction  string   `json:"direction"` // out, in or stock
	Population string   `json:"population"`
	Role       string   `json:"role"`
	Low        *float64 `json:"low"`
	Best       *float64 `json:"best"`
	High       *float64 `json:"high"`
	Unit       string   `json:"unit"`
	Raw        string   `json:"raw"`
}

// Rollup gives the situation by administrative area, sorted by p-code and id. Places outside every outline come last, under
// an area without id.
func (e *Engine) Rollup(ctx context.Context, q Query, level int) ([]Rollup, error) {
	g, ok := e.ground.Ground.(AdminGround)
	if !ok {
		return nil, fmt.Errorf("roll up by admin-%d: no outlines of administrative areas are loaded: import some first", level)
	}
	f, err := e.frame(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("roll up: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.prepare()
	r := roll{f: f, level: level, ground: g, at: map[string]*Rollup{}}
	r.places()
	r.people()
	out := make([]Rollup, 0, len(r.at))
	for _, a := range r.at {
		slices.SortFunc(a.Held, func(x, y Count) int { return cmp.Or(cmp.Compare(x.Holder, y.Holder), cmp.Compare(x.Class, y.Class)) })
		slices.SortFunc(a.Figures, func(x, y Figure) int {
			return cmp.Or(cmp.Compare(x.Direction, y.Direction), cmp.Compare(x.Claim, y.Claim))
		})
		out = append(out, *a)
	}
	slices.SortFunc(out, func(x, y Rollup) int {
		if (x.ID == "") != (y.ID == "") {
			return -cmp.Compare(x.ID, y.ID)
		}
		return cmp.Or(cmp.Compare(x.PCode, y.PCode), cmp.Compare(x.ID, y.ID))
	})
	return out, nil
}

type roll struct {
	f      *frame
	level  int
	ground AdminGround
	at     map[string]*Rollup
}

func (r *roll) area(p orb.Point) *Rollup {
	a, _ := r.ground.AdminAt(p, r.level)
	if r.at[a.ID] == nil {
		r.at[a.ID] = &Rollup{Admin: a, Held: []Count{}, Figures: []Figure{}}
	}
	return r.at[a.ID]
}

func (r *roll) places() {
	for _, key := range r.f.view.keys {
		d, s := r.f.view.dossiers[key], r.f.statusAt(key)
		p, ok := pointOf(d.place)
		if !ok || s.Class == "" || !plain(key) || !isPoint(d.place.Kind) {
			continue
		}
		a, holder := r.area(p), joined(ids(s.Holders))
		i := slices.IndexFunc(a.Held, func(c Count) bool { return c.Holder == holder && c.Class == s.Class })
		if i < 0 {
			a.Held, i = append(a.Held, Count{Holder: holder, Class: s.Class}), len(a.Held)
		}
		a.Held[i].Places++
	}
}

func (r *roll) people() {
	moving := r.f.moving(func(c *claim) bool { return c.Claim.Population != Forces && c.Claim.Kind != data.KindMovement })
	groups := r.f.figures(moving)
	for _, c := range moving {
		group := groups[r.f.subject(c)]
		r.figure(c, role(c.Claim, data.RoleOrigin), "out", group)
		r.figure(c, role(c.Claim, data.RoleDestination), "in", group)
	}
	var stocks []*claim
	for _, c := range r.f.view.others[data.KindStock] {
		if c.Claim.Modality != data.Denied && r.f.current(c, flowDays) {
			stocks = append(stocks, c)
		}
	}
	groups = r.f.figures(stocks)
	for _, c := range stocks {
		r.figure(c, role(c.Claim, data.RoleAt, data.RoleDestination), "stock", groups[r.f.subject(c)])
	}
}

func (r *roll) figure(c *claim, p *data.ClaimPlace, direction string, group []*claim) {
	at := endPoint(p)
	if at == nil || p.Relation == data.RelationDirection {
		return
	}
	f := Figure{Claim: c.ID, Direction: direction, Population: r.f.populationOf(c.Claim), Role: Triangulation, Unit: "person"}
	if group[0] == c {
		f.Role = Recommended
	}
	if v := c.Claim.Value; v != nil {
		k := 1.0
		if isHousehold(v.Unit) {
			if k = v.Factor; k <= 0 {
				k, f.Unit = 1, v.Unit
			}
		}
		f.Low, f.Best, f.High, f.Raw = times(v.Low, k), times(v.Best, k), times(v.High, k), v.Raw
	}
	a := r.area(*at)
	a.Figures = append(a.Figures, f)
}

func times(p *float64, k float64) *float64 {
	if p == nil {
		return nil
	}
	v := *p * k
	return &v
}
