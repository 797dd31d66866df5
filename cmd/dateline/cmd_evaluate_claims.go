package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/extract/score"

	"github.com/spf13/cobra"
)

// evaluateClaimsCommand measures claims against annotated text.
func evaluateClaimsCommand(a *app) *cobra.Command {
	var part string
	var misses, rules, confidence bool
	c := &cobra.Command{
		Use:   "claims FILE…",
		Short: "Measure claims against annotated sentences and reports",
		Long: `Reads annotated text: JSON lines with text and gold claims (sentences or whole reports), an IDETECT table (…idetect….tsv),
or the PETRARCH unit tests (…unit-tests.tsv). Prints precision and recall by kind, what was taken for what, and false
alarms in text without a claim. A hit agrees in kind, status, actor and places; "full" in modality and number as well.`,
		Example: "  dateline evaluate claims claims-dev.jsonl --part held",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			if part != "all" && part != "held" && part != "developed" {
				return fmt.Errorf("unknown part %q: use all, held (ids ending in 7, 8, 9) or developed", part)
			}
			reader, err := a.Reader()
			if err != nil {
				return err
			}
			e := claimsEvaluation{a: a, reader: reader, part: part, misses: misses, rules: rules, confidence: confidence}
			for _, f := range files {
				fmt.Fprintln(a.Stdout, filepath.Base(f))
				if err := e.file(cmd.Context(), f); err != nil {
					return fmt.Errorf("evaluate claims: %w", err)
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&part, "part", "all", "all, held (ids ending in 7, 8 or 9) or developed (the rest)")
	c.Flags().BoolVar(&misses, "misses", false, "list what was missed and what was false")
	c.Flags().BoolVar(&confidence, "confidence", false, "also print how often claims of which confidence are right")
	c.Flags().BoolVar(&rules, "rules", false, "also count by the rule that fired")
	return c
}

type claimsEvaluation struct {
	a      *app
	reader *extract.Reader
	part   string
	misses bool
	rules  bool
	// confidence prints what the claims' confidence is worth.
	confidence bool
}

// leftOut says whether a row lies outside the part that is read.
func (e claimsEvaluation) leftOut(row score.Row) bool {
	return e.part == "held" && !row.Held() || e.part == "developed" && row.Held()
}

func (e claimsEvaluation) file(ctx context.Context, path string) error {
	switch {
	case strings.Contains(filepath.Base(path), "idetect") && strings.HasSuffix(path, ".tsv"):
		return e.figures(ctx, path)
	case strings.HasSuffix(path, "unit-tests.tsv"):
		return e.sentences(ctx, path)
	}
	return e.rows(ctx, path)
}

func (e claimsEvaluation) read(ctx context.Context, id, text, published, language string) ([]data.Claim, error) {
	if language == "" {
		language = "en"
	}
	r := data.Report{ID: id, Text: text, Language: language}
	if published != "" {
		at, err := time.Parse("2006-01-02", published)
		if err != nil {
			return nil, fmt.Errorf("row %s: published %q is not a date like 2014-06-16", id, published)
		}
		r.Published = at
	}
	reading, err := e.reader.Read(ctx, r)
	return reading.Claims, err
}

func (e claimsEvaluation) rows(ctx context.Context, path string) error {
	rows, err := score.Load(path)
	if err != nil {
		return err
	}
	t := score.NewTally()
	for _, row := range rows {
		if e.leftOut(row) {
			continue
		}
		claims, err := e.read(ctx, row.Name(), row.Text, row.Published, row.Language)
		if err != nil {
			return err
		}
		for _, m := range t.Add(row, claims) {
			if e.misses {
				fmt.Fprintln(e.a.Stdout, missLine(m))
			}
		}
	}
	t.Write(e.a.Stdout)
	t.WriteKinds(e.a.Stdout)
	t.WriteConfusion(e.a.Stdout, 20)
	if e.confidence {
		t.WriteConfidence(e.a.Stdout)
	}
	if e.rules {
		t.WriteRules(e.a.Stdout)
	}
	return nil
}

func missLine(m score.Miss) string {
	s := m.Row + "  " + m.Note
	if m.Gold != nil {
		s += fmt.Sprintf("  annotated: %s %s %s %q %v", m.Gold.Kind, m.Gold.Status, m.Gold.Modality, m.Gold.Actor, m.Gold.Places)
	}
	if m.Claim != nil {
		s += "  read by " + m.Claim.Rule + ": " + readClaim(*m.Claim)
	}
	return s
}

func (e claimsEvaluation) figures(ctx context.Context, path string) error {
	figures, err := score.LoadFigures(path)
	if err != nil {
		return err
	}
	var t score.Figures
	for _, f := range figures {
		claims, err := e.read(ctx, f.ID, f.Text, "", "")
		if err != nil {
			return err
		}
		t.Add(f, claims)
	}
	t.Write(e.a.Stdout)
	return nil
}

func (e claimsEvaluation) sentences(ctx context.Context, path string) error {
	list, err := score.LoadSentences(path)
	if err != nil {
		return err
	}
	events, found, none, alarms := 0, 0, 0, 0
	for _, s := range list {
		claims, err := e.read(ctx, s.ID, s.Text, "", "")
		if err != nil {
			return err
		}
		switch {
		case s.Events:
			events++
			if len(claims) > 0 {
				found++
			}
		default:
			none++
			if len(claims) > 0 {
				alarms++
			}
		}
	}
	fmt.Fprintf(e.a.Stdout, "sentences with an event of any CAMEO kind: %d, with a claim: %d; without an event: %d, with a claim: %d\n", events, found, none, alarms)
	return nil
}
