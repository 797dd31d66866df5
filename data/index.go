package data

import (
	"math"
	"sort"
	"sync"
	"time"
)

// index is what the store keeps in memory: enough of every claim to find it, and what reviews made of it. Everything in it
// carries the sequence of the entry that put it there, so a state of the past is the same index read up to a lower
// sequence, and a reader is never disturbed by a write that comes after its own limit.
type index struct {
	mu        sync.RWMutex
	times     []int64 // recorded time of entry i+1, Unix nanoseconds, never falling
	heads     []head  // claims by ordinal, in the order of recording
	ids       map[string]uint32
	reports   []reportHead
	reportIDs map[string]uint32
	byPlace   postings // ordinals by gazetteer id, as extracted
	byActor   postings
	events    map[uint32]*claimEvents
	touched   []uint32 // ordinals with events, in the order of the first one
	forces    []uint32 // claims that speak of forces, as extracted
	sensitive []uint32 // claims that are marked as sensitive, as extracted
	named     map[string][]namedValue
	standings standings
	strings   map[string]string // one copy of strings that many claims share
}

func newIndex() *index {
	return &index{
		ids: map[string]uint32{}, reportIDs: map[string]uint32{}, byPlace: postings{}, byActor: postings{},
		events: map[uint32]*claimEvents{}, named: map[string][]namedValue{}, strings: map[string]string{},
		standings: standings{labels: map[string]uint32{}, grades: map[string][]gradeAt{}},
	}
}

// head is a claim as extracted, as far as it is needed to pass it over without decoding it.
type head struct {
	id       string
	kind     string
	seq      uint64
	report   uint32
	touched  bool
	from, to int64      // valid time, Unix seconds; the extremes where it is open
	box      [4]float32 // of its placed places, rounded outwards; empty where it has none
}

// reportHead is a report in memory. Its first claims are recorded together; later readings add to extra.
type reportHead struct {
	id       string
	seq      uint64
	first, n uint32
	extra    []uint32
	readings []readingRef
}

// readingRef points to the entry of one reading of a report.
type readingRef struct {
	seq              uint64
	mentions, claims uint32
}

// event is the state of a claim after one review (or after a new reading). parent is the event whose state an undo brings
// back: an index into the same list, base for the claim as extracted, floor where there is nothing to undo.
type event struct {
	seq     uint64
	origin  uint64 // the entry that made this state: seq itself, or, after an undo, an earlier one
	action  uint8  // of origin; actionNone for the claim as extracted
	state   uint8
	content uint64 // sequence of the revision that holds the claim, 0 for the claim as extracted
	until   int64  // end of the embargo, Unix seconds; 0: none
	parent  int32
	other   uint32 // the claim merged into
}

const (
	base  = -1
	floor = -2
)

// support notes that another claim was merged into this one (or, with add false, taken out again).
type support struct {
	seq   uint64
	claim uint32
	add   bool
}

type claimEvents struct {
	reviews  []event
	supports []support
}

type namedValue struct {
	seq  uint64
	name string
	body string
}

// stateNames are the states by their code in the file.
var stateNames = []string{Pending, Accepted, Rejected, Retracted, Merged, Superseded}

const (
	codePending = iota
	codeAccepted
	codeRejected
	codeRetracted
	codeMerged
	codeSuperseded
)

// lean is the state of a claim without its content.
type lean struct {
	state    uint8
	version  int
	changed  uint64 // sequence of the last event, 0: none
	content  uint64
	until    int64
	supports []uint32
}

// at gives the state of a claim as of the entry limit.
func (x *index) at(ordinal uint32, limit uint64) lean {
	l := lean{version: 1}
	if !x.heads[ordinal].touched {
		return l
	}
	ev := x.events[ordinal]
	n := upTo(ev.reviews, limit)
	if n > 0 {
		e := ev.reviews[n-1]
		l.state, l.content, l.until, l.changed = e.state, e.content, e.until, e.seq
	}
	l.version += n
	if n > 0 && ev.reviews[0].seq == x.heads[ordinal].seq {
		l.version-- // a part of a split, and what a person wrote, is born with its state
	}
	for _, s := range ev.supports {
		if s.seq > limit {
			break
		}
		l.version++
		l.changed = max(l.changed, s.seq)
		l.supports = withSupport(l.supports, s)
	}
	return l
}

