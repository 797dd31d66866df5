package situation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/data"
	"dateline/geo/flow"
)

// Populations. UNHCR and IOM tell them apart by whether a border is crossed.
const (
	IDP      = "idp"
	Refugee  = "refugee"
	Returnee = "returnee"
	Forces   = "forces"
	nobody   = "unknown"
)

// populationOf keeps what the claim says of people, or tells it from the countries of both ends.
func (f *frame) populationOf(c *data.Claim) string {
	switch c.Population {
	case "", nobody:
	default:
		return c.Population
	}
	if c.Kind == data.KindReturn {
		return Returnee
	}
	from, to := f.countryOf(role(c, data.RoleOrigin)), f.countryOf(role(c, data.RoleDestination))
	switch {
	case from == "" || to == "":
		return nobody
	case from == to:
		return IDP
	}
	return Refugee
}

func (f *frame) countryOf(p *data.ClaimPlace) string {
	if p == nil {
		return ""
	}
	if p.Country != "" {
		return p.Country
	}
	if pt, ok := pointOf(*p); ok {
		return f.e.ground.countryAt(pt)
	}
	return ""
}

// role gives the first place of a role.
func role(c *data.Claim, roles ...string) *data.ClaimPlace {
	for i, p := range c.Places {
		if slices.Contains(roles, p.Role) {
			return &c.Places[i]
		}
	}
	return nil
}

// valueProps puts a number on a feature as the report gives it, and what it comes to in persons where it counts
// households and says how many persons those are.
func valueProps(props map[string]any, v *data.Value) {
	props["value"], props["persons"], props["factor"], props["factor_source"] = nil, nil, nil, nil
	props["width_class"], props["unquantified"] = 0, true
	if v == nil {
		return
	}
	props["value"] = map[string]any{
		"low": number(v.Low, 1), "best": number(v.Best, 1), "high": number(v.High, 1),
		"unit": v.Unit, "qualifier": v.Qualifier, "raw": v.Raw, "base": v.Base,
	}
	k := 1.0
	if isHousehold(v.Unit) {
		if k = v.Factor; k <= 0 {
			return
		}
		props["factor"], props["factor_source"] = v.Factor, v.FactorSource
	} else if v.Unit != "" && !isPerson(v.Unit) {
		return
	}
	props["persons"] = map[string]any{"low": number(v.Low, k), "best": number(v.Best, k), "high": number(v.High, k)}
	if n, ok := size(v); ok && v.Qualifier != "vague" {
		props["width_class"], props["unquantified"] = flow.Class(n*k), false
	}
}

func isHousehold(unit string) bool {
	return strings.HasPrefix(unit, "household") || strings.HasPrefix(unit, "famil")
}

func isPerson(unit string) bool {
	return strings.HasPrefix(unit, "person") || unit == "people" || unit == "individual" || unit == "soldier" || unit == "troop"
}

func number(p *float64, k float64) any {
	if p == nil || math.IsNaN(*p*k) || math.IsInf(*p*k, 0) {
		return nil
	}
	return *p * k
}

// size is the number to draw: the best, else the middle of a range, else the bound that is known.
func size(v *data.Value) (float64, bool) {
	switch {
	case v.Best != nil:
		return *v.Best, true
	case v.Low != nil && v.High != nil:
		return (*v.Low + *v.High) / 2, true
	case v.Low != nil:
		return *v.Low, true
	case v.High != nil:
		return *v.High, true
	}
	return 0, false
}

// Roles of a figure among others on the same thing (the terms of IDMC): one is recommended, the others are there to compare.
const (
	Recommended   = "recommended"
	Triangulation = "triangulation"
)

// figures sorts claims on the same movement or stock into groups: figures in a group are shown side by side and never added.
func (f *frame) figures(cs []*claim) map[string][]*claim {
	groups := map[string][]*claim{}
	for _, c := range cs {
		groups[f.subject(c)] = append(groups[f.subject(c)], c)
	}
	for _, g := range groups {
		slices.SortFunc(g, func(a, b *claim) int { return cmp.Or(-byRank(a, b), byTime(b, a)) })
	}
	return groups
}

