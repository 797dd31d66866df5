package situation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline/data"
)

func ids(ps []Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.ID
	}
	return out
}

func names(ps []Party) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Name
	}
	return strings.Join(out, " and ")
}

// distinct gives the named parties once each, by id.
func distinct(ps []Party) []Party {
	ps = slices.DeleteFunc(slices.Clone(ps), func(p Party) bool { return p.ID == "" })
	slices.SortFunc(ps, func(a, b Party) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name)) })
	return slices.CompactFunc(ps, func(a, b Party) bool { return a.ID == b.ID })
}

func best(ws []word) int {
	b := 0
	for _, w := range ws {
		b = max(b, w.band)
	}
	return b
}

// sources counts independent sources: reports of which no two share their text or their publisher.
func sources(ws []word) int {
	list := make([]data.Witness, len(ws))
	for i, w := range ws {
		list[i] = w.witness
	}
	return data.IndependentSources(list)
}

func date(t time.Time) string { return t.Format("2 January 2006") }
