package data

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// GradeUnknown is the Admiralty grade of a source that nobody judged: F, reliability cannot be judged.
const GradeUnknown = "F"

// sourcePrefix starts the names of the settings that grade publishers: "source/reuters".
const sourcePrefix = "source/"

// Source is what somebody decided about a publisher. It is a setting of the ledger: dated, signed, and never overwritten.
type Source struct {
	Publisher string `json:"publisher"`
	// Grade is the Admiralty reliability: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.
	Grade string `json:"grade"`
	Why   string `json:"why,omitempty"`
}

// CheckSource refuses a source without a name, or with a grade that there is not.
func CheckSource(s Source) error {
	switch name := PublisherName(s.Publisher); {
	case name == "" || len(name) > 256:
		return fmt.Errorf("%w source: a publisher's name has 1 to 256 bytes", ErrInvalid)
	case len(s.Grade) != 1 || s.Grade < "A" || s.Grade > "F":
		return fmt.Errorf("%w source %q: grade %q is none of A, B, C, D, E, F", ErrInvalid, s.Publisher, s.Grade)
	}
	return nil
}

// SetSources records the grades of publishers, all in one transaction.
func (s *Store) SetSources(ctx context.Context, author string, sources ...Source) error {
	if author == "" {
		return fmt.Errorf("%w source: it has no author", ErrInvalid)
	}
	entries := make([]Entry, 0, len(sources))
	for _, src := range sources {
		if err := CheckSource(src); err != nil {
			return err
		}
		value, err := json.Marshal(src)
		if err != nil {
			return err
		}
		body, err := json.Marshal(Named{sourcePrefix + PublisherName(src.Publisher), value})
		if err != nil {
			return err
		}
		entries = append(entries, Entry{Author: author, Type: TypeSetting, Body: body})
	}
	if len(entries) == 0 {
		return nil
	}
	_, err := s.Append(ctx, entries...)
	return err
}

// Sources gives the graded publishers as of now, by name.
func (s *Store) Sources() []Source {
	var out []Source
	for _, n := range s.NamedList(TypeSetting) {
		if strings.HasPrefix(n.Name, sourcePrefix) {
			if src, err := parseSource(n.Value); err == nil {
				out = append(out, src)
			}
		}
	}
	return out
}

// Source gives what was decided about a publisher as of known (zero: now); grade F where nothing was.
func (s *Store) Source(publisher string, known time.Time) Source {
	if value, ok := s.NamedValue(TypeSetting, sourcePrefix+PublisherName(publisher), known); ok {
		if src, err := parseSource(value); err == nil {
			return src
		}
	}
	return Source{Publisher: publisher, Grade: GradeUnknown}
}

func parseSource(value []byte) (Source, error) {
	var src Source
	d := json.NewDecoder(bytes.NewReader(value))
	d.DisallowUnknownFields()
	if err := d.Decode(&src); err != nil {
		return src, fmt.Errorf("%w source: %w", ErrInvalid, err)
	}
	return src, CheckSource(src)
}

// gradeAt is a grade since an entry.
type gradeAt struct {
	seq   uint64
	grade string
}

// addGrade notes a setting that grades a publisher; other settings pass.
func (x *standings) addGrade(seq uint64, setting, value string) {
	publisher, ok := strings.CutPrefix(setting, TypeSetting+"/"+sourcePrefix)
	if !ok {
		return
	}
	src, err := parseSource([]byte(value))
	if err != nil {
		return // of a later version: it grades nothing here
	}
	x.grades[publisher] = append(x.grades[publisher], gradeAt{seq, src.Grade})
	x.move(seq)
}

func (x *standings) grade(publisher string, limit uint64) string {
	list := x.grades[publisher]
	for n := len(list); n > 0; n-- {
		if list[n-1].seq <= limit {
			return list[n-1].grade
		}
	}
	return GradeUnknown
}

func (x *standings) cutGrades(seq uint64) {
	for publisher, list := range x.grades {
		for len(list) > 0 && list[len(list)-1].seq > seq {
			list = list[:len(list)-1]
		}
		x.grades[publisher] = list
	}
}