// byRank compares claims by how far their figure is to be trusted: a number at all, its grade, accepted by a reviewer.
func byRank(a, b *claim) int {
	quantified := func(c *claim) int {
		if c.Claim.Value == nil {
			return 0
		}
		if _, ok := size(c.Claim.Value); !ok {
			return 0
		}
		return 1
	}
	accepted := func(c *claim) int {
		if c.state == stateAccepted {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(quantified(a), quantified(b)), cmp.Compare(accepted(a), accepted(b)),
		cmp.Compare(bandOf(a.witness().Standing.Grade, a.Claim.Credibility), bandOf(b.witness().Standing.Grade, b.Claim.Credibility)))
}

// subject is what a figure is about: the kind, the ends that are known, and the people.
func (f *frame) subject(of *claim) string {
	c := of.Claim
	end := func(roles ...string) string {
		p := role(c, roles...)
		if p == nil {
			return "?"
		}
		return keyOf(*p)
	}
	if c.Kind == data.KindStock {
		return strings.Join([]string{c.Kind, end(data.RoleAt, data.RoleDestination, data.RoleOrigin), f.populationOf(c)}, ">")
	}
	if role(c, data.RoleOrigin) == nil {
		if role(c, data.RoleDestination) == nil {
			return c.Kind + ">" + of.ID
		}
		return strings.Join([]string{c.Kind, "?", end(data.RoleDestination), c.Group, forcesOf(c)}, ">")
	}
	// The destination is no part of it: "fled Tal Afar" and "fled Tal Afar for Sinjar" may count the same people.
	return strings.Join([]string{c.Kind, end(data.RoleOrigin), c.Group, forcesOf(c)}, ">")
}

// forcesOf tells the movements of one force from those of another.
func forcesOf(c *data.Claim) string {
	if c.Kind != data.KindMovement {
		return ""
	}
	return actorOf(c).ID
}

// figureProps gives a claim's role in its group and the other figures.
func figureProps(props map[string]any, group []*claim, c *claim) {
	props["role"] = Triangulation
	if group[0] == c {
		props["role"] = Recommended
	}
	others, conflict := []any{}, false
	for _, o := range group {
		if o == c {
			continue
		}
		entry := map[string]any{"claim": o.ID, "raw": "", "low": nil, "best": nil, "high": nil}
		if v := o.Claim.Value; v != nil {
			k := 1.0
			if isHousehold(v.Unit) && v.Factor > 0 {
				k = v.Factor
			}
			entry["raw"], entry["low"], entry["best"], entry["high"] = v.Raw, number(v.Low, k), number(v.Best, k), number(v.High, k)
			conflict = conflict || disagree(c.Claim.Value, v)
		}
		others = append(others, entry)
	}
	props["other_figures"], props["conflict"] = others, conflict
}

// disagree says whether two figures cannot both be right, taking 10 % of slack for rounding.
func disagree(a, b *data.Value) bool {
	if a == nil || b == nil {
		return false
	}
	lo := func(v *data.Value) (l, h float64) {
		l, h = 0, math.Inf(1)
		k := 1.0
		if isHousehold(v.Unit) && v.Factor > 0 {
			k = v.Factor
		}
		if v.Best != nil {
			l, h = *v.Best, *v.Best
		}
		if v.Low != nil {
			l = *v.Low
		}
		if v.High != nil {
			h = *v.High
		}
		return l * k * 0.9, h * k * 1.1
	}
	al, ah := lo(a)
	bl, bh := lo(b)
	return ah < bl || bh < al
}

// words puts a number into a label: "some 200,000", "12,000–18,000", "number unknown".
func words(v *data.Value) string {
	switch {
	case v == nil:
		return "number unknown"
	case v.Raw != "":
		return v.Raw
	case v.Best != nil:
		return fmt.Sprintf("%.0f", *v.Best)
	case v.Low != nil && v.High != nil:
		return fmt.Sprintf("%.0f–%.0f", *v.Low, *v.High)
	case v.Low != nil:
		return fmt.Sprintf("more than %.0f", *v.Low)
	case v.High != nil:
		return fmt.Sprintf("up to %.0f", *v.High)
	}
	return "number unknown"
}
