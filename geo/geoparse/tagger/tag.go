package tagger

// Label is what a name stands for.
type Label uint8

// The labels. Place names inside longer names of another label are not labelled again.
const (
	Outside Label = iota
	Location
	Metonym
	Demonym
	Organisation
	Person
	Vessel
	Event
	labels
)

var labelNames = [labels]string{"O", "LOC", "MET", "DEM", "ORG", "PER", "VES", "EVT"}

// String gives the label as corpora write it.
func (l Label) String() string { return labelNames[l] }

// Tag is a label with its place in the span: 0 is outside, then begin and inside of each label in turn (BIO).
type tag uint8

const tags = 1 + 2*(int(labels)-1)

func begin(l Label) tag    { return tag(2*l - 1) }
func inside(l Label) tag   { return tag(2 * l) }
func (t tag) label() Label { return Label((t + 1) / 2) }
func (t tag) begins() bool { return t%2 == 1 }

// allowed says whether b may follow a: an inside tag needs its own label before it.
func allowed(a, b tag) bool { return b == 0 || b.begins() || a.label() == b.label() }

// Span is a labelled run of tokens, First up to but not including Last. Margin is by how much the weights prefer the
// label over none, summed over the tokens and divided by their number: the greater, the surer.
type Span struct {
	First, Last int
	Label       Label
	Margin      float32
}
