package similar

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// Edit is what an editor does to a wire story, for measuring.
type Edit struct {
	Name string
	// Copy says whether the outcome is still the same text: a quotation is not.
	Copy bool
	Of   func(text, other string) string
}

// Edits are the changes that are measured; other is an unrelated text.
var Edits = []Edit{
	{"the same text", true, func(s, _ string) string { return s }},
	{"new headline and dateline", true, func(s, _ string) string {
		return "Fresh fighting reported, officials say\n\nGENEVA, Tuesday (Agency) - " + after(s, 1)
	}},
	{"first two thirds", true, func(s, _ string) string { return part(s, 0, 2, 3) }},
	{"first third", true, func(s, _ string) string { return part(s, 0, 1, 3) }},
	{"paragraphs moved", true, func(s, _ string) string { return part(s, 1, 2, 2) + "\n\n" + part(s, 0, 1, 2) }},
	{"every sixth sentence left out", true, func(s, _ string) string { return without(s, 6) }},
	{"one word in 20 changed", true, func(s, _ string) string { return reworded(s, 20) }},
	{"one word in 10 changed", true, func(s, _ string) string { return reworded(s, 10) }},
	{"one word in 7 changed", true, func(s, _ string) string { return reworded(s, 7) }},
	{"first two thirds, one word in 12 changed", true, func(s, _ string) string { return reworded(part(s, 0, 2, 3), 12) }},
	{"a third of own text added", true, func(s, o string) string { return s + "\n\n" + part(o, 0, 1, 3) }},
	{"a quotation of 60 words", false, func(s, o string) string { return o + "\n\n" + strings.Join(words(s, 40, 100), " ") }},
	{"the same closing lines", false, func(s, o string) string { return o + "\n\n" + strings.Join(words(s, -50, 0), " ") }},
}

func after(s string, sentences int) string {
	return strings.Join(split(s)[min(sentences, len(split(s))):], " ")
}

// split cuts a text into sentences, roughly: for edits that is enough.
func split(s string) []string {
	var out []string
	for _, x := range strings.SplitAfter(strings.Join(strings.Fields(s), " "), ". ") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// part gives the sentences from a/c to b/c of a text.
func part(s string, a, b, c int) string {
	list := split(s)
	return strings.Join(list[len(list)*a/c:max(len(list)*b/c, min(1, len(list)))], " ")
}

func without(s string, each int) string {
	var out []string
	for i, x := range split(s) {
		if i%each != each-1 {
			out = append(out, x)
		}
	}
	return strings.Join(out, " ")
}

// reworded puts another word in the place of one in n, chosen by the word and its place, so that runs of words break unevenly.
func reworded(s string, n uint32) string {
	list := strings.Fields(s)
	for i, w := range list {
		h := fnv.New32a()
		fmt.Fprint(h, w, i)
		if h.Sum32()%n == 0 {
			list[i] = "otherwise"
		}
	}
	return strings.Join(list, " ")
}

// words gives words from to to; negative ones count from the end.
func words(s string, from, to int) []string {
	list := strings.Fields(s)
	if from < 0 {
		from, to = max(0, len(list)+from), len(list)
	}
	return list[min(from, len(list)):min(to, len(list))]
}
