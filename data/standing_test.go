package data

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sketched makes a sketch of the numbers from to to, spread over all hashes.
func sketched(from, to int) Sketch {
	var hashes []uint32
	for i := from; i < to; i++ {
		hashes = append(hashes, uint32(i)*2654435761)
	}
	return NewSketch(1, hashes)
}

func TestShareEstimatesContainment(t *testing.T) {
	for _, c := range []struct {
		name       string
		a, b       Sketch
		least, top float64
	}{
		{"the same", sketched(0, 400), sketched(0, 400), 1, 1},
		{"the first third", sketched(0, 400), sketched(0, 133), .95, 1},
		{"half of each", sketched(0, 400), sketched(200, 600), .35, .65},
		{"nothing in common", sketched(0, 400), sketched(400, 800), 0, .05},
		{"short ones, whole", sketched(0, 20), sketched(5, 25), .75, .75},
		{"too short", sketched(0, 7), sketched(0, 7), 0, 0},
		{"none", nil, sketched(0, 50), 0, 0},
		{"another version", sketched(0, 50), append(Sketch{2}, sketched(0, 50)[1:]...), 0, 0},
	} {
		got, longer := c.a.Share(c.b)
		if back, _ := c.b.Share(c.a); got < c.least || got > c.top || got != back || longer > got {
			t.Errorf("%s: %.2f and %.2f, want %.2f to %.2f both ways", c.name, got, back, c.least, c.top)
		}
	}
	for _, bad := range []Sketch{{1}, {1, 2}, {1, 1, 0}, {1, 1, 0, 0, 0, 2, 0, 0, 0, 1}, make(Sketch, 2+4*SketchSize+4)} {
		if bad.check() == nil {
			t.Errorf("sketch %x is taken", []byte(bad))
		}
	}
}

func report(id, publisher string, sketch Sketch) Reading {
	return Reading{Report: Report{ID: id, Publisher: publisher, Text: id}, Sketch: sketch}
}

