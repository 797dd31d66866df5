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

// headSource is a Source that gives a report without reading its text.
type headSource interface {
	ReportHead(ctx context.Context, id string) (data.Report, error)
}

// reportCache remembers reports without their texts; a report never changes under its id.
type reportCache struct {
	src Source
	mu  sync.RWMutex
	at  map[string]*reportMeta
}

// get gives the report of an id; one that the store does not have gives the zero value, and is asked for again next time.
func (c *reportCache) get(id string) *reportMeta {
	if id == "" {
		return &reportMeta{}
	}
	c.mu.RLock()
	m, ok := c.at[id]
	c.mu.RUnlock()
	if ok {
		return m
	}
	var r data.Report
	var err error
	if src, ok := c.src.(headSource); ok {
		r, err = src.ReportHead(context.Background(), id)
	} else {
		r, err = c.src.Report(context.Background(), id)
	}
	if err != nil {
		return &reportMeta{Group: id}
	}
	m = metaOf(r)
	c.mu.Lock()
	c.at[id] = m
	c.mu.Unlock()
	return m
}

// all remembers every report that was known.
func (c *reportCache) all(ctx context.Context, known time.Time) error {
	c.mu.RLock()
	n := len(c.at)
	c.mu.RUnlock()
	if n > 0 {
		return nil
	}
	all := map[string]*reportMeta{}
	for info, err := range c.src.Reports(ctx, known, "", 0) {
		if err != nil {
			return err
		}
		all[info.Report.ID] = metaOf(info.Report)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, m := range all {
		c.at[id] = m
	}
	return nil
}

func metaOf(r data.Report) *reportMeta {
	m := &reportMeta{
		Publisher: r.Publisher, URL: r.URL, Title: r.Title, Group: r.IndependenceGroup,
		Reliability: r.Reliability, Published: r.Published.UTC(),
	}
	if m.Group == "" {
		m.Group = r.ID
	}
	return m
}

// of gives the report that a claim rests on first; one without a report stands for itself.
func (c *reportCache) of(s *data.ClaimState) *reportMeta {
	for _, ev := range s.Claim.Evidence {
		if ev.Report != "" {
			return c.get(ev.Report)
		}
	}
	return &reportMeta{Group: s.Claim.ID}
}
