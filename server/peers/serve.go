//go:build peers

package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server"
	"dateline/server/location"
	"dateline/server/ogc"
)

// fixed is a situation that never changes: the points as places, the countries as zones.
type fixed map[string][]geo.Feature

func (f fixed) Features(_ context.Context, collection string, _ situation.Query) (situation.Set, error) {
	return situation.Set{Features: f[collection], Hash: collection, Valid: time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)}, nil
}

// serve answers with the location service over the gazetteer, and with the points and countries of dir as collections. how is
// "uncached" (each answer is made anew), "cached", or "bare": a handler that sends constant bytes, the limit of the framework.
func serve(dir, address, how string) error {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	if how == "bare" {
		body := make([]byte, 400)
		r.GET("/tiles/:c/:z/:x/:y", func(c *gin.Context) { c.Data(http.StatusOK, "application/vnd.mapbox-vector-tile", body) })
	} else if err := rooms(r, dir, how == "cached"); err != nil {
		return err
	}
	l, err := server.Listen(address)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return server.Serve(ctx, l, r)
}

func rooms(r *gin.Engine, dir string, cached bool) error {
	g, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	points, err := readPoints(dir)
	if err != nil {
		return err
	}
	sets := fixed{"places": pointFeatures(points)}
	if sets["zones"], err = readCountries(dir); err != nil {
		return err
	}
	d := ogc.Deps{Features: sets, CacheBytes: 1, Revision: func() uint64 { return 1 }}
	if cached {
		d.CacheBytes = 0
	}
	ogc.Register(r, d)
	location.Register(r, location.Deps{Gazetteer: g})
	g.CountryAt(points[0].point) // unpacks the outlines
	if len(points) == 0 {
		return fmt.Errorf("no points in %s", dir)
	}
	return nil
}
