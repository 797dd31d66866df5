package when

import (
	"strings"

	"dateline/data/extract/number"
	"dateline/data/extract/word"
)

type kind int

const (
	day kind = iota // offset in days from publication
	weekday
	date     // some of year, month, day of month
	relative // last, this, next unit
	duration // for three days
	ago      // three days ago
	clock    // dawn, overnight: the day of publication or of the sentence
)

// Expression is a time expression in the tokens First up to but not including Last.
type Expression struct {
	First, Last int
	kind        kind
	// Open is "since": the interval has no end; Close is "until" and "by": it has no start.
	Open, Close bool
	// n is days, weekday, or periods from now; unit is the days of a period.
	n, unit          int
	count            float64
	year, month, dom int
	domEnd           int
	third            int // early, mid, late of a month or year: 0, 1, 2; -1 the whole
}

// At reads the time expression that begins at token i, its leading preposition included.
func (t *Table) At(toks []word.Token, i int) (Expression, bool) {
	j, e := i, Expression{First: i, third: -1}
	lead := false
	if _, ok := t.class(toks, j, "since"); ok {
		e.Open, lead = true, true
		j++
	} else if _, ok := t.class(toks, j, "until"); ok {
		e.Close, lead = true, true
		j++
	} else if _, ok := t.class(toks, j, "on"); ok {
		if toks[j].Is("of", "from") && j+1 < len(toks) && toks[j+1].Digit {
			if _, ok := dayNumber(toks, j+1); !ok {
				if _, ok := yearNumber(toks, j+1); !ok {
					return e, false
				}
			}
		}
		lead = true
		j++
	} else if _, ok := t.class(toks, j, "for"); ok {
		j++
		for j < len(toks) && toks[j].Is("the", "almost", "nearly", "about", "more", "than", "some", "at", "least", "over", "last", "past") {
			j++
		}
		return t.lasting(toks, j, e)
	}
	if !lead && !t.Any(toks[j]) && !toks[j].Is("the", "a", "between", "la", "el") {
		if e2, ok := t.ago(toks, j, e); ok {
			return e2, true
		}
		return e, false
	}
	if e2, ok := t.body(toks, j, e); ok {
		return e2, true
	}
	if toks[i].Is("over", "during") {
		return t.lasting(toks, skip(toks, i+1), Expression{First: i, third: -1})
	}
	return e, false
}

func skip(toks []word.Token, j int) int {
	for j < len(toks) && toks[j].Is("the", "last", "past") {
		j++
	}
	return j
}

func (t *Table) body(toks []word.Token, j int, e Expression) (Expression, bool) {
	for j < len(toks) && toks[j].Is("the", "a", "first", "l'", "le", "la", "el", "of") {
		j++
	}
	for _, read := range []func([]word.Token, int, Expression) (Expression, bool){t.third, t.span, t.dayMonth, t.monthDay, t.relative, t.weekday, t.day, t.ago, t.yearAlone, t.clock} {
		if out, ok := read(toks, j, e); ok {
			return t.partOfDay(toks, out), true
		}
	}
	return e, false
}

// partOfDay takes "morning" and the like after a day.
func (t *Table) partOfDay(toks []word.Token, e Expression) Expression {
	if _, ok := t.class(toks, e.Last, "part"); ok {
		e.Last++
	}
	return e
}

// third reads "early June", "mid-2014", "the end of March", "early Monday".
func (t *Table) third(toks []word.Token, j int, e Expression) (Expression, bool) {
	n, ok := t.class(toks, j, "early")
	if !ok {
		return e, false
	}
	k := j + 1
	if k < len(toks) && toks[k].Is("of", "on", "in", "-", "de") {
		k++
	}
	if out, ok := t.body(toks, k, e); ok && out.kind != clock && out.kind != ago {
		if out.kind == date && out.dom == 0 {
			out.third = n
		}
		return out, true
	}
	return e, false
}

// span reads "1 and 14 April" (after "between") and "1-14 April".
func (t *Table) span(toks []word.Token, j int, e Expression) (Expression, bool) {
	if j < len(toks) && toks[j].Is("between", "from", "entre") {
		j++
	}
	if j+3 >= len(toks) || !toks[j].Digit || !toks[j+2].Digit || !toks[j+1].Is("and", "to", "-", "–", "et", "y") {
		return e, false
	}
	m, ok := t.class(toks, j+3, "month")
	a, okA := number.Digits(toks[j].Lower)
	b, okB := number.Digits(toks[j+2].Lower)
	if !ok || !okA || !okB || a < 1 || b > 31 || a > b {
		return e, false
	}
	e.kind, e.month, e.dom, e.domEnd, e.Last = date, m, int(a), int(b), j+4
	return t.year(toks, e), true
}

// dayMonth reads "3 August", "25 August 2017", "the 3rd of August", "١٥ أغسطس ٢٠١٤".
func (t *Table) dayMonth(toks []word.Token, j int, e Expression) (Expression, bool) {
	d, ok := dayNumber(toks, j)
	if !ok {
		return e, false
	}
	k := j + 1
	if k < len(toks) && toks[k].Is("of", "de") {
		k++
	}
	m, ok := t.class(toks, k, "month")
	if !ok {
		return e, false
	}
	e.kind, e.month, e.dom, e.Last = date, m, d, k+1
	return t.year(toks, e), true
}

// monthDay reads "August 3", "August 3rd, 2014", "August 2014" and a month alone.
func (t *Table) monthDay(toks []word.Token, j int, e Expression) (Expression, bool) {
	m, ok := t.class(toks, j, "month")
	if !ok {
		return e, false
	}
	e.kind, e.month, e.Last = date, m, j+1
	if d, ok := dayNumber(toks, j+1); ok {
		e.dom, e.Last = d, j+2
		if e.Last < len(toks) && toks[e.Last].Is(",") {
			if y, ok := yearNumber(toks, e.Last+1); ok {
				e.year, e.Last = y, e.Last+2
				return e, true
			}
		}
	}
	return t.year(toks, e), true
}

