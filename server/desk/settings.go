package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/server/access"
	"dateline/server/problem"
)

func isNotFound(err error) bool { return errors.Is(err, data.ErrNotFound) }

// settings lists the settings that were made, and the built-in value of the others.
func (d *desk) settings(c *gin.Context) {
	out := map[string]json.RawMessage{}
	for name, value := range data.DefaultSettings() {
		out[name] = value
	}
	for _, n := range d.Store.NamedList(data.TypeSetting) {
		out[n.Name] = n.Value
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"settings": out})
}

// putSetting records a new value of a setting.
func (d *desk) putSetting(c *gin.Context) {
	b, err := io.ReadAll(io.LimitReader(c.Request.Body, 1<<20))
	if err == nil {
		err = data.CheckSetting(c.Param("name"), b)
	}
	if err != nil {
		problem.Write(c, faults(err))
		return
	}
	if err := d.Store.PutNamed(c.Request.Context(), access.Author(c, c.Query("by")), data.TypeSetting, c.Param("name"), b); err != nil {
		problem.Write(c, faults(err))
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": c.Param("name"), "value": json.RawMessage(b), "revision": d.Store.Revision()})
}

// ledger answers entries after since, without the bodies of readings: who did what, when.
func (d *desk) ledger(c *gin.Context) {
	limit, err := limitParam(c, 100, 1000)
	since := uint64(0)
	if s := c.Query("since"); err == nil && s != "" {
		if since, err = strconv.ParseUint(s, 10, 64); err != nil {
			err = problem.Bad("since", "%q is not the sequence of an entry", s)
		}
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	list := []gin.H{}
	for e, err := range d.Store.Since(c.Request.Context(), since) {
		if err != nil {
			problem.Write(c, err)
			return
		}
		line := gin.H{"seq": e.Seq, "at": e.At, "author": e.Author, "type": e.Type, "hash": fmt.Sprintf("%x", e.Hash)}
		if e.Type != data.TypeReading && e.Type != data.TypeRereading && e.Type != data.TypeKey && json.Valid(e.Body) {
			line["body"] = json.RawMessage(e.Body)
		}
		if list = append(list, line); len(list) == limit {
			break
		}
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"entries": list, "revision": d.Store.Revision()})
}

// backup streams a consistent copy of the whole store while it works on.
func (d *desk) backup(c *gin.Context) {
	if err := d.Guard.Audit(c.Request.Context(), c, "backup", nil); err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Content-Type", "application/octet-stream")
	c.Header("Content-Disposition", `attachment; filename="dateline-backup.db"`)
	c.Header("Cache-Control", "no-store")
	if n, err := d.Store.WriteTo(c.Writer); err != nil {
		// The answer has begun: cutting the connection tells the client that the copy is not whole.
		slog.Error("backup failed", "bytes", n, "err", err)
		panic(http.ErrAbortHandler)
	}
}
