package ogc

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/server/problem"
)

// Limits of a page of items. Pages above maxLimit are not kept, but streamed.
const (
	defaultLimit = 100
	maxLimit     = 10_000
	maxStream    = 1_000_000
	// maxFilter is the longest filter in bytes.
	maxFilter = 64 << 10
)

// oldest stands for an open beginning: before every report there is.
var oldest = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)

// situationQuery reads what decides the situation: datetime, known, cap, without and the profile. pinned is true where the
// answer does not depend on the clock.
func (s *service) situationQuery(c *gin.Context) (q situation.Query, pinned bool, err error) {
	q.Profile = s.Profile(c)
	if v := c.Query("datetime"); v != "" {
		if q.From, q.Valid, err = parseDatetime("datetime", v); err != nil {
			return q, false, err
		}
	}
	if v := c.Query("known"); v != "" {
		if _, q.Known, err = parseInstant("known", v); err != nil {
			return q, false, err
		}
	}
	if v := c.Query("cap"); v != "" {
		km, err := strconv.ParseFloat(v, 64)
		if err != nil || !(km > 0 && km <= 500) {
			return q, false, problem.Bad("cap", "%q is not a number of kilometres from above 0 to 500", short(v))
		}
		q.CapKM = km
	}
	if v := c.Query("without"); v != "" {
		q.Without = strings.Split(v, ",")
	}
	switch v := c.Query("inferred"); v {
	case "", "true":
	case "false":
		q.OwnOnly = true
	default:
		return q, false, problem.Bad("inferred", "%q is neither true nor false", short(v))
	}
	return q, !q.Valid.IsZero() && !q.Known.IsZero(), nil
}

// parseDatetime reads an instant (the situation then) or an interval a/b, with .. or nothing for an open end.
func parseDatetime(name, v string) (from, to time.Time, err error) {
	begin, end, interval := strings.Cut(v, "/")
	if !interval {
		_, to, err = parseInstant(name, v)
		return time.Time{}, to, err
	}
	from = oldest
	if begin != "" && begin != ".." {
		if from, _, err = parseInstant(name, begin); err != nil {
			return from, to, err
		}
	}
	if end != "" && end != ".." {
		if _, to, err = parseInstant(name, end); err != nil {
			return from, to, err
		}
	}
	if !to.IsZero() && from.After(to) {
		return from, to, problem.Bad(name, "%q ends before it begins", short(v))
	}
	return from, to, nil
}

// parseInstant reads a time of RFC 3339, or a day, and gives the first and the last moment that it names.
func parseInstant(name, v string) (first, last time.Time, err error) {
	if t, err := time.Parse(time.RFC3339Nano, strings.Replace(v, " ", "+", 1)); err == nil {
		return t.UTC(), t.UTC(), nil
	}
	if t, err := time.Parse(time.DateOnly, v); err == nil {
		return t, t.Add(24*time.Hour - time.Second), nil
	}
	return first, last, problem.Bad(name, "%q is not a time; write 2014-06-16T12:00:00Z, 2014-06-16, or two of them with / between and .. for an open end", short(v))
}

func short(v string) string {
	if r := []rune(v); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return v
}

// parseBBox reads four or six numbers: west, south, east, north, heights ignored. West above east crosses the
// antimeridian. The box is in degrees, or in the units of crs.
func parseBBox(v string) (orb.Bound, error) {
	parts := strings.Split(v, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return orb.Bound{}, problem.Bad("bbox", "%q has %d numbers, want four: west,south,east,north", short(v), len(parts))
	}
	n := make([]float64, len(parts))
	for i, p := range parts {
		f, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			return orb.Bound{}, problem.Bad("bbox", "%q is not a number", short(p))
		}
		n[i] = f
	}
	if len(n) == 6 {
		n = []float64{n[0], n[1], n[3], n[4]}
	}
	if n[1] > n[3] {
		return orb.Bound{}, problem.Bad("bbox", "south %g lies north of north %g", n[1], n[3])
	}
	return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, nil
}

// degrees checks that a box in degrees lies on the Earth.
func degrees(b orb.Bound) error {
	if b.Min[1] < -90 || b.Max[1] > 90 || b.Min[0] < -180 || b.Min[0] > 180 || b.Max[0] < -180 || b.Max[0] > 180 {
		return problem.Bad("bbox", "the box %g,%g,%g,%g leaves longitude -180 to 180 or latitude -90 to 90", b.Min[0], b.Min[1], b.Max[0], b.Max[1])
	}
	return nil
}

func parseLimit(v string) (int, error) {
	if v == "" {
		return defaultLimit, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return 0, problem.Bad("limit", "%q is not a whole number from 1; pages hold at most %d", short(v), maxStream)
	}
	return min(n, maxStream), nil
}
