package extract

import (
	"regexp"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

// assimilated matches a name whose second half an Arabic article ties to it, in the small letter that sets it apart for who
// looks for capitals: "Deir ez-Zor", "Tall ar-Rumman", "Ras el-Ain".
var assimilated = regexp.MustCompile(`\p{Lu}[\p{L}’']+ (?:a[a-z]{1,2}|e[a-z]{1,2}|u[a-z]|il)-\p{Lu}[\p{L}’']+`)

// addAssimilated gives the report's mentions those names of that form that the geoparser did not see and the gazetteer knows:
// in a country that the report names, else the most populous one.
func (d *document) addAssimilated(text string) {
	if d.gazetteer == nil {
		return
	}
	for _, at := range assimilated.FindAllStringIndex(text, -1) {
		start := utf8.RuneCountInString(text[:at[0]])
		end := start + utf8.RuneCountInString(text[at[0]:at[1]])
		if d.mentioned(start, end) {
			continue
		}
		name := text[at[0]:at[1]]
		p, ok := d.unspoken(name)
		if !ok {
			p, ok = d.mostPopulous(name)
		}
		if ok {
			d.mentions = append(d.mentions, geoparse.Mention{
				Span: geoparse.Span{Start: start, End: end}, Text: name, Role: geoparse.Literal, Placed: true, Place: p, Confidence: 0.7,
				Reasons: []string{"a name with an Arabic article that the gazetteer knows"},
			})
		}
	}
}

// mentioned says whether a mention overlaps the code points from start to end.
func (d *document) mentioned(start, end int) bool {
	for _, m := range d.mentions {
		if m.Start < end && start < m.End && m.Role != geoparse.Part {
			return true
		}
	}
	return false
}

func (d *document) mostPopulous(name string) (best gazetteer.Place, found bool) {
	for _, m := range d.gazetteer.Lookup(name) {
		if (m.How == "exact" || m.How == "folded") && m.Place.Class == 'P' && (!found || m.Place.Population > best.Population) {
			best, found = m.Place, true
		}
	}
	return best, found
}
