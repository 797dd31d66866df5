package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"dateline/data"
)

func settingCommand(a *app) *cobra.Command {
	var author string
	c := &cobra.Command{
		Use:   "setting [NAME [JSON]]",
		Short: "Show or change the settings of the store",
		Long: "auto_accept: accept pending claims that independent sources corroborate. It is off unless somebody turns it on, and\n" +
			"everything it accepts stands in the ledger under its name and can be undone.",
		Example: "  dateline setting\n  dateline setting auto_accept '{\"enabled\":true,\"kinds\":[\"control\"],\"sources\":2,\"grade\":\"B\"}'",
		Args:    cobra.MaximumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.OpenStore()
			if err != nil {
				return err
			}
			if len(args) == 2 {
				err = data.CheckSetting(args[0], []byte(args[1]))
				if err == nil {
					err = s.PutNamed(c.Context(), author, data.TypeSetting, args[0], []byte(args[1]))
				}
			}
			if err == nil {
				err = a.showSettings(s, args)
			}
			return errors.Join(err, s.Close())
		},
	}
	c.Flags().StringVar(&author, "author", userName(), "who changes it, for the ledger")
	return c
}

func (a *app) showSettings(s *data.Store, args []string) error {
	all := data.DefaultSettings()
	for _, n := range s.NamedList(data.TypeSetting) {
		all[n.Name] = json.RawMessage(n.Value)
	}
	names := make([]string, 0, len(all))
	for n := range all {
		if len(args) == 0 || args[0] == n {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("there is no setting %q", args[0])
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Fprintf(a.Stdout, "%s %s\n", n, all[n])
	}
	return nil
}
