package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"dateline/data/extract/score"
	"dateline/data/extract/trust"

	"github.com/spf13/cobra"
)

// trainClaimsCommand fits the confidence of claims.
func trainClaimsCommand(a *app) *cobra.Command {
	var out, part string
	c := &cobra.Command{
		Use:   "claims FILE…",
		Short: "Fit the confidence of claims to annotated text",
		Long: `Reads annotated sentences, compares the claims with the annotation and fits the weights by which a claim's confidence
follows from its rule, modality, places and words. The same files give the same bytes. The built binary holds the checked-in table;
build again to use a new one.`,
		Example: "  dateline train claims ../shared/events/claims-written.jsonl data/extract/testdata/common.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			if part != "all" && part != "held" && part != "developed" {
				return fmt.Errorf("unknown part %q: use all, held (ids ending in 7, 8, 9) or developed", part)
			}
			reader, err := a.Reader()
			if err != nil {
				return err
			}
			e := claimsEvaluation{a: a, reader: reader, part: part}
			var examples []trust.Example
			for _, f := range files {
				rows, err := score.Load(f)
				if err != nil {
					return err
				}
				for _, row := range rows {
					if e.leftOut(row) {
						continue
					}
					claims, err := e.read(cmd.Context(), row.Name(), row.Text, row.Published, row.Language)
					if err != nil {
						return err
					}
					for _, j := range score.Judge(row, claims) {
						examples = append(examples, trust.Example{Claim: j.Claim, Right: j.Right})
					}
				}
				fmt.Fprintf(a.Stderr, "%s: %d claims so far\n", filepath.Base(f), len(examples))
			}
			var b bytes.Buffer
			fmt.Fprintf(&b, "# What speaks for or against a claim: feature, weight (logistic). Fitted by dateline train claims to %d claims.\n", len(examples))
			if err := trust.Train(examples).Write(&b); err != nil {
				return err
			}
			return writeTrained(a, out, b.Bytes())
		},
	}
	c.Flags().StringVar(&out, "out", "data/extract/trust/weights.tsv", "where to write the weights")
	c.Flags().StringVar(&part, "part", "developed", "all, held (ids ending in 7, 8 or 9) or developed (the rest)")
	return c
}
