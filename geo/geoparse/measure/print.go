package measure

import (
	"fmt"
	"io"
	"sort"
)

// Print writes the figures of one corpus, by feature class, and its n worst errors.
func (s *Score) Print(w io.Writer, corpus string, n int) {
	sum := s.Summarise()
	fmt.Fprintf(w, "%s: %d documents, %d gold mentions (%d with a point), %d predicted\n", corpus, sum.Documents, sum.Gold, sum.Placed, sum.Predicted)
	if !s.Demonyms {
		fmt.Fprintln(w, "  the gold marks no demonyms (\"Russian\"), so that they are left out of what was predicted")
	}
	fmt.Fprintln(w, "  recognition        precision  recall   F1")
	row := func(name string, r Recognition) {
		fmt.Fprintf(w, "    %-16s %.3f      %.3f    %.3f\n", name, r.Precision, r.Recall, r.F1)
	}
	row("exact", sum.Exact)
	row("overlap", sum.Overlap)
	row("overlap, placed", sum.PlacedOnly)
	r := sum.Resolution
	fmt.Fprintf(w, "  resolution, over %d found mentions with both points (an area around the gold point counts as right; in brackets by points alone)\n", r.Answered)
	fmt.Fprintf(w, "    Acc@161 %.3f (%.3f)   mean %.0f km   median %.1f km   AUC %.3f\n", r.Acc161, r.Strict161, r.MeanKM, r.MedianKM, r.AUC)
	fmt.Fprintf(w, "    found mentions, no answer counted as wrong: %.3f\n", r.GoldOnly)
	fmt.Fprintf(w, "  end to end@161 over all %d gold mentions with a point: %.3f (%.3f)\n", r.Gold, r.EndToEnd, r.StrictEnd)
	s.printClasses(w)
	s.printWorst(w, n)
	s.printMissed(w, n)
	s.printSpurious(w, n)
}

// printMissed lists the first n gold mentions that nothing overlaps.
func (s *Score) printMissed(w io.Writer, n int) {
	title := "  not found\n"
	for _, p := range s.Pairs {
		if p.Got != nil {
			continue
		}
		if n--; n < 0 {
			return
		}
		fmt.Fprintf(w, "%s    %-24q document %s [%d:%d]\n", title, p.Gold.Text, p.Document, p.Gold.Start, p.Gold.End)
		title = ""
	}
}

// printSpurious lists the first n predictions that overlap no gold mention.
func (s *Score) printSpurious(w io.Writer, n int) {
	title := "  not in the gold\n"
	for _, p := range s.Spurious[:max(0, min(n, len(s.Spurious)))] {
		fmt.Fprintf(w, "%s    %-24q document %s [%d:%d], put at %s\n", title, p.Text, p.Document, p.Start, p.End, p.Name)
		title = ""
	}
}

func (s *Score) printClasses(w io.Writer) {
	classes := s.ByClass()
	names := make([]string, 0, len(classes))
	for c := range classes {
		names = append(names, c)
	}
	sort.Strings(names)
	fmt.Fprintln(w, "  by feature class   gold  found  Acc@161  end to end@161")
	for _, c := range names {
		found := 0
		for _, p := range classes[c] {
			if p.Got != nil {
				found++
			}
		}
		r := Resolve(classes[c])
		fmt.Fprintf(w, "    %-16s %5d  %.3f  %.3f    %.3f\n", c, len(classes[c]), ratio(found, len(classes[c])), r.Acc161, r.EndToEnd)
	}
}

func (s *Score) printWorst(w io.Writer, n int) {
	worst := s.Worst(n)
	if len(worst) == 0 {
		return
	}
	fmt.Fprintln(w, "  worst errors")
	for _, p := range worst {
		fmt.Fprintf(w, "    %6.0f km  %-24q document %s [%d:%d], put at %s (%.3f, %.3f), gold (%.3f, %.3f)\n", p.KM, p.Gold.Text, p.Document, p.Gold.Start, p.Gold.End,
			p.Got.Name, p.Got.Point[0], p.Got.Point[1], p.Gold.Point[0], p.Gold.Point[1])
	}
}
