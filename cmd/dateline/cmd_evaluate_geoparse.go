package main

import (
	"context"
	"fmt"
	"path/filepath"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
	"dateline/geo/geoparse/measure"

	"github.com/spf13/cobra"
)

// evaluateGeoparseCommand measures the geoparser against gold.
func evaluateGeoparseCommand(a *app) *cobra.Command {
	var worst int
	var weights string
	var ablate bool
	c := &cobra.Command{
		Use:   "geoparse FILE…",
		Short: "Measure place names against a gold corpus",
		Long: `Reads gold corpora (TR-News or LGL XML, GeoVirus XML, a folder of GeoWebNews BRAT files, or JSON with a text and its
mentions), reads every text, and prints for each corpus: recognition by exact span and by overlap, the share put within
161 km, mean and median error, AUC, the share found and put within 161 km, the same by feature class, the worst errors, and
names missed and names too many. Gold that is an id alone gets its point from the gazetteer, and counts for recognition only
where that has none.`,
		Example: "  dateline evaluate geoparse TR-News.xml GeoVirus.xml --worst 20",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			g, err := a.Gazetteer()
			if err != nil {
				return err
			}
			p, err := geoparse.New(g)
			if err != nil {
				return err
			}
			if p, err = withWeights(p, weights); err != nil {
				return err
			}
			if ablate {
				return ablateRules(cmd.Context(), a, p, g, files)
			}
			for _, f := range files {
				docs, err := measure.Read(f)
				if err != nil {
					return err
				}
				var s measure.Score
				if err := measure.Run(cmd.Context(), p, g, docs, &s); err != nil {
					return fmt.Errorf("evaluate %s: %w", f, err)
				}
				s.Print(a.Stdout, filepath.Base(f), worst)
			}
			return nil
		},
	}
	c.Flags().IntVar(&worst, "worst", 15, "how many of the worst errors to list")
	c.Flags().BoolVar(&ablate, "ablate", false, "measure with each family of rules left out in turn")
	c.Flags().StringVar(&weights, "weights", "", "a file of resolver weights to use in place of the built-in ones")
	return c
}

// ablateRules prints, for each family of the recogniser's rules, what the corpora score without it.
func ablateRules(ctx context.Context, a *app, p *geoparse.Parser, g *gazetteer.Gazetteer, files []string) error {
	corpora, err := readCorpora(files)
	if err != nil {
		return err
	}
	for i, docs := range corpora {
		all, err := scoreOf(ctx, p, g, docs)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "%s: overlap F1 %.4f, end to end %.4f; without a family of rules\n", filepath.Base(files[i]), all.Overlap.F1, all.EndToEnd)
		for _, family := range geoparse.Families() {
			less, err := scoreOf(ctx, p.Without(family), g, docs)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Stdout, "  %-22s %+.4f  %+.4f\n", family, less.Overlap.F1-all.Overlap.F1, less.EndToEnd-all.EndToEnd)
		}
	}
	return nil
}

func scoreOf(ctx context.Context, p *geoparse.Parser, g *gazetteer.Gazetteer, docs []measure.Document) (measure.Summary, error) {
	var s measure.Score
	err := measure.Run(ctx, p, g, docs, &s)
	return s.Summarise(), err
}
