package situation

import (
	"fmt"
	"slices"

	"dateline/data"
)

// holds applies rules 1 to 3 and 6.
func (f *fold) holds(w word) {
	if w.who.ID == "" {
		f.note(func() string { return fmt.Sprintf("somebody not named is said to hold it (%s)", date(w.at)) })
		return
	}
	if w.Claim.Modality == data.Denied {
		f.denied(w)
		return
	}
	capture := w.Claim.Status == data.StatusCaptured
	if f.now != nil && !f.now.joint && len(f.now.holders) > 1 { // it was fought for, and this is the outcome
		f.note(func() string { return fmt.Sprintf("%s since %s: the fighting ended", w.who.Name, date(w.at)) })
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
		f.note(func() string {
			how := "newer word of equal or better grade"
			if capture {
				how = "captured it from " + names(f.now.holders)
			}
			return fmt.Sprintf("%s since %s: %s", w.who.Name, date(w.at), how)
		})
		f.begin(w, []Party{w.who}, false)
	}
}

func (f *fold) support(w word, capture bool) {
	if f.now == nil {
		f.begin(w, []Party{w.who}, false)
		if capture {
			f.note(func() string { return fmt.Sprintf("%s captured it on %s", w.who.Name, date(w.at)) })
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
		f.note(func() string { return fmt.Sprintf("the siege ended when %s took it", names(holders)) })
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
		f.note(func() string {
			return fmt.Sprintf("%s since %s: %d independent sources against %d for %s", w.who.Name, date(same[0].at), sources(same), sources(f.now.support), names(f.now.holders))
		})
		f.begin(same[0], []Party{w.who}, false)
		f.now.support = same
	}
}

func (f *fold) denied(w word) {
	if f.now == nil || !slices.Contains(ids(f.now.holders), w.who.ID) {
		f.note(func() string { return fmt.Sprintf("denied on %s that %s holds it", date(w.at), w.who.Name) })
		return
	}
	f.now.denials = append(f.now.denials, w)
	f.note(func() string { return fmt.Sprintf("denied on %s that %s holds it%s", date(w.at), w.who.Name, by(w)) })
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
	if o := objectOf(w.Claim); o.ID != "" {
		holders = append(holders, o)
	} else if f.now != nil {
		holders = append(holders, f.now.holders...)
	}
	holders = distinct(holders)
	if f.now != nil && f.now.joint && slices.Equal(ids(f.now.holders), ids(holders)) {
		f.now.support = append(f.now.support, w)
		return
	}
	f.note(func() string { return fmt.Sprintf("held together by %s since %s", names(holders), date(w.at)) })
	f.begin(w, holders, len(holders) > 1)
}

// leaves applies rule 4.
func (f *fold) leaves(w word) {
	if w.Claim.Modality == data.Denied {
		f.note(func() string { return fmt.Sprintf("denied on %s that %s left it%s", date(w.at), w.who.Name, by(w)) })
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
	f.note(func() string { return fmt.Sprintf("%s %s on %s", w.who.Name, verb, date(w.at)) })
	if to := objectOf(w.Claim); to.ID != "" && w.Claim.Status == data.StatusLost && to.ID != w.who.ID {
		next := w
		next.who = to
		f.note(func() string { return fmt.Sprintf("%s since %s: it was lost to them", to.Name, date(w.at)) })
		f.begin(next, []Party{to}, false)
	}
}

// fights applies rule 5.
func (f *fold) fights(w word) {
	if w.Claim.Modality == data.Denied {
		return
	}
	if f.now == nil {
		holders := distinct(append([]Party{w.who}, objectOf(w.Claim)))
		if len(holders) == 0 {
			f.clash = w.at
			f.unnamed = append(f.unnamed, w)
			f.note(func() string { return fmt.Sprintf("contested on %s, nobody says between whom", date(w.at)) })
			return
		}
		f.begin(w, holders, false)
	}
	f.now.fighting = append(f.now.fighting, w)
	f.note(func() string { return fmt.Sprintf("fighting for it on %s", date(w.at)) })
}

// besiege applies rule 7.
func (f *fold) besiege(w word) {
	switch {
	case w.Claim.Modality == data.Denied:
		f.note(func() string { return fmt.Sprintf("siege denied on %s%s", date(w.at), by(w)) })
	case w.Claim.Status == data.StatusLifted:
		if f.siege != nil {
			f.note(func() string { return fmt.Sprintf("siege lifted on %s", date(w.at)) })
		}
		f.siege = nil
	case f.now != nil && w.who.ID != "" && slices.Contains(ids(f.now.holders), w.who.ID):
		f.note(func() string { return fmt.Sprintf("%s holds it and cannot besiege it (%s)", w.who.Name, date(w.at)) })
	case f.siege == nil:
		f.siege = &Siege{By: distinct([]Party{w.who}), Since: w.at, Claims: []*claim{w.claim}}
	default:
		f.siege.By = distinct(append(f.siege.By, w.who))
		f.siege.Claims = append(f.siege.Claims, w.claim)
	}
}
