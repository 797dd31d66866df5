package tagger

import (
	"bytes"
	"os"
	"testing"

	"dateline/geo/geoparse/token"
)

func TestModelRoundTrip(t *testing.T) {
	m, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Decode(m.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Encode(), embedded) {
		t.Error("the embedded model changes when it is read and written")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(magic))
	f.Add(embedded[:4096])
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Decode(data); err == nil {
			New(m).Spans(token.Tokenize("Mosul fell, said Gen. Smith."), nil)
		}
	})
}

const corpusDir = "../../../../shared/corpora/ner"

// Training takes no clock and no chance: a tenth of the corpus twice gives the same bytes.
func TestTrainIsDeterministic(t *testing.T) {
	examples, err := ReadCorpus(corpusDir)
	if os.IsNotExist(err) || err != nil {
		t.Skipf("the training corpora are not there: %v", err)
	}
	o := DefaultOptions()
	o.Epochs = 2
	part := examples[:len(examples)/10]
	if !bytes.Equal(Train(part, o).Encode(), Train(part, o).Encode()) {
		t.Error("two trainings differ")
	}
}

// Held out by sentence, without any gazetteer hints, the labels must stay well above chance.
func TestTrainLearns(t *testing.T) {
	examples, err := ReadCorpus(corpusDir)
	if err != nil {
		t.Skipf("the training corpora are not there: %v", err)
	}
	var train, test []Example
	for i, e := range examples {
		if i%10 == 3 {
			test = append(test, e)
		} else {
			train = append(train, e)
		}
	}
	o := DefaultOptions()
	o.Epochs = 4
	right, predicted, gold := Evaluate(Train(train, o), test)
	f1 := 2 * float64(right[Location]) / float64(predicted[Location]+gold[Location])
	if f1 < 0.72 {
		t.Errorf("F1 of locations is %.3f", f1)
	}
}

func TestSpansKeepTheirLabelsApart(t *testing.T) {
	m, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tokens := token.Tokenize("Secretary of State John Kerry met Iraqi officials in Baghdad, said the World Health Organization.")
	last := 0
	found := make(map[Label]bool)
	for _, sp := range New(m).Spans(tokens, nil) {
		if sp.First < last || sp.Last <= sp.First || sp.Label == Outside {
			t.Errorf("span %+v", sp)
		}
		last = sp.Last
		found[sp.Label] = true
	}
	for _, l := range []Label{Person, Organisation} { // places need the gazetteer's hints
		if !found[l] {
			t.Errorf("no %s", l)
		}
	}
}
