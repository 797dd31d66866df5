package data

import (
	"context"
	"strings"
	"time"
)

// Standing is on whose word a report rests and how far that is to be trusted, as known at some time.
type Standing struct {
	// Group is the id of the first report that shares its text with this one, by way of others too; its own id where it stands alone.
	Group string `json:"group"`
	// Publisher is the publisher's name, folded as settings name it; empty where it is not known.
	Publisher string `json:"publisher"`
	// Grade is the Admiralty grade A to F: that of the report where somebody gave it one, else that of its publisher, else F.
	Grade string `json:"grade"`
}

// standings is what the store keeps in memory to answer Standing: for each report the publisher, its own grade, and the
// report into whose group it was taken, since which entry. A group is a tree whose root is its first report; because
// every edge carries its entry, the groups of the past are the same trees read up to a lower sequence.
type standings struct {
	of     []standingHead
	labels map[string]uint32 // group given by hand → the first report with it
	grades map[string][]gradeAt
	joined []uint32 // roots that were taken into another group, in the order of joining
	// moved are the entries that changed the standing of reports that were there before.
	moved []uint64
	// alike is made when a report with a sketch comes first; nil until then.
	alike *alikeIndex
}

type standingHead struct {
	publisher, label string
	grade            byte // 0: none
	parent           uint32
	since            uint64 // 0: a root
}

// PublisherName folds a publisher's name, so that settings find it: case and outer and doubled spaces do not count, nor a leading "the".
func PublisherName(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.Join(strings.Fields(s), " ")), "the ")
}

// root gives the first report of the group that a report belonged to after the entry limit.
func (x *standings) root(ordinal uint32, limit uint64) uint32 {
	for x.of[ordinal].since != 0 && x.of[ordinal].since <= limit {
		ordinal = x.of[ordinal].parent
	}
	return ordinal
}

// join puts two reports into one group, from the entry seq on, under the earlier root.
func (x *standings) join(a, b uint32, seq uint64, newest uint32) {
	a, b = x.root(a, seq), x.root(b, seq)
	if a == b {
		return
	}
	first, other := min(a, b), max(a, b)
	x.of[other].parent, x.of[other].since = first, seq
	x.joined = append(x.joined, other)
	if other != newest { // reports that were there before change their group
		x.move(seq)
	}
}

func (x *standings) move(seq uint64) {
	if n := len(x.moved); n == 0 || x.moved[n-1] != seq {
		x.moved = append(x.moved, seq)
	}
}

// cut takes back what entries after seq put in; reports is how many stay.
func (x *standings) cut(seq uint64, reports int) {
	for n := len(x.joined); n > 0 && x.of[x.joined[n-1]].since > seq; n-- {
		h := &x.of[x.joined[n-1]]
		h.parent, h.since = 0, 0
		x.joined = x.joined[:n-1]
	}
	for n := len(x.moved); n > 0 && x.moved[n-1] > seq; n-- {
		x.moved = x.moved[:n-1]
	}
	for label, ordinal := range x.labels {
		if int(ordinal) >= reports {
			delete(x.labels, label)
		}
	}
	x.of = x.of[:min(len(x.of), reports)]
	x.cutGrades(seq)
	x.alike = nil // made again from the file
}

// Standing gives the standing of a report as of known (zero: now). A report that the store does not have stands for itself.
func (s *Store) Standing(report string, known time.Time) Standing {
	limit := s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	ordinal, ok := s.x.reportIDs[report]
	if !ok || s.x.reports[ordinal].seq > limit {
		return Standing{Group: report, Grade: GradeUnknown}
	}
	h := &s.x.standings.of[ordinal]
	out := Standing{Group: s.x.reports[s.x.standings.root(ordinal, limit)].id, Publisher: h.publisher}
	if h.grade != 0 {
		out.Grade = string(h.grade)
	} else {
		out.Grade = s.x.standings.grade(h.publisher, limit)
	}
	return out
}

// Witness gives a claim the standing of its report as of known, and the time from which it holds: its start, else when its
// report was published, else when it was recorded.
func (s *Store) Witness(c ClaimState, known time.Time) Witness {
	report, _ := s.ReportOf(c.Claim.ID)
	at := c.KnownAt
	if c.Claim.Valid.Start != nil {
		at = *c.Claim.Valid.Start
	} else if r, err := s.ReportHead(context.Background(), report); err == nil && !r.Published.IsZero() {
		at = r.Published
	}
	return NewWitness(&c.Claim, at.UTC(), s.Standing(report, known))
}

// Moved gives the newest entry up to known that changed the standing of reports that were there before it: a grade given to a
// source, or a report that joined two groups. While it stays the same, standings that were asked for stay true.
func (s *Store) Moved(known time.Time) uint64 {
	limit := s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	moved := s.x.standings.moved
	for n := len(moved); n > 0; n-- {
		if moved[n-1] <= limit {
			return moved[n-1]
		}
	}
	return 0
}
