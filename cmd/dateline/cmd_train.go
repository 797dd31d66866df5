package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
	"dateline/geo/geoparse/measure"

	"github.com/spf13/cobra"
)

// trainCommand makes the learnt parts again.
func trainCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "train",
		Short: "Train the geoparser's tagger and resolver and the confidence of claims again",
		Long: `Makes the files with what is learnt. The same corpora and gazetteer give the same bytes. The built
binary holds the checked-in files; build again to use new ones.`,
	}
	c.AddCommand(trainTaggerCommand(a), trainResolverCommand(a), trainClaimsCommand(a))
	return c
}

func trainTaggerCommand(a *app) *cobra.Command {
	var corpus, out string
	c := &cobra.Command{
		Use:   "tagger",
		Short: "Train the tagger of names on the open corpora",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			g, err := a.Gazetteer()
			if err != nil {
				return err
			}
			model, err := geoparse.TrainTagger(cmd.Context(), g, corpus, func(epoch int, wrong float64) {
				fmt.Fprintf(a.Stderr, "epoch %d: %.2f %% of tags wrong\n", epoch, 100*wrong)
			})
			if err != nil {
				return err
			}
			return writeTrained(a, out, model)
		},
	}
	c.Flags().StringVar(&corpus, "corpus", "../shared/corpora/ner", "the folder of training corpora")
	c.Flags().StringVar(&out, "out", "geo/geoparse/tagger/tagger.model", "where to write the model")
	return c
}

func trainResolverCommand(a *app) *cobra.Command {
	var out string
	var cross bool
	c := &cobra.Command{
		Use:   "resolver [GOLD…]",
		Short: "Fit the resolver's weights to gold corpora",
		Long: `Fits the few numeric weights by which the resolver chooses among places of one name, to gold corpora and to notices
invented from the gazetteer, towns that lie together under names that better-known places bear. With --cross it fits on every corpus
but one, measures on that one, for each in turn, and writes nothing.`,
		RunE: func(cmd *cobra.Command, files []string) error {
			if len(files) == 0 {
				files = []string{"../shared/corpora/TR-News.xml", "../shared/corpora/GeoVirus.xml", "geo/geoparse/testdata/written.json"}
			}
			g, err := a.Gazetteer()
			if err != nil {
				return err
			}
			corpora, err := readCorpora(files)
			if err != nil {
				return err
			}
			if cross {
				return crossValidate(cmd.Context(), a, g, files, corpora)
			}
			weights, err := fitWeights(cmd.Context(), g, corpora, -1)
			if err != nil {
				return err
			}
			return writeTrained(a, out, weights)
		},
	}
	c.Flags().StringVar(&out, "out", "geo/geoparse/resolver.weights", "where to write the weights")
	c.Flags().BoolVar(&cross, "cross", false, "fit on all corpora but one and measure on that one")
	return c
}

func readCorpora(files []string) ([][]measure.Document, error) {
	var out [][]measure.Document
	for _, f := range files {
		docs, err := measure.Read(f)
		if err != nil {
			return nil, err
		}
		out = append(out, docs)
	}
	return out, nil
}

// fitWeights fits to all corpora but the one left out (-1 for none).
func fitWeights(ctx context.Context, g *gazetteer.Gazetteer, corpora [][]measure.Document, left int) ([]byte, error) {
	var docs []geoparse.Labelled
	for i, c := range corpora {
		if i == left {
			continue
		}
		for _, d := range c {
			docs = append(docs, d.Labelled())
		}
	}
	return geoparse.FitResolver(ctx, g, docs, "weights of the resolver, written by `dateline train resolver`")
}

func crossValidate(ctx context.Context, a *app, g *gazetteer.Gazetteer, files []string, corpora [][]measure.Document) error {
	base, err := geoparse.New(g)
	if err != nil {
		return err
	}
	for i := range corpora {
		weights, err := fitWeights(ctx, g, corpora, i)
		if err != nil {
			return err
		}
		p, err := base.WithWeights(weights)
		if err != nil {
			return err
		}
		var s measure.Score
		if err := measure.Run(ctx, p, g, corpora[i], &s); err != nil {
			return err
		}
		s.Print(a.Stdout, filepath.Base(files[i])+" (weights fitted without it)", 0)
	}
	return nil
}

func withWeights(p *geoparse.Parser, file string) (*geoparse.Parser, error) {
	if file == "" {
		return p, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read resolver weights: %w", err)
	}
	return p.WithWeights(data)
}

func writeTrained(a *app, file string, data []byte) error {
	if err := os.WriteFile(file, data, 0o644); err != nil { //nolint:gosec // a source file, readable by all
		return fmt.Errorf("write what was learnt: %w", err)
	}
	fmt.Fprintf(a.Stderr, "wrote %d bytes to %s\n", len(data), file)
	return nil
}
