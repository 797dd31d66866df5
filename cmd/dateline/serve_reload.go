package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"dateline/geo/gazetteer"
	"dateline/server"
	"dateline/server/ogc/basemap/physical"
)

// watchEvery is how often a server looks for gazetteers that were imported or removed.
const watchEvery = 2 * time.Second

// groundStamps tell a state of the imported gazetteers and of the imported basemap from another one.
type groundStamps struct {
	gazetteers []gazetteer.Stamp
	basemap    []physical.Stamp
}

func (s groundStamps) equal(t groundStamps) bool {
	return slices.Equal(s.gazetteers, t.gazetteers) && slices.Equal(s.basemap, t.basemap)
}

func (a *app) groundStamps() (s groundStamps, err error) {
	if s.gazetteers, err = gazetteer.Stamps(a.gazetteerDir()); err != nil {
		return s, err
	}
	s.basemap, err = physical.Stamps(a.basemapDir())
	return s, err
}

// watchGazetteers takes up gazetteers, and files for the basemap, that are imported or removed while the server answers, until ctx ends; seen is
// what it has opened. SIGHUP does the same at once, and also where nothing seems to have changed; at a terminal it still ends
// the program, as it does when the window is closed.
func (a *app) watchGazetteers(ctx context.Context, site *server.Site, seen groundStamps) {
	hangup := make(chan os.Signal, 1)
	if !a.Interactive() {
		signal.Notify(hangup, syscall.SIGHUP)
		defer signal.Stop(hangup)
	}
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	dir := a.gazetteerDir()
	for asked := false; ; asked = false {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
			asked = true
		case <-tick.C:
		}
		found, err := a.groundStamps()
		if err != nil || !asked && found.equal(seen) {
			continue
		}
		seen = found
		if err := a.exchangeGazetteer(dir, site); err != nil {
			slog.Error("the gazetteer stays as it was", "err", err)
			continue
		}
		slog.Info("gazetteer exchanged", "folder", dir, "imported", len(found.gazetteers), "basemap", len(found.basemap))
	}
}

// exchangeGazetteer opens the gazetteers of the folder anew and gives them to the site.
func (a *app) exchangeGazetteer(dir string, site *server.Site) error {
	g, err := gazetteer.Open(dir)
	if err != nil {
		return err
	}
	reader, err := a.readerOver(g)
	if err != nil {
		_ = g.Close() // the first error says what is wrong
		return err
	}
	imported, err := physical.Open(a.basemapDir())
	if err != nil {
		_ = g.Close() // the first error says what is wrong
		return err
	}
	return site.Exchange(server.Ground{Gazetteer: g, Read: reader.Read, Physical: imported})
}
