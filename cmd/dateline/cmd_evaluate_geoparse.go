package main

import (
	"fmt"
	"path/filepath"

	"dateline/geo/geoparse"
	"dateline/geo/geoparse/measure"

	"github.com/spf13/cobra"
)

// evaluateGeoparseCommand measures the geoparser against gold.
func evaluateGeoparseCommand(a *app) *cobra.Command {
	var worst int
	var weights string
	c := &cobra.Command{
		Use:   "geoparse FILE…",
		Short: "Measure place names against a gold corpus",
		Long: `Reads gold corpora (TR-News or LGL XML, GeoVirus XML, a folder of GeoWebNews BRAT files, or JSON with a text and its
mentions), reads every text, and prints for each corpus: recognition by exact span and by overlap, the share put within
161 km, mean and median error, AUC, the share found and put within 161 km, the same by feature class, and the worst errors.`,
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
	c.Flags().StringVar(&weights, "weights", "", "a file of resolver weights to use in place of the built-in ones")
	return c
}
