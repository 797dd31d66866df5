package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/extract/model"
)

func rereadCommand(a *app) *cobra.Command {
	var author, format string
	var second modelFlags
	c := &cobra.Command{
		Use:   "reread [REPORT …]",
		Short: "Read stored reports again with this version's reader and gazetteer",
		Long: "Reads the reports again, all of them where none is named, and records what differs as new entries. Decisions of people stay in\n" +
			"force where the claim is the same; claims that the new reading no longer makes are superseded unless somebody decided on them.",
		RunE: func(c *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q: use text or json", format)
			}
			client, err := second.client(a.Now)
			if err != nil {
				return err
			}
			s, err := a.openExisting()
			if err != nil {
				return err
			}
			return errors.Join(a.reread(c, s, args, author, format, client), s.Close())
		},
	}
	c.Flags().StringVar(&author, "author", "reread", "who reads them, for the ledger")
	second.add(c)
	c.Flags().StringVar(&format, "format", "text", "text, or json with one report a line")
	return c
}

func (a *app) reread(c *cobra.Command, s *data.Store, ids []string, author, format string, client *model.Client) error {
	reader, err := a.Reader()
	if err != nil {
		return err
	}
	ctx := c.Context()
	if len(ids) == 0 {
		for info, err := range s.Reports(ctx, time.Time{}, "", 0) {
			if err != nil {
				return err
			}
			ids = append(ids, info.Report.ID)
		}
	}
	changed := 0
	for _, id := range ids {
		d, err := a.rereadOne(c, s, reader, id, author)
		if err != nil {
			return err
		}
		if d.Empty() {
			continue
		}
		changed++
		if err := a.writeDifference(d, format); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.Stderr, "read %d reports again, %d differ\n", len(ids), changed)
	if client != nil {
		return a.askModel(ctx, secondReader{reader, client, s}, ids)
	}
	return nil
}

func (a *app) rereadOne(c *cobra.Command, s *data.Store, reader *extract.Reader, id, author string) (data.Difference, error) {
	r, err := s.Report(c.Context(), id)
	if err != nil {
		return data.Difference{}, err
	}
	reading, err := reader.Read(c.Context(), r)
	if err != nil {
		return data.Difference{}, fmt.Errorf("report %s: %w", id, err)
	}
	// What a model has read stays: these rules cannot say that it is no longer so.
	more, err := standingClaims(c.Context(), s, id, model.Prefix)
	if err != nil {
		return data.Difference{}, err
	}
	reading.Claims = append(reading.Claims, more...)
	return s.Reread(c.Context(), author, reading)
}

func (a *app) writeDifference(d data.Difference, format string) error {
	if format == "json" {
		return json.NewEncoder(a.Stdout).Encode(d)
	}
	fmt.Fprintf(a.Stdout, "report %s\n", d.Report)
	for _, l := range []struct {
		what string
		ids  []string
	}{{"added", d.Added}, {"changed", d.Changed}, {"withdrawn", d.Withdrawn}, {"kept as decided", d.Kept}} {
		for _, id := range l.ids {
			fmt.Fprintf(a.Stdout, "  %s: %s\n", l.what, id)
		}
	}
	if d.Mentions {
		fmt.Fprintln(a.Stdout, "  the mentions differ")
	}
	return nil
}
