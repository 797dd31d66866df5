package measure

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readBRATDir reads every .ann file of a folder beside its .txt file, sorted by name.
func readBRATDir(dir string) ([]Document, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.ann"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("read gold: no .ann file in %s", dir)
	}
	sort.Strings(files)
	var out []Document
	for _, f := range files {
		d, err := readBRAT(f)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func readBRAT(ann string) (Document, error) {
	base := strings.TrimSuffix(ann, ".ann")
	text, err := os.ReadFile(base + ".txt")
	if err != nil {
		return Document{}, fmt.Errorf("read gold: %w", err)
	}
	lines, err := os.ReadFile(ann)
	if err != nil {
		return Document{}, fmt.Errorf("read gold: %w", err)
	}
	d, err := parseBRAT(filepath.Base(base), string(text), string(lines))
	if err != nil {
		return Document{}, fmt.Errorf("read gold %s: %w", filepath.Base(ann), err)
	}
	return d, nil
}

// notAName are the GeoWebNews types that mark no name of a place: expressions, languages, people called after places.
var notAName = regexp.MustCompile(`(?i)expression|language|homonym`)

var (
	coordinates = regexp.MustCompile(`(-?\d+\.\d+)\s*[,; ]\s*(-?\d+\.\d+)`)
	geonamesID  = regexp.MustCompile(`^\s*(?:.*geonames\.org/)?(\d+)(?:/.*)?\s*$`)
	// link is the address that GeoWebNews gives in the first line of a text, behind its title.
	link = regexp.MustCompile(`^(?:TITLE: (.*) )?LINK: (\S+)`)
)

// parseBRAT reads text-bound annotations (T) and the notes (#) that hold a GeoNames id or "lat, lon" for them, before or
// after them. Points of ids alone come with [Locate].
func parseBRAT(id, text, ann string) (Document, error) {
	d := Document{ID: id, Text: text}
	if m := link.FindStringSubmatch(text); m != nil {
		d.Title, d.Publisher = m[1], hostOf(m[2])
		d.Text = unmark(text, m)
	}
	notes := make(map[string]string)
	var keys []string
	for n, line := range strings.Split(ann, "\n") {
		fields := strings.SplitN(strings.TrimRight(line, "\r"), "\t", 3)
		if len(fields) < 3 {
			continue
		}
		switch fields[0][:min(1, len(fields[0]))] {
		case "T":
			g, kind, err := boundText(fields)
			if err != nil {
				return d, fmt.Errorf("line %d: %w", n+1, err)
			}
			if !notAName.MatchString(kind) {
				keys = append(keys, fields[0])
				d.Mentions = append(d.Mentions, g)
			}
		case "#":
			_, target, _ := strings.Cut(fields[1], " ")
			notes[target] += " " + fields[2]
		}
	}
	for i, k := range keys {
		note(&d.Mentions[i], notes[k])
	}
	return settle(d), nil
}

// unmark writes blanks over the words TITLE and LINK and over the address, so that offsets stay.
func unmark(text string, m []string) string {
	head := m[0]
	blank := func(n int) string { return strings.Repeat(" ", n) }
	at := strings.LastIndex(head, "LINK: ")
	title := strings.Replace(head[:at], "TITLE:", blank(len("TITLE:")), 1)
	return title + blank(utf8.RuneCountInString(head[at:])) + text[len(head):]
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Hostname()
	}
	return ""
}

func boundText(fields []string) (Gold, string, error) {
	parts := strings.FieldsFunc(fields[1], func(r rune) bool { return r == ' ' || r == ';' })
	if len(parts) < 3 {
		return Gold{}, "", fmt.Errorf("annotation %q has no type and two offsets", fields[1])
	}
	start, err1 := strconv.Atoi(parts[1])
	end, err2 := strconv.Atoi(parts[len(parts)-1])
	if err1 != nil || err2 != nil {
		return Gold{}, "", fmt.Errorf("annotation %q has no two offsets", fields[1])
	}
	demonym := strings.Contains(strings.ToLower(parts[0]), "demonym")
	return Gold{Start: start, End: end, Text: fields[2], Demonym: demonym}, parts[0], nil
}

func note(g *Gold, text string) {
	if m := coordinates.FindStringSubmatch(text); m != nil {
		g.Point, g.Placed = point(m[1], m[2])
	}
	if m := geonamesID.FindStringSubmatch(text); m != nil {
		g.ID = "geonames:" + m[1]
	}
}
