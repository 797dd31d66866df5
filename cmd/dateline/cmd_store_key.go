package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline/server/access"
)

func keyCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "Make, list and revoke access keys of the server",
		Args:  cobra.NoArgs,
	}
	c.AddCommand(keyMakeCommand(a), keyListCommand(a), keyRevokeCommand(a))
	return c
}

func keyMakeCommand(a *app) *cobra.Command {
	var scopes, author string
	c := &cobra.Command{
		Use:     "make NAME",
		Short:   "Make a key for a person or program, and print it once",
		Long:    "Makes a key and prints it; the store keeps only its hash. The name signs whatever is written with the key.\nScopes: read-internal, add, review, admin (which includes the others).",
		Example: "  dateline key make ann --scopes read-internal,review",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			list, err := access.ParseScopes(scopes)
			if err != nil {
				return err
			}
			s, err := a.OpenStore()
			if err != nil {
				return err
			}
			token, k, err := access.MakeKey(c.Context(), s, author, args[0], list, a.Now())
			if err = errors.Join(err, s.Close()); err != nil {
				return err
			}
			fmt.Fprintf(a.Stderr, "key %s for %s; it is shown only now:\n", k.ID, k.Name)
			fmt.Fprintln(a.Stdout, token)
			return nil
		},
	}
	c.Flags().StringVar(&scopes, "scopes", string(access.ReadInternal), "what it may do, separated by commas")
	c.Flags().StringVar(&author, "author", userName(), "who makes it, for the ledger")
	return c
}

func keyListCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the keys, revoked ones too", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := a.openExisting()
			if err != nil {
				return err
			}
			defer s.Close()
			w := tabwriter.NewWriter(a.Stdout, 0, 4, 2, ' ', 0)
			fmt.Fprintln(w, "ID\tNAME\tSCOPES\tMADE\tREVOKED")
			for _, k := range access.Keys(s) {
				names := make([]string, len(k.Scopes))
				for i, sc := range k.Scopes {
					names[i] = string(sc)
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, strings.Join(names, ","), k.Made.Format(time.RFC3339), stamp(k.Revoked))
			}
			return w.Flush()
		},
	}
}

// stamp writes a time, or nothing for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func keyRevokeCommand(a *app) *cobra.Command {
	var author string
	c := &cobra.Command{
		Use: "revoke ID", Short: "End a key", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openExisting()
			if err != nil {
				return err
			}
			k, err := access.RevokeKey(c.Context(), s, author, args[0], a.Now())
			if err = errors.Join(err, s.Close()); err != nil {
				return err
			}
			fmt.Fprintf(a.Stderr, "key %s of %s is revoked\n", k.ID, k.Name)
			return nil
		},
	}
	c.Flags().StringVar(&author, "author", userName(), "who revokes it, for the ledger")
	return c
}
