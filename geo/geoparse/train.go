package geoparse

import (
	"context"
	"fmt"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"
)

// TrainTagger trains the tagger on the corpora in dir, with the gazetteer's hints, and gives the model's file. Progress hears
// of each epoch.
func TrainTagger(ctx context.Context, g *gazetteer.Gazetteer, dir string, progress func(epoch int, wrong float64)) ([]byte, error) {
	examples, err := tagger.ReadCorpus(dir)
	if err != nil {
		return nil, fmt.Errorf("train tagger: %w", err)
	}
	hint(g, examples)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("train tagger: %w", err)
	}
	o := tagger.DefaultOptions()
	o.Progress = progress
	return tagger.Train(examples, o).Encode(), nil
}

// hint gives the examples the hints that reading would.
func hint(g atlas, examples []tagger.Example) {
	p := &Parser{g: g}
	for i := range examples {
		r := p.newReading(Input{Language: "en"}, examples[i].Text)
		r.match()
		examples[i].Hints = r.seen
	}
}
