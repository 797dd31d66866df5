package report

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/data"
)

// page is what the head of a page says, before one value is picked for each field.
type page struct {
	meta           map[string]string // by lower-case name, property or itemprop; the first one counts
	title, heading string
	canonical      string
	lang           string
	times          []string
	linked         []linkedData
}

// linkedData is the part of a schema.org description (JSON-LD) that is used.
type linkedData struct {
	Type          json.RawMessage `json:"@type"`
	Headline      string          `json:"headline"`
	DatePublished string          `json:"datePublished"`
	InLanguage    json.RawMessage `json:"inLanguage"`
	Publisher     json.RawMessage `json:"publisher"`
	URL           string          `json:"url"`
	Graph         []linkedData    `json:"@graph"`
}

// pageMetadata picks title, publisher, address, date and language. JSON-LD is written for machines and goes first, then
// the meta elements (Open Graph, Dublin Core), then what a reader sees.
func pageMetadata(doc *html.Node) data.Report {
	p := page{meta: map[string]string{}}
	walk(doc, p.see)
	r := data.Report{Language: p.lang}
	for _, l := range p.linked {
		if !strings.Contains(string(l.Type), "Article") && !strings.Contains(string(l.Type), "Report") && !strings.Contains(string(l.Type), "Posting") {
			continue
		}
		r.Title = or(r.Title, inline(l.Headline))
		r.Publisher = or(r.Publisher, rawString(l.Publisher))
		r.Language = or(r.Language, rawString(l.InLanguage))
		r.URL = or(r.URL, l.URL)
		if t, ok := parseTime(l.DatePublished); ok && r.Published.IsZero() {
			r.Published = t
		}
	}
	r.Publisher = or(r.Publisher, p.first("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"))
	r.Title = or(r.Title, or(p.first("og:title", "headline", "twitter:title", "dc.title"), or(p.heading, p.title)))
	r.Title = strings.TrimSpace(strings.TrimSuffix(r.Title, " | "+r.Publisher))
	r.URL = or(p.canonical, or(p.first("og:url"), r.URL))
	r.Language = strings.ReplaceAll(or(r.Language, p.first("og:locale", "language", "dc.language", "content-language")), "_", "-")
	if r.Published.IsZero() {
		r.Published = p.published()
	}
	return r
}

func (p *page) first(names ...string) string {
	for _, n := range names {
		if v := p.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

func (p *page) published() time.Time {
	candidates := []string{p.first("article:published_time", "og:article:published_time", "datepublished"), p.first("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date")}
	for _, s := range append(candidates, p.times...) {
		if t, ok := parseTime(s); ok {
			return t
		}
	}
	return time.Time{}
}

// see collects from one node.
func (p *page) see(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	if attr(n, "itemprop") == "datePublished" {
		p.times = append(p.times, or(attr(n, "content"), attr(n, "datetime")))
	}
	switch n.DataAtom {
	case atom.Html:
		p.lang = attr(n, "lang")
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if name := strings.ToLower(attr(n, key)); name != "" && p.meta[name] == "" {
				p.meta[name] = strings.TrimSpace(attr(n, "content"))
			}
		}
	case atom.Link:
		if attr(n, "rel") == "canonical" {
			p.canonical = attr(n, "href")
		}
	case atom.Title:
		p.title = or(p.title, strings.Join(strings.Fields(textOf(n)), " "))
	case atom.H1:
		p.heading = or(p.heading, strings.Join(strings.Fields(textOf(n)), " "))
	case atom.Time:
		p.times = append(p.times, attr(n, "datetime"))
	case atom.Script:
		if attr(n, "type") == "application/ld+json" {
			p.linked = append(p.linked, parseLinked(textOf(n))...)
		}
		return false
	}
	return true
}

func parseLinked(s string) []linkedData {
	var one linkedData
	var many []linkedData
	if json.Unmarshal([]byte(s), &one) == nil {
		many = []linkedData{one}
	} else if json.Unmarshal([]byte(s), &many) != nil {
		return nil
	}
	var out []linkedData
	for _, l := range many {
		out = append(append(out, l), l.Graph...)
	}
	return out
}

func textOf(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		return true
	})
	return b.String()
}