func (t *Table) year(toks []word.Token, e Expression) Expression {
	k := e.Last
	if k < len(toks) && toks[k].Is("de") {
		k++
	}
	if y, ok := yearNumber(toks, k); ok {
		e.year, e.Last = y, k+1
	}
	return e
}

// yearAlone reads "in 2014", "since 1989": a preposition must stand before it, or it may be a number of people.
func (t *Table) yearAlone(toks []word.Token, j int, e Expression) (Expression, bool) {
	y, ok := yearNumber(toks, j)
	if !ok || j == e.First || j+1 < len(toks) && (strings.HasSuffix(toks[j+1].Lower, "s") && !toks[j+1].Possessive() && len(toks[j+1].Lower) > 3 || toks[j+1].Is("people", "men", "women", "children")) {
		return e, false // "of 2000 troops"
	}
	e.kind, e.year, e.Last = date, y, j+1
	return e, true
}

// relative reads "last week", "this month", "next year", "last Monday", "over the weekend".
func (t *Table) relative(toks []word.Token, j int, e Expression) (Expression, bool) {
	for _, class := range []string{"last", "this", "next"} {
		n, ok := t.class(toks, j, class)
		if !ok {
			continue
		}
		if u, ok := t.class(toks, j+1, "unit"); ok && u > 0 {
			e.kind, e.n, e.unit, e.Last = relative, n, u, j+2
			return e, true
		}
		if w, ok := t.class(toks, j+1, "weekday"); ok {
			e.kind, e.n, e.Last = weekday, w, j+2
			return e, true
		}
		if m, ok := t.class(toks, j+1, "month"); ok {
			e.kind, e.month, e.Last = date, m, j+2
			return e, true
		}
		if _, ok := t.class(toks, j+1, "part"); ok {
			e.kind, e.n, e.Last = day, min(n, 0), j+2
			return e, true
		}
	}
	if u, ok := t.class(toks, j, "unit"); ok && u > 0 {
		if _, ok := t.class(toks, j+1, "last"); ok { // la semaine dernière, الأسبوع الماضي
			e.kind, e.n, e.unit, e.Last = relative, -1, u, j+2
			return e, true
		}
		if u == 2 {
			e.kind, e.n, e.unit, e.Last = relative, -1, 2, j+1
			return e, true
		}
	}
	return e, false
}

func (t *Table) weekday(toks []word.Token, j int, e Expression) (Expression, bool) {
	w, ok := t.class(toks, j, "weekday")
	if !ok {
		return e, false
	}
	e.kind, e.n, e.Last = weekday, w, j+1
	if e.Last < len(toks) && toks[e.Last].Possessive() {
		return e, false // "Monday's vote" is not when the sentence happens
	}
	return e, true
}

func (t *Table) day(toks []word.Token, j int, e Expression) (Expression, bool) {
	n, ok := t.class(toks, j, "day")
	if !ok {
		return e, false
	}
	e.kind, e.n, e.Last = day, n, j+1
	return e, true
}

// clock reads a part of a day that stands alone after its preposition: "at dawn", "by nightfall".
func (t *Table) clock(toks []word.Token, j int, e Expression) (Expression, bool) {
	_, ok := t.class(toks, j, "part")
	if !ok || j == e.First {
		return e, false
	}
	e.kind, e.Last = clock, j+1
	return e, true
}

// count reads a number and a unit of time: "three days", "a week", "40-minute" not.
func (t *Table) count(toks []word.Token, j int) (n float64, unit, last int, ok bool) {
	if j >= len(toks) {
		return 0, 0, j, false
	}
	var k int
	p, ok := number.For(t.lang).At(toks, j)
	switch {
	case ok && p.Best != nil:
		n, k = *p.Best, p.Last
	case ok && p.Low != nil:
		n, k = *p.Low, p.Last
	case toks[j].Is("a", "an", "un", "une"):
		n, k = 1, j+1
	default:
		return 0, 0, j, false
	}
	if u, ok := t.class(toks, k, "unit"); ok {
		return n, u, k + 1, true
	}
	return 0, 0, j, false
}

func (t *Table) lasting(toks []word.Token, j int, e Expression) (Expression, bool) {
	n, u, last, ok := t.count(toks, j)
	if !ok {
		return e, false
	}
	e.kind, e.count, e.unit, e.Last = duration, n, u, last
	return e, true
}

func (t *Table) ago(toks []word.Token, j int, e Expression) (Expression, bool) {
	n, u, last, ok := t.count(toks, j)
	if !ok {
		return e, false
	}
	if _, ok := t.class(toks, last, "ago"); !ok {
		return e, false
	}
	e.kind, e.count, e.unit, e.Last = ago, n, u, last+1
	return e, true
}

func dayNumber(toks []word.Token, j int) (int, bool) {
	if j >= len(toks) || !toks[j].Digit || len(toks[j].Lower) > 4 {
		return 0, false
	}
	v, ok := number.Digits(toks[j].Lower)
	return int(v), ok && v >= 1 && v <= 31 && v == float64(int(v))
}

func yearNumber(toks []word.Token, j int) (int, bool) {
	if j >= len(toks) || len(toks[j].Lower) != 4 || !toks[j].Digit {
		return 0, false
	}
	v, ok := number.Digits(toks[j].Lower)
	return int(v), ok && v >= 1400 && v <= 2100
}
