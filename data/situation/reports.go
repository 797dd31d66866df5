package situation

import (
	"context"
	"sync"
	"time"

	"dateline/data"
)

// reportMeta is what evidence says of its report.
type reportMeta struct {
	id                                        string
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
	light map[string]*reportMeta // without what only sentences show
}

func newReports(src Source, known time.Time) *reportCache {
	return &reportCache{src: src, known: known, moved: movedAt(src, known), at: map[string]*reportMeta{}, light: map[string]*reportMeta{}}
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
		return &reportMeta{id: id, Group: id}
	}
	m = c.stand(metaOf(r), id)
	c.mu.Lock()
	c.at[id] = m
	c.mu.Unlock()
	return m
}

func metaOf(r data.Report) *reportMeta {
	m := &reportMeta{
		id: r.ID, Publisher: r.Publisher, URL: r.URL, Title: r.Title, Group: r.IndependenceGroup,
		Reliability: r.Reliability, Published: r.Published.UTC(), folded: data.PublisherName(r.Publisher),
	}
	if m.Group == "" {
		m.Group = r.ID
	}
	return m
}

// of gives the standing of the report that a claim rests on first; a claim without a report stands for itself.
func (c *reportCache) of(report, claim string) *reportMeta {
	if report == "" {
		return &reportMeta{Group: claim}
	}
	s, ok := c.src.(standingSource)
	if !ok {
		return c.get(report)
	}
	c.mu.RLock()
	m := c.light[report]
	c.mu.RUnlock()
	if m != nil {
		return m
	}
	st := s.Standing(report, c.known)
	m = &reportMeta{id: report, Group: st.Group, folded: st.Publisher, Reliability: st.Grade}
	c.mu.Lock()
	defer c.mu.Unlock()
	if other := c.light[report]; other != nil {
		return other
	}
	c.light[report] = m
	return m
}

// timeOf is when a claim begins to hold: its start, else the publication of its report, else when it was recorded.
func (c *reportCache) timeOf(start *time.Time, m *reportMeta, known time.Time) time.Time {
	if start != nil {
		return start.UTC()
	}
	if m.id != "" {
		if p := c.get(m.id).Published; !p.IsZero() {
			return p.UTC()
		}
	}
	return known.UTC()
}
