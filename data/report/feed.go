package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"dateline/data"
)

// feed is RSS 2.0, RSS 1.0 (RDF) and Atom (RFC 4287) in one: each fills its own fields.
type feed struct {
	Title   string     `xml:"title"`
	Lang    string     `xml:"lang,attr"`
	Channel feedHead   `xml:"channel"`
	Items   []feedItem `xml:"item"`
	Entries []feedItem `xml:"entry"`
}

type feedHead struct {
	Title    string     `xml:"title"`
	Language string     `xml:"language"`
	Items    []feedItem `xml:"item"`
}

type feedItem struct {
	Title       string     `xml:"title"`
	Links       []feedLink `xml:"link"`
	Description string     `xml:"description"`
	Encoded     string     `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Summary     feedText   `xml:"summary"`
	Content     feedText   `xml:"content"`
	PubDate     string     `xml:"pubDate"`
	DCDate      string     `xml:"http://purl.org/dc/elements/1.1/ date"`
	Published   string     `xml:"published"`
	Updated     string     `xml:"updated"`
	Source      string     `xml:"source"`
}

type feedLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Text string `xml:",chardata"`
}

type feedText struct {
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
	Type  string `xml:"type,attr"`
}

func (t feedText) html() string {
	if t.Type == "xhtml" {
		return t.Inner
	}
	return t.Text
}

// fromFeed gives a report for every item of a feed that has a text.
func fromFeed(text string) ([]data.Report, error) {
	var f feed
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded already
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w as a feed: %w", ErrFormat, err)
	}
	publisher, language := or(f.Title, f.Channel.Title), or(f.Channel.Language, f.Lang)
	var out []data.Report
	for _, items := range [][]feedItem{f.Channel.Items, f.Items, f.Entries} {
		for _, item := range items {
			if r := item.report(); r.Text != "" {
				r.Publisher, r.Language = or(strings.TrimSpace(item.Source), strings.TrimSpace(publisher)), strings.TrimSpace(language)
				out = append(out, r)
			}
		}
	}
	return out, nil
}

func (i feedItem) report() data.Report {
	r := data.Report{Title: inline(i.Title), URL: i.link()}
	body := or(or(i.Encoded, i.Content.html()), or(i.Description, i.Summary.html()))
	r.Text = withTitle(r.Title, blocks(body))
	for _, s := range []string{i.PubDate, i.Published, i.DCDate, i.Updated} {
		if t, ok := parseTime(s); ok {
			r.Published = t
			break
		}
	}
	return r
}

func (i feedItem) link() string {
	for _, l := range i.Links {
		if l.Href != "" && (l.Rel == "" || l.Rel == "alternate") {
			return l.Href
		}
		if s := strings.TrimSpace(l.Text); s != "" {
			return s
		}
	}
	return ""
}
