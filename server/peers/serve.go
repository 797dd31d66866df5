//go:build peers

package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server"
	"dateline/server/location"
	"dateline/server/ogc"
)

// sets are a situation: the points as places, the countries as zones.
type sets struct {
	mu       sync.Mutex
	of       map[string][]geo.Feature
	revision uint64
}

func (s *sets) Features(_ context.Context, collection string, _ situation.Query) (situation.Set, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return situation.Set{Features: s.of[collection], Hash: fmt.Sprint(collection, s.revision), Valid: time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)}, nil
}

func (s *sets) Revision() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return 1 + s.revision
}

// write moves one of the points.
func (s *sets) write() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revision++
	places := slices.Clone(s.of["places"])
	moved := &places[int(s.revision*7919)%len(places)]
	at := moved.Geometry.(orb.Point)
	moved.Geometry = orb.Point{at[0] + 0.01, at[1]}
	s.of["places"] = places
}

// serve answers with the location service over the gazetteer, and with the points and countries of dir as collections. how is
// "uncached" (each answer is made anew), "cached", "writes" (cached, and every second one of the points moves), or "bare": a handler that sends constant bytes, the limit of the framework.
func serve(dir, address, how string) error {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	if how == "bare" {
		body := make([]byte, 400)
		r.GET("/tiles/:c/:z/:x/:y", func(c *gin.Context) { c.Data(http.StatusOK, "application/vnd.mapbox-vector-tile", body) })
	} else if err := rooms(r, dir, how); err != nil {
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

func rooms(r *gin.Engine, dir, how string) error {
	g, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	points, err := readPoints(dir)
	if err != nil {
		return err
	}
	countries, err := readCountries(dir)
	if err != nil {
		return err
	}
	s := &sets{of: map[string][]geo.Feature{"places": pointFeatures(points), "zones": countries}}
	d := ogc.Deps{Features: s, CacheBytes: 1, Revision: s.Revision}
	if how != "uncached" {
		d.CacheBytes = 0
	}
	if how == "writes" {
		go func() {
			for range time.Tick(time.Second) {
				s.write()
			}
		}()
	}
	ogc.Register(r, d)
	location.Register(r, location.Deps{Gazetteer: g})
	g.CountryAt(points[0].point) // unpacks the outlines
	if len(points) == 0 {
		return fmt.Errorf("no points in %s", dir)
	}
	return nil
}
