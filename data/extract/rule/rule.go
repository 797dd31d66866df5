// Package rule holds the claim rules: a readable file of verbs, nouns and adjectives with the slots they fill, by language.
// The files beside it (en.yaml, fr.yaml, ar.yaml …) are built in; README.md says how to write one. An analyst adds a verb, a
// noun or a whole language without touching Go.
package rule

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed *.yaml
var builtin embed.FS

// Slot says where a rule finds one part of its claim: Source and Type, in the order of preference.
type Slot []Source

// Source is one place to look: From is subject, object, modifier, possessor, of, by, or prepositions; Type is what must
// stand there: party, people, displaced, place, line or any.
type Source struct {
	From []string
	Type string
}

// Claim is what a rule makes of a trigger.
type Claim struct {
	Rule     string
	Kind     string
	Status   string
	Event    string
	Slots    map[string]Slot
	Require  []string
	Modality string
	Relation string
	// Also are further claims from the same trigger.
	Also []*Claim
	// War is for a rule that only counts beside a word of war or displacement.
	War bool
	// Foreign is for a rule that only counts for a force outside its own country.
	Foreign bool
	// Population is what the value counts: idp, returnee, forces …
	Population string
	// Near are words of which one must stand in the trigger's clause; nil for none.
	Near map[string]bool
	// None is for a rule that only counts where the subject or the verb denies: "nothing has reached X".
	None bool
}

// Set is the rules of one language.
type Set struct {
	Language string
	Verbs    map[string][]Trigger
	Nouns    map[string][]Trigger
	// Compounds maps the second half of "rebel-held" to its claim, Adjectives an attribute of a place ("besieged").
	Compounds  map[string]*Claim
	Adjectives map[string]*Claim
	Patterns   []Pattern
	// Vetoes are words of sport, business and elections that silence control, siege and movement claims in their sentence.
	Vetoes map[string]bool
	War    map[string]bool
	Names  []string
	// Classes are named lists of words for triggers and patterns: "@hands".
	Classes map[string][]string
	// Words are the words that a language without a parser is read by: force, people, household, skip, say … (README.md).
	Words map[string]map[string]bool
	// Sites maps a site's word to its English one, by which the gazetteer knows it: "aéroport" to "airport".
	Sites map[string]string
}

type fileRule struct {
	Name       string
	Claim      string
	Event      string
	Verbs      []string
	Nouns      []string
	Compounds  []string
	Adjectives []string
	Slots      map[string]string
	Require    []string
	Modality   string
	Relation   string
	War        bool
	Foreign    bool
	Population string
	Near       []string
	None       bool
	Also       []fileRule
	Patterns   []string
}

type file struct {
	Language string
	Vetoes   string
	War      string
	Classes  map[string]string
	Words    map[string]string
	Sites    string
	Rules    []fileRule
}

// roles are the parts that words play in a language without a parser.
var roles = words("elided ending ofthe rebel force people household other skip town area group seat pronoun source say aux deny not still plan nolonger and")

// Languages lists the languages that have rules: the built-in ones and those of the files in dir, "" for none, in alphabetical order.
func Languages(dir string) []string {
	seen := map[string]bool{}
	files, _ := builtin.ReadDir(".")
	if dir != "" {
		own, _ := os.ReadDir(dir) // From says what is wrong with a folder
		files = append(files, own...)
	}
	for _, f := range files {
		if lang, ok := strings.CutSuffix(f.Name(), ".yaml"); ok {
			seen[lang] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Builtin loads the built-in rules of a language.
func Builtin(lang string) (*Set, error) {
	b, err := builtin.ReadFile(lang + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("rules for language %q: none built in", lang)
	}
	return Load(lang+".yaml", b)
}

// From loads the rules of a language from dir/LANG.yaml, the built-in ones where dir is empty or holds no such file.
func From(dir, lang string) (*Set, error) {
	if dir == "" {
		return Builtin(lang)
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("read rules: %s is a file: give the folder that holds en.yaml", dir)
	}
	name := filepath.Join(dir, lang+".yaml")
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Builtin(lang)
	}
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	return Load(name, b)
}

// Load reads a rule file; name is for messages.
func Load(name string, b []byte) (*Set, error) {
	var f file
	if err := yaml.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("read rules %s: %w", name, err)
	}
	s := &Set{
		Language: f.Language, Verbs: map[string][]Trigger{}, Nouns: map[string][]Trigger{}, Compounds: map[string]*Claim{},
		Adjectives: map[string]*Claim{}, Vetoes: words(f.Vetoes), War: words(f.War), Classes: map[string][]string{},
		Words: map[string]map[string]bool{}, Sites: map[string]string{},
	}
	for name, list := range f.Classes {
		s.Classes[name] = strings.Fields(list)
	}
	if err := s.lexicon(f); err != nil {
		return nil, fmt.Errorf("read rules %s: %w", name, err)
	}
	for _, r := range f.Rules {
		if err := s.add(r); err != nil {
			return nil, fmt.Errorf("read rules %s: rule %q: %w", name, r.Name, err)
		}
	}
	return s, nil
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[strings.ReplaceAll(w, "_", " ")] = true
	}
	return m
}

