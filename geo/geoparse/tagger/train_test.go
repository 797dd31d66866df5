package tagger

import (
	"fmt"
	"os"
	"testing"
)

func TestScratchTrain(t *testing.T) {
	if os.Getenv("TRAIN") == "" {
		t.Skip()
	}
	ex, err := ReadCorpus("../../../../shared/corpora/ner")
	if err != nil {
		t.Fatal(err)
	}
	var train, test []Example
	for i, e := range ex {
		if i%10 == 3 {
			test = append(test, e)
		} else {
			train = append(train, e)
		}
	}
	o := DefaultOptions()
	o.Progress = func(e int, w float64) { fmt.Println(e, w) }
	m := Train(train, o)
	r, p, g := Evaluate(m, test)
	for l := range r {
		fmt.Println(Label(l), r[l], p[l], g[l], 2*float64(r[l])/float64(p[l]+g[l]))
	}
	m = Train(ex, o)
	os.WriteFile("tagger.model", m.Encode(), 0o644)
	fmt.Println(len(m.Encode()))
}
