package situation

import (
	"context"
	"time"

	"dateline/data"
)

// headliner is a Publisher that also says how a report may be named beside a claim: profile.Set.
type headliner interface {
	Headline(ctx context.Context, name string, r data.Report, now time.Time) data.Report
}

// headline gives the title and the address of a report as the reader may see them.
func (b *builder) headline(id, title, url string) (string, string) {
	h, ok := b.f.e.pub.(headliner)
	if !ok {
		return title, url
	}
	r := h.Headline(context.Background(), b.f.q.Profile, data.Report{ID: id, Title: title, URL: url}, b.f.e.now())
	return r.Title, r.URL
}
