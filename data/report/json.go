package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"dateline/data"
)

// jsonReport is a report as JSON, with the names that other tools use for the same fields.
type jsonReport struct {
	ID                string          `json:"id"`
	Title             string          `json:"title"`
	Headline          string          `json:"headline"`
	Publisher         string          `json:"publisher"`
	Source            json.RawMessage `json:"source"`
	HomeRegion        string          `json:"home_region"`
	URL               string          `json:"url"`
	Published         json.RawMessage `json:"published"`
	Date              json.RawMessage `json:"date"`
	Language          string          `json:"language"`
	Lang              string          `json:"lang"`
	Text              *string         `json:"text"`
	Body              *string         `json:"body"`
	HTML              string          `json:"html"`
	Reliability       string          `json:"reliability"`
	IndependenceGroup string          `json:"independence_group"`
}

// looksLikeJSON says whether the content begins with a JSON object or array.
func looksLikeJSON(b []byte) bool {
	b = bytes.TrimLeft(b, "\ufeff \t\r\n")
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return false
	}
	var v json.RawMessage
	return json.NewDecoder(bytes.NewReader(b)).Decode(&v) == nil
}

// fromJSON reads one object, an array of them, or one after the other (JSON lines).
func fromJSON(text string) ([]data.Report, error) {
	d := json.NewDecoder(strings.NewReader(text))
	var out []data.Report
	for {
		var v json.RawMessage
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w as JSON: line %d: %w", ErrFormat, lineOf(text, d.InputOffset()), err)
		}
		items := []json.RawMessage{v}
		if v[0] == '[' {
			items = nil
			if err := json.Unmarshal(v, &items); err != nil {
				return nil, fmt.Errorf("%w as JSON: %w", ErrFormat, err)
			}
		}
		for _, item := range items {
			r, err := oneJSON(item)
			if err != nil {
				return nil, fmt.Errorf("%w: report %d: %w", ErrFormat, len(out)+1, err)
			}
			out = append(out, r)
		}
	}
}

func lineOf(text string, offset int64) int {
	return 1 + strings.Count(text[:min(int(offset), len(text))], "\n")
}

func oneJSON(b []byte) (data.Report, error) {
	var j jsonReport
	if err := json.Unmarshal(b, &j); err != nil {
		return data.Report{}, fmt.Errorf("it must be an object like {\"title\": …, \"published\": \"2014-06-16\", \"text\": …}: %w", err)
	}
	r := data.Report{
		ID: j.ID, Title: or(j.Title, j.Headline), Publisher: or(j.Publisher, rawString(j.Source)), HomeRegion: j.HomeRegion, URL: j.URL,
		Language: or(j.Language, j.Lang), Reliability: strings.ToUpper(j.Reliability), IndependenceGroup: j.IndependenceGroup,
	}
	switch {
	case j.Text != nil:
		r.Text = *j.Text
	case j.Body != nil:
		r.Text = *j.Body
	case j.HTML != "":
		h, err := fromHTML(j.HTML)
		if err != nil {
			return r, err
		}
		r.Text = h.Text
		r.Title, r.Publisher, r.Language, r.URL = or(r.Title, h.Title), or(r.Publisher, h.Publisher), or(r.Language, h.Language), or(r.URL, h.URL)
		r.Published = h.Published
	default:
		return r, errors.New(`the field "text" is missing`)
	}
	if len(r.Reliability) > 1 || r.Reliability != "" && (r.Reliability < "A" || r.Reliability > "F") {
		return r, fmt.Errorf("reliability %q is not a grade from A to F", j.Reliability)
	}
	for _, raw := range []json.RawMessage{j.Published, j.Date} {
		if len(raw) == 0 || string(raw) == "null" {
			continue
		}
		t, err := jsonTime(raw)
		if err != nil {
			return r, err
		}
		r.Published = t
		break
	}
	return r, nil
}

// jsonTime reads a date as text, or as Unix seconds.
func jsonTime(raw json.RawMessage) (time.Time, error) {
	var seconds float64
	if json.Unmarshal(raw, &seconds) == nil {
		return time.Unix(int64(seconds), 0).UTC(), nil
	}
	s := rawString(raw)
	if s == "" {
		return time.Time{}, nil
	}
	t, ok := parseTime(s)
	if !ok {
		return time.Time{}, fmt.Errorf("published %q is not a date: write 2014-06-16 or 2014-06-16T09:30:00Z", s)
	}
	return t, nil
}

// rawString gives a JSON string, or the name of a JSON object.
func rawString(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var named struct {
		Name string `json:"name"`
	}
	if json.Unmarshal(raw, &named) == nil {
		return named.Name
	}
	return ""
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
