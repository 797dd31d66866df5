package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/extract/grade"
)

func sourceCommand(a *app) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "source [PUBLISHER …]",
		Short: "Show and set how reliable publishers are, A to F",
		Long: "Each publisher has an Admiralty grade: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be\n" +
			"judged. F is what everybody has until somebody decides; every decision is an entry of the ledger and holds from then on.\n" +
			"Grades decide whose word ends whose (data/situation/doc.go) and what the rule auto_accept may accept.",
		Example: "  dateline source\n  dateline source set Reuters B --why \"corrections are published\"\n  dateline source load grades.tsv",
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q: use text or json", format)
			}
			return a.withStore(func(s *data.Store) error {
				list := s.Sources()
				if len(args) > 0 {
					list = nil
					for _, publisher := range args {
						list = append(list, s.Source(publisher, time.Time{}))
					}
				}
				return a.showSources(list, format)
			})
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, or json with one publisher a line")
	c.AddCommand(sourceSetCommand(a), sourceLoadCommand(a))
	return c
}

func sourceSetCommand(a *app) *cobra.Command {
	var author, why string
	c := &cobra.Command{
		Use:   "set PUBLISHER GRADE",
		Short: "Grade one publisher",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			src := data.Source{Publisher: args[0], Grade: args[1], Why: why}
			if err := data.CheckSource(src); err != nil {
				return err
			}
			return a.withStore(func(s *data.Store) error { return s.SetSources(c.Context(), author, src) })
		},
	}
	c.Flags().StringVar(&author, "author", userName(), "who decides, for the ledger")
	c.Flags().StringVar(&why, "why", "", "the reason, for the ledger")
	return c
}

func sourceLoadCommand(a *app) *cobra.Command {
	var author string
	c := &cobra.Command{
		Use:   "load [FILE]",
		Short: "Grade many publishers from a table of publisher, grade and why, between tabs",
		Long:  "Without a file, the suggestion in data/extract/grade/publishers.tsv is taken. Grades that stand so already are not recorded again.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			list := grade.Suggested()
			if len(args) == 1 {
				b, err := os.ReadFile(args[0])
				if err != nil {
					return fmt.Errorf("read grades: %w", err)
				}
				if list, err = grade.Parse(string(b)); err != nil {
					return fmt.Errorf("read grades %s: %w", args[0], err)
				}
			}
			return a.withStore(func(s *data.Store) error {
				fresh := list[:0:0]
				for _, src := range list {
					if s.Source(src.Publisher, time.Time{}) != src {
						fresh = append(fresh, src)
					}
				}
				fmt.Fprintf(a.Stderr, "graded %d publishers, %d stood so already\n", len(fresh), len(list)-len(fresh))
				return s.SetSources(c.Context(), author, fresh...)
			})
		},
	}
	c.Flags().StringVar(&author, "author", userName(), "who decides, for the ledger")
	return c
}

// withStore opens the store for f and closes it.
func (a *app) withStore(f func(s *data.Store) error) error {
	s, err := a.OpenStore()
	if err != nil {
		return err
	}
	return errors.Join(f(s), s.Close())
}

func (a *app) showSources(list []data.Source, format string) error {
	if format == "json" {
		e := json.NewEncoder(a.Stdout)
		for _, s := range list {
			if err := e.Encode(s); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, s := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.Grade, s.Publisher, s.Why)
	}
	return w.Flush()
}
