package measure

import (
	"context"
	"fmt"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"

	"github.com/paulmach/orb"
)

// Run reads every document with the parser and adds it to the score. Names that are only part of another name are no
// predictions.
func Run(ctx context.Context, p *geoparse.Parser, g *gazetteer.Gazetteer, docs []Document, s *Score) error {
	for _, d := range docs {
		got, err := p.Parse(ctx, d.Input())
		if err != nil {
			return fmt.Errorf("evaluate document %s: %w", d.ID, err)
		}
		s.Add(d, Predictions(g, got))
	}
	return nil
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
		p := Prediction{Start: m.Start, End: m.End, Text: m.Text, Placed: m.Placed}
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
			l.Gold = append(l.Gold, geoparse.Located{Span: geoparse.Span{Start: m.Start, End: m.End}, Point: m.Point})
		}
	}
	return l
}
