//go:build peers

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"dateline/geo"
	"dateline/tiles"
	"dateline/tiles/archive"
)

// timeArchive makes an archive of the points at z0 to z8 and prints what it took, then what each zoom keeps of them.
func timeArchive(dir string) error {
	points, err := readPoints(dir)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "points.pmtiles")
	features := pointFeatures(points)
	begin, spent := time.Now(), cpuTime()
	if err := writeArchive(path, features); err != nil {
		return err
	}
	took, spent := time.Since(begin), cpuTime()-spent
	about, err := describeArchive(path)
	if err != nil {
		return err
	}
	fmt.Printf("archive %.2f %.2f %s\n", took.Seconds(), spent.Seconds(), about)
	return nil
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func writeArchive(path string, features []geo.Feature) error {
	job := archive.Job{Layers: []*tiles.Layer{tiles.Pack("places", features, tiles.Options{})}, MaxZoom: 8}
	log, err := archive.NewLog(path, job.Key())
	if err != nil {
		return err
	}
	if _, err := job.Cut(context.Background(), log); err != nil {
		return err
	}
	return log.Finish(path, archive.Meta{TileJSON: tiles.Describe(job.Layers...), MaxZoom: 8})
}

// describeArchive reads the archive back: its tiles, its size, its largest tile, and by zoom how many of the points are drawn
// and how many those stand for.
func describeArchive(path string) (string, error) {
	r, file, err := archive.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	var drawn, meant [9]int
	count, largest := 0, 0
	row := []tiles.Tile{{}}
	for z := 0; z <= 8; z++ {
		var next []tiles.Tile
		for _, t := range row {
			data, ok, err := r.Tile(t)
			if err != nil {
				return "", err
			}
			if !ok {
				continue
			}
			count, largest = count+1, max(largest, len(data))
			n, m, err := own(data)
			if err != nil {
				return "", err
			}
			drawn[z], meant[z] = drawn[z]+n, meant[z]+m
			c := t.Children()
			next = append(next, c[:]...)
		}
		row = next
	}
	s, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d tiles, %.1f MB, largest %d kB; drawn z0-8: %v; stood for: %v", count, float64(s.Size())/1e6, largest/1000, drawn, meant), nil
}

// own counts the points within the tile proper, not its buffer, and what they stand for.
func own(data []byte) (drawn, meant int, err error) {
	layers, err := tiles.Decode(data)
	if err != nil {
		return 0, 0, err
	}
	inside := func(v uint32) bool { return v&1 == 0 && v>>1 < tiles.Extent } // zigzag: even where not negative
	for _, l := range layers {
		for _, f := range l.Features {
			if len(f.Geometry) < 3 || !inside(f.Geometry[1]) || !inside(f.Geometry[2]) {
				continue
			}
			drawn++
			switch n := f.Properties["point_count"].(type) {
			case float64:
				meant += int(n)
			default:
				meant++
			}
		}
	}
	return drawn, meant, nil
}
