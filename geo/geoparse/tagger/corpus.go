package tagger

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/geo/geoparse/token"
)

// Example is one sentence with its labels.
type Example struct {
	Text   string
	Tokens []token.Token
	Hints  []Hint
	Spans  []Span
}

// source is a corpus file and how its kinds of entity become labels.
type source struct {
	file   string
	weight int // how often each sentence is shown in an epoch
	kinds  map[string]Label
}

// Sources are the files that the shipped model is trained on; NOTICE names their authors and licences. re3d-wikipedia
// (share-alike) and the gold corpora for measuring are left out.
var sources = []source{
	{"situation-news.tsv", 1, roleKinds},
	{"situation-written.tsv", 1, roleKinds},
	{"wikigold.tsv", 1, map[string]Label{"LOC": Location, "ORG": Organisation, "PER": Person, "MISC": Event}},
	{"gum-news.tsv", 1, map[string]Label{"LOC": Location, "ORG": Organisation, "PER": Person}},
	{"re3d-open.tsv", 1, map[string]Label{"LOC": Location, "ORG": Organisation, "PER": Person, "NORP": Demonym}},
}

var roleKinds = map[string]Label{
	"LOC": Location, "MET": Metonym, "DEM": Demonym, "ORG": Organisation, "PER": Person, "VES": Vessel, "EVT": Event,
}

// ReadCorpus reads the training files in dir (../shared/corpora/ner).
func ReadCorpus(dir string) ([]Example, error) {
	var out []Example
	demonyms := make(map[string]bool)
	for _, s := range sources {
		f, err := os.Open(filepath.Join(dir, s.file))
		if err != nil {
			return nil, fmt.Errorf("read training corpus: %w (the folder with %s is needed)", err, s.file)
		}
		examples, err := readBIO(f, s.kinds)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read training corpus %s: %w", s.file, err)
		}
		if s.kinds["DEM"] != Demonym {
			for i := range examples {
				adapt(&examples[i], demonyms)
			}
		}
		for _, e := range examples {
			for _, sp := range e.Spans {
				if sp.Label == Demonym && sp.Last == sp.First+1 {
					demonyms[e.Tokens[sp.First].Text] = true
				}
			}
		}
		for range s.weight {
			out = append(out, examples...)
		}
	}
	return out, nil
}

// readBIO reads token, tab, tag lines with an empty line after each sentence. Sentences are put together again and cut
// by our own tokenizer, so that training sees the tokens that reading will.
func readBIO(r io.Reader, kinds map[string]Label) ([]Example, error) {
	var out []Example
	var words, marks []string
	flush := func() {
		if len(words) > 0 {
			out = append(out, join(words, marks, kinds))
			words, marks = nil, nil
		}
	}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if line == "" {
			flush()
			continue
		}
		word, mark, ok := strings.Cut(line, "\t")
		if !ok {
			if strings.HasPrefix(line, "# id ") {
				continue
			}
			return nil, fmt.Errorf("line %d: no tab between token and tag", n)
		}
		words, marks = append(words, word), append(marks, mark)
	}
	flush()
	return out, in.Err()
}

// join makes an example of the words of one sentence and their BIO marks.
func join(words, marks []string, kinds map[string]Label) Example {
	type region struct {
		start, end int
		label      Label
	}
	var b strings.Builder
	var regions []region
	point := 0
	for i, w := range words {
		if i > 0 && !glued(w) {
			b.WriteByte(' ')
			point++
		}
		end := point + utf8.RuneCountInString(w)
		switch prefix, kind, _ := strings.Cut(marks[i], "-"); {
		case prefix == "B":
			regions = append(regions, region{point, end, kinds[kind]})
		case prefix == "I" && len(regions) > 0:
			regions[len(regions)-1].end = end
		}
		b.WriteString(w)
		point = end
	}
	e := Example{Text: b.String()}
	e.Tokens = token.Tokenize(e.Text)
	for _, r := range regions {
		if sp, ok := cover(e.Tokens, r.start, r.end, r.label); ok {
			e.Spans = append(e.Spans, sp)
		}
	}
	return e
}

// glued holds for marks that running text writes without a space before them.
func glued(w string) bool {
	switch w {
	case ".", ",", "'s", "’s", "?", "!", ":", ";", ")", "n't":
		return true
	}
	return false
}

// cover gives the tokens between two code points as a span; of a hyphenated demonym ("Iranian-backed") only the capital part.
func cover(tokens []token.Token, start, end int, label Label) (Span, bool) {
	sp := Span{First: -1, Label: label}
	for i, t := range tokens {
		if t.Start >= start && t.End <= end {
			if sp.First < 0 {
				sp.First = i
			}
			sp.Last = i + 1
		}
	}
	if sp.First < 0 || label == Outside {
		return sp, false
	}
	if label == Demonym || label == Location || label == Metonym {
		for sp.Last > sp.First+1 && !capital(tokens[sp.Last-1].Text) && tokens[sp.Last-2].Text == "-" {
			sp.Last -= 2
		}
		for sp.First < sp.Last-2 && !capital(tokens[sp.First].Text) && tokens[sp.First+1].Text == "-" {
			sp.First += 2
		}
	}
	return sp, true
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// adapt brings corpora with other guidelines near ours: spans of descriptions shrink to the names in them, words known as
// demonyms become demonyms.
func adapt(e *Example, demonyms map[string]bool) {
	taken := make([]bool, len(e.Tokens))
	kept := e.Spans[:0]
	for _, sp := range e.Spans {
		for sp.First < sp.Last && !capital(e.Tokens[sp.First].Text) || sp.First < sp.Last && strings.EqualFold(e.Tokens[sp.First].Text, "the") {
			sp.First++
		}
		for sp.Last > sp.First && !capital(e.Tokens[sp.Last-1].Text) && e.Tokens[sp.Last-1].Kind == token.Word {
			sp.Last--
		}
		if sp.First >= sp.Last || sp.Label == Location && sp.Last-sp.First > 6 {
			continue
		}
		if sp.Last == sp.First+1 && demonyms[e.Tokens[sp.First].Text] {
			sp.Label = Demonym
		}
		for i := sp.First; i < sp.Last; i++ {
			taken[i] = true
		}
		kept = append(kept, sp)
	}
	e.Spans = kept
	for i, t := range e.Tokens {
		if !taken[i] && demonyms[t.Text] {
			e.Spans = append(e.Spans, Span{First: i, Last: i + 1, Label: Demonym})
		}
	}
}

// tagsOf spells the spans as one tag a token.
func (e *Example) tagsOf() []tag {
	out := make([]tag, len(e.Tokens))
	for _, sp := range e.Spans {
		out[sp.First] = begin(sp.Label)
		for i := sp.First + 1; i < sp.Last; i++ {
			out[i] = inside(sp.Label)
		}
	}
	return out
}
