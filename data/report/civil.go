package report

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

//go:embed months.tsv
var monthTable string

// calendar is what datelines are read with: the number of each month's name, and the patterns of a written date.
type calendar struct {
	months map[string]int
	leads  []string
	orders []order
}

// order is a way to write a date: where its pattern keeps year, month and day.
type order struct {
	pattern          *regexp.Regexp
	year, month, day int
}

var dates = newCalendar(monthTable)

// edge and end hold a date off from letters and figures beside it; \b knows Latin letters alone.
const (
	edge = `(?:^|[^\p{L}\p{N}])`
	end  = `(?:[^\p{L}\p{N}]|$)`
	year = `((?:19|20)\d{2})`
)

func newCalendar(table string) *calendar {
	c := &calendar{months: map[string]int{}}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		for i, w := range strings.Split(f[2], "|") {
			for _, s := range strings.Split(w, "/") {
				if f[1] == "months" {
					c.months[folded(s)] = i + 1
				} else {
					c.leads = append(c.leads, folded(s))
				}
			}
		}
	}
	month := `(` + alternatives(c.months) + `)\.?`
	c.orders = []order{
		{regexp.MustCompile(edge + month + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+` + year + end), 3, 1, 2},
		{regexp.MustCompile(edge + `(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\s+|of\s+)?` + month + `,?\s+(?:de\s+|del\s+)?` + year + end), 3, 2, 1},
		{regexp.MustCompile(edge + year + `-(\d{2})-(\d{2})` + end), 1, 2, 3},
		{regexp.MustCompile(edge + `(\d{1,2})\.(\d{1,2})\.` + year + end), 3, 2, 1},
		{regexp.MustCompile(year + `\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`), 1, 2, 3},
	}
	return c
}

// alternatives gives the names, the longest first, so that none hides behind its own beginning.
func alternatives(names map[string]int) string {
	var all []string
	for n := range names {
		all = append(all, regexp.QuoteMeta(n))
	}
	slices.SortFunc(all, func(a, b string) int { return 10*(len(b)-len(a)) + strings.Compare(a, b) })
	return strings.Join(all, "|")
}

// unsigned takes off what Arabic writes or leaves out as it likes, and writes every script's figures as ours.
var unsigned = strings.NewReplacer(
	"أ", "ا", "إ", "ا", "آ", "ا", "ـ", "", "،", ",", "\u00a0", " ", "\u200f", "", "\u200e", "", "’", "'",
	"٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9",
	"۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9",
)

func folded(s string) string {
	return unsigned.Replace(cases.Lower(language.Und).String(s))
}

// find gives the first written date of a folded line, and what stands before and after it.
func (c *calendar) find(line string) (before, after string, t time.Time, ok bool) {
	for _, o := range c.orders {
		m := o.pattern.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		part := func(i int) string { return line[m[2*i]:m[2*i+1]] }
		month := part(o.month)
		if n, named := c.months[month]; named {
			month = strconv.Itoa(n)
		}
		first, last := m[2], m[7]
		if t, ok = civil(part(o.year), month, part(o.day)); ok {
			return line[:first], strings.TrimLeft(line[last:], "日일"), t, true
		}
	}
	return "", "", time.Time{}, false
}

// alone says whether what stands before a date on its line only leads up to it: "Published on Monday,".
func (c *calendar) alone(before string) bool {
	for {
		before = strings.TrimFunc(before, func(r rune) bool { return strings.ContainsRune(" \t:,;|·-–—()", r) })
		if before == "" {
			return true
		}
		cut := ""
		for _, w := range c.leads {
			if rest, ok := strings.CutSuffix(before, w); ok && len(w) > len(cut) && (rest == "" || strings.ContainsRune(" :,|·(", rune(rest[len(rest)-1]))) {
				cut = w
			}
		}
		if cut == "" {
			return false
		}
		before = strings.TrimSuffix(before, cut)
	}
}

// civil gives midnight UTC of a date that exists.
func civil(year, month, day string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Month() == time.Month(m) && t.Day() == d
}
