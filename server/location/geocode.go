package location

import (
	"fmt"

	"github.com/gin-gonic/gin"

	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

const (
	defaultHits, maxHits = 10, 50
)

// geocode answers /geocode: by q, or by name with admin1 and country.
func (s *service) geocode(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "q", "name", "admin1", "country", "lang", "near", "bbox", "kind", "limit")
	if err != nil {
		return reply{}, err
	}
	q, err := p.query(places)
	if err != nil {
		return reply{}, err
	}
	if q.Name, err = p.text("name"); err != nil {
		return reply{}, err
	}
	if q.Admin1, err = p.text("admin1"); err != nil {
		return reply{}, err
	}
	switch {
	case q.Text == "" && q.Name == "":
		return reply{}, problem.Bad("q", "q is missing or empty; write q=Mosul, or name= with admin1= and country=")
	case q.Text != "" && (q.Name != "" || q.Admin1 != ""):
		return reply{}, problem.Bad("q", "q goes with country=, near=, bbox= and kind=, but not with name= or admin1=; leave out one or the other")
	}
	if looksLikeCoordinates(q.Text) {
		return reply{}, problem.Bad("q", "%s is a point and no name; ask /reverse?lon=…&lat=… for what is there", quote(q.Text))
	}
	hits, err := places.Search(q)
	return hitsReply(places, q, hits, err)
}

// autocomplete answers /autocomplete: what the letters typed so far may become.
func (s *service) autocomplete(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "q", "country", "lang", "near", "bbox", "kind", "limit")
	if err != nil {
		return reply{}, err
	}
	q, err := p.query(places)
	if err != nil {
		return reply{}, err
	}
	if q.Text == "" {
		return reply{}, problem.Bad("q", "q is missing or empty; write the letters typed so far, as in q=mos")
	}
	hits, err := places.Autocomplete(q)
	return hitsReply(places, q, hits, err)
}

// query reads what /geocode and /autocomplete have in common.
func (p params) query(places Places) (q gazetteer.Query, err error) {
	if q.Text, err = p.text("q"); err != nil {
		return q, err
	}
	if q.Lang, err = p.lang("lang"); err != nil {
		return q, err
	}
	if q.Near, err = p.optionalPoint("near"); err != nil {
		return q, err
	}
	if q.Bound, err = p.optionalBound("bbox"); err != nil {
		return q, err
	}
	if q.Country, err = p.country("country", places); err != nil {
		return q, err
	}
	if q.Kinds, err = p.kinds("kind"); err != nil {
		return q, err
	}
	q.Limit, err = p.integer("limit", defaultHits, 1, maxHits)
	return q, err
}

func hitsReply(places Places, q gazetteer.Query, hits []gazetteer.Hit, err error) (reply, error) {
	if err != nil {
		return reply{}, fmt.Errorf("search: %w", err)
	}
	out := hitsAnswer(places, q, hits)
	return out.reply(), nil
}

func hitsAnswer(places Places, q gazetteer.Query, hits []gazetteer.Hit) Answer {
	d := newDescriber(places, q.Lang)
	out := Answer{query: q.Text}
	if q.Text == "" {
		out.query = label(q.Name, q.Admin1, q.Country)
	}
	out.answers = make([]answer, 0, len(hits))
	for _, h := range hits {
		out.answers = append(out.answers, d.hit(h))
	}
	return out
}
