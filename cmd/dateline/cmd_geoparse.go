package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/report"
)

func geoparseCommand(a *app) *cobra.Command {
	var format string
	var meta metaFlags
	c := &cobra.Command{
		Use:   "geoparse FILE|-",
		Short: "Show the places and claims in a text, without a store",
		Long: "Reads one text, HTML page or JSON report and shows its place mentions and claims. Offsets count Unicode code points of\n" +
			"the report's text, so that text[start:end] is always the quoted words.",
		Example: "  dateline geoparse article.txt --format text\n  curl -s https://example.org/a.html | dateline geoparse - --format geojson",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			write, ok := geoparseFormats[format]
			if !ok {
				return fmt.Errorf("unknown format %q: use json, geojson or text", format)
			}
			reading, err := a.read(c.Context(), args[0], meta)
			if err != nil {
				return err
			}
			return write(a.Stdout, reading)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "json, geojson or text")
	meta.add(c)
	return c
}

var geoparseFormats = map[string]func(io.Writer, data.Reading) error{
	"json": writeReadingJSON, "geojson": writeReadingGeoJSON, "text": writeReadingText,
}

// read reads one file, or standard input for "-", into a report with its mentions and claims.
func (a *app) read(ctx context.Context, name string, meta metaFlags) (data.Reading, error) {
	rep, err := a.readReport(ctx, name, meta)
	if err != nil {
		return data.Reading{}, err
	}
	reader, err := a.Reader()
	if err != nil {
		return data.Reading{}, err
	}
	return reader.Read(ctx, rep)
}

func (a *app) readReport(ctx context.Context, name string, meta metaFlags) (data.Report, error) {
	return openReport(a, name, meta, func(r io.Reader, s report.Source) (data.Report, error) { return report.Read(ctx, r, s) })
}

// readReports reads a file that may hold many reports: a JSON array, JSON lines, a feed.
func (a *app) readReports(ctx context.Context, name string, meta metaFlags) ([]data.Report, error) {
	return openReport(a, name, meta, func(r io.Reader, s report.Source) ([]data.Report, error) { return report.ReadAll(ctx, r, s) })
}

func openReport[T any](a *app, name string, meta metaFlags, read func(io.Reader, report.Source) (T, error)) (T, error) {
	var none T
	given, err := meta.report()
	if err != nil {
		return none, err
	}
	if name == "-" {
		return read(a.Stdin, report.Source{Name: "standard input", Metadata: given})
	}
	f, err := os.Open(name)
	if err != nil {
		return none, fmt.Errorf("read report: %w", err)
	}
	defer f.Close()
	return read(f, report.Source{Name: name, Metadata: given})
}

func writeReadingJSON(w io.Writer, r data.Reading) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func writeReadingText(w io.Writer, r data.Reading) error {
	title := r.Report.Title
	if title == "" {
		title = "untitled"
	}
	fmt.Fprintf(w, "%s\n", title)
	if !r.Report.Published.IsZero() {
		fmt.Fprintf(w, "published %s\n", r.Report.Published.Format("2006-01-02 15:04 MST"))
	}
	fmt.Fprintf(w, "\n%d mentions\n", len(r.Mentions))
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	for _, m := range r.Mentions {
		fmt.Fprintf(t, "  %d–%d\t%s\t%s\t%s\t%s\n", m.Start, m.End, m.Text, m.Role, placeWords(m.Place), first(m.Reasons))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d claims\n", len(r.Claims))
	for _, c := range r.Claims {
		fmt.Fprintf(w, "  %s\n", claimWords(c))
		for _, e := range c.Evidence {
			fmt.Fprintf(w, "      %d–%d “%s”\n", e.Start, e.End, oneLine(e.Exact))
		}
	}
	return nil
}
