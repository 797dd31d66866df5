package situation

import (
	"fmt"
	"slices"
	"time"

	"dateline/data"
)

// result puts the last tenure into words and a class.
func (f *fold) result() Status {
	s := Status{Status: Unknown, Siege: f.siege, Reasons: f.reasons}
	if f.siege != nil && decay(f.at.Sub(lastOf(f.siege.Claims))) == 0 {
		s.Siege = nil
	}
	switch {
	case f.now != nil:
		f.judge(&s)
	case len(f.unnamed) > 0:
		last := f.unnamed[len(f.unnamed)-1]
		s.Status, s.Since, s.LastSeen = Contested, f.unnamed[0].at, last.at
		s.Claims, s.Sources = append(claimsOf(f.unnamed), f.leftBy...), sources(f.unnamed)
		f.summary(&s, func() string { return fmt.Sprintf("contested since %s, nobody says between whom", date(s.Since)) })
	case len(f.left) > 0:
		s.Status, s.Holders, s.Since, s.LastSeen = Vacated, distinct(f.left), f.leftAt, f.leftAt
		s.Claims = f.leftBy
		f.summary(&s, func() string { return fmt.Sprintf("%s left it; nobody is reported to hold it", names(s.Holders)) })
	case len(f.present) > 0:
		last := f.present[len(f.present)-1]
		s.Status, s.Holders, s.Since, s.LastSeen = Present, parties(f.present), f.present[0].at, last.at
		s.Claims, s.Sources = claimsOf(f.present), sources(f.present)
		f.summary(&s, func() string {
			return fmt.Sprintf("%s is present or advances; no word of who holds it", names(s.Holders))
		})
	case s.Siege != nil:
		s.Since, s.LastSeen, s.Claims = s.Siege.Since, lastOf(s.Siege.Claims), s.Siege.Claims
	}
	if s.Siege != nil && s.Status == Unknown {
		f.besieged(&s)
	}
	if s.Siege != nil {
		who := names(s.Siege.By)
		if who == "" {
			who = "somebody not named"
		}
		f.say(&s, func() string {
			return fmt.Sprintf("besieged by %s since %s: not a change of holder", who, date(s.Siege.Since))
		})
		for _, c := range s.Siege.Claims {
			if !slices.Contains(s.Claims, c) {
				s.Claims = append(s.Claims, c)
			}
		}
	}
	if len(s.Claims)+len(s.Against) == 0 && f.said {
		s.Claims = f.heard // nothing came of them; the reasons say why
	}
	if !s.LastSeen.IsZero() {
		s.AgeDays = ageDays(s.LastSeen, f.at)
	}
	return s
}

// besieged is what is known of a place of whose holder nothing is: the siege, as far as its own words carry.
func (f *fold) besieged(s *Status) {
	words := make([]word, len(s.Siege.Claims))
	for i, c := range s.Siege.Claims {
		words[i] = f.word(c, f.credibilityOf(c))
	}
	s.Status, s.Sources = Besieged, sources(words)
	s.LastSeen = lastOf(s.Siege.Claims)
	s.Confidence = confidence(words) * max(decay(f.at.Sub(s.LastSeen)), 0.05)
}

func (f *fold) judge(s *Status) {
	t := f.now
	s.Holders, s.Since, s.Sources = t.holders, t.since, sources(t.support)
	s.LastSeen = f.lastSeen(t.support)
	s.Claims = claimsOf(append(slices.Clone(t.support), t.fighting...))
	s.Against = claimsOf(append(slices.Clone(t.rivals), t.denials...))
	s.Status, s.Class = Held, Assessed
	if t.joint {
		s.Status = Joint
	}
	if !slices.ContainsFunc(t.support, func(w word) bool { return w.Claim.Modality != data.Claimed }) {
		s.Class = ClaimedBy
	}
	f.conflict(s, t)
	age := f.at.Sub(s.LastSeen)
	s.Confidence = confidence(t.support) * max(decay(age), 0.05)
	switch {
	case decay(age) == 0:
		s.Status, s.Class, s.Confidence = Unknown, "", 0
		f.summary(s, func() string {
			return fmt.Sprintf("last held by %s; no word for %d days, which no longer counts", names(s.Holders), ageDays(s.LastSeen, f.at))
		})
		return
	case ageDays(s.LastSeen, f.at) > staleDays:
		f.say(s, func() string { return fmt.Sprintf("%s until no word came for more than %d days", s.Class, staleDays) })
		s.Class = Stale
	}
	f.summary(s, func() string {
		return fmt.Sprintf("%s since %s: %s; last seen %s", names(s.Holders), date(s.Since), count(s.Sources, "independent report"), ago(s.LastSeen, f.at))
	})
}

