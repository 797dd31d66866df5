package zone

import (
	"math"

	"github.com/paulmach/orb"
)

// Inferred is the class of a cell whose settlement no report names, and most of whose neighbours have one holder.
const Inferred = "inferred"

// Inference says which settlements without any report take the holder of their reported neighbours, their witnesses, and how far.
//
// A silent settlement takes the holder of its nearest witness where at least two thirds of all witnesses with a status name that
// holder, and where it is not much larger than every one of them: a village does not speak for a city. Witnesses are the
// nearest reported settlements, 16 at most, within whose caps it lies. It reaches as far as is left of the nearest witness's cap, so that no land is coloured
// that is farther from a reported settlement than the cap. It is immutable.
type Inference struct {
	// witnesses are the reported sites within reach of each silent one, the nearest first; nil for reported sites.
	witnesses [][]int32
	// dependents are the silent sites that a reported one is a witness for.
	dependents [][]int32
	caps       []float64
}

// agreeShare is how many of the witnesses must name the holder: of the shares 2/3, 4/5 and 1 the one with the highest
// intersection over union in TestTruth, for settlements of which half are silent, with and without noise.
const agreeShare = 2.0 / 3

// speaksFor is how many times more people a silent settlement may have than its most populous witness.
const speaksFor = 2

// NewInference finds the witnesses of every site with CapKM of 0. people[i] is the population of site i, 0 where it is not known.
func NewInference(sites []Site, people []int64) *Inference {
	f := &Inference{witnesses: make([][]int32, len(sites)), dependents: make([][]int32, len(sites)), caps: make([]float64, len(sites))}
	reach := 0.0
	var reported []int32
	for i, s := range sites {
		f.caps[i] = s.CapKM
		if s.CapKM > 0 && finite(s.Point) {
			reach, reported = math.Max(reach, s.CapKM), append(reported, int32(i))
		}
	}
	if reach == 0 {
		return f
	}
	bins := newBins(sites, reported, reach)
	for i, s := range sites {
		if s.CapKM <= 0 && finite(s.Point) {
			f.witnesses[i], f.caps[i] = bins.around(int32(i))
			if most := mostPeople(people, f.witnesses[i]); people[i] > speaksFor*max(most, 1) && people[i] > 0 {
				f.witnesses[i], f.caps[i] = nil, 0
			}
			for _, w := range f.witnesses[i] {
				f.dependents[w] = append(f.dependents[w], int32(i))
			}
		}
	}
	return f
}

func mostPeople(people []int64, of []int32) int64 {
	most := int64(0)
	for _, w := range of {
		most = max(most, people[w])
	}
	return most
}

// Cap is how far the cell of a site reaches: its own cap, or what is left of that of its nearest witness.
func (f *Inference) Cap(site int) float64 { return f.caps[site] }

// Witnesses are the reported sites that a silent one follows, the nearest first.
func (f *Inference) Witnesses(site int) []int32 { return f.witnesses[site] }

// Dependents are the silent sites that may change with the key of a reported one.
func (f *Inference) Dependents(site int) []int32 { return f.dependents[site] }

// Key gives the key of a silent site, given those of the reported ones; the zero Key where too few of them agree.
func (f *Inference) Key(site int, keys []Key) Key {
	ws := f.witnesses[site]
	if len(ws) == 0 || keys[ws[0]] == (Key{}) {
		return Key{}
	}
	holder, of, all := keys[ws[0]].Holder, 0, 0
	for _, w := range ws {
		if k := keys[w]; k != (Key{}) {
			all++
			if k.Holder == holder && agrees(k) {
				of++
			}
		}
	}
	if float64(of) < agreeShare*float64(all) {
		return Key{}
	}
	return Key{Holder: holder, Class: Inferred}
}

// agrees says whether a status is clear enough to speak for a neighbour.
func agrees(k Key) bool { return k.Class != Contested && k.Class != "disputed" }

// Fill gives every silent site without a key the one of its witnesses.
func (f *Inference) Fill(keys []Key) {
	for i, ws := range f.witnesses {
		if len(ws) > 0 && keys[i] == (Key{}) {
			keys[i] = f.Key(i, keys)
		}
	}
}

// siteBins finds sites near others in a grid of cubes.
type siteBins struct {
	sites []Site
	side  float64
	at    map[[3]int32][]int32
	pos   []vec
}

func newBins(sites []Site, members []int32, side float64) *siteBins {
	b := &siteBins{sites: sites, side: side, at: map[[3]int32][]int32{}, pos: make([]vec, len(sites))}
	for _, i := range members {
		b.pos[i] = toSphere(sites[i].Point)
		c := b.cube(sites[i].Point)
		b.at[c] = append(b.at[c], i)
	}
	return b
}

// cube is on the ball of the Earth's size; it is only a first sieve, so that a rough length serves.
func (b *siteBins) cube(p orb.Point) [3]int32 {
	v := toSphere(p).scale(semiMajorKM / (b.side * 1.02))
	return [3]int32{int32(math.Floor(v.x)), int32(math.Floor(v.y)), int32(math.Floor(v.z))}
}

// maxWitnesses bounds the witnesses of a silent settlement: the nearest ones speak for it.
const maxWitnesses = 16

// around gives the nearest members within whose caps a site lies, the nearest first, and what is left of the nearest one's cap.
func (b *siteBins) around(i int32) (near []int32, left float64) {
	p, v := b.sites[i].Point, toSphere(b.sites[i].Point)
	c := b.cube(p)
	scale := sphereScale(p)
	var all witnesses
	for x := c[0] - 1; x <= c[0]+1; x++ {
		for y := c[1] - 1; y <= c[1]+1; y++ {
			for z := c[2] - 1; z <= c[2]+1; z++ {
				for _, j := range b.at[[3]int32{x, y, z}] {
					d := v.sub(b.pos[j])
					chord := d.dot(d)
					// A chord is shorter than its arc, by less than 1e-6 of it at the largest caps that this sieve meets.
					if reach := b.sites[j].CapKM * scale; chord < reach*reach && b.sites[j].Country == b.sites[i].Country {
						all.add(j, chord)
					}
				}
			}
		}
	}
	if len(all.site) == 0 {
		return nil, 0
	}
	first := all.site[0]
	return all.site, math.Max(0, b.sites[first].CapKM-v.angle(b.pos[first])/scale)
}

// witnesses are the nearest sites so far, by the square of their distance.
type witnesses struct {
	site   []int32
	square []float64
}

func (w *witnesses) add(site int32, square float64) {
	k := len(w.site)
	for k > 0 && (square < w.square[k-1] || square == w.square[k-1] && site < w.site[k-1]) {
		k--
	}
	if k == maxWitnesses {
		return
	}
	if len(w.site) < maxWitnesses {
		w.site, w.square = append(w.site, 0), append(w.square, 0)
	}
	copy(w.site[k+1:], w.site[k:])
	copy(w.square[k+1:], w.square[k:])
	w.site[k], w.square[k] = site, square
}