// TestGroupsOverTime adds two halves of a story, then the whole: before it came they were two sources, after it they are one.
func TestGroupsOverTime(t *testing.T) {
	ctx := context.Background()
	s, clock := newTest(t)
	add := func(rs ...Reading) time.Time {
		clock.t = clock.t.Add(time.Hour)
		if _, err := s.AddReadings(ctx, "desk", rs); err != nil {
			t.Fatal(err)
		}
		return clock.t
	}
	two := add(report("first", "A", sketched(0, 200)), report("other", "B", sketched(1000, 1200)), report("second", "The C", sketched(200, 400)))
	if s.Moved(time.Time{}) != 0 {
		t.Error("new reports moved old ones")
	}
	one := add(report("whole", "D", sketched(0, 400)))
	for _, c := range []struct {
		report, group string
		known         time.Time
	}{
		{"first", "first", two},
		{"second", "second", two},
		{"second", "first", one},
		{"whole", "first", one},
		{"whole", "whole", two},
		{"other", "other", time.Time{}},
		{"nobody", "nobody", time.Time{}},
	} {
		if got := s.Standing(c.report, c.known); got.Group != c.group || got.Grade != "F" {
			t.Errorf("%s at %v: %+v, want group %s and F", c.report, c.known, got, c.group)
		}
	}
	if s.Moved(two) != 0 || s.Moved(time.Time{}) != s.Revision() {
		t.Errorf("moved %d, revision %d", s.Moved(time.Time{}), s.Revision())
	}
	graded := s.Revision()
	clock.t = clock.t.Add(time.Hour)
	if err := s.SetSources(ctx, "ann", Source{"  The   c ", "B", "corrections are published"}, Source{"A", "D", ""}); err != nil {
		t.Fatal(err)
	}
	if got := s.Standing("second", time.Time{}); got.Grade != "B" || got.Publisher != "c" || s.Moved(time.Time{}) != graded+2 {
		t.Errorf("graded: %+v, moved %d", got, s.Moved(time.Time{}))
	}
	if s.Standing("second", one).Grade != "F" {
		t.Error("a grade holds before it was given")
	}
	if got := s.Sources(); len(got) != 2 || got[0].Publisher != "A" || s.Source("THE C", time.Time{}).Grade != "B" {
		t.Errorf("sources %+v", got)
	}
	for _, bad := range []Source{{"", "A", ""}, {"A", "G", ""}, {"A", "AB", ""}} {
		if s.SetSources(ctx, "ann", bad) == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// TestRereadingBringsASketch takes a store of readers that made none.
func TestRereadingBringsASketch(t *testing.T) {
	ctx := context.Background()
	s, _ := newTest(t)
	if _, err := s.AddReadings(ctx, "desk", []Reading{report("a", "", nil), report("b", "", nil)}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b", "b"} {
		if _, err := s.Reread(ctx, "reread", report(id, "", sketched(0, 300))); err != nil {
			t.Fatal(err)
		}
	}
	if s.Standing("b", time.Time{}).Group != "a" || s.Revision() != 4 {
		t.Errorf("group %s, revision %d: want a, and the third rereading unrecorded", s.Standing("b", time.Time{}).Group, s.Revision())
	}
}

// TestGroupsAreThoseOfBruteForce compares the index with all pairs, over files that are closed, rebuilt and opened again.
func TestGroupsAreThoseOfBruteForce(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(r *rapid.T) {
		path := tempStore(t)
		s, err := Open(path, Options{NoSync: true})
		if err != nil {
			r.Fatal(err)
		}
		var rs []Reading
		for i := range rapid.IntRange(1, 25).Draw(r, "reports") {
			from := 100 * rapid.IntRange(0, 12).Draw(r, "from")
			to := from + rapid.SampledFrom([]int{5, 60, 150, 400}).Draw(r, "length")
			rs = append(rs, report(fmt.Sprint("r", i), rapid.SampledFrom([]string{"", "A", "B"}).Draw(r, "publisher"), sketched(from, to)))
			if rapid.IntRange(0, 9).Draw(r, "by hand") == 0 {
				rs[i].Report.IndependenceGroup = "wire"
			}
		}
		if _, err := s.AddReadings(ctx, "desk", rs); err != nil {
			r.Fatal(err)
		}
		want := bruteGroups(rs)
		same := func(s *Store) {
			for i, reading := range rs {
				if got := s.Standing(reading.Report.ID, time.Time{}).Group; got != rs[want[i]].Report.ID {
					r.Fatalf("%s stands in %s, want %s", reading.Report.ID, got, rs[want[i]].Report.ID)
				}
			}
			if c, err := s.Check(ctx); err != nil || len(c.Faults) > 0 {
				r.Fatalf("check: %v %v", c.Faults, err)
			}
		}
		same(s)
		if err := s.Close(); err != nil {
			r.Fatal(err)
		}
		if err := Rebuild(ctx, path, Options{NoSync: true}); err != nil {
			r.Fatal(err)
		}
		if s, err = Open(path, Options{NoSync: true}); err != nil {
			r.Fatal(err)
		}
		same(s)
		if err := s.Close(); err != nil {
			r.Fatal(err)
		}
	})
}

func tempStore(t *testing.T) string { return t.TempDir() + "/groups.db" }

func bruteGroups(rs []Reading) []int {
	group := make([]int, len(rs))
	for i := range rs {
		group[i] = i
	}
	for range rs {
		for i := range rs {
			for j := range i {
				label := rs[i].Report.IndependenceGroup
				if rs[i].Sketch.CopyOf(rs[j].Sketch) || label != "" && label == rs[j].Report.IndependenceGroup {
					group[i] = min(group[i], group[j])
					group[j] = group[i]
				}
			}
		}
	}
	return group
}

// TestAFailedWriteLeavesNoGroup refuses the second of two entries: what the first one joined is taken back.
func TestAFailedWriteLeavesNoGroup(t *testing.T) {
	ctx := context.Background()
	s, _ := newTest(t)
	if _, err := s.AddReadings(ctx, "desk", []Reading{report("a", "", sketched(0, 300)), report("c", "", sketched(250, 600))}); err != nil {
		t.Fatal(err)
	}
	entry := func(r Reading) Entry {
		d, err := readingDraft("desk", TypeReading, r)
		if err != nil {
			t.Fatal(err)
		}
		return Entry{Author: "desk", Type: TypeReading, Body: d.body}
	}
	if _, err := s.Append(ctx, entry(report("b", "", sketched(0, 600))), entry(report("a", "", nil))); err == nil {
		t.Fatal("a report was stored twice")
	}
	if s.Standing("c", time.Time{}).Group != "c" || s.Moved(time.Time{}) != 0 {
		t.Error("the group of a write that failed stands")
	}
	if _, err := s.AddReading(ctx, "desk", report("b", "", sketched(0, 600))); err != nil {
		t.Fatal(err)
	}
	if s.Standing("c", time.Time{}).Group != "a" {
		t.Error("the index of copies did not come back")
	}
}

func TestIndexOfCopiesKeepsOrder(t *testing.T) {
	x, y := &alikeIndex{}, &alikeIndex{}
	var pairs []uint64
	for i := range uint32(3000) {
		s := sketched(int(i%50)*40, int(i%50)*40+200)
		x.add(s, i)
		for _, k := range s.keys() {
			pairs = append(pairs, pair(k, i))
		}
	}
	slices.Reverse(pairs)
	y.fill(pairs)
	probe := sketched(800, 1000)
	a, b := fmt.Sprint(x.candidates(probe)), fmt.Sprint(y.candidates(probe))
	if a != b || !bytes.HasPrefix([]byte(a), []byte("[20 70 ")) {
		t.Errorf("%s\n%s", a, b)
	}
}

func BenchmarkAddSketched(b *testing.B) {
	s, err := Open(b.TempDir()+"/x.db", Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := 0
	for b.Loop() {
		rs := make([]Reading, 1024)
		for i := range rs {
			n++
			rs[i] = report(fmt.Sprint(n), "A", sketched(n*300, n*300+400))
		}
		if _, err := s.AddReadings(context.Background(), "desk", rs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "reports/s")
}
