package ogc

import (
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data/situation"
)

// SituationQuery reads the parameters that decide a situation (datetime, known, cap, without) for rooms that answer other
// questions about it.
func SituationQuery(c *gin.Context, profile string) (situation.Query, error) {
	s := service{Deps: Deps{Profile: func(*gin.Context) string { return profile }}}
	q, _, err := s.situationQuery(c)
	return q, err
}

// Instant reads a date, which means its end, or an RFC 3339 time.
func Instant(parameter, value string) (time.Time, error) {
	_, at, err := parseInstant(parameter, value)
	return at, err
}
