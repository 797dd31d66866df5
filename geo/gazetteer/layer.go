package gazetteer

import (
	"sync"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/topo"
)

// layer is one index with what is unpacked of it on first use.
type layer struct {
	name string
	r    *index.Reader

	areasOnce sync.Once
	areas     *areas
}

func newLayer(name string, r *index.Reader) *layer { return &layer{name: name, r: r} }

// place assembles the i-th place of the layer.
func (l *layer) place(i int) Place {
	class, kind := l.r.Kind(i)
	admin1, admin2 := l.r.Admin(i)
	lon, lat := l.r.Fixed(i)
	p := Place{
		ID: l.r.ID(i), Name: l.r.Name(i), Kind: kind, Class: class, Country: l.r.Country(i), Admin1: admin1, Admin2: admin2, PCode: l.r.PCode(i),
		Population: l.r.Population(i), Point: orb.Point{float64(lon) / 1e7, float64(lat) / 1e7}, Source: l.r.Source(i),
	}
	if class != 'P' {
		p.Note = l.r.Note(i)
	}
	return p
}

// areas are the outlines of a layer, ready for questions.
type areas struct {
	outlines *topo.Outlines
	// place[shape] is the place of a shape, -1 for none; shape[id] its shape.
	place   []int
	shape   map[string]int
	borders *topo.Locator
	// bounds gives the box of each shape.
	bounds func() []orb.Bound
}

// ready gives the layer's outlines, unpacking what is needed on first use (about 0.2 s for the world).
func (l *layer) ready() *areas {
	l.areasOnce.Do(func() {
		o, err := topo.Open(l.r.Outlines())
		if err != nil {
			o = &topo.Outlines{}
		}
		a := &areas{outlines: o, place: make([]int, len(o.Shapes)), shape: make(map[string]int, len(o.Shapes))}
		for i, s := range o.Shapes {
			a.place[i] = -1
			if p, ok := l.r.ByID(s.ID); ok {
				a.place[i] = p
			}
			a.shape[s.ID] = i
		}
		a.bounds = sync.OnceValue(o.Bounds)
		a.borders = topo.NewLocator(o, topo.Country, topo.Disputed, topo.Admin1, topo.Admin2, topo.Admin3)
		l.areas = a
	})
	return l.areas
}

// shapes gives the outlines of the layer without preparing them for questions.
func (l *layer) shapes() []topo.Shape {
	o, err := topo.Open(l.r.Outlines())
	if err != nil {
		return nil
	}
	return o.Shapes
}
