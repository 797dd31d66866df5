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
	folded                                    string // data.PublisherName(Publisher)
}

// headSource is a Source that gives a report without reading its text.
type headSource interface {
	ReportHead(ctx context.Context, id string) (data.Report, error)
}

// standingSource is a Source that knows which reports are copies of one text and how reliable their publishers are, as of a time.
type standingSource interface {
	Standing(report string, known time.Time) data.Standing
	// Moved changes when the standing of reports that were there before does.
	Moved(known time.Time) uint64
}

// reportCache remembers reports without their texts, as of a known time. A report never changes under its id; its standing may,
// and then a new cache is made.
type reportCache struct {
	src   Source
	known time.Time
	moved uint64
	mu    sync.RWMutex
	at    map[string]*reportMeta
}

func newReports(src Source, known time.Time) *reportCache {
	return &reportCache{src: src, known: known, moved: movedAt(src, known), at: map[string]*reportMeta{}}
}

func movedAt(src Source, known time.Time) uint64 {
	if s, ok := src.(standingSource); ok {
		return s.Moved(known)
	}
	return 0
}

// stand gives a report its standing.
func (c *reportCache) stand(m *reportMeta, id string) *reportMeta {
	if s, ok := c.src.(standingSource); ok {
		st := s.Standing(id, c.known)
		m.Group, m.Reliability = st.Group, st.Grade
	}
	return m
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
	m = c.stand(metaOf(r), id)
	c.mu.Lock()
	c.at[id] = m
	c.mu.Unlock()
	return m
}

// all remembers every report that was known.
func (c *reportCache) all(ctx context.Context) error {
	c.mu.RLock()
	n := len(c.at)
	c.mu.RUnlock()
	if n > 0 {
		return nil
	}
	all := map[string]*reportMeta{}
	for info, err := range c.src.Reports(ctx, c.known, "", 0) {
		if err != nil {
			return err
		}
		all[info.Report.ID] = c.stand(metaOf(info.Report), info.Report.ID)
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
		Reliability: r.Reliability, Published: r.Published.UTC(), folded: data.PublisherName(r.Publisher),
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
