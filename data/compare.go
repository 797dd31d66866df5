package data

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Kinds of Link.
const (
	Supports    = "supports"
	Contradicts = "contradicts"
)

// CompareWindow is how far apart two claims may begin and still speak of one state of things: control changes quickly.
const CompareWindow = 7 * 24 * time.Hour

// Subjects names what a claim speaks of: only claims with a subject in common are compared. A place, its surroundings and a
// site near it are three subjects, and so are leaving a place, arriving there and being there. Plans and former states have none.
func Subjects(c *Claim) []string {
	if c.Modality == Planned || c.Modality == Past {
		return nil
	}
	var out []string
	for i := range c.Places {
		p := &c.Places[i]
		if p.ID == "" {
			continue
		}
		switch c.Kind {
		case KindControl, KindSiege:
			if p.Role == RoleAt || p.Role == RoleOrigin || p.Role == "" {
				out = append(out, "ground "+p.ID+aside(p))
			}
		case KindFlow, KindStock, KindReturn:
			if p.Relation == RelationIn || p.Relation == "" {
				out = append(out, c.Kind+" "+p.Role+" "+p.ID)
			}
		}
	}
	return out
}

// aside tells a place from its surroundings and from a site near it.
func aside(p *ClaimPlace) string {
	switch p.Relation {
	case RelationIn, "":
		return ""
	case RelationSite:
		return "#" + strings.ToLower(p.Site)
	}
	return "~"
}

// Compare says whether two claims on one subject support or contradict each other, and why in words; "" where they do
// neither. The times are when the claims begin to hold.
func Compare(a, b *Claim, atA, atB time.Time) (kind, why string) {
	if d := atA.Sub(atB); d > CompareWindow || d < -CompareWindow {
		return "", ""
	}
	if a.Kind != b.Kind {
		return "", ""
	}
	switch a.Kind {
	case KindFlow, KindStock, KindReturn:
		return compareFigures(a, b)
	case KindControl, KindSiege:
		actors := map[string]int32{}
		x, y := groundOf(a, actors), groundOf(b, actors)
		return compareGround(&x, &y, dayOf(atA) == dayOf(atB))
	}
	return "", ""
}

// groundKey is what two claims about the ground are compared by.
type groundKey struct {
	kind, status  string
	actor         int32 // a number for actorKey, 0 for none
	ground        bool  // control or siege
	known         bool  // the actor was resolved
	denied        bool
	holds, leaves bool
	at            time.Duration
	day           int
}

// groundOf numbers the actors that it meets.
func groundOf(c *Claim, actors map[string]int32) groundKey {
	k := groundKey{
		kind: c.Kind, status: c.Status, known: c.ActorID != "", denied: c.Modality == Denied, holds: holds(c), leaves: leaves(c),
		ground: c.Kind == KindControl || c.Kind == KindSiege,
	}
	if key := actorKey(c); key != "" {
		n, ok := actors[key]
		if !ok {
			n = int32(len(actors) + 1)
			actors[key] = n
		}
		k.actor = n
	}
	return k
}

func compareGround(a, b *groundKey, sameDay bool) (kind, why string) {
	same := a.actor != 0 && a.actor == b.actor
	alike := a.status == b.status || a.holds && b.holds
	switch {
	case a.denied != b.denied:
		if alike && (same || a.actor == 0 || b.actor == 0) {
			return Contradicts, "one denies what the other says"
		}
	case same && alike:
		if a.denied {
			return Supports, "both deny it"
		}
		return Supports, "the same actor and state"
	case a.denied:
	case a.holds && b.holds && a.known && b.known && !same && sameDay:
		return Contradicts, "two actors are said to hold the place"
	case same && sameDay && (a.status == StatusControls && b.leaves || b.status == StatusControls && a.leaves):
		return Contradicts, "one says that the actor holds the place, the other that he left it"
	}
	return "", ""
}

func holds(c *Claim) bool {
	return c.Kind == KindControl && (c.Status == StatusCaptured || c.Status == StatusControls)
}

func leaves(c *Claim) bool { return c.Status == StatusLost || c.Status == StatusWithdrew }

func actorKey(c *Claim) string {
	if c.ActorID != "" {
		return c.ActorID
	}
	return strings.ToLower(c.Actor)
}

// dayOf numbers the days of the calendar, in UTC.
func dayOf(t time.Time) int {
	n := t.Unix()
	d := n / 86400
	if n%86400 < 0 {
		d--
	}
	return int(d)
}

// Figures of two reports differ by what was counted and when: up to figuresAgree they are taken for the same, from
// figuresDiffer on for a contradiction. Between the two nothing is said. (Situation reports of one week differ by up to a half.)
const (
	figuresAgree  = 1.25
	figuresDiffer = 2.0
)

func compareFigures(a, b *Claim) (kind, why string) {
	if (a.Modality == Denied) != (b.Modality == Denied) || !sameJourney(a, b) {
		return "", ""
	}
	loA, hiA, okA := persons(a.Value)
	loB, hiB, okB := persons(b.Value)
	if !okA || !okB {
		return "", ""
	}
	if loA > hiB { // the gap lies between b's high and a's low
		loA, hiA, loB, hiB = loB, hiB, loA, hiA
	}
	switch gap := loB / hiA; {
	case gap >= figuresDiffer:
		return Contradicts, fmt.Sprintf("the figures differ: %s and %s persons", figure(loA, hiA), figure(loB, hiB))
	case gap <= figuresAgree && !math.IsInf(hiA, 1) && !math.IsInf(hiB, 1) && loA > 0 && loB > 0:
		return Supports, "figures of the same size"
	}
	return "", ""
}

func figure(lo, hi float64) string {
	switch {
	case lo == hi:
		return fmt.Sprintf("%.0f", lo)
	case math.IsInf(hi, 1):
		return fmt.Sprintf("more than %.0f", lo)
	case lo == 0:
		return fmt.Sprintf("up to %.0f", hi)
	}
	return fmt.Sprintf("%.0f to %.0f", lo, hi)
}

// sameJourney says whether neither claim names an end, or a group, that the other contradicts: people who fled A to B are
// not those who fled A to C.
func sameJourney(a, b *Claim) bool {
	if a.Group != "" && b.Group != "" && !strings.EqualFold(a.Group, b.Group) {
		return false
	}
	for _, role := range []string{RoleAt, RoleOrigin, RoleDestination} {
		x, y := placeID(a, role), placeID(b, role)
		if x != "" && y != "" && x != y {
			return false
		}
	}
	return true
}

func placeID(c *Claim, role string) string {
	for i := range c.Places {
		if p := &c.Places[i]; p.Role == role && (p.Relation == RelationIn || p.Relation == "") {
			return p.ID
		}
	}
	return ""
}

// persons gives the range of a figure in persons, for comparison alone; not ok where nothing can be compared.
func persons(v *Value) (low, high float64, ok bool) {
	if v == nil || v.Qualifier == "ratio" || v.Qualifier == "rate" || v.Low == nil && v.Best == nil && v.High == nil {
		return 0, 0, false
	}
	factor := 1.0
	if v.Unit == "household" {
		if factor = v.Factor; factor == 0 {
			return 0, 0, false
		}
	}
	low, high = 0, math.Inf(1)
	for _, p := range []*float64{v.Low, v.Best} {
		if p != nil {
			low = *p
			break
		}
	}
	for _, p := range []*float64{v.High, v.Best} {
		if p != nil {
			high = *p
			break
		}
	}
	return low * factor, high * factor, low <= high && high > 0
}
