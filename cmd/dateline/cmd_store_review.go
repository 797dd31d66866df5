package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
)

// reviewFlags are the parts of a decision.
type reviewFlags struct {
	version                           int
	reason, author, into, set, until  string
	parts                             string
	kind, state, report, place, actor string
	limit                             int
	format                            string
}

func reviewCommand(a *app) *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use:   "review [ACTION CLAIM]",
		Short: "List claims that wait for a decision, or decide",
		Long: "Without arguments, lists the pending claims with their sentence. With an action and the id of a claim, decides: accept, correct\n" +
			"(--set), merge (--into), split (--parts), reject, retract, embargo (--until), undo (the last decision). `review history CLAIM` lists\n" +
			"what was decided, `review show CLAIM` the claim itself. With --version, a claim that changed since is not decided on.\n" +
			"`review interactive` asks about one pending claim after the other.",
		Example: "  dateline review --kind control\n  dateline review accept 4f1c… --reason \"seen on video\"\n  dateline review correct 4f1c… --set '{\"status\":\"present\"}'\n  dateline review embargo 4f1c… --until 2026-01-01",
		Args:    cobra.MaximumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openExisting()
			if err != nil {
				return err
			}
			return errors.Join(a.review(c.Context(), s, args, f), s.Close())
		},
	}
	fl := c.Flags()
	fl.IntVar(&f.version, "version", 0, "the version of the claim that you saw (default: the present one)")
	fl.StringVar(&f.reason, "reason", "", "why, for the ledger")
	fl.StringVar(&f.author, "author", userName(), "who decides, for the ledger")
	fl.StringVar(&f.into, "into", "", "merge: the `claim` to merge into")
	fl.StringVar(&f.set, "set", "", "correct: the fields to change, as `JSON` merge patch")
	fl.StringVar(&f.parts, "parts", "", "split: the claims that it becomes, as `JSON` array")
	fl.StringVar(&f.until, "until", "", "embargo: its end, a `date` or time")
	fl.StringVar(&f.kind, "kind", "", "list: only claims of these kinds, separated by commas")
	fl.StringVar(&f.state, "state", data.Pending, "list: only claims in these states, separated by commas")
	fl.StringVar(&f.report, "report", "", "list: only claims of this report")
	fl.StringVar(&f.place, "place", "", "list: only claims of this place, by gazetteer id")
	fl.StringVar(&f.actor, "actor", "", "list: only claims of this actor, by id")
	fl.IntVar(&f.limit, "limit", 50, "list: at most so many")
	fl.StringVar(&f.format, "format", "text", "list: text or json, one claim a line")
	return c
}

func (a *app) review(ctx context.Context, s *data.Store, args []string, f reviewFlags) error {
	switch {
	case len(args) == 0:
		return a.listClaims(ctx, s, f)
	case args[0] == "interactive" && len(args) == 1:
		return a.askClaims(ctx, s, f)
	case len(args) == 1:
		return fmt.Errorf("%s: which claim?", args[0])
	case args[0] == "history":
		return a.claimHistory(ctx, s, args[1])
	case args[0] == "show":
		st, err := s.Claim(ctx, args[1], time.Time{})
		if err != nil {
			return err
		}
		return a.writeJSON(st)
	}
	r, err := f.decision(args[0], args[1])
	if err != nil {
		return err
	}
	return a.decide(ctx, s, r)
}