func withSupport(list []uint32, s support) []uint32 {
	i := sort.Search(len(list), func(i int) bool { return list[i] >= s.claim })
	has := i < len(list) && list[i] == s.claim
	switch {
	case s.add && !has:
		list = append(list, 0)
		copy(list[i+1:], list[i:])
		list[i] = s.claim
	case !s.add && has:
		list = append(list[:i], list[i+1:]...)
	}
	return list
}

// upTo counts the events up to the entry limit.
func upTo(events []event, limit uint64) int {
	n := len(events)
	for n > 0 && events[n-1].seq > limit {
		n--
	}
	return n
}

// limit gives the sequence of the last entry recorded up to known; visible, the newest one readers may see, for the zero time.
// Entries are recorded to the millisecond, and times are shown and asked for in whole seconds: a known time without a
// fraction means the end of its second, so that the recorded time of a thing, asked for as it is shown, includes the thing.
func (x *index) limit(known time.Time, visible uint64) uint64 {
	if known.IsZero() {
		return visible
	}
	if known.Year() > 2261 { // beyond what Unix nanoseconds hold
		return visible
	}
	if known.Year() < 1678 {
		return 0
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	at := known.UnixNano()
	if known.Nanosecond() == 0 {
		at += int64(time.Second - 1)
	}
	return uint64(sort.Search(int(visible), func(i int) bool { return x.times[i] > at }))
}

// timeOf gives the recorded time of an entry, the zero time for 0.
func (x *index) timeOf(seq uint64) time.Time {
	if seq == 0 {
		return time.Time{}
	}
	return time.Unix(0, x.times[seq-1]).UTC()
}

// claimsUpTo counts the claims recorded up to the entry limit.
func (x *index) claimsUpTo(limit uint64) uint32 {
	return uint32(sort.Search(len(x.heads), func(i int) bool { return x.heads[i].seq > limit }))
}

func (x *index) reportsUpTo(limit uint64) int {
	return sort.Search(len(x.reports), func(i int) bool { return x.reports[i].seq > limit })
}

// intern gives the shared copy of a string.
func (x *index) intern(s string) string {
	if t, ok := x.strings[s]; ok {
		return t
	}
	t := string([]byte(s))
	x.strings[t] = t
	return t
}

// addClaim puts a claim at the end of the index; false where its id is there already.
func (x *index) addClaim(c *Claim, seq uint64, report uint32) (uint32, bool) {
	if _, ok := x.ids[c.ID]; ok {
		return 0, false
	}
	ordinal := x.addHead(c, string([]byte(c.ID)), seq, report)
	x.guard(ordinal, flagsOf(c))
	x.ids[x.heads[ordinal].id] = ordinal
	return ordinal, true
}

// addHead puts a claim into everything but the ids. It keeps no string of c.
func (x *index) addHead(c *Claim, id string, seq uint64, report uint32) uint32 {
	ordinal := uint32(len(x.heads))
	h := head{id: id, kind: x.intern(c.Kind), seq: seq, report: report, box: emptyBox}
	h.from, h.to = span(c.Valid)
	for i := range c.Places {
		h.box = extend(h.box, c.Places[i].Lon, c.Places[i].Lat)
		x.byPlace.add(c.Places[i].ID, ordinal)
	}
	x.byActor.add(c.ActorID, ordinal)
	x.heads = append(x.heads, h)
	x.addToReport(report, ordinal)
	return ordinal
}

func (x *index) addToReport(report, ordinal uint32) {
	r := &x.reports[report]
	if r.n == 0 && len(r.extra) == 0 {
		r.first = ordinal
	}
	if len(r.extra) == 0 && r.first+r.n == ordinal {
		r.n++
	} else {
		r.extra = append(r.extra, ordinal)
	}
}

// postings are the ordinals of claims by some key, rising.
type postings map[string]*[]uint32

func (p postings) add(key string, ordinal uint32) {
	list := p.list(key)
	if list == nil {
		return
	}
	if n := len(*list); n == 0 || (*list)[n-1] != ordinal {
		*list = append(*list, ordinal)
	}
}

// list gives the list of a key, which may be filled; nil for no key.
func (p postings) list(key string) *[]uint32 {
	if key == "" {
		return nil
	}
	list := p[key]
	if list == nil {
		list = new([]uint32)
		p[string([]byte(key))] = list
	}
	return list
}

func (p postings) of(key string) []uint32 {
	if list := p[key]; list != nil {
		return *list
	}
	return nil
}

// cut takes back the ordinals from claims on.
func (p postings) cut(claims uint32) {
	for _, list := range p {
		for n := len(*list); n > 0 && (*list)[n-1] >= claims; n-- {
			*list = (*list)[:n-1]
		}
	}
}

func (x *index) addEvent(ordinal uint32, e event) {
	ev := x.eventsOf(ordinal)
	ev.reviews = append(ev.reviews, e)
}

func (x *index) addSupport(ordinal uint32, s support) {
	ev := x.eventsOf(ordinal)
	ev.supports = append(ev.supports, s)
}

func (x *index) eventsOf(ordinal uint32) *claimEvents {
	ev := x.events[ordinal]
	if ev == nil {
		ev = &claimEvents{}
		x.events[ordinal] = ev
		x.touched = append(x.touched, ordinal)
		x.heads[ordinal].touched = true
	}
	return ev
}

var emptyBox = [4]float32{math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32}

// extend widens a box by a point, outwards to the next float32.
func extend(b [4]float32, lon, lat *float64) [4]float32 {
	if lon == nil || lat == nil {
		return b
	}
	x, y := float32(*lon), float32(*lat)
	below, above := float32(math.Inf(-1)), float32(math.Inf(1))
	return [4]float32{
		min(b[0], math.Nextafter32(x, below)), min(b[1], math.Nextafter32(y, below)),
		max(b[2], math.Nextafter32(x, above)), max(b[3], math.Nextafter32(y, above)),
	}
}

// span gives the valid interval in Unix seconds; an end that is not said is open.
func span(v Interval) (from, to int64) {
	from, to = math.MinInt64, math.MaxInt64
	if v.Start != nil {
		from = v.Start.Unix()
	}
	if v.End != nil {
		to = v.End.Unix()
	}
	return from, to
}

// cut takes back everything that entries after seq put in: for a transaction that could not be committed.
func (x *index) cut(seq uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.times = x.times[:seq]
	for n := len(x.touched); n > 0; n-- {
		x.cutEvents(x.touched[n-1], seq)
	}
	kept := x.touched[:0]
	for _, ordinal := range x.touched {
		if x.events[ordinal] != nil {
			kept = append(kept, ordinal)
		}
	}
	x.touched = kept
	claims := x.claimsUpTo(seq)
	for _, h := range x.heads[claims:] {
		delete(x.ids, h.id)
	}
	x.heads = x.heads[:claims]
	x.forces, x.sensitive = below(x.forces, claims), below(x.sensitive, claims)
	x.byPlace.cut(claims)
	x.byActor.cut(claims)
	x.cutReports(seq, claims)
	for name, values := range x.named {
		for len(values) > 0 && values[len(values)-1].seq > seq {
			values = values[:len(values)-1]
		}
		x.named[name] = values
	}
}

func (x *index) cutEvents(ordinal uint32, seq uint64) {
	ev := x.events[ordinal]
	ev.reviews = ev.reviews[:upTo(ev.reviews, seq)]
	for len(ev.supports) > 0 && ev.supports[len(ev.supports)-1].seq > seq {
		ev.supports = ev.supports[:len(ev.supports)-1]
	}
	if len(ev.reviews)+len(ev.supports) == 0 {
		delete(x.events, ordinal)
		x.heads[ordinal].touched = false
	}
}

func (x *index) cutReports(seq uint64, claims uint32) {
	n := x.reportsUpTo(seq)
	x.standings.cut(seq, n)
	for _, r := range x.reports[n:] {
		delete(x.reportIDs, r.id)
	}
	x.reports = x.reports[:n]
	for i := range x.reports {
		r := &x.reports[i]
		if r.first+r.n > claims {
			r.n = claims - min(r.first, claims)
		}
		for len(r.extra) > 0 && r.extra[len(r.extra)-1] >= claims {
			r.extra = r.extra[:len(r.extra)-1]
		}
		for len(r.readings) > 0 && r.readings[len(r.readings)-1].seq > seq {
			r.readings = r.readings[:len(r.readings)-1]
		}
	}
}
