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
)

// watchEvery is how often a server looks for gazetteers that were imported or removed.
const watchEvery = 2 * time.Second

// watchGazetteers takes up gazetteers that are imported or removed while the server answers, until ctx ends; seen is
// what it has opened. SIGHUP does the same at once, and also where nothing seems to have changed; at a terminal it still ends
// the program, as it does when the window is closed.
func (a *app) watchGazetteers(ctx context.Context, site *server.Site, seen []gazetteer.Stamp) {
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
		found, err := gazetteer.Stamps(dir)
		if err != nil || !asked && slices.Equal(found, seen) {
			continue
		}
		seen = found
		if err := a.exchangeGazetteer(dir, site); err != nil {
			slog.Error("the gazetteer stays as it was", "err", err)
			continue
		}
		slog.Info("gazetteer exchanged", "folder", dir, "imported", len(found))
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
	return site.Exchange(server.Ground{Gazetteer: g, Read: reader.Read})
}
