// Package report turns files, HTML, feeds and pastes into data.Report records.
//
// Plain text is kept as it is: offsets count the code points of the decoded content. Of HTML the main text is kept, one
// paragraph a block; of JSON the field "text". What had to be guessed (encoding, date) is said in Report.Warnings.
package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// MaxBytes is the size of the largest report that is read: 32 MiB.
const MaxBytes = 32 << 20

// Errors of Read, wrapped with the name of the source.
var (
	ErrTooLarge = errors.New("is larger than 32 MiB: split it into single reports")
	ErrEmpty    = errors.New("is empty: there is no text to read")
	ErrBinary   = errors.New("is not a text: give plain text, HTML or JSON")
	ErrEncoding = errors.New("has an unknown encoding: save it as UTF-8")
	ErrFormat   = errors.New("cannot be read")
)

// Source says what is known of a report before it is read. Zero values mean unknown.
type Source struct {
	// Name is the file name or address, for messages and for guessing the format and date.
	Name        string
	ContentType string
	// Metadata, where set, wins over what the content says.
	Metadata data.Report
}

// Read decodes one report of plain text, HTML or JSON. A source that holds several is refused: ReadAll takes it.
func Read(ctx context.Context, r io.Reader, s Source) (data.Report, error) {
	all, err := ReadAll(ctx, r, s)
	if err != nil {
		return data.Report{}, err
	}
	if len(all) != 1 {
		return data.Report{}, fmt.Errorf("%s %w: it holds %d reports where one is asked for", s.name(), ErrFormat, len(all))
	}
	return all[0], nil
}

// ReadAll decodes every report of a source: plain text and HTML hold one, a JSON array, JSON lines and RSS or Atom feeds several.
func ReadAll(ctx context.Context, r io.Reader, s Source) ([]data.Report, error) {
	b, err := io.ReadAll(io.LimitReader(contextReader{ctx, r}, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", s.name(), err)
	}
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("%s %w", s.name(), ErrTooLarge)
	}
	reports, err := decode(b, s)
	if err != nil {
		return nil, fmt.Errorf("%s %w", s.name(), err)
	}
	for i := range reports {
		reports[i] = complete(reports[i], s)
		if strings.IndexFunc(reports[i].Text, visible) < 0 {
			return nil, fmt.Errorf("%s %w", s.name(), ErrEmpty)
		}
	}
	if len(reports) == 0 {
		return nil, fmt.Errorf("%s %w", s.name(), ErrEmpty)
	}
	return reports, nil
}

func (s Source) name() string {
	if s.Name == "" {
		return "the report"
	}
	return s.Name
}

func visible(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) && r != '\ufeff' }

// decode tells the format and reads it.
func decode(b []byte, s Source) ([]data.Report, error) {
	if len(b) == 0 {
		return nil, ErrEmpty
	}
	format := formatOf(b, s)
	text, warning, err := decodeText(b, format == formatHTML || format == formatFeed, s.ContentType)
	if err != nil {
		return nil, err
	}
	var reports []data.Report
	switch format {
	case formatHTML:
		var r data.Report
		r, err = fromHTML(text)
		reports = []data.Report{r}
	case formatJSON:
		reports, err = fromJSON(text)
	case formatFeed:
		reports, err = fromFeed(text)
	default:
		reports = []data.Report{{Title: titleOf(text), Text: text}}
	}
	if err != nil {
		return nil, err
	}
	for i := range reports {
		if warning != "" {
			reports[i].Warnings = append(reports[i].Warnings, warning)
		}
	}
	return reports, nil
}

type format int

const (
	formatText format = iota
	formatHTML
	formatJSON
	formatFeed
)

// formatOf goes by content type, then file name, then the first bytes.
func formatOf(b []byte, s Source) format {
	kind, _, _ := mime.ParseMediaType(s.ContentType)
	head := strings.ToLower(string(bytes.TrimLeft(b[:min(len(b), 1024)], "\ufeff \t\r\n")))
	feed := strings.Contains(head, "<rss") || strings.Contains(head, "<feed") || strings.Contains(head, "<rdf:rdf")
	switch {
	case strings.Contains(kind, "json"):
		return formatJSON
	case feed && kind != "text/plain":
		return formatFeed
	case strings.Contains(kind, "html"):
		return formatHTML
	case kind == "text/plain":
		return formatText
	}
	switch strings.ToLower(filepath.Ext(s.Name)) {
	case ".json", ".jsonl", ".ndjson", ".geojson":
		return formatJSON
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".txt", ".md":
		return formatText
	}
	switch {
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<head"), strings.HasPrefix(head, "<article"), strings.HasPrefix(head, "<body"):
		return formatHTML
	case strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html"):
		return formatHTML
	case looksLikeJSON(b):
		return formatJSON
	}
	return formatText
}

// complete fills in what the content did not say: metadata that was given wins, then the content, then the file name.
func complete(r data.Report, s Source) data.Report {
	m := s.Metadata
	for _, f := range []struct {
		to    *string
		given string
	}{
		{&r.ID, m.ID},
		{&r.Title, m.Title},
		{&r.Publisher, m.Publisher},
		{&r.HomeRegion, m.HomeRegion},
		{&r.URL, m.URL},
		{&r.Language, m.Language},
		{&r.Reliability, m.Reliability},
		{&r.IndependenceGroup, m.IndependenceGroup},
	} {
		if f.given != "" {
			*f.to = f.given
		}
	}
	if r.URL == "" && strings.Contains(s.Name, "://") {
		r.URL = s.Name
	}
	if !m.Published.IsZero() {
		r.Published = m.Published
	}
	if r.Published.IsZero() {
		r.Published, r.Warnings = guessDate(r, s.Name)
	}
	r.Published = r.Published.UTC()
	if r.Published.IsZero() {
		r.Published = time.Time{}
		r.Warnings = append(r.Warnings, "the date of publication is not known: relative dates cannot be placed")
	}
	if r.IndependenceGroup == "" {
		r.IndependenceGroup = leadGroup(r.Text)
	}
	if r.ID == "" {
		r.ID = data.ReportID(r.Text)
	}
	return r
}

// titleOf takes the headline of a plain text: among its first three lines, the first of four words or more that is no sentence.
func titleOf(text string) string {
	seen := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if seen++; seen > 3 {
			break
		}
		n := utf8.RuneCountInString(line)
		if len(strings.Fields(line)) >= 4 && n <= 160 && !strings.HasSuffix(line, ".") {
			return line
		}
	}
	return ""
}

// contextReader ends reading when the context does.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
