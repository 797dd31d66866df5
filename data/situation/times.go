package situation

import (
	"sync"
	"time"

	"dateline/data"
)

// current says whether a claim is to be shown: it draws the map, has begun, and meets the query's range or, for an instant,
// ended (or was said, where no end is known) at most keep days before.
func (f *frame) current(c *claim, keep int) bool {
	if !c.draws() || c.Claim.Modality == data.Planned || c.Claim.Modality == data.Past {
		return false
	}
	return f.meets(c, keep)
}

func (f *frame) meets(c *claim, keep int) bool {
	if c.at.After(f.q.Valid) {
		return false
	}
	end := endOf(c)
	if !f.q.From.IsZero() {
		return !end.Before(f.q.From)
	}
	return !end.Before(f.q.Valid.Add(-time.Duration(keep) * day))
}

// endOf is the last instant that a claim speaks of; where no end is said, the end of the unit that its start is known to.
func endOf(c *claim) time.Time {
	if end := c.end; end != nil {
		return end.UTC()
	}
	switch c.Claim.Valid.Precision {
	case "week":
		return c.at.AddDate(0, 0, 7)
	case "month":
		return c.at.AddDate(0, 1, 0)
	case "year":
		return c.at.AddDate(1, 0, 0)
	}
	return c.at
}

// newest gives the end of the newest day that a claim of the view speaks of, or the present minute where the day is not
// over or there is no claim. Who asks for no time wants to see what is known, however old the reports are.
func (v *view) newest(now time.Time) time.Time {
	minute := now.UTC().Truncate(time.Minute)
	last := v.last.upTo(v, now)
	if last.IsZero() {
		return minute
	}
	if end := last.Truncate(day).Add(day - time.Second); end.Before(minute) {
		return end
	}
	return minute
}

// lastClaim remembers which claim of a view is the newest that has begun, and until when that holds.
type lastClaim struct {
	mu                sync.Mutex
	asked, last, next time.Time
}

// upTo gives the time of the newest claim that has begun by now; the zero time where none has.
func (l *lastClaim) upTo(v *view, now time.Time) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.asked.IsZero() && !now.Before(l.asked) && (l.next.IsZero() || now.Before(l.next)) {
		return l.last
	}
	l.asked, l.last, l.next = now, time.Time{}, time.Time{}
	for c := range v.all() {
		switch {
		case !c.draws():
		case c.at.After(now):
			l.next = sooner(l.next, c.at)
		case c.at.After(l.last):
			l.last = c.at
		}
	}
	return l.last
}
