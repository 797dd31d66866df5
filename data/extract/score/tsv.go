package score

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"dateline/data"
)

// Figure is one labelled number of an IDETECT excerpt.
type Figure struct {
	ID, Text, Unit, Location string
	Quantity                 float64
}

// LoadFigures reads an IDETECT file: excerpt_id, excerpt, Quantity, Term, Unit, Location, Country, with a header.
func LoadFigures(path string) ([]Figure, error) {
	var out []Figure
	err := rows(path, func(n int, f []string) error {
		if len(f) < 7 {
			return fmt.Errorf("%s line %d: %d columns, want 7", path, n, len(f))
		}
		q, err := strconv.ParseFloat(strings.ReplaceAll(f[2], ",", ""), 64)
		if err != nil {
			return nil //nolint:nilerr // a row without a figure
		}
		out = append(out, Figure{f[0], f[1], f[4], f[5], q})
		return nil
	})
	return out, err
}

// Sentence is a PETRARCH unit test: Events says whether it should be coded at all.
type Sentence struct {
	ID, Text string
	Events   bool
}

// LoadSentences reads the PETRARCH tests: id, category, date, evaluate, expected, text, with a header.
func LoadSentences(path string) ([]Sentence, error) {
	var out []Sentence
	err := rows(path, func(n int, f []string) error {
		if len(f) < 6 {
			return fmt.Errorf("%s line %d: %d columns, want 6", path, n, len(f))
		}
		if !strings.HasPrefix(f[4], "error") {
			out = append(out, Sentence{f[0], f[5], f[4] != "noevents" && f[4] != ""})
		}
		return nil
	})
	return out, err
}

func rows(path string, each func(int, []string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("load annotated sentences: %w", err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<16), 1<<22)
	for n := 1; sc.Scan(); n++ {
		if n == 1 || sc.Text() == "" {
			continue
		}
		if err := each(n, strings.Split(sc.Text(), "\t")); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Figures counts how many labelled numbers are among the extracted ones, with the unit either way where both are given.
type Figures struct{ All, Number, Unit, Located, Place int }

// Add compares the claims of an excerpt with its label.
func (t *Figures) Add(f Figure, claims []data.Claim) {
	t.All++
	number, unit, place := false, false, false
	for _, c := range claims {
		if c.Value == nil {
			continue
		}
		for _, v := range []*float64{c.Value.Low, c.Value.Best, c.Value.High} {
			if v != nil && *v == f.Quantity {
				number = true
				unit = unit || strings.HasPrefix(c.Value.Unit, "person") == strings.HasPrefix(f.Unit, "P")
			}
		}
	}
	for _, c := range claims {
		for _, p := range c.Places {
			for _, want := range strings.Split(f.Location, ",") {
				place = place || strings.TrimSpace(want) != "" && (overlap(want, p.Text) || overlap(want, p.Name))
			}
		}
	}
	t.Number += one(number)
	t.Unit += one(unit)
	if f.Location != "" && strings.Contains(strings.ToLower(f.Text), strings.ToLower(strings.TrimSpace(strings.Split(f.Location, ",")[0]))) {
		t.Located++
		t.Place += one(place)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Write prints the counts.
func (t *Figures) Write(w io.Writer) {
	fmt.Fprintf(w, "figures: %d, number found: %d (%.3f), with its unit: %d (%.3f); places named in the excerpt: %d, found: %d (%.3f)\n",
		t.All, t.Number, ratio(t.Number, t.All), t.Unit, ratio(t.Unit, t.All), t.Located, t.Place, ratio(t.Place, t.Located))
}
