package measure

import (
	"context"
	"fmt"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"

	"github.com/paulmach/orb"
)

// Run reads every document with the parser and adds it to the score. Names that are only part of another name are no
// predictions, and demonyms only where the corpus marks demonyms at all, see [MarksDemonyms].
func Run(ctx context.Context, p *geoparse.Parser, g *gazetteer.Gazetteer, docs []Document, s *Score) error {
	s.Demonyms = MarksDemonyms(g, docs)
	Locate(g, docs)
	for _, d := range docs {
		got, err := p.Parse(ctx, d.Input())
		if err != nil {
			return fmt.Errorf("evaluate document %s: %w", d.ID, err)
		}
		s.Add(d, keepDemonyms(Predictions(g, got), s.Demonyms))
	}
	return nil
}

// Locate fills in the points and kinds of mentions whose gold is an id alone, as far as the gazetteer has it. The others
// count for recognition only.
func Locate(g *gazetteer.Gazetteer, docs []Document) {
	for _, d := range docs {
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Placed || m.ID == "" {
				continue
			}
			if p, ok := g.Place(m.ID); ok {
				m.Placed, m.Point, m.Kind, m.Class = true, p.Point, p.Kind, string(p.Class)
			}
		}
	}
}

// demonymShare is the share of gold mentions from which on a corpus is taken to mark demonyms. TR-News has 14 %; GeoVirus
// has none but a few slips.
const demonymShare = 0.02

// MarksDemonyms says whether the annotators of a corpus marked words like "Russian" as place names.
func MarksDemonyms(g *gazetteer.Gazetteer, docs []Document) bool {
	all, demonyms := 0, 0
	for _, d := range docs {
		for _, m := range d.Mentions {
			all++
			if m.Demonym {
				return true
			}
			if _, ok := g.Demonym(m.Text); ok && len(g.Lookup(m.Text)) == 0 {
				demonyms++
			}
		}
	}
	return float64(demonyms) > demonymShare*float64(all)
}

func keepDemonyms(all []Prediction, keep bool) []Prediction {
	if keep {
		return all
	}
	kept := all[:0]
	for _, p := range all {
		if !p.Demonym {
			kept = append(kept, p)
		}
	}
	return kept
}

// Input is what a parser gets to see of the document.
func (d Document) Input() geoparse.Input {
	return geoparse.Input{Text: d.Text, Title: d.Title, Publisher: d.Publisher, Published: d.Published}
}

// Predictions are the mentions of a parsed document as the score takes them.
func Predictions(g *gazetteer.Gazetteer, d geoparse.Document) []Prediction {
	var out []Prediction
	for _, m := range d.Mentions {
		if m.Role == geoparse.Part {
			continue
		}
		p := Prediction{Start: m.Start, End: m.End, Text: m.Text, Placed: m.Placed, Demonym: m.Role == geoparse.Demonym}
		if m.Placed {
			p.Point, p.Name, p.Kind, p.Class = m.Place.Point, m.Place.Name+" "+m.Place.Country+" "+m.Place.Admin1, m.Place.Kind, m.Place.Class
			if id, kind := m.Place.ID, m.Place.Kind; kind == "ADM1" || len(kind) > 2 && kind[:3] == "PCL" {
				p.Covers = func(q orb.Point) bool { return g.Contains(id, q) }
			}
		}
		out = append(out, p)
	}
	return out
}

// Labelled is the document as the resolver's fit takes it.
func (d Document) Labelled() geoparse.Labelled {
	l := geoparse.Labelled{Input: d.Input()}
	for _, m := range d.Mentions {
		if m.Placed {
			l.Gold = append(l.Gold, geoparse.Located{Span: geoparse.Span{Start: m.Start, End: m.End}, Point: m.Point, Class: m.Class})
		}
	}
	return l
}
