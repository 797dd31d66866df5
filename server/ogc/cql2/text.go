package cql2

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ParseText reads the text encoding. An *Error says where it cannot be read.
func ParseText(s string) (*Expression, error) {
	if !utf8.ValidString(s) {
		return nil, fail(0, "is not UTF-8")
	}
	p := &parser{lexer: lexer{in: s}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if p.next.kind != 'e' {
		return nil, fail(p.next.at, "%q is left over", p.next.text)
	}
	return finish(n)
}

type parser struct {
	lexer
	depth, nodes int
}

// Binding powers: or binds least.
const (
	byOr = iota + 1
	byAnd
	byNot
	byComparison
	bySum
	byProduct
	byPower
	bySign
)

var infix = map[string]int{
	"or": byOr, "and": byAnd,
	"=": byComparison, "<>": byComparison, "<": byComparison, ">": byComparison, "<=": byComparison, ">=": byComparison,
	"like": byComparison, "between": byComparison, "in": byComparison, "is": byComparison, "not": byComparison,
	"+": bySum, "-": bySum, "*": byProduct, "/": byProduct, "%": byProduct, "div": byProduct, "^": byPower,
}

// word gives the lower-case keyword or symbol of the next token, "" for anything else.
func (p *parser) word() string {
	if p.next.kind == 'n' || p.next.kind == 'o' {
		return strings.ToLower(p.next.text)
	}
	return ""
}

func (p *parser) expect(word string) error {
	if p.word() != word {
		if p.next.kind == 'e' {
			return fail(p.next.at, "ends where %q should follow", word)
		}
		return fail(p.next.at, "%q stands where %q should", p.next.text, word)
	}
	return p.advance()
}

func (p *parser) make(n node) *node {
	p.nodes++
	return &n
}

// expression is Pratt's: an operand, then operators that bind tighter than least.
func (p *parser) expression(least int) (*node, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, fail(p.next.at, "is nested deeper than %d", maxDepth)
	}
	left, err := p.operand()
	for err == nil {
		if p.nodes > maxNodes {
			return nil, fail(p.next.at, "has more than %d parts", maxNodes)
		}
		op := p.word()
		power := infix[op]
		if power == 0 || power <= least {
			return left, nil
		}
		left, err = p.infix(left, op, power)
	}
	return nil, err
}

func (p *parser) infix(left *node, op string, power int) (*node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch op {
	case "is":
		return p.isNull(left)
	case "not":
		op = p.word()
		if op != "like" && op != "between" && op != "in" {
			return nil, fail(p.next.at, "after NOT comes LIKE, BETWEEN or IN")
		}
		n, err := p.infix(left, op, power)
		if err != nil {
			return nil, err
		}
		return p.make(node{op: "not", args: []*node{n}}), nil
	case "between":
		return p.between(left)
	case "in":
		list, err := p.array()
		if err != nil {
			return nil, err
		}
		return p.make(node{op: "in", args: []*node{left, list}}), nil
	}
	right, err := p.expression(power)
	if err != nil {
		return nil, err
	}
	if (op == "and" || op == "or") && left.kind == call && left.op == op && !left.day {
		left.args = append(left.args, right)
		return left, nil
	}
	return p.make(node{op: op, args: []*node{left, right}}), nil
}

func (p *parser) isNull(left *node) (*node, error) {
	not := p.word() == "not"
	if not {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if err := p.expect("null"); err != nil {
		return nil, err
	}
	n := p.make(node{op: "isNull", args: []*node{left}})
	if not {
		n = p.make(node{op: "not", args: []*node{n}})
	}
	return n, nil
}

func (p *parser) between(left *node) (*node, error) {
	low, err := p.expression(byComparison)
	if err != nil {
		return nil, err
	}
	if err := p.expect("and"); err != nil {
		return nil, err
	}
	high, err := p.expression(byComparison)
	if err != nil {
		return nil, err
	}
	return p.make(node{op: "between", args: []*node{left, low, high}}), nil
}

// operand reads what stands before operators.
func (p *parser) operand() (*node, error) {
	t := p.next
	switch t.kind {
	case 's':
		return p.make(node{kind: literal, value: t.text}), p.advance()
	case 'q':
		return p.make(node{kind: property, op: t.text}), p.advance()
	case '0':
		f, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			return nil, fail(t.at, "%s is no number that fits", t.text)
		}
		return p.make(node{kind: literal, value: f}), p.advance()
	case 'n':
		return p.named()
	case 'e':
		return nil, fail(t.at, "ends where a value should follow")
	}
	switch t.text {
	case "(":
		return p.group()
	case "-", "+":
		return p.signed(t.text)
	}
	return nil, fail(t.at, "%q stands where a value should", t.text)
}

func (p *parser) signed(sign string) (*node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression(bySign)
	if err != nil || sign == "+" {
		return n, err
	}
	if f, ok := n.value.(float64); ok && n.kind == literal {
		n.value = -f
		return n, nil
	}
	return p.make(node{op: "*", args: []*node{p.make(node{kind: literal, value: -1.0}), n}}), nil
}