// conflict applies rules 5 and 6 to what still speaks against the tenure.
func (f *fold) conflict(s *Status, t *tenure) {
	fighting := len(t.fighting) > 0 || !f.clash.IsZero() && f.at.Sub(f.clash) <= freshDays*day
	switch {
	case len(t.fighting) > 0:
		s.Status, s.Class = Contested, Contested
		for _, w := range t.fighting {
			s.Holders = distinct(append(slices.Clone(s.Holders), w.who, objectOf(w.Claim)))
		}
	case len(t.rivals) > 0:
		s.Status, s.Class = Disputed, Disputed
		why := "sources disagree"
		if fighting {
			s.Status, s.Class, why = Contested, Contested, "sources disagree and fighting is reported there"
		}
		rivals := parties(t.rivals)
		f.say(s, func() string { return fmt.Sprintf("%s: %s against %s", why, names(s.Holders), names(rivals)) })
		s.Holders = distinct(append(slices.Clone(s.Holders), rivals...))
	case len(t.denials) > 0 && sources(t.support) < 2:
		last := t.denials[len(t.denials)-1]
		if !t.support[len(t.support)-1].at.After(last.at) {
			s.Status, s.Class = Disputed, Disputed
			f.say(s, func() string { return "denied, and only one source supports it" })
		}
	}
}

// steady gives the first instant at which the class or the holders change by the passing of time alone, next at the latest.
func (f *fold) steady(s *Status, next time.Time) time.Time {
	earliest := func(t time.Time) {
		if t.After(f.at) && t.Before(next) {
			next = t
		}
	}
	if f.now != nil {
		last := s.LastSeen
		for _, w := range f.now.support {
			if end := w.end; end != nil && end.After(last) {
				last = end.UTC() // seen until then, without a break
			}
		}
		earliest(last.Add((staleDays + 1) * day))
		earliest(last.Add(lifetime))
	}
	if !f.clash.IsZero() {
		earliest(f.clash.Add(freshDays*day + time.Nanosecond))
	}
	return next
}

// summary puts the sentence that says it all first.
func (f *fold) summary(s *Status, text func() string) {
	f.said = true
	if f.words {
		s.Reasons = append([]string{text()}, s.Reasons...)
	}
}

// say puts a sentence last.
func (f *fold) say(s *Status, text func() string) {
	f.said = true
	if f.words {
		s.Reasons = append(s.Reasons, text())
	}
}

// lastSeen is the last instant up to f.at for which a word holds.
func (f *fold) lastSeen(ws []word) time.Time {
	var last time.Time
	for _, w := range ws {
		t := w.at
		if end := w.end; end != nil && end.After(t) {
			t = end.UTC()
		}
		if t.After(f.at) {
			t = f.at
		}
		if t.After(last) {
			last = t
		}
	}
	return last
}

// confidence is the chance that at least one independent source is right, taking each at the weight of its best word.
func confidence(ws []word) float64 {
	byGroup := map[string]float64{}
	var order []string
	for _, w := range ws {
		if _, ok := byGroup[w.witness.Standing.Group]; !ok {
			order = append(order, w.witness.Standing.Group)
		}
		byGroup[w.witness.Standing.Group] = max(byGroup[w.witness.Standing.Group], w.weight)
	}
	wrong := 1.0
	for _, g := range order {
		wrong *= 1 - byGroup[g]
	}
	return 1 - wrong
}

func parties(ws []word) []Party {
	var out []Party
	for _, w := range ws {
		out = append(out, w.who)
	}
	return distinct(out)
}

func claimsOf(ws []word) []*claim {
	var out []*claim
	for _, w := range ws {
		if !slices.Contains(out, w.claim) {
			out = append(out, w.claim)
		}
	}
	return out
}

func lastOf(cs []*claim) time.Time {
	var t time.Time
	for _, c := range cs {
		if c.at.After(t) {
			t = c.at
		}
	}
	return t
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func ago(t, now time.Time) string {
	switch n := ageDays(t, now); n {
	case 0:
		return "today"
	case 1:
		return "1 day ago"
	default:
		return fmt.Sprintf("%d days ago", n)
	}
}
