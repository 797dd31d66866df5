package desk

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/server/access"
	"dateline/server/problem"
)

// sources lists the publishers that somebody graded.
func (d *desk) sources(c *gin.Context) {
	if err := problem.OnlyParams(c, "profile"); err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"sources": orEmpty(d.Store.Sources()), "default": data.GradeUnknown})
}

// source answers the grade of one publisher, as known now or then.
func (d *desk) source(c *gin.Context) {
	known, err := knownParam(c)
	if err == nil {
		err = problem.OnlyParams(c, "profile", "known")
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, d.Store.Source(c.Param("publisher"), known))
}

// putSource grades a publisher: {"grade": "B", "why": "corrections are published"}.
func (d *desk) putSource(c *gin.Context) {
	var b struct {
		Grade string `json:"grade"`
		Why   string `json:"why"`
	}
	dec := json.NewDecoder(c.Request.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&b); err != nil {
		problem.Write(c, bodyError(err))
		return
	}
	src := data.Source{Publisher: c.Param("publisher"), Grade: b.Grade, Why: b.Why}
	if err := d.Store.SetSources(c.Request.Context(), access.Author(c, c.Query("by")), src); err != nil {
		problem.Write(c, faults(err))
		return
	}
	c.JSON(http.StatusOK, gin.H{"source": d.Store.Source(src.Publisher, time.Time{}), "revision": d.Store.Revision()})
}
