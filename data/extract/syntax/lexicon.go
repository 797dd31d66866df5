// Package syntax is a shallow parser for news English: it cuts a sentence into phrases (noun phrases, verb groups,
// prepositions, time expressions) and finds each verb's subjects, objects and prepositional phrases. It knows no full
// grammar: the claim rules choose among the candidates it offers by the type of thing that a slot wants.
package syntax

import (
	_ "embed"
	"fmt"
	"strings"

	"dateline/data/extract/word"

	"go.yaml.in/yaml/v3"
)

//go:embed en.yaml
var english []byte

// Class is a set of word classes.
type Class uint32

// The word classes. A word may have several.
const (
	Determiner Class = 1 << iota
	Preposition
	Conjunction
	Pronoun
	Relative
	Subordinator
	Auxiliary
	Modal
	Negation
	Adverb
	Force
	WeakForce
	People
	Displaced
	PlaceKind
	Site
	Part
	Frontline
	PersonNoun
	TimeNoun
	Abstract
	Reporting
	Planning
	Phase
	Denying
	NounFirst
)

// Form is a set of verb forms.
type Form uint8

// The verb forms.
const (
	Base Form = 1 << iota
	Third
	Past
	Participle
	Gerund
)

// Verb is what a word form is as a verb.
type Verb struct {
	Lemma string
	Form  Form
}

// Lexicon holds the words of one language. It is read-only after loading.
type Lexicon struct {
	classes map[string]Class
	verbs   map[string]Verb
	lemmas  map[string]Class
}

type lexiconFile struct {
	Language        string
	Determiners     string
	Prepositions    string
	Conjunctions    string
	Pronouns        string
	Relatives       string
	Subordinators   string
	Auxiliaries     string
	Modals          string
	Negations       string
	Adverbs         string
	SubjectPronouns string `yaml:"subject_pronouns"`
	Forces          string
	WeakForces      string `yaml:"weak_forces"`
	People          string
	Displaced       string
	PlaceKinds      string `yaml:"place_kinds"`
	Sites           string
	Parts           string
	Frontlines      string
	PersonNouns     string `yaml:"person_nouns"`
	TimeNouns       string `yaml:"time_nouns"`
	Abstract        string
	Reporting       string
	Planning        string
	Phase           string
	Denying         string
	Irregular       []string
	Verbs           string
	NounFirst       string `yaml:"noun_first"`
}

// English loads the built-in English lexicon.
func English() (*Lexicon, error) { return Load(english) }

// Load reads a lexicon file.
func Load(file []byte) (*Lexicon, error) {
	var f lexiconFile
	if err := yaml.Unmarshal(file, &f); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	l := &Lexicon{classes: map[string]Class{}, verbs: map[string]Verb{}, lemmas: map[string]Class{}}
	for words, class := range map[*string]Class{
		&f.Determiners: Determiner, &f.Prepositions: Preposition, &f.Conjunctions: Conjunction, &f.Pronouns: Pronoun,
		&f.Relatives: Relative, &f.Subordinators: Subordinator, &f.Auxiliaries: Auxiliary, &f.Modals: Modal,
		&f.Negations: Negation, &f.Adverbs: Adverb, &f.Forces: Force, &f.WeakForces: WeakForce, &f.People: People,
		&f.Displaced: Displaced, &f.PlaceKinds: PlaceKind, &f.Sites: Site, &f.Parts: Part, &f.Frontlines: Frontline,
		&f.PersonNouns: PersonNoun, &f.TimeNouns: TimeNoun, &f.Abstract: Abstract, &f.NounFirst: NounFirst,
	} {
		for _, w := range strings.Fields(*words) {
			l.classes[w] |= class
			if class == NounFirst {
				l.classes[third(w)] |= class // "hands", "runs"
			}
		}
	}
	for words, class := range map[*string]Class{&f.Reporting: Reporting, &f.Planning: Planning, &f.Phase: Phase, &f.Denying: Denying} {
		for _, w := range strings.Fields(*words) {
			l.lemmas[w] |= class
		}
	}
	return l, l.addVerbs(f)
}

