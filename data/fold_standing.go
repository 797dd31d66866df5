package data

import (
	"encoding/binary"

	"go.etcd.io/bbolt"
)

// foldStanding records who published a report, and joins it to the reports whose text it shares.
func (w *work) foldStanding(ordinal uint32, r *encoded) error {
	h := standingHead{publisher: PublisherName(r.report.Publisher), label: r.report.IndependenceGroup}
	if g := r.report.Reliability; len(g) == 1 && g >= "A" && g <= "E" {
		h.grade = g[0]
	}
	e := encoder{make([]byte, 0, 64)}
	e.string(h.publisher)
	e.byte(h.grade)
	e.string(h.label)
	if err := w.standing.Put(key4(ordinal), e.b); err != nil {
		return err
	}
	w.x.mu.Lock()
	same, known := w.x.addStanding(h)
	w.x.mu.Unlock()
	if known {
		if err := w.join(same, ordinal, ordinal); err != nil {
			return err
		}
	}
	return w.foldSketch(ordinal, r.sketch, ordinal)
}

// addStanding gives the first report with the same group given by hand, where there is one.
func (x *index) addStanding(h standingHead) (same uint32, known bool) {
	s := &x.standings
	ordinal := uint32(len(s.of))
	h.publisher, h.label = x.intern(h.publisher), x.intern(h.label)
	s.of = append(s.of, h)
	if h.label == "" {
		return 0, false
	}
	if same, known = s.labels[h.label]; !known {
		s.labels[h.label] = ordinal
	}
	return same, known
}

// foldSketch keeps the sketch of a report and joins it to its copies; newest is the report that this entry brought, or no report.
func (w *work) foldSketch(ordinal uint32, sketch Sketch, newest uint32) error {
	if len(sketch) == 0 {
		return nil
	}
	if err := w.needAlike(); err != nil {
		return err
	}
	for _, other := range w.x.standings.alike.candidates(sketch) {
		if other == ordinal || w.x.standings.root(other, w.seq) == w.x.standings.root(ordinal, w.seq) {
			continue
		}
		if sketch.CopyOf(w.sketches.Get(key4(other))) {
			if err := w.join(other, ordinal, newest); err != nil {
				return err
			}
		}
	}
	w.x.standings.alike.add(sketch, ordinal)
	return w.sketches.Put(key4(ordinal), sketch)
}

// noReport stands for no report where an ordinal is asked for.
const noReport = ^uint32(0)

func (w *work) join(a, b, newest uint32) error {
	w.x.mu.Lock()
	w.x.standings.join(a, b, w.seq, newest)
	w.x.mu.Unlock()
	e := key12(a, w.seq)
	w.n++
	return w.alike.Put(binary.BigEndian.AppendUint32(key8(w.seq), w.n), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(e[:4], b), newest))
}

// needAlike fills the index of copies from the file. Only the writing goroutine uses it.
func (w *work) needAlike() error {
	if w.x.standings.alike != nil {
		return nil
	}
	var pairs []uint64
	err := w.sketches.ForEach(func(k, v []byte) error {
		for _, key := range Sketch(v).keys() {
			pairs = append(pairs, pair(key, binary.BigEndian.Uint32(k)))
		}
		return nil
	})
	w.x.standings.alike = &alikeIndex{}
	w.x.standings.alike.fill(pairs)
	return err
}

func (x *index) loadStandings(tx *bbolt.Tx) error {
	err := cacheIn(tx, bucketStanding).ForEach(func(_, v []byte) error {
		d := decoder{s: string(v)}
		h := standingHead{publisher: d.string(), grade: d.byte(), label: d.string()}
		x.addStanding(h)
		return d.err
	})
	if err != nil {
		return err
	}
	if len(x.standings.of) != len(x.reports) {
		return errShort
	}
	return cacheIn(tx, bucketAlike).ForEach(func(k, v []byte) error {
		if len(k) != 12 || len(v) != 12 {
			return errShort
		}
		a, b, newest := binary.BigEndian.Uint32(v), binary.BigEndian.Uint32(v[4:]), binary.BigEndian.Uint32(v[8:])
		if int(max(a, b)) >= len(x.standings.of) {
			return errShort
		}
		x.standings.join(a, b, order8(k[:8]), newest)
		return nil
	})
}
