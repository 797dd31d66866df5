//go:build peers

package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/tiles"
)

// asked is how many different questions of each kind both sides get, again and again.
const asked = 2000

// writeQuestions writes into dir, beside points.csv, the places of the gazetteer (places.csv) and the questions: points.txt
// to stand on (lon,lat), tiles.txt (z,x,y) around cities at z4 to z12 and tiles8.txt at z8 to z12. They are the same each time.
func writeQuestions(dir string) error {
	g, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	cities, err := readPoints(dir)
	if err != nil {
		return err
	}
	if err := lines(filepath.Join(dir, "places.csv"), func(w *bufio.Writer) {
		for _, p := range g.Within(geo.World, gazetteer.NearOptions{}) {
			fmt.Fprintf(w, "%s,%v,%v,%d\n", p.ID, p.Point[0], p.Point[1], p.Population)
		}
	}); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(7, 8))
	if err := lines(filepath.Join(dir, "questions.txt"), func(w *bufio.Writer) {
		for range asked {
			c := cities[r.IntN(len(cities))].point
			fmt.Fprintf(w, "%.5f,%.5f\n", min(max(c[0]+r.NormFloat64(), -179), 178), min(max(c[1]+r.NormFloat64(), -80), 80))
		}
	}); err != nil {
		return err
	}
	for name, from := range map[string]int{"tiles.txt": 4, "tiles8.txt": 8} {
		if err := lines(filepath.Join(dir, name), func(w *bufio.Writer) {
			for i := range asked {
				c := cities[r.IntN(len(cities))].point
				t := tiles.At(orb.Point{c[0], min(max(c[1], -85), 85)}, uint32(from+i%(13-from)))
				fmt.Fprintf(w, "%d,%d,%d\n", t.Z, t.X, t.Y)
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

func lines(path string, write func(*bufio.Writer)) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	write(w)
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
