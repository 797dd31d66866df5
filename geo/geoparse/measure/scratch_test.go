package measure

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

func TestScratchTagger(t *testing.T) {
	if os.Getenv("TAGF") == "" {
		t.Skip()
	}
	ex, err := tagger.ReadCorpus("../../../../shared/corpora/ner")
	if err != nil {
		t.Fatal(err)
	}
	o := tagger.DefaultOptions()
	if e, err := strconv.Atoi(os.Getenv("EPOCHS")); err == nil {
		o.Epochs = e
	}
	if e, err := strconv.Atoi(os.Getenv("CUTOFF")); err == nil {
		o.Cutoff = e
	}
	m := tagger.Train(ex, o)
	tg := tagger.New(m)
	for _, f := range []string{"TR-News.xml", "GeoVirus.xml"} {
		docs, err := Read("../../../../shared/corpora/" + f)
		if err != nil {
			t.Fatal(err)
		}
		var s Score
		for _, d := range docs {
			tokens := token.Tokenize(d.Text)
			var ps []Prediction
			for _, se := range token.Split(tokens) {
				for _, sp := range tg.Spans(tokens[se.First:se.Last], nil) {
					if sp.Label == tagger.Location || sp.Label == tagger.Metonym || sp.Label == tagger.Demonym {
						ps = append(ps, Prediction{Start: tokens[se.First+sp.First].Start, End: tokens[se.First+sp.Last-1].End, Text: d.Text[tokens[se.First+sp.First].Byte : tokens[se.First+sp.Last-1].Byte+len(tokens[se.First+sp.Last-1].Text)]})
					}
				}
			}
			s.Add(d, ps)
		}
		for i, sp := range s.Spurious {
			if i%4 == 0 && f[0] == 'T' {
				fmt.Printf("FP %q\n", sp.Text)
			}
		}
		u := s.Summarise()
		fmt.Printf("%s gold %d pred %d exact %.3f overlap P %.3f R %.3f F %.3f placedF %.3f\n", f, u.Gold, u.Predicted, u.Exact.F1, u.Overlap.Precision, u.Overlap.Recall, u.Overlap.F1, u.PlacedOnly.F1)
	}
}

func TestScratchFull(t *testing.T) {
	if os.Getenv("FULL") == "" {
		t.Skip()
	}
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("TRAIN") != "" {
		m, err := geoparse.TrainTagger(context.Background(), g, "../../../../shared/corpora/ner", nil)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile("../tagger/tagger.model", m, 0o644)
		return
	}
	p, err := geoparse.New(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"TR-News.xml", "GeoVirus.xml"} {
		if x := os.Getenv("ONLY"); x != "" && x != f[:2] {
			continue
		}
		docs, err := Read("../../../../shared/corpora/" + f)
		if err != nil {
			t.Fatal(err)
		}
		var s Score
		start := time.Now()
		if err := Run(context.Background(), p, g, docs, &s); err != nil {
			t.Fatal(err)
		}
		el := time.Since(start)
		s.Print(os.Stdout, f, 40)
		fmt.Println("time", el)
		if os.Getenv("ERR") != "" {
			texts := map[string][]rune{}
			for _, d := range docs {
				texts[d.ID] = []rune(d.Text)
			}
			ctx := func(id string, a, b int) string {
				r := texts[id]
				return strings.Join(strings.Fields(string(r[max(0, a-40):a])+"[["+string(r[a:b])+"]]"+string(r[b:min(len(r), b+25)])), " ")
			}
			for _, sp := range s.Spurious {
				fmt.Printf("FP %s | %s %v\n", ctx(sp.Document, sp.Start, sp.End), sp.Name, sp.Placed)
			}
			for _, q := range s.Pairs {
				if q.Got == nil {
					fmt.Printf("FN %s\n", ctx(q.Document, q.Gold.Start, q.Gold.End))
				} else if !q.Right() && q.Gold.Placed {
					fmt.Printf("ER %s | %s %v %.0f gold %s %v\n", ctx(q.Document, q.Gold.Start, q.Gold.End), q.Got.Name, q.Got.Kind, q.KM, q.Gold.Kind, q.Gold.Point)
				}
			}
		}
	}
}

func TestScratchFit(t *testing.T) {
	if os.Getenv("FIT") == "" {
		t.Skip()
	}
	g, _ := gazetteer.Embedded()
	base, _ := geoparse.New(g)
	var all [2][]geoparse.Labelled
	var docs [2][]Document
	for i, f := range []string{"TR-News.xml", "GeoVirus.xml"} {
		docs[i], _ = Read("../../../../shared/corpora/" + f)
		for _, d := range docs[i] {
			all[i] = append(all[i], d.Labelled())
		}
	}
	show := func(w []byte, name string) {
		p, err := base.WithWeights(w)
		if err != nil {
			t.Fatal(err)
		}
		for i := range docs {
			var s Score
			Run(context.Background(), p, g, docs[i], &s)
			u := s.Summarise()
			fmt.Printf("%s on %d: acc %.4f (%.4f) e2e %.4f (%.4f) mean %.0f\n", name, i, u.Acc161, u.Strict161, u.EndToEnd, u.StrictEnd, u.MeanKM)
		}
	}
	for i := range all {
		w, err := geoparse.FitResolver(context.Background(), g, all[i], "x")
		if err != nil {
			t.Fatal(err)
		}
		show(w, fmt.Sprintf("fitted on %d", i))
		fmt.Println(strings.ReplaceAll(string(w), "\n", " "))
	}
	w, _ := geoparse.FitResolver(context.Background(), g, append(append([]geoparse.Labelled{}, all[0]...), all[1]...), "weights of the resolver, written by `dateline train resolver`")
	show(w, "both")
	fmt.Println(string(w))
	if os.Getenv("FIT") == "write" {
		os.WriteFile("../resolver.weights", w, 0o644)
	}
}
