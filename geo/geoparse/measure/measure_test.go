package measure

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/gazetteer"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func spans(d Document) []string {
	runes := []rune(d.Text)
	var out []string
	for _, m := range d.Mentions {
		out = append(out, string(runes[m.Start:m.End]))
	}
	return out
}

func TestReadTRNewsRepairsOffsets(t *testing.T) {
	docs, err := parse([]byte(`<articles><article docid="7"><title> T </title><domain>a.ca</domain><dltime>2016-12-19</dltime>
<text><![CDATA[“Don’t forget Aleppo!” said Turkey.]]></text><toponyms>
<toponym><start>18</start><end>24</end><phrase>Aleppo</phrase><gaztag geonameid="170063"><fclass>P</fclass><fcode>PPLA</fcode><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><start>28</start><end>34</end><phrase>Turkey</phrase></toponym></toponyms></article></articles>`))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if diff := cmp.Diff([]string{"Aleppo", "Turkey"}, spans(d)); diff != "" {
		t.Error(diff)
	}
	if m := d.Mentions[0]; !m.Placed || m.Point != (orb.Point{37.16, 36.2}) || m.ID != "geonames:170063" || d.Mentions[1].Placed || d.Title != "T" || d.Published.IsZero() {
		t.Errorf("%+v", d)
	}
}

func TestReadGeoVirusCountsFromOne(t *testing.T) {
	docs, err := parse([]byte(`<articles><article><source>s</source><text>In Pandi, Bulacan.</text><locations><location><name>Pandi</name><start>4</start>
<end>9</end><lat>14.87</lat><lon>120.95</lon></location></locations></article></articles>`))
	if err != nil {
		t.Fatal(err)
	}
	if m := docs[0].Mentions[0]; m.Start != 3 || m.End != 8 || !m.Placed {
		t.Errorf("%+v", m)
	}
}

func TestReadBRAT(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("1.txt", "London met Kenyans in Naivasha, speaking Swahili.")
	write("1.ann", "T1\tLiteral 0 6\tLondon\n#1\tAnnotatorNotes T1\t2643743\nT2\tDemonym 11 18\tKenyans\nT3\tLiteral 22 30\tNaivasha\n#2\tAnnotatorNotes T3\t-0.717, 36.433\nT4\tLanguage 41 48\tSwahili\n")
	docs, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"London", "Kenyans", "Naivasha"}, spans(docs[0])); diff != "" {
		t.Error(diff)
	}
	if m := docs[0].Mentions; m[0].ID != "geonames:2643743" || !m[2].Placed || m[2].Point != (orb.Point{36.433, -0.717}) {
		t.Errorf("%+v", m)
	}
}

// Notes may stand before what they note, hold an address, and leave a mention with an id alone; the first line may hold the source.
func TestReadBRATOfWebNews(t *testing.T) {
	d, err := parseBRAT("1", "TITLE: Fire LINK: http://www.parisnews.com/a/b\nIn Paris and Iraqi Mosul.",
		"#1\tAnnotatorNotes T1\thttps://www.geonames.org/4717560/paris.html\nT1\tLiteral 50 55\tParis\nA1\tModifier_Type T1 Noun\nT2\tDemonym 60 65\tIraqi\nT3\tLiteral 66 71\tMosul\n#2\tAnnotatorNotes T3\t99072\n")
	if err != nil {
		t.Fatal(err)
	}
	if m := d.Mentions; len(m) != 3 || m[0].ID != "geonames:4717560" || m[2].ID != "geonames:99072" || !m[1].Demonym || d.Publisher != "www.parisnews.com" || d.Title != "Fire" {
		t.Errorf("%+v", d)
	}
}

func TestLocate(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skip(err)
	}
	docs := []Document{{Mentions: []Gold{{ID: "geonames:99072"}, {ID: "geonames:1"}, {Placed: true, ID: "geonames:99072"}}}}
	Locate(g, docs)
	if m := docs[0].Mentions; !m[0].Placed || m[0].Class != "P" || m[1].Placed || m[2].Point != (orb.Point{}) {
		t.Errorf("%+v", m)
	}
}

func TestReadJSON(t *testing.T) {
	docs, err := parse([]byte(`{"report":{"id":"r","text":"Iraqis left Mosul."},"mentions":[{"text":"Mosul","start":12,"end":17,"role":"literal","place":{"id":"geonames:99072","lon":43.1,"lat":36.3}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if m := docs[0].Mentions[0]; m.Text != "Mosul" || !m.Placed || docs[0].ID != "r" {
		t.Errorf("%+v", docs)
	}
}

func TestReadRefusesOtherFiles(t *testing.T) {
	for _, text := range []string{"", "hello", "{", "[1]", "<articles><toponym", `{"mentions":[]}`} {
		if _, err := parse([]byte(text)); err == nil {
			t.Errorf("%q is read without an error", text)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.xml")); err == nil {
		t.Error("a missing file is read")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<articles><article><text>In Pandi</text><locations><location><name>Pandi</name><start>4</start></location></locations></article></articles>`))
	f.Add([]byte(`{"text":"a","mentions":[{"start":-1,"end":99}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, err := parse(data)
		if err != nil {
			return
		}
		for _, d := range docs {
			spans(d) // panics on a span outside of the text
		}
	})
}

func TestScore(t *testing.T) {
	at := orb.Point{43.1, 36.3}
	far := orb.Point{0, 0}
	d := Document{ID: "1", Mentions: []Gold{
		{Start: 0, End: 5, Placed: true, Point: at}, {Start: 10, End: 20, Placed: true, Point: at}, {Start: 30, End: 35, Placed: true, Point: at}, {Start: 40, End: 45},
	}}
	var s Score
	s.Add(d, []Prediction{
		{Start: 0, End: 5, Placed: true, Point: at}, {Start: 12, End: 20, Placed: true, Point: far}, {Start: 40, End: 45}, {Start: 50, End: 55},
	})
	sum := s.Summarise()
	if sum.Exact.Precision != 0.5 || sum.Overlap.Precision != 0.75 || sum.Overlap.Recall != 0.75 || len(s.Spurious) != 1 {
		t.Errorf("recognition %+v", sum)
	}
	if math.Abs(sum.EndToEnd-1.0/3) > 1e-9 || sum.Acc161 != 0.5 || sum.Resolution.Gold != 3 || len(s.Worst(5)) != 1 {
		t.Errorf("resolution %+v", sum.Resolution)
	}
}
