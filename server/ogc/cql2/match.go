package cql2

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dateline/geo"
)

// Match says whether the expression is true of a feature. An error means that the question makes no sense: an unknown
// function, a geometry where a number should be. What a feature does not say is unknown, not an error.
func (e *Expression) Match(f *geo.Feature) (bool, error) {
	m := matcher{f: f}
	v := m.eval(e.root)
	if m.err != nil {
		return false, m.err
	}
	ok, _ := v.(bool)
	return ok, nil
}

// matcher evaluates with one feature. Values are nil (unknown), bool, float64, string, moment, span, *shape or []any.
type matcher struct {
	f   *geo.Feature
	own *shape
	err error
}

// moment is a point in time.
type moment struct{ t time.Time }

// span is a stretch of time; open ends are infinitely far.
type span struct{ start, end time.Time }

var (
	farPast   = time.Unix(-1<<40, 0)
	farFuture = time.Unix(1<<40, 0)
)

func (m *matcher) fail(format string, args ...any) any {
	if m.err == nil {
		m.err = fmt.Errorf(format, args...)
	}
	return nil
}

func (m *matcher) eval(n *node) any {
	switch n.kind {
	case literal:
		return n.value
	case property:
		return m.property(n.op)
	case instant:
		return moment{n.time}
	case interval:
		return m.interval(n)
	case geometry, box:
		return n.shape
	case array:
		out := make([]any, len(n.args))
		for i, a := range n.args {
			out[i] = m.eval(a)
		}
		return out
	}
	return m.call(n)
}

func (m *matcher) property(name string) any {
	v, ok := m.f.Properties[name]
	if !ok {
		switch name {
		case "id":
			return m.f.ID
		case "geometry", "geom", "shape":
			return m.geometry()
		}
	}
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case []string:
		out := make([]any, len(v))
		for i, s := range v {
			out[i] = s
		}
		return out
	}
	return v
}

func (m *matcher) geometry() any {
	if m.f.Geometry == nil {
		return nil
	}
	if m.own == nil {
		s, err := newShape(m.f.Geometry)
		if err != nil {
			return m.fail("geometry of %s: %w", m.f.ID, err)
		}
		m.own = s
	}
	return m.own
}

func (m *matcher) interval(n *node) any {
	var ends [2]time.Time
	for i, a := range n.args {
		if a.kind == instant && a.value == ".." {
			ends[i] = [2]time.Time{farPast, farFuture}[i]
			continue
		}
		v, ok := toMoment(m.eval(a))
		if !ok {
			return nil
		}
		ends[i] = v.t
	}
	return span{ends[0], ends[1]}
}

func (m *matcher) call(n *node) any {
	switch n.op {
	case "and", "or":
		return m.logic(n)
	case "not":
		if v, ok := m.eval(n.args[0]).(bool); ok {
			return !v
		}
		return nil
	case "isNull":
		return m.eval(n.args[0]) == nil
	case "between":
		v, low, high := m.eval(n.args[0]), m.eval(n.args[1]), m.eval(n.args[2])
		return both(compare(">=", v, low), compare("<=", v, high))
	case "in":
		return m.in(n)
	case "like":
		s, ok := m.eval(n.args[0]).(string)
		p, ok2 := m.eval(n.args[1]).(string)
		if !ok || !ok2 {
			return nil
		}
		return like([]rune(s), []rune(p))
	case "casei", "accenti":
		if s, ok := m.eval(n.args[0]).(string); ok {
			return fold(n.op, s)
		}
		return nil
	}
	switch {
	case strings.HasPrefix(n.op, "s_"):
		return m.spatial(n)
	case strings.HasPrefix(n.op, "t_"):
		return m.temporal(n)
	case strings.HasPrefix(n.op, "a_"):
		return m.arrays(n)
	}
	if _, _, ok := takes(n.op); !ok {
		return m.fail("there is no function %q", n.op)
	}
	a, b := m.eval(n.args[0]), m.eval(n.args[1])
	switch n.op {
	case "=", "<>", "<", ">", "<=", ">=":
		return compare(n.op, a, b)
	}
	x, ok := a.(float64)
	y, ok2 := b.(float64)
	if !ok || !ok2 {
		return nil
	}
	return arithmetic(n.op, x, y)
}

