// Package problem answers bad requests: one application/problem+json (RFC 9457) that names the input, the place and the
// remedy. Internals are logged, never sent.
package problem

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/data"
)

// Error is a fault of the request, meant to be read by whoever sent it.
type Error struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	// Detail names the input and what to do.
	Detail string `json:"detail,omitempty"`
	// Parameter is the query parameter, header or path part at fault.
	Parameter string `json:"parameter,omitempty"`
	// Extra is put beside these members: candidates of an ambiguous name, the state behind a conflict.
	Extra map[string]any `json:"-"`
}

// Error gives title and detail in one line.
func (e *Error) Error() string { return e.Title + ": " + e.Detail }

// Bad is a 400 about a parameter.
func Bad(parameter, format string, args ...any) *Error {
	return &Error{Status: http.StatusBadRequest, Title: "Bad request", Parameter: parameter, Detail: fmt.Sprintf(format, args...)}
}

// NotFound is a 404.
func NotFound(format string, args ...any) *Error {
	return &Error{Status: http.StatusNotFound, Title: "Not found", Detail: fmt.Sprintf(format, args...)}
}

// Write answers the request with err and ends it. Errors of the store map to their status; any other error is a 500
// whose text goes to the log alone.
func Write(c *gin.Context, err error) {
	e := of(c, err)
	body := map[string]any{"type": "about:blank", "title": e.Title, "status": e.Status, "instance": c.Request.URL.Path}
	for k, v := range e.Extra {
		body[k] = v
	}
	if e.Detail != "" {
		body["detail"] = e.Detail
	}
	if e.Parameter != "" {
		body["parameter"] = e.Parameter
	}
	c.Abort()
	c.Header("Cache-Control", "no-store")
	c.Header("Content-Type", "application/problem+json")
	c.JSON(e.Status, body)
}

func of(c *gin.Context, err error) *Error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, data.ErrNotFound):
		return &Error{Status: http.StatusNotFound, Title: "Not found", Detail: err.Error()}
	case errors.Is(err, data.ErrConflict):
		return &Error{Status: http.StatusConflict, Title: "Conflict", Detail: err.Error()}
	case errors.Is(err, data.ErrInvalid):
		return &Error{Status: http.StatusUnprocessableEntity, Title: "Not possible", Detail: err.Error()}
	case errors.Is(err, data.ErrReadOnly):
		return &Error{Status: http.StatusForbidden, Title: "Read only", Detail: err.Error()}
	case errors.Is(err, context.Canceled):
		return &Error{Status: 499, Title: "Request cancelled"}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Status: http.StatusServiceUnavailable, Title: "Took too long", Detail: "ask for less: a smaller box, limit or range"}
	}
	slog.Error("request failed", "path", c.Request.URL.Path, "err", err)
	return &Error{Status: http.StatusInternalServerError, Title: "Internal error", Detail: "the server could not answer; its log says why"}
}

// OnlyParams is a 400 where the query holds a parameter that is not in allowed.
func OnlyParams(c *gin.Context, allowed ...string) error {
	var unknown []string
	for k := range c.Request.URL.Query() {
		if !slices.Contains(allowed, k) {
			unknown = append(unknown, k)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	sort.Strings(unknown)
	return Bad(unknown[0], "unknown parameter %q; this address takes %s", unknown[0], strings.Join(slices.Sorted(slices.Values(allowed)), ", "))
}
