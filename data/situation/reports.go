package situation

import (
	"context"
	"sync"
	"time"

	"dateline/data"
)

// reportMeta is what evidence says of its report.
type reportMeta struct {
	Publisher, URL, Title, Group, Reliability string
	Published                                 time.Time
}

// reportCache remembers reports without their texts; a report never changes under its id.
type reportCache struct {
	src Source
	mu  sync.Mutex
	at  map[string]reportMeta
}

// get gives the report of an id; one that the store does not have gives the zero value, and is asked for again next time.
func (c *reportCache) get(id string) reportMeta {
	if id == "" {
		return reportMeta{}
	}
	c.mu.Lock()
	m, ok := c.at[id]
	c.mu.Unlock()
	if ok {
		return m
	}
	r, err := c.src.Report(context.Background(), id)
	if err != nil {
		return reportMeta{Group: id}
	}
	m = metaOf(r)
	c.mu.Lock()
	c.at[id] = m
	c.mu.Unlock()
	return m
}

func metaOf(r data.Report) reportMeta {
	m := reportMeta{
		Publisher: r.Publisher, URL: r.URL, Title: r.Title, Group: r.IndependenceGroup,
		Reliability: r.Reliability, Published: r.Published.UTC(),
	}
	if m.Group == "" {
		m.Group = r.ID
	}
	return m
}

// groupOf is what a claim's independence is counted by.
func (c *reportCache) groupOf(s *data.ClaimState) string {
	for _, ev := range s.Claim.Evidence {
		if ev.Report != "" {
			return c.get(ev.Report).Group
		}
	}
	return s.Claim.ID
}