var kinds = map[string]bool{"control": true, "siege": true, "line": true, "flow": true, "stock": true, "return": true, "movement": true, "event": true}

func (s *Set) add(r fileRule) error {
	c, err := compile(r)
	if err != nil {
		return err
	}
	s.Names = append(s.Names, r.Name)
	for _, list := range []struct {
		specs []string
		into  map[string][]Trigger
	}{{r.Verbs, s.Verbs}, {r.Nouns, s.Nouns}} {
		for _, spec := range list.specs {
			ts, err := s.triggers(spec, c)
			if err != nil {
				return err
			}
			for _, t := range ts {
				list.into[t.Head] = insert(list.into[t.Head], t)
			}
		}
	}
	for _, w := range r.Compounds {
		s.Compounds[w] = c
	}
	for _, w := range r.Adjectives {
		s.Adjectives[w] = c
	}
	for _, p := range r.Patterns {
		pat, err := s.pattern(p, c)
		if err != nil {
			return err
		}
		s.Patterns = append(s.Patterns, pat)
	}
	return nil
}

// insert keeps the longest trigger first, in the order of the file among equals.
func insert(list []Trigger, t Trigger) []Trigger {
	at := len(list)
	for at > 0 && list[at-1].need < t.need {
		at--
	}
	return append(list[:at:at], append([]Trigger{t}, list[at:]...)...)
}

func compile(r fileRule) (*Claim, error) {
	kind, status, _ := strings.Cut(r.Claim, " ")
	if !kinds[kind] {
		return nil, fmt.Errorf("claim %q: unknown kind", r.Claim)
	}
	c := &Claim{
		Rule: r.Name, Kind: kind, Status: status, Event: r.Event, Require: r.Require, Modality: r.Modality,
		Relation: r.Relation, War: r.War, Foreign: r.Foreign, Population: r.Population, Slots: map[string]Slot{}, None: r.None,
	}
	if len(r.Near) > 0 {
		c.Near = words(strings.Join(r.Near, " "))
	}
	for role, spec := range r.Slots {
		slot, err := parseSlot(spec)
		if err != nil {
			return nil, fmt.Errorf("slot %s: %w", role, err)
		}
		c.Slots[role] = slot
	}
	for _, need := range r.Require {
		for _, alt := range strings.Split(need, "|") {
			if _, ok := c.Slots[alt]; !ok {
				return nil, fmt.Errorf("require %q: no such slot", alt)
			}
		}
	}
	for _, a := range r.Also {
		if a.Name == "" {
			a.Name = r.Name
		}
		sub, err := compile(a)
		if err != nil {
			return nil, err
		}
		c.Also = append(c.Also, sub)
	}
	return c, nil
}

var types = map[string]bool{"party": true, "armed": true, "force": true, "people": true, "displaced": true, "place": true, "anyplace": true, "line": true, "any": true}

// parseSlot reads "subject party | by party | from/out-of place".
func parseSlot(spec string) (Slot, error) {
	var out Slot
	for _, alt := range strings.Split(spec, "|") {
		f := strings.Fields(alt)
		if len(f) != 2 || !types[f[1]] {
			return nil, fmt.Errorf("%q: want a source and a type (party, force, people, displaced, place, anyplace, line, any)", strings.TrimSpace(alt))
		}
		src := Source{Type: f[1]}
		for _, p := range strings.Split(f[0], "/") {
			src.From = append(src.From, strings.ReplaceAll(p, "-", " "))
		}
		out = append(out, src)
	}
	return out, nil
}