// group reads (expression), or an array where commas follow.
func (p *parser) group() (*node, error) {
	items, err := p.list()
	if err != nil {
		return nil, err
	}
	if len(items) == 1 {
		items[0].day = items[0].day || items[0].kind == call // closed: a further and does not join it
		return items[0], nil
	}
	return p.make(node{kind: array, args: items}), nil
}

func (p *parser) array() (*node, error) {
	items, err := p.list()
	if err != nil {
		return nil, err
	}
	return p.make(node{kind: array, args: items}), nil
}

// list reads ( expression, … ).
func (p *parser) list() ([]*node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	var items []*node
	if p.word() == ")" {
		return items, p.advance()
	}
	for {
		n, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		items = append(items, n)
		if p.word() != "," {
			return items, p.expect(")")
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
}

// named reads what begins with a name: a keyword, function, geometry, time or property.
func (p *parser) named() (*node, error) {
	t := p.next
	lower := strings.ToLower(t.text)
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch lower {
	case "true", "false":
		return p.make(node{kind: literal, value: lower == "true"}), nil
	case "not":
		n, err := p.expression(byNot)
		if err != nil {
			return nil, err
		}
		return p.make(node{op: "not", args: []*node{n}}), nil
	}
	if _, ok := wktTypes[lower]; ok && (p.word() == "(" || p.word() == "z" || p.word() == "m" || p.word() == "zm") {
		return p.wkt(lower, t.at)
	}
	if p.word() != "(" || infix[lower] > 0 {
		if infix[lower] > 0 || lower == "null" {
			return nil, fail(t.at, "%q stands where a value should", t.text)
		}
		return p.make(node{kind: property, op: t.text}), nil
	}
	return p.function(t, lower)
}

func (p *parser) function(t token, lower string) (*node, error) {
	switch lower {
	case "date", "timestamp":
		return p.instant(lower == "date")
	case "interval":
		return p.interval()
	case "bbox":
		return p.bbox(t.at)
	}
	args, err := p.arguments(strings.HasPrefix(lower, "a_"))
	if err != nil {
		return nil, err
	}
	op := t.text
	if c, ok := canonical[lower]; ok {
		op = c
	}
	return p.make(node{op: op, args: args}), nil
}

// arguments reads (a, b): in array functions a parenthesis opens an array.
func (p *parser) arguments(arrays bool) ([]*node, error) {
	if !arrays {
		return p.list()
	}
	if err := p.expect("("); err != nil {
		return nil, err
	}
	var args []*node
	for {
		read := func() (*node, error) { return p.expression(0) }
		if p.word() == "(" {
			read = p.array
		}
		n, err := read()
		if err != nil {
			return nil, err
		}
		args = append(args, n)
		if p.word() != "," {
			return args, p.expect(")")
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
}

func (p *parser) instant(day bool) (*node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	t := p.next
	if t.kind != 's' {
		return nil, fail(t.at, "a time stands in single quotes")
	}
	n, err := instantNode(t.text, t.at)
	if err != nil {
		return nil, err
	}
	if day != n.day {
		return nil, fail(t.at, "DATE wants 2014-06-16, TIMESTAMP 2014-06-16T12:00:00Z")
	}
	p.nodes++
	if err := p.advance(); err != nil {
		return nil, err
	}
	return n, p.expect(")")
}

// instantNode reads a day or a time of RFC 3339; without a zone it means UTC.
func instantNode(text string, at int) (*node, error) {
	t, day, ok := parseTime(text)
	if !ok {
		return nil, fail(at, "%q is no time; write 2014-06-16 or 2014-06-16T12:00:00Z", text)
	}
	return &node{kind: instant, value: text, time: t, day: day}, nil
}

func parseTime(text string) (t time.Time, day, ok bool) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, true, true
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), false, true
		}
	}
	return time.Time{}, false, false
}

func (p *parser) interval() (*node, error) {
	args, err := p.list()
	if err != nil {
		return nil, err
	}
	if len(args) != 2 {
		return nil, fail(p.next.at, "an interval has two ends")
	}
	for i, a := range args {
		if s, ok := a.value.(string); ok && a.kind == literal {
			if args[i], err = endNode(s, p.next.at); err != nil {
				return nil, err
			}
		}
	}
	return p.make(node{kind: interval, args: args}), nil
}

// endNode is an end of an interval: a time or .. for none.
func endNode(s string, at int) (*node, error) {
	if s == ".." {
		return &node{kind: instant, value: s}, nil
	}
	return instantNode(s, at)
}

func (p *parser) bbox(at int) (*node, error) {
	args, err := p.list()
	if err != nil {
		return nil, err
	}
	n := make([]float64, len(args))
	for i, a := range args {
		f, ok := a.value.(float64)
		if !ok || a.kind != literal {
			return nil, fail(at, "BBOX holds numbers")
		}
		n[i] = f
	}
	return boxNode(n, at)
}
