package situation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/data"
)

// Classes of a status and of the zones that follow from it.
const (
	Assessed  = "assessed"
	ClaimedBy = "claimed"
	Contested = "contested"
	Disputed  = "disputed"
	Stale     = "stale"
)

// Status values of a place.
const (
	Held    = "held"
	Joint   = "joint"
	Vacated = "vacated"
	Present = "present"
	Unknown = "unknown"
)

// Party is somebody who can hold a place.
type Party struct{ ID, Name string }

// Status is what is held to be true of a place at an instant, and why.
type Status struct {
	// Status is held, joint, contested, disputed, vacated, present or unknown.
	Status string
	// Class is assessed, claimed, contested, disputed, stale, or empty where nothing may be coloured.
	Class   string
	Holders []Party
	// Since is when the status began, as far as is known; LastSeen is the last word for it.
	Since, LastSeen time.Time
	AgeDays         int
	// Sources counts the independent sources for it.
	Sources    int
	Confidence float64
	Siege      *Siege
	// Reasons are the rules that made it, in words, the newest last.
	Reasons []string
	// Claims support it, Against speak against it.
	Claims, Against []*claim
	// until is the first instant at which holders or class may differ without new claims.
	until time.Time
}

// Siege is who lies around a place.
type Siege struct {
	By     []Party
	Since  time.Time
	Claims []*claim
}

// tenure is the time of one holder (or of several who hold together).
type tenure struct {
	holders  []Party
	since    time.Time
	joint    bool
	support  []word
	rivals   []word // words of other holders that did not end it
	denials  []word
	fighting []word // explicit words that it is contested
}

// word is one claim, read as a word about the holder of a place.
type word struct {
	*claim
	who    Party
	group  string
	band   int
	weight float64
}

// fold reads the words about a place up to an instant.
type fold struct {
	e       *Engine
	at      time.Time
	now     *tenure
	left    []Party // who left it without a successor
	leftAt  time.Time
	leftBy  []*claim
	present []word
	siege   *Siege
	clash   time.Time
	heard   []*claim
	unnamed []word // it is contested, nobody says between whom
	reasons []string
}

// statusOf gives the status of a dossier's place at an instant.
func (e *Engine) statusOf(d *dossier, at time.Time) Status {
	f := &fold{e: e, at: at}
	next := at.AddDate(100, 0, 0)
	for _, c := range d.claims {
		if c.at.After(at) {
			next = c.at
			break
		}
		if c.draws() {
			f.read(c)
		}
	}
	s := f.result()
	s.until = f.steady(&s, next)
	return s
}

func party(id, name, written string) Party {
	if id == "" {
		id = strings.ToLower(strings.Join(strings.Fields(written), "-"))
	}
	if name == "" {
		name = written
	}
	return Party{id, name}
}

func actorOf(c *data.Claim) Party  { return party(c.ActorID, c.ActorName, c.Actor) }
func objectOf(c *data.Claim) Party { return party(c.ObjectID, c.Object, c.Object) }

func (f *fold) read(c *claim) {
	if c.Claim.Modality == data.Planned || c.Claim.Modality == data.Past {
		return
	}
	if c.Claim.Kind == data.KindEvent {
		if c.Claim.EventType != "protest" && c.Claim.EventType != "meeting" && c.Claim.Modality != data.Denied {
			f.clash = c.at
		}
		return
	}
	f.heard = append(f.heard, c)
	w := f.word(c)
	switch c.Claim.Status {
	case data.StatusBesieged, data.StatusLifted:
		f.besiege(w)
	case data.StatusCaptured, data.StatusControls:
		f.holds(w)
	case data.StatusJoint:
		f.together(w)
	case data.StatusLost, data.StatusWithdrew:
		f.leaves(w)
	case data.StatusContested:
		f.fights(w)
	case data.StatusPresent, data.StatusAdvancing:
		if c.Claim.Modality != data.Denied && w.who.ID != "" {
			f.present = append(f.present, w)
		}
	}
}