// logic is three-valued: unknown and false is false, unknown or true is true.
func (m *matcher) logic(n *node) any {
	decides := n.op == "or"
	open := false
	for _, a := range n.args {
		switch v, ok := m.eval(a).(bool); {
		case !ok:
			open = true
		case v == decides:
			return decides
		}
	}
	if open {
		return nil
	}
	return !decides
}

func both(a, b any) any {
	if a == false || b == false {
		return false
	}
	if a == nil || b == nil {
		return nil
	}
	return true
}

func (m *matcher) in(n *node) any {
	v := m.eval(n.args[0])
	if v == nil {
		return nil
	}
	var out any = false
	for _, a := range n.args[1].args {
		switch compare("=", v, m.eval(a)) {
		case true:
			return true
		case nil:
			out = nil
		}
	}
	return out
}

func arithmetic(op string, x, y float64) any {
	var r float64
	switch op {
	case "+":
		r = x + y
	case "-":
		r = x - y
	case "*":
		r = x * y
	case "/":
		r = x / y
	case "div":
		r = math.Trunc(x / y)
	case "%":
		r = math.Mod(x, y)
	case "^":
		r = math.Pow(x, y)
	}
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return nil
	}
	return r
}

// compare gives nil where the two cannot be compared. Text compares by code point, and as a time with a time.
func compare(op string, a, b any) any {
	c, ok := order(a, b)
	if !ok {
		return nil
	}
	switch op {
	case "=":
		return c == 0
	case "<>":
		return c != 0
	case "<":
		return c < 0
	case ">":
		return c > 0
	case "<=":
		return c <= 0
	}
	return c >= 0
}

func order(a, b any) (int, bool) {
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y), true
		}
	case float64:
		y, ok := b.(float64)
		switch {
		case !ok:
			return 0, false
		case x < y:
			return -1, true
		case x > y:
			return 1, true
		}
		return 0, true
	case bool:
		y, ok := b.(bool)
		switch {
		case !ok:
			return 0, false
		case x == y:
			return 0, true
		case y:
			return -1, true
		}
		return 1, true
	}
	x, ok := toMoment(a)
	y, ok2 := toMoment(b)
	return x.t.Compare(y.t), ok && ok2
}

func toMoment(v any) (moment, bool) {
	switch v := v.(type) {
	case moment:
		return v, true
	case string:
		t, _, ok := parseTime(v)
		return moment{t}, ok
	}
	return moment{}, false
}

// folders hold transformers that are not safe to share.
var folders = sync.Pool{New: func() any { c := cases.Fold(); return &c }}

func fold(op, s string) string {
	if op == "casei" {
		c := folders.Get().(*cases.Caser)
		defer folders.Put(c)
		return c.String(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !(r >= 0x0300 && r <= 0x036F || r >= 0x064B && r <= 0x0652) { // combining marks, Arabic vowel signs
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// like matches % (any run) and _ (one character), \ before either taking it as it is. It looks back at one % only, so that
// the time is bounded by the product of the lengths.
func like(s, p []rune) bool {
	i, j := 0, 0
	star, mark := -1, 0
	for i < len(s) {
		literal := j+1 < len(p) && p[j] == '\\'
		switch {
		case literal && p[j+1] == s[i]:
			i, j = i+1, j+2
		case !literal && j < len(p) && p[j] == '%':
			star, mark = j, i
			j++
		case !literal && j < len(p) && (p[j] == '_' || p[j] == s[i]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = mark, star+1
		default:
			return false
		}
	}
	for j < len(p) && p[j] == '%' {
		j++
	}
	return j == len(p)
}
