// Package score measures extracted claims against annotated sentences: precision and recall by kind, and what was taken
// for what.
package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"dateline/data"
)

// Gold is one annotated claim; see the README of the corpus for its rules.
type Gold struct {
	Kind        string      `json:"kind"`
	Actor       string      `json:"actor"`
	Status      string      `json:"status"`
	Places      []GoldPlace `json:"places"`
	Value       *GoldValue  `json:"value"`
	Modality    string      `json:"modality"`
	Attribution string      `json:"attribution"`
	Quote       string      `json:"quote"`
	// Coref says that actor or place stand in an earlier sentence or clause only.
	Coref bool `json:"coref,omitempty"`
	// Contradicts names a contradiction; the annotations of one report with the same name stand against each other.
	Contradicts string `json:"contradicts,omitempty"`
}

// GoldPlace is a place as annotated.
type GoldPlace struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

// GoldValue is a number as annotated.
type GoldValue struct {
	Low       *float64 `json:"low"`
	Best      *float64 `json:"best"`
	High      *float64 `json:"high"`
	Unit      string   `json:"unit"`
	Qualifier string   `json:"qualifier"`
	Raw       string   `json:"raw"`
}

// Row is an annotated sentence; a row without gold is a hard negative.
type Row struct {
	ID        json.RawMessage `json:"id"`
	Text      string          `json:"text"`
	Published string          `json:"published,omitempty"`
	Language  string          `json:"language,omitempty"`
	Gold      []Gold          `json:"gold"`
}

// Name is the row's id as text.
func (r Row) Name() string { return strings.Trim(string(r.ID), `"`) }

// Held says whether the row belongs to the part that is not developed on: ids ending in 7, 8 or 9.
func (r Row) Held() bool {
	n := r.Name()
	return n != "" && strings.ContainsRune("789", rune(n[len(n)-1]))
}

// Load reads rows, one JSON object a line.
func Load(path string) ([]Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("load annotated sentences: %w", err)
	}
	defer f.Close()
	return Read(f, path)
}

// Read reads rows from r; name is for messages.
func Read(r io.Reader, name string) ([]Row, error) {
	var out []Row
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), 1<<22)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var row Row
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("load annotated sentences: %s line %d: %w", name, n, err)
		}
		out = append(out, row)
	}
	return out, sc.Err()
}

// overlap says whether two names mean the same words: one holds the other, the article and case apart.
func overlap(a, b string) bool {
	a, b = plain(a), plain(b)
	if a == "" || b == "" {
		return a == b
	}
	return a == b || strings.Contains(a, b) || strings.Contains(b, a)
}

func plain(s string) string {
	s = strings.ToLower(strings.Trim(s, " \t\"“”'’.,"))
	for _, art := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, art)
	}
	return s
}

// sameFact says whether a claim says what the annotation says: kind, status, actor and places; modality and number apart.
func sameFact(g Gold, c data.Claim) bool {
	return sameKind(g, c) && (g.Status == "" || g.Status == c.Status) && sameActor(g, c) && samePlaces(g, c)
}

// sameKind says whether the kinds agree. An advance on a place may be annotated as a movement of forces or as their control
// advancing: neither colours a map, and annotators differ.
func sameKind(g Gold, c data.Claim) bool {
	if g.Kind == c.Kind {
		return true
	}
	return g.Status == data.StatusAdvancing && c.Status == data.StatusAdvancing && (g.Kind == data.KindControl || g.Kind == data.KindMovement) && (c.Kind == data.KindControl || c.Kind == data.KindMovement)
}

func sameActor(g Gold, c data.Claim) bool {
	return g.Actor == "" || overlap(g.Actor, c.Actor) || pronouns[strings.ToLower(g.Actor)] && quotes(c, g.Actor) || g.Kind == "relation" || g.Kind == "line"
}

// pronouns are annotated as written, where we give whom they mean.
var pronouns = map[string]bool{"they": true, "them": true, "it": true, "we": true, "he": true, "she": true}

// samePlaces wants every annotated place in a role of the same sort, and no other place in the claim's main role.
func samePlaces(g Gold, c data.Claim) bool {
	for _, gp := range g.Places {
		ok := false
		for _, p := range c.Places {
			if sameRole(g.Kind, gp.Role, p.Role) && (pointsBack(gp.Text) && quotes(c, gp.Text) || overlap(gp.Text, p.Text) || overlap(gp.Text, p.Name)) {
				ok = true
			}
		}
		if !ok {
			return false
		}
	}
	return len(g.Places) > 0 || len(c.Places) == 0 || g.Kind == "flow" || g.Kind == "return" || g.Kind == "movement"
}

// pointsBack says whether the annotation gives only the words that point back ("that country"), where we give what they mean.
func pointsBack(text string) bool {
	for _, w := range []string{"the ", "that ", "this ", "its ", "their ", "there"} {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func quotes(c data.Claim, text string) bool {
	return len(c.Evidence) > 0 && strings.Contains(c.Evidence[0].Exact, text)
}

func sameRole(kind, a, b string) bool {
	if a == b {
		return true
	}
	switch kind {
	case "movement", "control":
		return true
	case "line":
		return a == "from" && b == "to" || a == "to" && b == "from"
	case "flow", "return":
		return a == "at" || b == "at"
	}
	return false
}

// sameStance says whether the modality agrees; a past state counts as asserted.
func sameStance(g Gold, c data.Claim) bool {
	m := c.Modality
	if m == data.Past {
		m = data.Asserted
	}
	return g.Modality == m
}

// sameValue says whether the number agrees: any bound of ours equals the annotated best, low or high.
func sameValue(g Gold, c data.Claim) bool {
	if g.Value == nil || g.Value.Best == nil && g.Value.Low == nil && g.Value.High == nil {
		return true
	}
	if c.Value == nil {
		return false
	}
	for _, a := range []*float64{g.Value.Best, g.Value.Low, g.Value.High} {
		for _, b := range []*float64{c.Value.Best, c.Value.Low, c.Value.High} {
			if a != nil && b != nil && *a == *b {
				return true
			}
		}
	}
	return false
}
