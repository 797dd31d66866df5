package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
)

func logCommand(a *app) *cobra.Command {
	var since uint64
	var limit int
	var format string
	c := &cobra.Command{
		Use:   "log",
		Short: "List the ledger: who recorded what, when",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q: use text or json", format)
			}
			s, err := a.openExisting()
			if err != nil {
				return err
			}
			return errors.Join(a.log(c, s, since, limit, format), s.Close())
		},
	}
	c.Flags().Uint64Var(&since, "since", 0, "only entries after this sequence")
	c.Flags().IntVar(&limit, "limit", 0, "at most so many entries, 0 for all")
	c.Flags().StringVar(&format, "format", "text", "text, or json with one whole entry a line")
	return c
}

func (a *app) log(c *cobra.Command, s *data.Store, since uint64, limit int, format string) error {
	n := 0
	for e, err := range s.Since(c.Context(), since) {
		if err != nil {
			return err
		}
		if format == "json" {
			err = json.NewEncoder(a.Stdout).Encode(struct {
				Seq    uint64          `json:"seq"`
				At     time.Time       `json:"at"`
				Author string          `json:"author"`
				Type   string          `json:"type"`
				Body   json.RawMessage `json:"body"`
				Hash   string          `json:"hash"`
			}{e.Seq, e.At, e.Author, e.Type, e.Body, fmt.Sprintf("%x", e.Hash)})
		} else {
			_, err = fmt.Fprintf(a.Stdout, "%d  %s  %s  %s  %s\n", e.Seq, e.At.Format(time.RFC3339), e.Author, e.Type, about(e))
		}
		if err != nil {
			return err
		}
		if n++; n == limit {
			return nil
		}
	}
	return nil
}

// about says in a few words what an entry is about.
func about(e data.Entry) string {
	switch e.Type {
	case data.TypeReading, data.TypeRereading:
		var r struct {
			Report struct{ ID, Title string }
			Claims []struct{}
		}
		if json.Unmarshal(e.Body, &r) == nil {
			return fmt.Sprintf("%s  %q  %d claims", r.Report.ID, r.Report.Title, len(r.Claims))
		}
	case data.TypeReview:
		var r data.Review
		if json.Unmarshal(e.Body, &r) == nil {
			return fmt.Sprintf("%s  %s  %s", r.Action, r.Claim, r.Reason)
		}
	case data.TypeAudit:
		var a struct {
			Action, Key, Peer string
			Detail            json.RawMessage
		}
		if json.Unmarshal(e.Body, &a) == nil {
			return strings.Join(slices.DeleteFunc([]string{a.Action, a.Key, a.Peer, string(a.Detail)}, func(s string) bool { return s == "" || s == "null" }), "  ")
		}
	case data.TypeSetting, data.TypeKey:
		var n data.Named
		if json.Unmarshal(e.Body, &n) == nil {
			return n.Name
		}
	}
	return ""
}
