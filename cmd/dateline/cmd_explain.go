package main

import (
	"encoding/json"
	"fmt"
	"io"

	"dateline/data"
	"dateline/data/extract"

	"github.com/spf13/cobra"
)

// explainCommand shows which rule made which claim.
func explainCommand(a *app) *cobra.Command {
	var format string
	var all bool
	var meta metaFlags
	c := &cobra.Command{
		Use:   "explain FILE|-",
		Short: "Show, sentence by sentence, which rule fired and why others did not",
		Long: "Reads one report and prints every sentence with the rules that its verbs and nouns called up: + for a rule that made a\n" +
			"claim, - for one that did not, with the reason. The rules are described in data/extract/rule/README.md.",
		Example: "  dateline explain article.txt\n  echo 'Rebels seized Goma.' | dateline explain -",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("unknown format %q: use text or json", format)
			}
			rep, err := a.readReport(cmd.Context(), args[0], meta)
			if err != nil {
				return err
			}
			reader, err := a.Reader()
			if err != nil {
				return err
			}
			out, err := reader.Explain(cmd.Context(), rep, all)
			if err != nil {
				return err
			}
			if format == "json" {
				enc := json.NewEncoder(a.Stdout)
				enc.SetIndent("", "  ")
				return enc.Encode(out)
			}
			writeExplained(a.Stdout, out)
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().BoolVar(&all, "all", false, "also show rules of which only the first word stands in the sentence")
	meta.add(c)
	return c
}

func writeExplained(w io.Writer, sentences []extract.Explained) {
	for _, s := range sentences {
		fmt.Fprintf(w, "%d–%d  %s\n", s.Start, s.End, s.Text)
		for _, t := range s.Steps {
			if t.Fired {
				fmt.Fprintf(w, "  + %s: %s\n", t.Trigger, t.Rule)
			} else {
				fmt.Fprintf(w, "  - %s: %s: %s\n", t.Trigger, t.Rule, t.Why)
			}
		}
		for _, c := range s.Claims {
			fmt.Fprintf(w, "  = %s\n", readClaim(c))
		}
	}
}

// readClaim writes a claim in one line.
func readClaim(c data.Claim) string {
	s := c.Kind
	for _, part := range []string{c.Status, c.EventType, c.Modality} {
		if part != "" {
			s += " " + part
		}
	}
	if c.Actor != "" {
		s += fmt.Sprintf(", actor %q", c.Actor)
		if c.ActorName != "" {
			s += " (" + c.ActorName + ")"
		}
	}
	for _, p := range c.Places {
		s += fmt.Sprintf(", %s %s", p.Role, p.Name)
	}
	if c.Value != nil {
		s += fmt.Sprintf(", value %q", c.Value.Raw)
	}
	if c.Attribution != "" {
		s += fmt.Sprintf(", according to %q", c.Attribution)
	}
	return s
}