func (a *app) writeJSON(v any) error {
	e := json.NewEncoder(a.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (f reviewFlags) decision(action, claim string) (data.Review, error) {
	r := data.Review{Claim: claim, Action: action, Version: f.version, Into: f.into, Author: f.author, Reason: f.reason}
	if f.set != "" {
		r.Correction = json.RawMessage(f.set)
		if !json.Valid(r.Correction) {
			return r, fmt.Errorf("--set %s: it is not JSON", f.set)
		}
	}
	if f.parts != "" {
		if err := json.Unmarshal([]byte(f.parts), &r.Parts); err != nil {
			return r, fmt.Errorf("--parts: %w", err)
		}
	}
	if f.until != "" {
		t, err := time.Parse(time.DateOnly, f.until)
		if err != nil {
			if t, err = time.Parse(time.RFC3339, f.until); err != nil {
				return r, fmt.Errorf("--until %q is not a date such as 2026-01-31 or a time such as 2026-01-31T18:00:00Z", f.until)
			}
		}
		r.Until = t
	}
	return r, nil
}

// decide records a decision about the claim as it is, where no version was given.
func (a *app) decide(ctx context.Context, s *data.Store, r data.Review) error {
	if r.Version == 0 {
		st, err := s.Claim(ctx, r.Claim, time.Time{})
		if err != nil {
			return err
		}
		r.Version = st.Version
	}
	st, err := s.Review(ctx, r)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "%s is %s, version %d\n", st.Claim.ID, st.State, st.Version)
	return nil
}

func (f reviewFlags) filter() data.Filter {
	q := data.Filter{Report: f.report, Place: f.place, Actor: f.actor, Limit: f.limit, States: strings.Split(f.state, ",")}
	if f.kind != "" {
		q.Kinds = strings.Split(f.kind, ",")
	}
	return q
}

func (a *app) listClaims(ctx context.Context, s *data.Store, f reviewFlags) error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("--format %q: use text or json", f.format)
	}
	for st, err := range s.Claims(ctx, f.filter()) {
		if err != nil {
			return err
		}
		if f.format == "json" {
			err = json.NewEncoder(a.Stdout).Encode(st)
		} else {
			_, err = fmt.Fprintln(a.Stdout, claimLine(st))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// claimLine says a claim in one line, and its sentence in a second.
func claimLine(st data.ClaimState) string {
	c := st.Claim
	parts := []string{c.ID, st.State, fmt.Sprintf("v%d", st.Version), c.Kind}
	for _, s := range []string{c.ActorName, c.Status, c.EventType} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if c.ActorName == "" && c.Actor != "" {
		parts = append(parts, c.Actor)
	}
	for _, p := range c.Places {
		parts = append(parts, p.Role+" "+p.Name)
	}
	if c.Value != nil {
		parts = append(parts, c.Value.Raw)
	}
	line := strings.Join(parts, "  ")
	if len(c.Evidence) > 0 {
		line += "\n    “" + strings.Join(strings.Fields(c.Evidence[0].Exact), " ") + "”"
	}
	return line
}

func (a *app) claimHistory(ctx context.Context, s *data.Store, claim string) error {
	h, err := s.History(ctx, claim)
	if err != nil {
		return err
	}
	for _, r := range h {
		line := fmt.Sprintf("%s  %s  %s", r.At.Format(time.RFC3339), r.Author, r.Action)
		for _, s := range []string{r.Into, string(r.Correction), stamp(r.Until), r.Reason} {
			if s != "" {
				line += "  " + s
			}
		}
		if r.Claim != claim {
			line += "  (of " + r.Claim + ")"
		}
		fmt.Fprintln(a.Stdout, line)
	}
	return nil
}

// askClaims goes through the pending claims with single letters.
func (a *app) askClaims(ctx context.Context, s *data.Store, f reviewFlags) error {
	in := bufio.NewScanner(a.Stdin)
	f.limit = 0
	for st, err := range s.Claims(ctx, f.filter()) {
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "\n%s\n[a]ccept  [r]eject  [s]kip  [q]uit > ", claimLine(st))
		for in.Scan() {
			action := map[string]string{"a": data.ActionAccept, "r": data.ActionReject, "s": "skip", "q": "quit"}[strings.TrimSpace(in.Text())]
			if action == "quit" {
				return nil
			}
			if action == "skip" {
				break
			}
			if action == "" {
				fmt.Fprint(a.Stdout, "a, r, s or q > ")
				continue
			}
			err := a.decide(ctx, s, data.Review{Claim: st.Claim.ID, Action: action, Version: st.Version, Author: f.author, Reason: f.reason})
			if err != nil && !errors.Is(err, data.ErrConflict) {
				return err
			}
			if err != nil {
				fmt.Fprintln(a.Stdout, err)
			}
			break
		}
	}
	return in.Err()
}