func (f *fold) word(c *claim) word {
	m := reportMeta{}
	if len(c.Claim.Evidence) > 0 {
		m = f.e.reports.get(c.Claim.Evidence[0].Report)
	}
	return word{
		claim: c, who: actorOf(&c.Claim), group: f.e.reports.groupOf(&c.ClaimState),
		band: bandOf(&c.Claim, m.Reliability), weight: weightOf(&c.Claim, m.Reliability),
	}
}

func (f *fold) note(format string, args ...any) {
	f.reasons = append(f.reasons, fmt.Sprintf(format, args...))
}

// holds applies rules 1 to 3 and 6.
func (f *fold) holds(w word) {
	if w.who.ID == "" {
		f.note("somebody not named is said to hold it (%s)", date(w.at))
		return
	}
	if w.Claim.Modality == data.Denied {
		f.denied(w)
		return
	}
	capture := w.Claim.Status == data.StatusCaptured
	if f.now != nil && !f.now.joint && len(f.now.holders) > 1 { // it was fought for, and this is the outcome
		f.note("%s since %s: the fighting ended", w.who.Name, date(w.at))
		f.begin(w, []Party{w.who}, false)
		return
	}
	if f.now == nil || slices.Contains(ids(f.now.holders), w.who.ID) && !f.now.joint {
		f.support(w, capture)
		return
	}
	if f.now.joint && slices.Contains(ids(f.now.holders), w.who.ID) && !capture {
		f.now.support = append(f.now.support, w) // one of the partners is named alone
		return
	}
	last := f.now.support[len(f.now.support)-1]
	poorer, sameDay := w.band < best(f.now.support), w.at.Sub(last.at) < day
	switch {
	case poorer && w.at.Sub(last.at) < freshDays*day || sameDay && !capture:
		f.rival(w)
	default:
		how := "newer word of equal or better grade"
		if capture {
			how = "captured it from " + names(f.now.holders)
		}
		f.note("%s since %s: %s", w.who.Name, date(w.at), how)
		f.begin(w, []Party{w.who}, false)
	}
}

func (f *fold) support(w word, capture bool) {
	if f.now == nil {
		f.begin(w, []Party{w.who}, false)
		if capture {
			f.note("%s captured it on %s", w.who.Name, date(w.at))
		}
		return
	}
	f.now.support = append(f.now.support, w)
	f.now.fighting = nil
	f.now.rivals = slices.DeleteFunc(f.now.rivals, func(r word) bool { return r.band < w.band && w.at.Sub(r.at) >= day })
}

func (f *fold) begin(w word, holders []Party, joint bool) {
	f.now = &tenure{holders: holders, since: w.at, joint: joint, support: []word{w}}
	f.left, f.leftBy, f.present, f.unnamed = nil, nil, nil, nil
	if f.siege != nil && slices.ContainsFunc(f.siege.By, func(p Party) bool { return slices.Contains(holders, p) }) {
		f.note("the siege ended when %s took it", names(holders))
		f.siege = nil
	}
}

// rival keeps a word that only disputes the tenure, until a second source says the same (rule 3).
func (f *fold) rival(w word) {
	f.now.rivals = append(f.now.rivals, w)
	var same []word
	for _, r := range f.now.rivals {
		if r.who.ID == w.who.ID {
			same = append(same, r)
		}
	}
	if sources(same) >= 2 && sources(same) > sources(f.now.support) {
		f.note("%s since %s: %d independent sources against %d for %s", w.who.Name, date(same[0].at), sources(same), sources(f.now.support), names(f.now.holders))
		f.begin(same[0], []Party{w.who}, false)
		f.now.support = same
	}
}

func (f *fold) denied(w word) {
	if f.now == nil || !slices.Contains(ids(f.now.holders), w.who.ID) {
		f.note("denied on %s that %s holds it", date(w.at), w.who.Name)
		return
	}
	f.now.denials = append(f.now.denials, w)
	f.note("denied on %s that %s holds it%s", date(w.at), w.who.Name, by(w))
}

func by(w word) string {
	if w.Claim.Attribution == "" {
		return ""
	}
	return ", by " + w.Claim.Attribution
}

