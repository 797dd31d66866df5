package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"dateline/tiles"
	"dateline/tiles/archive"
)

// cut writes collections into a tile archive at path, going on with what an interrupted run left there.
func (a *app) cut(ctx context.Context, e exporter, names []string, path string, maxZoom int, update bool) error {
	if maxZoom < 0 || maxZoom > tiles.FullZoom {
		return fmt.Errorf("--maxzoom: %d is not from 0 to %d", maxZoom, tiles.FullZoom)
	}
	job := archive.Job{MaxZoom: uint32(maxZoom)}
	for _, name := range names {
		features, err := e.features(ctx, name)
		if err != nil {
			return err
		}
		if l := tiles.Pack(name, features, tiles.Options{}); l.Len() > 0 {
			job.Layers = append(job.Layers, l)
		}
	}
	if len(job.Layers) == 0 {
		return errors.New("export tiles: nothing to draw at that time under that profile; the public one shows reviewed claims alone (dateline review), --profile internal shows all")
	}
	if update {
		old, err := oldTiles(path, &job)
		if err != nil {
			return err
		}
		if old != nil {
			defer old.Close()
		}
	}
	return a.runJob(ctx, job, path)
}

// oldTiles gives the job the archive that is to be brought up to date; nil where there is none yet.
func oldTiles(path string, job *archive.Job) (archive.Source, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	old, err := archive.OpenSource(path)
	if err != nil {
		return nil, fmt.Errorf("--update: %w", err)
	}
	job.Old, job.OldPrints = old, archive.LoadPrints(archive.PrintsOf(path))
	return old, nil
}

func (a *app) runJob(ctx context.Context, job archive.Job, path string) error {
	log, err := archive.NewLog(path, job.Key())
	if err != nil {
		return err
	}
	bar := a.progress(job.Count(), "tiles")
	job.Progress = bar.steps
	done, err := job.Cut(ctx, log)
	bar.done()
	if err != nil {
		return errors.Join(err, log.Stop())
	}
	m := archive.Meta{TileJSON: tiles.Describe(job.Layers...), MaxZoom: uint8(job.MaxZoom)}
	m.Name, m.Attribution = "Dateline", "Dateline; GeoNames (CC BY 4.0); Made with Natural Earth"
	if err := log.Finish(path, m); err != nil {
		return err
	}
	fmt.Fprintf(a.Stderr, "%s: %d tiles, %d of them made anew", path, done.Tiles, done.Made)
	if n := log.Resumed(); n > 0 {
		fmt.Fprintf(a.Stderr, ", %d by an earlier run", n)
	}
	fmt.Fprintln(a.Stderr)
	return done.Prints.Save(archive.PrintsOf(path))
}
