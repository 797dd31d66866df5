package situation

import (
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
	// Besieged is a place of which only the siege is known: somebody holds it, and nobody says who.
	Besieged = "besieged"
	Unknown  = "unknown"
)

// Party is somebody who can hold a place.
type Party struct{ ID, Name string }

// Status is what is held to be true of a place at an instant, and why.
type Status struct {
	// Status is held, joint, contested, disputed, vacated, present, besieged or unknown.
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
	// Reasons are the rules that made it, in words, the newest last; Reasoned says whether there are any.
	Reasons  []string
	Reasoned bool
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
	who     Party
	witness data.Witness
	band    int
	weight  float64
}

// fold reads the words about a place up to an instant.
type fold struct {
	e  *Engine
	at time.Time
	// d is the dossier, and grades the credibility of its claims.
	d      *dossier
	grades []uint8
	// words says whether the reasons are wanted in words; said whether there is any.
	words, said bool
	now         *tenure
	left        []Party // who left it without a successor
	leftAt      time.Time
	leftBy      []*claim
	present     []word
	siege       *Siege
	clash       time.Time
	heard       []*claim
	unnamed     []word // it is contested, nobody says between whom
	reasons     []string
}

// statusOf gives the status of a dossier's place at an instant, with its reasons in words where those are wanted: putting every
// turn of a long history into words costs more than following it.
func (e *Engine) statusOf(d *dossier, at time.Time, words bool) Status {
	f := &fold{e: e, at: at, d: d, grades: d.assess.grade(d.claims), words: words}
	next := at.AddDate(100, 0, 0)
	for i, c := range d.claims {
		if c.at.After(at) {
			next = c.at
			break
		}
		if c.draws() {
			f.read(c, int(f.grades[i]))
		}
	}
	s := f.result()
	s.Reasoned = f.said
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

func (f *fold) read(c *claim, credibility int) {
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
	w := f.word(c, credibility)
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

func (f *fold) word(c *claim, credibility int) word {
	w := c.witness()
	return word{
		claim: c, who: actorOf(c.Claim), witness: w,
		band: bandOf(w.Standing.Grade, credibility), weight: weightOf(c.Claim, w.Standing.Grade, credibility),
	}
}

// credibilityOf gives the grade of a claim of the dossier.
func (f *fold) credibilityOf(c *claim) int {
	i, ok := slices.BinarySearchFunc(f.d.claims, c, byTime)
	if !ok {
		return 0
	}
	return int(f.grades[i])
}

// note keeps a reason in words.
func (f *fold) note(reason func() string) {
	f.said = true
	if f.words {
		f.reasons = append(f.reasons, reason())
	}
}
