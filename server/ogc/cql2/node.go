// Package cql2 reads filters in the Common Query Language of OGC (CQL2 1.0), as text or JSON, and matches features with
// them. Comparisons with what is not known (null) are unknown, as in SQL; only what is true matches.
//
// Besides basic comparisons it knows like, between, in, casei, accenti, arithmetic, arrays, all spatial functions (by the
// DE-9IM of github.com/peterstace/simplefeatures, in the plane of longitude and latitude) and all temporal functions.
package cql2

import (
	"strings"
	"time"
)

// Limits on what is read: a filter is a question, not a program.
const (
	maxDepth = 64
	maxNodes = 10_000
)

type kind uint8

const (
	call kind = iota // op(args)
	property
	literal  // string, float64, bool
	instant  // a time or a day
	interval // two args: instants, properties or open ends
	geometry
	box
	array
)

// node is a piece of an expression.
type node struct {
	kind kind
	// op is the operator or function of a call, the name of a property, the type of a geometry.
	op   string
	args []*node
	// value of a literal; the text of an instant ("..": an open end); the coordinates of a geometry or box.
	value any
	time  time.Time
	day   bool
	shape *shape
}

// Expression is a filter ready to match. It is safe for concurrent use.
type Expression struct {
	root *node
}

// Properties gives the names of the properties that the filter looks at, in the order of their first use.
func (e *Expression) Properties() []string {
	var names []string
	seen := map[string]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		if n.kind == property && !seen[n.op] {
			seen[n.op] = true
			names = append(names, n.op)
		}
		for _, a := range n.args {
			walk(a)
		}
	}
	walk(e.root)
	return names
}

// canonical gives operators the case in which the JSON encoding writes them.
var canonical = func() map[string]string {
	m := map[string]string{}
	for _, op := range strings.Fields(`and or not = <> < > <= >= + - * / % div ^ like between in isNull casei accenti
		s_intersects s_equals s_disjoint s_touches s_within s_overlaps s_crosses s_contains
		t_after t_before t_contains t_disjoint t_during t_equals t_finishedBy t_finishes t_intersects t_meets t_metBy
		t_overlappedBy t_overlaps t_startedBy t_starts a_equals a_contains a_containedBy a_overlaps`) {
		m[strings.ToLower(op)] = op
	}
	return m
}()

// takes gives the number of arguments of the functions that can be evaluated.
func takes(op string) (least, most int, ok bool) {
	switch op {
	case "and", "or":
		return 2, maxNodes, true
	case "not", "isNull", "casei", "accenti":
		return 1, 1, true
	case "between":
		return 3, 3, true
	}
	_, ok = canonical[strings.ToLower(op)]
	return 2, 2, ok
}