func (l *Lexicon) addVerbs(f lexiconFile) error {
	irregular := map[string]bool{}
	for _, line := range f.Irregular {
		w := strings.Fields(line)
		if len(w) != 3 {
			return fmt.Errorf("read lexicon: irregular verb %q: want base, past, participle", line)
		}
		irregular[w[0]] = true
		l.AddVerb(w[0], w[1], w[2])
	}
	for _, list := range []string{f.Verbs, f.Reporting, f.Planning, f.Phase, f.Denying} {
		for _, v := range strings.Fields(list) {
			if !irregular[v] {
				l.AddVerb(v, "", "")
			}
		}
	}
	for _, w := range []string{"am", "is", "are", "was", "were", "'s", "'re"} {
		l.verbs[w] = Verb{"be", Third | Past}
	}
	l.verbs["burned"] = Verb{"burn", Past | Participle}
	l.verbs["has"] = Verb{"have", Third}
	l.verbs["does"] = Verb{"do", Third}
	return nil
}

// AddVerb makes the forms of a verb known. Past and participle are made regularly where they are empty.
func (l *Lexicon) AddVerb(base, past, participle string) {
	if _, known := l.verbs[base]; known && past == "" {
		return
	}
	put := func(w string, f Form) {
		v := l.verbs[w]
		if v.Lemma != "" && v.Lemma != base && v.Form&Base != 0 {
			return // "found", "lay": the base form of another verb stays one
		}
		l.verbs[w] = Verb{base, v.Form | f}
	}
	put(base, Base)
	put(third(base), Third)
	for _, g := range stems(base) {
		put(g+"ing", Gerund)
	}
	if past != "" {
		put(past, Past)
		put(participle, Participle)
		return
	}
	for _, p := range stems(base) {
		put(strings.TrimSuffix(p, "e")+"ed", Past|Participle)
	}
	if strings.HasSuffix(base, "y") && !vowel(base[len(base)-2]) {
		put(base[:len(base)-1]+"ied", Past|Participle)
	}
}

func third(b string) string {
	switch {
	case strings.HasSuffix(b, "y") && len(b) > 1 && !vowel(b[len(b)-2]):
		return b[:len(b)-1] + "ies"
	case strings.HasSuffix(b, "s"), strings.HasSuffix(b, "sh"), strings.HasSuffix(b, "ch"), strings.HasSuffix(b, "x"), strings.HasSuffix(b, "o"), strings.HasSuffix(b, "z"):
		return b + "es"
	}
	return b + "s"
}

// stems gives the forms before -ing and -ed, with and without a doubled consonant, without a silent e.
func stems(b string) []string {
	if strings.HasSuffix(b, "ie") {
		return []string{b[:len(b)-2] + "y", b}
	}
	if strings.HasSuffix(b, "e") && !strings.HasSuffix(b, "ee") {
		return []string{b[:len(b)-1]}
	}
	n := len(b)
	if n >= 3 && !vowel(b[n-1]) && vowel(b[n-2]) && (!vowel(b[n-3]) || b[n-3] == 'u' && n >= 4 && b[n-4] == 'q') && !strings.ContainsRune("wxy", rune(b[n-1])) {
		return []string{b, b + b[n-1:]}
	}
	return []string{b}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// Class gives the classes of a lower-case word. A compound of a kind of site is a site: "riverbank", "schoolyard".
func (l *Lexicon) Class(lower string) Class {
	if c, ok := l.classes[lower]; ok || len(lower) < 7 {
		return c
	}
	for _, end := range siteEnds {
		if strings.HasSuffix(lower, end) && len(lower) > len(end)+2 {
			return Site
		}
	}
	return 0
}

// siteEnds are the second halves of compounds that name a site.
var siteEnds = []string{"bank", "banks", "side", "sides", "yard", "yards", "port", "shore"}

// Lemma gives the classes of a verb lemma: Reporting, Planning, Phase, Denying.
func (l *Lexicon) Lemma(lemma string) Class { return l.lemmas[lemma] }

// Verb gives what a token is as a verb. Capitalised words are names inside a sentence, unless the line is in title case.
func (l *Lexicon) Verb(t word.Token, caps bool) (Verb, bool) {
	if t.Upper && !caps {
		return Verb{}, false
	}
	v, ok := l.verbs[t.Lower]
	return v, ok
}
