package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
)

// metaFlags is what the user knows of a report beside its text.
type metaFlags struct {
	title, publisher, home, url, published, language, reliability string
}

func (m *metaFlags) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&m.title, "title", "", "title, where the file does not say")
	f.StringVar(&m.publisher, "publisher", "", "who published it")
	f.StringVar(&m.home, "home", "", "the country or place that the publisher writes for")
	f.StringVar(&m.url, "url", "", "where it was published")
	f.StringVar(&m.published, "published", "", "date or time of publication, 2014-06-16 or 2014-06-16T18:00:00Z")
	f.StringVar(&m.language, "lang", "", "language of the text (en, ar, fr …); found out where not given")
	f.StringVar(&m.reliability, "reliability", "", "grade of the source, A (completely reliable) to F (cannot be judged)")
}

func (m *metaFlags) report() (data.Report, error) {
	r := data.Report{Title: m.title, Publisher: m.publisher, HomeRegion: m.home, URL: m.url, Language: m.language, Reliability: m.reliability}
	if m.reliability != "" && (len(m.reliability) != 1 || m.reliability[0] < 'A' || m.reliability[0] > 'F') {
		return r, fmt.Errorf("--reliability %q: use one of A, B, C, D, E, F", m.reliability)
	}
	if m.published == "" {
		return r, nil
	}
	t, err := parseTime(m.published)
	if err != nil {
		return r, fmt.Errorf("--published %w", err)
	}
	r.Published = t
	return r, nil
}

// parseTime reads a date or an RFC 3339 time; a date alone means its start in UTC.
func parseTime(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date: use 2014-06-16 or 2014-06-16T18:00:00Z", s)
}
