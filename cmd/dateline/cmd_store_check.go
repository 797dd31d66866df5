package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"dateline/data"
)

func checkCommand(a *app) *cobra.Command {
	var rebuild, compact bool
	var salvage string
	c := &cobra.Command{
		Use:   "check",
		Short: "Verify the store, or save what is left of it",
		Long: "Reads the whole store: the structure of the file, the chain of hashes over every entry of the ledger, and every cache\n" +
			"against a fresh fold of the ledger. The printed head is the hash of the newest entry: keep it elsewhere, and nobody can\n" +
			"alter an entry before it unnoticed.",
		Example: "  dateline check\n  dateline check --rebuild\n  dateline check --salvage saved.db --db damaged.db",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case salvage != "":
				return a.salvage(c, salvage)
			case rebuild:
				if err := data.Rebuild(c.Context(), a.dbPath, data.Options{Now: a.Now}); err != nil {
					return err
				}
				fmt.Fprintln(a.Stderr, "every cache was made again from the ledger")
			case compact:
				before, after, err := data.Compact(c.Context(), a.dbPath)
				if err != nil {
					return err
				}
				fmt.Fprintf(a.Stderr, "%d bytes became %d\n", before, after)
			}
			return a.check(c)
		},
	}
	c.Flags().BoolVar(&rebuild, "rebuild", false, "make every cache again from the ledger first")
	c.Flags().BoolVar(&compact, "compact", false, "rewrite the file without its free pages first")
	c.Flags().StringVar(&salvage, "salvage", "", "write every whole entry of a damaged store into this `new file`")
	c.MarkFlagsMutuallyExclusive("rebuild", "compact", "salvage")
	return c
}

func (a *app) check(c *cobra.Command) error {
	s, err := data.Open(a.dbPath, data.Options{Now: a.Now, ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	r, err := s.Check(c.Context())
	if err != nil {
		return err
	}
	for _, f := range r.Faults {
		fmt.Fprintln(a.Stdout, f)
	}
	if len(r.Faults) > 0 {
		return fmt.Errorf("%s has %d faults: restore a backup, or see `dateline check --help`", a.dbPath, len(r.Faults))
	}
	fmt.Fprintf(a.Stdout, "sound: %d entries, %d reports, %d claims, %d reviews\nhead: %x\n", r.Entries, r.Reports, r.Claims, r.Reviews, r.Head)
	return nil
}

func (a *app) salvage(c *cobra.Command, to string) error {
	r, err := data.Salvage(c.Context(), a.dbPath, to, data.Options{Now: a.Now})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "saved %d entries of %d into %s\n", r.Entries, r.Newest, to)
	for _, s := range r.Skipped {
		fmt.Fprintln(a.Stdout, "not kept:", s)
	}
	if len(r.Lost) > 0 {
		return fmt.Errorf("%d entries are lost: %s", len(r.Lost), ranges(r.Lost))
	}
	if len(r.Skipped) > 0 {
		return errors.New("some entries could not be kept")
	}
	return nil
}

// ranges writes rising numbers as 3, 7–9.
func ranges(list []uint64) string {
	out := ""
	for i := 0; i < len(list); {
		end := i
		for end+1 < len(list) && list[end+1] == list[end]+1 {
			end++
		}
		if out != "" {
			out += ", "
		}
		if out += fmt.Sprint(list[i]); end > i {
			out += fmt.Sprintf("–%d", list[end])
		}
		i = end + 1
	}
	return out
}
