package desk

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/server/access"
	"dateline/server/problem"
)

const (
	// feedEntries is how many changes the feed holds, and feedSearched how many entries of the ledger are looked through for them.
	feedEntries, feedSearched = 50, 1000
	feedChunk                 = 64
)

// atomFeed is an Atom feed (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Content string   `xml:"content"`
}

// feed answers the newest changes of what the reader may see, as Atom: those of which /events tells as they come.
func (d *desk) feed(c *gin.Context) {
	if err := problem.OnlyParams(c, "profile"); err != nil {
		problem.Write(c, err)
		return
	}
	// What time alone shows or hides is looked at once an hour.
	tag := fmt.Sprintf(`"%s-%d-%s"`, access.Profile(c), d.Store.Revision(), d.Now().UTC().Format("2006010215"))
	c.Header("ETag", tag)
	c.Header("Cache-Control", "no-cache")
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return
	}
	messages, err := d.newest(c.Request.Context(), access.Profile(c))
	if err != nil {
		problem.Write(c, err)
		return
	}
	base := "http://" + c.Request.Host
	if c.Request.TLS != nil {
		base = "https://" + c.Request.Host
	}
	f := atomFeed{
		ID: base + c.Request.URL.Path, Title: "Dateline: what changed", Author: "Dateline", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: base + c.Request.URL.Path}},
	}
	for i, m := range messages {
		if i == 0 {
			f.Updated = m.At.Format(time.RFC3339)
		}
		for _, ch := range m.Changes {
			f.Entries = append(f.Entries, feedEntry(base, m, ch))
		}
	}
	f.Entries = f.Entries[:min(len(f.Entries), feedEntries)]
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Data(http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), b...))
}

// newest gives the newest messages with changes, the newest first.
func (d *desk) newest(ctx context.Context, profile string) ([]*message, error) {
	var out []*message
	found := 0
	end := d.Store.Revision()
	for lowest := end - min(end, feedSearched); end > lowest && found < feedEntries; {
		from := end - min(end-lowest, feedChunk)
		var chunk []*message
		for e, err := range d.Store.Since(ctx, from) {
			if err != nil {
				return nil, err
			}
			if e.Seq > end {
				break
			}
			m, err := d.message(ctx, profile, e)
			if err != nil {
				return nil, err
			}
			if m != nil && len(m.Changes) > 0 {
				chunk = append(chunk, m)
				found += len(m.Changes)
			}
		}
		slices.Reverse(chunk)
		out, end = append(out, chunk...), from
	}
	return out, nil
}

func feedEntry(base string, m *message, ch change) atomEntry {
	now := ch.After
	if now == nil {
		now = ch.Before
	}
	link := base + "/claims/" + ch.Claim
	lines := []string{}
	if ch.Change == "changed" {
		lines = append(lines, "before: "+inWords(&ch.Before.Claim), "after: "+inWords(&ch.After.Claim))
	}
	for _, e := range now.Claim.Evidence {
		lines = append(lines, "“"+e.Exact+"” ("+base+"/reports/"+e.Report+")")
	}
	return atomEntry{
		ID: fmt.Sprintf("%s#%d", link, m.Seq), Title: ch.Change + ": " + inWords(&now.Claim), Updated: m.At.Format(time.RFC3339),
		Link: atomLink{Href: link}, Content: strings.Join(lines, "\n"),
	}
}

// inWords is a claim in a few words.
func inWords(c *data.Claim) string {
	words := []string{c.Actor, cmp.Or(c.Status, strings.ReplaceAll(c.EventType, "_", " "), c.Kind)}
	for _, p := range c.Places {
		words = append(words, cmp.Or(p.Name, p.Text))
	}
	if c.Value != nil {
		words = append(words, c.Value.Raw)
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " ")
}
