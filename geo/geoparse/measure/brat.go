package measure

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
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
	bareID      = regexp.MustCompile(`^\s*(\d+)\s*$`)
)

// parseBRAT reads text-bound annotations (T) and the notes (#) that hold a GeoNames id or "lat, lon" for them.
func parseBRAT(id, text, ann string) (Document, error) {
	d := Document{ID: id, Text: text}
	at := make(map[string]int)
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
				at[fields[0]] = len(d.Mentions)
				d.Mentions = append(d.Mentions, g)
			}
		case "#":
			_, target, _ := strings.Cut(fields[1], " ")
			if i, ok := at[target]; ok {
				note(&d.Mentions[i], fields[2])
			}
		}
	}
	return settle(d), nil
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
	return Gold{Start: start, End: end, Text: fields[2]}, parts[0], nil
}

func note(g *Gold, text string) {
	if m := coordinates.FindStringSubmatch(text); m != nil {
		g.Point, g.Placed = point(m[1], m[2])
	}
	if m := bareID.FindStringSubmatch(text); m != nil {
		g.ID = "geonames:" + m[1]
	}
}