func (f *fold) together(w word) {
	if w.Claim.Modality == data.Denied || w.who.ID == "" {
		return
	}
	holders := []Party{w.who}
	if o := objectOf(&w.Claim); o.ID != "" {
		holders = append(holders, o)
	} else if f.now != nil {
		holders = append(holders, f.now.holders...)
	}
	holders = distinct(holders)
	if f.now != nil && f.now.joint && slices.Equal(ids(f.now.holders), ids(holders)) {
		f.now.support = append(f.now.support, w)
		return
	}
	f.note("held together by %s since %s", names(holders), date(w.at))
	f.begin(w, holders, len(holders) > 1)
}

// leaves applies rule 4.
func (f *fold) leaves(w word) {
	if w.Claim.Modality == data.Denied {
		f.note("denied on %s that %s left it%s", date(w.at), w.who.Name, by(w))
		return
	}
	verb := "lost it"
	if w.Claim.Status == data.StatusWithdrew {
		verb = "withdrew"
	}
	if f.now != nil && slices.Contains(ids(f.now.holders), w.who.ID) {
		f.now.holders = slices.DeleteFunc(f.now.holders, func(p Party) bool { return p.ID == w.who.ID })
		if len(f.now.holders) == 0 {
			f.now = nil
		}
	}
	if f.now == nil {
		f.left, f.leftAt, f.leftBy = append(f.left, w.who), w.at, append(f.leftBy, w.claim)
	}
	f.note("%s %s on %s", w.who.Name, verb, date(w.at))
	if to := objectOf(&w.Claim); to.ID != "" && w.Claim.Status == data.StatusLost && to.ID != w.who.ID {
		next := w
		next.who = to
		f.note("%s since %s: it was lost to them", to.Name, date(w.at))
		f.begin(next, []Party{to}, false)
	}
}

// fights applies rule 5.
func (f *fold) fights(w word) {
	if w.Claim.Modality == data.Denied {
		return
	}
	if f.now == nil {
		holders := distinct(append([]Party{w.who}, objectOf(&w.Claim)))
		if len(holders) == 0 {
			f.clash = w.at
			f.unnamed = append(f.unnamed, w)
			f.note("contested on %s, nobody says between whom", date(w.at))
			return
		}
		f.begin(w, holders, false)
	}
	f.now.fighting = append(f.now.fighting, w)
	f.note("fighting for it on %s", date(w.at))
}

// besiege applies rule 7.
func (f *fold) besiege(w word) {
	switch {
	case w.Claim.Modality == data.Denied:
		f.note("siege denied on %s%s", date(w.at), by(w))
	case w.Claim.Status == data.StatusLifted:
		if f.siege != nil {
			f.note("siege lifted on %s", date(w.at))
		}
		f.siege = nil
	case f.now != nil && w.who.ID != "" && slices.Contains(ids(f.now.holders), w.who.ID):
		f.note("%s holds it and cannot besiege it (%s)", w.who.Name, date(w.at))
	case f.siege == nil:
		f.siege = &Siege{By: distinct([]Party{w.who}), Since: w.at, Claims: []*claim{w.claim}}
	default:
		f.siege.By = distinct(append(f.siege.By, w.who))
		f.siege.Claims = append(f.siege.Claims, w.claim)
	}
}

func ids(ps []Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.ID
	}
	return out
}

func names(ps []Party) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Name
	}
	return strings.Join(out, " and ")
}

// distinct gives the named parties once each, by id.
func distinct(ps []Party) []Party {
	ps = slices.DeleteFunc(slices.Clone(ps), func(p Party) bool { return p.ID == "" })
	slices.SortFunc(ps, func(a, b Party) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name)) })
	return slices.CompactFunc(ps, func(a, b Party) bool { return a.ID == b.ID })
}

func best(ws []word) int {
	b := 0
	for _, w := range ws {
		b = max(b, w.band)
	}
	return b
}

// sources counts independent sources.
func sources(ws []word) int {
	seen := map[string]bool{}
	for _, w := range ws {
		seen[w.group] = true
	}
	return len(seen)
}

func date(t time.Time) string { return t.Format("2 January 2006") }
