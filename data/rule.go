package data

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ruleAuthor signs what the auto-accept rule decides.
const ruleAuthor = "rule:" + SettingAutoAccept

// applyRule accepts claims of new reports, and those that they corroborate, where the setting allows it. Each acceptance is an
// entry of its own that names its sources; a person can undo it like any other.
func (s *Store) applyRule(ctx context.Context, reports []string) error {
	value, ok := s.NamedValue(TypeSetting, SettingAutoAccept, time.Time{})
	if !ok {
		return nil
	}
	rule, err := parseAutoAccept(value)
	if err != nil || !rule.Enabled {
		return nil // a setting of another version turns nothing on
	}
	for _, report := range reports {
		for st, err := range s.Claims(ctx, Filter{Report: report, Kinds: rule.Kinds, States: []string{Pending}}) {
			if err != nil {
				return err
			}
			if err := s.corroborate(ctx, rule, st); err != nil {
				return err
			}
		}
	}
	return nil
}

// corroborate looks for other sources that say the same as c, and accepts all of them when there are enough independent ones and
// no source of that grade says the contrary.
func (s *Store) corroborate(ctx context.Context, rule AutoAccept, c ClaimState) error {
	place := placeAt(c.Claim)
	if place == "" || c.Claim.ActorID == "" || c.Claim.Modality != Asserted || c.Claim.Valid.Start == nil {
		return nil
	}
	var same []ClaimState
	var witnesses []Witness
	for o, err := range s.Claims(ctx, Filter{Place: place, Kinds: []string{c.Claim.Kind}, States: []string{Pending, Accepted}}) {
		if err != nil {
			return err
		}
		w := s.Witness(o, time.Time{})
		if w.Standing.Grade > rule.Grade {
			continue
		}
		if saysTheSame(c.Claim, o.Claim, place) {
			same, witnesses = append(same, o), append(witnesses, w)
		} else if kind, _ := Compare(&c.Claim, &o.Claim, *c.Claim.Valid.Start, w.At); kind == Contradicts && placeAt(o.Claim) == place {
			return nil
		}
	}
	sources := IndependentSources(witnesses)
	if sources < rule.Sources {
		return nil
	}
	return s.acceptAll(ctx, rule, same, sources)
}

func (s *Store) acceptAll(ctx context.Context, rule AutoAccept, same []ClaimState, sources int) error {
	ids := make([]string, len(same))
	for i, o := range same {
		ids[i] = o.Claim.ID
	}
	reason := fmt.Sprintf("%d independent sources of grade %s or better say the same: %s", sources, rule.Grade, strings.Join(ids, ", "))
	for _, o := range same {
		if o.State != Pending {
			continue
		}
		_, err := s.Review(ctx, Review{Claim: o.Claim.ID, Action: ActionAccept, Version: o.Version, Author: ruleAuthor, Reason: reason})
		if err != nil && !errors.Is(err, ErrConflict) { // somebody decided in the meantime: his decision stands
			return err
		}
	}
	return nil
}

func placeAt(c Claim) string {
	for _, p := range c.Places {
		if p.Role == RoleAt && p.Relation == RelationIn {
			return p.ID
		}
	}
	return ""
}

// sameTime is how far apart the starts of two claims may lie that speak of one event.
const sameTime = 48 * time.Hour

func saysTheSame(a, b Claim, place string) bool {
	if b.Modality != Asserted || b.Status != a.Status || b.ActorID != a.ActorID || placeAt(b) != place || b.Valid.Start == nil {
		return false
	}
	return a.Valid.Start.Sub(*b.Valid.Start).Abs() <= sameTime
}
