package main

import (
	"io"
	"os"
	"sync"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/geo/gazetteer"
)

// app is what every command works with: the three streams, the clock, and the parts that flags open.
type app struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time

	dbPath, rulesDir string
	// gazetteersDir is the folder of imported gazetteers where it is not beside the store.
	gazetteersDir string

	gazetteerOnce sync.Once
	gaz           *gazetteer.Gazetteer
	gazErr        error
}

// Gazetteer opens the built-in gazetteer, once, with the imported ones on top.
func (a *app) Gazetteer() (*gazetteer.Gazetteer, error) {
	a.gazetteerOnce.Do(func() { a.gaz, a.gazErr = gazetteer.Open(a.gazetteerDir()) })
	return a.gaz, a.gazErr
}

// OpenStore opens or creates the store that --db names. The caller closes it.
func (a *app) OpenStore() (*data.Store, error) {
	return data.Open(a.dbPath, data.Options{Now: a.Now})
}

// Reader makes the reader of reports.
func (a *app) Reader() (*extract.Reader, error) {
	g, err := a.Gazetteer()
	if err != nil {
		return nil, err
	}
	return a.readerOver(g)
}

// readerOver makes the reader of reports over a gazetteer.
func (a *app) readerOver(g *gazetteer.Gazetteer) (*extract.Reader, error) {
	if a.rulesDir != "" {
		return extract.New(g, extract.WithRules(a.rulesDir))
	}
	return extract.New(g)
}

// Interactive says whether messages go to a person at a terminal, so that progress may be drawn.
func (a *app) Interactive() bool {
	f, ok := a.Stderr.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
