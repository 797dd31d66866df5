// Package actor is the table of the parties to conflicts: states and their forces, armed groups, coalitions and
// peacekeepers, with their aliases. It finds them in text and resolves what a text calls them. What the table does not
// know stays as written.
package actor

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"dateline/data/extract/word"
)

//go:embed actors.tsv
var table string

// Kinds of actor.
const (
	State        = "state"
	Armed        = "force"
	Government   = "government"
	Group        = "group"
	Coalition    = "coalition"
	Peacekeepers = "peacekeepers"
	Organisation = "organisation"
	Ethnic       = "ethnic"
)

// Actor is one line of the table.
type Actor struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Countries []string `json:"countries,omitempty"`
	Side      string   `json:"side,omitempty"`
	// Colour is the proposed map colour, "#rrggbb".
	Colour   string   `json:"colour"`
	Aliases  []string `json:"aliases"`
	Metonyms []string `json:"metonyms,omitempty"`
	Source   string   `json:"source"`
}

type alias struct {
	words   []string
	exact   []string // words with their capitals, for short aliases
	actor   int
	metonym bool
}

// Table finds actors by alias. It is read-only after loading.
type Table struct {
	actors []Actor
	byID   map[string]int
	first  map[string][]alias
}

// Default is the built-in table.
var Default = sync.OnceValue(func() *Table {
	t, err := Parse(table)
	if err != nil {
		panic("actor/actors.tsv: " + err.Error())
	}
	return t
})

var colour = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// Parse reads a table of tab-separated columns: id, name, kind, countries, side, colour, aliases, metonyms, source.
func Parse(file string) (*Table, error) {
	t := &Table{byID: map[string]int{}, first: map[string][]alias{}}
	for n, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 9 {
			return nil, fmt.Errorf("line %d: %d columns, want 9 (id, name, kind, countries, side, colour, aliases, metonyms, source)", n+1, len(f))
		}
		if !colour.MatchString(f[5]) {
			return nil, fmt.Errorf("line %d: colour %q, want #rrggbb", n+1, f[5])
		}
		if _, twice := t.byID[f[0]]; twice {
			return nil, fmt.Errorf("line %d: id %q stands in the table twice", n+1, f[0])
		}
		t.add(Actor{f[0], f[1], f[2], split(f[3], ","), f[4], f[5], split(f[6], "|"), split(f[7], "|"), f[8]})
	}
	return t, nil
}

func split(s, sep string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

func (t *Table) add(a Actor) {
	i := len(t.actors)
	t.actors = append(t.actors, a)
	t.byID[a.ID] = i
	for _, s := range a.Aliases {
		t.addAlias(s, i, false)
	}
	for _, s := range a.Metonyms {
		t.addAlias(s, i, true)
	}
}

func (t *Table) addAlias(s string, actor int, metonym bool) {
	var x alias
	r := []rune(s)
	for _, tok := range word.Cut(r, 0, len(r)) {
		x.words, x.exact = append(x.words, tok.Lower), append(x.exact, tok.Text)
	}
	x.actor, x.metonym = actor, metonym
	list := t.first[x.words[0]]
	at := len(list)
	for at > 0 && len(list[at-1].words) < len(x.words) {
		at--
	}
	t.first[x.words[0]] = append(list[:at:at], append([]alias{x}, list[at:]...)...)
}

// Hit is an actor's name in a text: the tokens First up to but not including Last.
type Hit struct {
	First, Last int
	Actor       int
	Metonym     bool
}

// At finds the longest alias that begins at token i. A name must keep its capitals: "IS" is a group, "is" is none.
func (t *Table) At(toks []word.Token, i int) (Hit, bool) {
	for _, a := range t.first[toks[i].Lower] {
		if i+len(a.words) <= len(toks) && fits(a, toks[i:i+len(a.words)]) {
			return Hit{i, i + len(a.words), a.actor, a.metonym}, true
		}
	}
	return Hit{}, false
}

func fits(a alias, toks []word.Token) bool {
	for k, w := range a.words {
		if toks[k].Lower != w {
			return false
		}
		upper := []rune(a.exact[k])[0]
		if upper >= 'A' && upper <= 'Z' && !toks[k].Upper && !(k > 0) && len(w) < 12 {
			return false
		}
		if len(w) <= 4 && strings.ToUpper(a.exact[k]) == a.exact[k] && toks[k].Text != a.exact[k] && !strings.Contains(w, ".") && upper <= 'Z' {
			return false // acronyms
		}
	}
	return true
}

// Get gives the actor with an index from a Hit.
func (t *Table) Get(i int) Actor { return t.actors[i] }

// ByID gives the actor with an id.
func (t *Table) ByID(id string) (Actor, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Actor{}, false
	}
	return t.actors[i], true
}

// All gives the whole table in its order.
func (t *Table) All() []Actor { return append([]Actor(nil), t.actors...) }

// Forces gives the armed forces of a state: those that the table lists ("forces:sd"), else ones named after the state, so that
// "the Sudanese army" and "Sudanese troops" are one holder of a town.
func (t *Table) Forces(state Actor) Actor {
	id := "forces:" + strings.TrimPrefix(state.ID, "state:")
	if f, ok := t.ByID(id); ok {
		return f
	}
	f := state
	f.ID, f.Name, f.Kind = id, "Armed forces of "+state.Name, Armed
	return f
}
