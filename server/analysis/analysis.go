// Package analysis answers questions about the situation that are no map layer: what changed between two instants, the
// areas by holder and how they depend on the cap and on single claims, their course through time, and roll-ups by
// administrative area.
package analysis

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/exchange"
	"dateline/data/situation"
	"dateline/server/ogc"
	"dateline/server/problem"
)

// Engine is what the room asks: situation.Engine.
type Engine interface {
	Diff(ctx context.Context, from, to situation.Query) (situation.Set, error)
	Sensitivity(ctx context.Context, q situation.Query, caps ...float64) (situation.Sensitivity, error)
	Series(ctx context.Context, q situation.Query, step time.Duration) ([]situation.Moment, error)
	Rollup(ctx context.Context, q situation.Query, level int) ([]situation.Rollup, error)
	Basis(ctx context.Context, collection, id string, q situation.Query) ([]string, error)
}

// Deps are what the room stands on.
type Deps struct {
	Engine  Engine
	Profile func(*gin.Context) string
}

// Register puts the room's addresses on r.
func Register(r gin.IRouter, d Deps) {
	r.GET("/diff", d.diff)
	r.GET("/areas", d.areas)
	r.GET("/series", d.series)
	r.GET("/rollup", d.rollup)
	r.GET("/basis", d.basis)
}

// common are the parameters that decide a situation, in every address.
var common = []string{"datetime", "known", "cap", "inferred", "without", "profile"}

func (d Deps) query(c *gin.Context, own ...string) (situation.Query, error) {
	if err := problem.OnlyParams(c, append(own, common...)...); err != nil {
		return situation.Query{}, err
	}
	return ogc.SituationQuery(c, d.Profile(c))
}

// diff gives the land that changed hands between two instants as GeoJSON.
func (d Deps) diff(c *gin.Context) {
	q, err := d.query(c, "from", "to")
	if err != nil {
		problem.Write(c, err)
		return
	}
	from, to := q, q
	if from.Valid, err = instant(c, "from"); err == nil {
		to.Valid, err = instant(c, "to")
	}
	if err == nil && !from.Valid.Before(to.Valid) {
		err = problem.Bad("from", "from (%s) must lie before to (%s)", c.Query("from"), c.Query("to"))
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	set, err := d.Engine.Diff(c.Request.Context(), from, to)
	if err != nil {
		problem.Write(c, err)
		return
	}
	body := []byte(`{"type":"FeatureCollection","features":[`)
	for i := range set.Features {
		if i > 0 {
			body = append(body, ',')
		}
		body = exchange.AppendFeature(body, &set.Features[i], exchange.Shown{})
	}
	c.Data(http.StatusOK, "application/geo+json", append(body, "]}\n"...))
}

func instant(c *gin.Context, name string) (time.Time, error) {
	v := c.Query(name)
	if v == "" {
		return time.Time{}, problem.Bad(name, "%s is missing: give a date or time, as in %s=2014-06-16", name, name)
	}
	return ogc.Instant(name, v)
}

// areas gives the areas by holder for each cap, and with and without the claims left out.
func (d Deps) areas(c *gin.Context) {
	q, err := d.query(c, "caps")
	if err != nil {
		problem.Write(c, err)
		return
	}
	caps, err := numbers("caps", c.Query("caps"), 10)
	if err != nil {
		problem.Write(c, err)
		return
	}
	s, err := d.Engine.Sensitivity(c.Request.Context(), q, caps...)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"method": situation.Method, "version": situation.Version, "inferred": !q.OwnOnly, "without": append([]string{}, q.Without...), "valid": timeOrNull(q.Valid), "known": timeOrNull(q.Known), "sensitivity": s})
}

// timeOrNull is null for a time that the question left open.
func timeOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

// numbers reads at most most distances in km.
func numbers(name, list string, most int) ([]float64, error) {
	if list == "" {
		return nil, nil
	}
	var out []float64
	for part := range strings.SplitSeq(list, ",") {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || !(v > 0 && v <= 500) || len(out) == most {
			return nil, problem.Bad(name, "%q is not a list of up to %d distances in km from above 0 to 500, as in %s=10,20,30", list, most, name)
		}
		out = append(out, v)
	}
	return out, nil
}

// series gives the areas by holder day by day over the interval in datetime.
func (d Deps) series(c *gin.Context) {
	q, err := d.query(c, "days")
	if err != nil {
		problem.Write(c, err)
		return
	}
	days := 1
	if v := c.Query("days"); v != "" {
		if days, err = strconv.Atoi(v); err != nil || days < 1 || days > 366 {
			problem.Write(c, problem.Bad("days", "%q is not a step of 1 to 366 days", v))
			return
		}
	}
	if q.From.IsZero() || q.Valid.IsZero() || q.Valid.Sub(q.From) > 3660*24*time.Hour {
		problem.Write(c, problem.Bad("datetime", "give an interval of at most ten years, as in datetime=2014-06-01/2014-06-30"))
		return
	}
	moments, err := d.Engine.Series(c.Request.Context(), q, time.Duration(days)*24*time.Hour)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"series": moments})
}

// rollup gives the situation by administrative area of a level, 1 being the first below the country.
func (d Deps) rollup(c *gin.Context) {
	q, err := d.query(c, "level")
	if err != nil {
		problem.Write(c, err)
		return
	}
	level := 1
	if v := c.Query("level"); v != "" {
		if level, err = strconv.Atoi(v); err != nil || level < 1 || level > 4 {
			problem.Write(c, problem.Bad("level", "%q is not an administrative level from 1 to 4", v))
			return
		}
	}
	areas, err := d.Engine.Rollup(c.Request.Context(), q, level)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"level": level, "areas": areas})
}

// basis gives every claim that a feature rests on, the oldest first.
func (d Deps) basis(c *gin.Context) {
	q, err := d.query(c, "collection", "id")
	if err != nil {
		problem.Write(c, err)
		return
	}
	collection, id := c.Query("collection"), c.Query("id")
	for _, name := range []string{"collection", "id"} {
		if c.Query(name) == "" {
			problem.Write(c, problem.Bad(name, "%s is missing: name a feature, as in collection=zones&id=zone:isis:assessed", name))
			return
		}
	}
	claims, err := d.Engine.Basis(c.Request.Context(), collection, id, q)
	if errors.Is(err, data.ErrNotFound) {
		err = problem.NotFound("there is no feature %.80q in the collection %.40q of this situation", id, collection)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"collection": collection, "id": id, "count": len(claims), "claims": claims})
}
