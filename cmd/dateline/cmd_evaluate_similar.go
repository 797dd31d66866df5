package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/extract/similar"
	"dateline/geo/geoparse/measure"
)

// evaluateSimilarCommand measures how well copies of one text are found.
func evaluateSimilarCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "similar FILE…",
		Short: "Measure which edited copies of a text are found, and what is taken for a copy wrongly",
		Long: `Reads texts (the corpora of "evaluate geoparse" serve), makes edited copies of each, puts all of them into a store of its
own, and prints for each kind of edit the share that stands in the group of its text. Texts that quote another one, or share
its closing lines, are no copies: each that is grouped is an error. So is each pair of different texts.`,
		Example: "  dateline evaluate similar TR-News.xml GeoVirus.xml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			for _, f := range files {
				docs, err := measure.Read(f)
				if err != nil {
					return err
				}
				fmt.Fprintln(a.Stdout, filepath.Base(f))
				if err := a.evaluateSimilar(cmd.Context(), docs); err != nil {
					return fmt.Errorf("evaluate %s: %w", f, err)
				}
			}
			return nil
		},
	}
}

func (a *app) evaluateSimilar(ctx context.Context, docs []measure.Document) error {
	found, wrong, copies, others := 0, 0, 0, 0
	for i, e := range similar.Edits {
		f, w, err := similarStore(ctx, docs, e)
		if err != nil {
			return err
		}
		if i == 0 {
			fmt.Fprintf(a.Stdout, "  %d texts, %d pairs, in one group wrongly: %d\n", len(docs), len(docs)*(len(docs)-1)/2, w)
			wrong += w
		}
		what := "found"
		if e.Copy {
			found, copies = found+f, copies+len(docs)
		} else {
			what = "taken for a copy wrongly"
			wrong, others = wrong+f, others+len(docs)
		}
		fmt.Fprintf(a.Stdout, "  %-42s %4d of %4d %s\n", e.Name, f, len(docs), what)
	}
	fmt.Fprintf(a.Stdout, "  copies: precision %.3f, recall %.3f (%d copies, %d that only share words)\n",
		float64(found)/float64(max(1, found+wrong)), float64(found)/float64(max(1, copies)), copies, others)
	return nil
}

// similarStore stores the texts, then an edited copy of each, and counts the copies in the group of their text and the texts in the
// group of another text.
func similarStore(ctx context.Context, docs []measure.Document, e similar.Edit) (found, wrong int, err error) {
	dir, err := os.MkdirTemp("", "dateline-similar-*")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(dir)
	s, err := data.Open(filepath.Join(dir, "x.db"), data.Options{NoSync: true})
	if err != nil {
		return 0, 0, err
	}
	defer s.Close()
	var rs []data.Reading
	put := func(id, text string) {
		rs = append(rs, data.Reading{Report: data.Report{ID: id, Text: text}, Sketch: similar.Sketch(text)})
	}
	for i := range docs {
		put(fmt.Sprint("text ", i), docs[i].Text)
	}
	for i := range docs {
		put(fmt.Sprint("copy ", i), e.Of(docs[i].Text, docs[(i+1)%len(docs)].Text))
	}
	if _, err := s.AddReadings(ctx, "evaluate", rs); err != nil {
		return 0, 0, err
	}
	for i := range docs {
		text, copied := s.Standing(fmt.Sprint("text ", i), time.Time{}).Group, s.Standing(fmt.Sprint("copy ", i), time.Time{}).Group
		if copied == text {
			found++
		}
		if text != fmt.Sprint("text ", i) {
			wrong++
		}
	}
	return found, wrong, nil
}
