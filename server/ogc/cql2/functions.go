package cql2

import (
	"strings"

	"github.com/peterstace/simplefeatures/geom"
)

// patterns are the DE-9IM patterns of the spatial functions whose pattern does not depend on dimensions.
func (m *matcher) spatial(n *node) any {
	a, b := m.eval(n.args[0]), m.eval(n.args[1])
	if a == nil || b == nil {
		return nil
	}
	x, ok := a.(*shape)
	y, ok2 := b.(*shape)
	if !ok || !ok2 {
		return m.fail("%s compares geometries", n.op)
	}
	if !x.bound.Intersects(y.bound) {
		return n.op == "s_disjoint"
	}
	var hit bool
	var err error
	switch n.op {
	case "s_intersects":
		hit = geom.Intersects(x.geom, y.geom)
	case "s_disjoint":
		hit = !geom.Intersects(x.geom, y.geom)
	default:
		hit, err = relates[n.op](x.geom, y.geom)
	}
	if err != nil {
		return m.fail("%s: %w", n.op, err)
	}
	return hit
}

var relates = map[string]func(a, b geom.Geometry) (bool, error){
	"s_equals": geom.Equals, "s_touches": geom.Touches, "s_within": geom.Within, "s_overlaps": geom.Overlaps,
	"s_crosses": geom.Crosses, "s_contains": geom.Contains,
}

func (m *matcher) temporal(n *node) any {
	a, ok := toSpan(m.eval(n.args[0]))
	b, ok2 := toSpan(m.eval(n.args[1]))
	if !ok || !ok2 {
		return nil
	}
	return allen(n.op, a, b)
}

func toSpan(v any) (span, bool) {
	if s, ok := v.(span); ok {
		return s, true
	}
	t, ok := toMoment(v)
	return span{t.t, t.t}, ok
}

// allen is Allen's interval algebra, with instants as intervals without length.
func allen(op string, a, b span) bool {
	starts, ends := a.start.Compare(b.start), a.end.Compare(b.end)
	after, before := a.start.After(b.end), a.end.Before(b.start)
	switch op {
	case "t_after":
		return after
	case "t_before":
		return before
	case "t_disjoint":
		return after || before
	case "t_intersects":
		return !after && !before
	case "t_equals":
		return starts == 0 && ends == 0
	case "t_contains":
		return starts < 0 && ends > 0
	case "t_during":
		return starts > 0 && ends < 0
	case "t_finishedBy":
		return starts < 0 && ends == 0
	case "t_finishes":
		return starts > 0 && ends == 0
	case "t_startedBy":
		return starts == 0 && ends > 0
	case "t_starts":
		return starts == 0 && ends < 0
	case "t_meets":
		return a.end.Equal(b.start)
	case "t_metBy":
		return a.start.Equal(b.end)
	case "t_overlaps":
		return starts < 0 && a.end.After(b.start) && ends < 0
	default: // t_overlappedBy
		return starts > 0 && a.start.Before(b.end) && ends > 0
	}
}

func (m *matcher) arrays(n *node) any {
	a, ok := m.eval(n.args[0]).([]any)
	b, ok2 := m.eval(n.args[1]).([]any)
	if !ok || !ok2 {
		return nil
	}
	switch strings.ToLower(n.op) {
	case "a_contains":
		return containsAll(a, b)
	case "a_containedby":
		return containsAll(b, a)
	case "a_overlaps":
		for _, v := range b {
			if has(a, v) {
				return true
			}
		}
		return false
	}
	return containsAll(a, b) && containsAll(b, a)
}

func containsAll(a, b []any) bool {
	for _, v := range b {
		if !has(a, v) {
			return false
		}
	}
	return true
}

func has(list []any, v any) bool {
	for _, x := range list {
		if compare("=", x, v) == true {
			return true
		}
	}
	return false
}
