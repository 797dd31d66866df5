package extract

import (
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract/score"
)

// TestWire holds what was reached on the developed part of the project's own sentences, batch by batch.
func TestWire(t *testing.T) {
	rows, err := score.Load("testdata/wire.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	read := sentenceReader(t)
	for batch, floor := range map[byte]struct{ precision, recall float64 }{'a': {0.88, 0.86}, 'b': {0.80, 0.48}, 'c': {0.68, 0.46}, 'd': {0.72, 0.58}} {
		tally := score.NewTally()
		for _, row := range rows {
			if row.Name()[0] == batch && !row.Held() {
				tally.Add(row, read(row.Text, time.Time{}))
			}
		}
		if p, r := tally.Ratio(); p < floor.precision || r < floor.recall {
			t.Errorf("batch %c: precision %.3f, recall %.3f; want at least %.2f and %.2f", batch, p, r, floor.precision, floor.recall)
		}
	}
}

// TestTraps wants nothing that would colour a map from plans, fears and people who only pass.
func TestTraps(t *testing.T) {
	read := sentenceReader(t)
	for _, text := range []string{
		"The commander of Iran's Quds Force was in Baghdad for talks with Shi'ite politicians.",
		"The army vowed to retake Mosul by the end of the year.",
		"Goma could fall within hours, the governor warned.",
		"If Maiduguri falls, the whole of Borno will be next.",
		"The rebels are advancing on Bukavu.",
		"The U.S. and its Western allies are locked in negotiations with Tehran over its nuclear program.",
		"Arrivals in Renk fell to 800 a day in March.",
		"The village is surrounded by olive groves and vineyards near Seville.",
	} {
		for _, c := range read(text, time.Time{}) {
			holds := c.Status == data.StatusCaptured || c.Status == data.StatusControls || c.Status == data.StatusPresent || c.Kind == data.KindSiege
			if holds && c.Modality != data.Planned && c.Modality != data.Denied {
				t.Errorf("%s\n  read as %s", text, line(c))
			}
		}
	}
}

// TestFrames reads one event in many words: what a rule knows must not hang on its wording.
func TestFrames(t *testing.T) {
	read := sentenceReader(t)
	for want, texts := range map[string][]string{
		"control captured": {"Rebels wrested control of Goma.", "Goma fell into rebel hands.", "Rebels hoisted their flag over Goma.", "Goma, which rebels overran on Friday, is quiet.", "The fall of Goma to the rebels shocked Kinshasa."},
		"control controls": {"Goma is in the hands of the rebels.", "The rebels hold sway over Goma.", "Goma remains firmly under rebel control.", "Rebel-held Goma is short of water.", "Goma is a rebel stronghold."},
		"siege besieged":   {"Rebels have sealed off Goma.", "Goma is ringed by rebels.", "Rebels tightened the noose around Goma.", "Besieged Goma is short of food.", "Rebels laid siege to Goma."},
		"flow ":            {"About 9,000 people fled Goma.", "Fighting drove 9,000 people out of Goma.", "Some 9,000 residents poured out of Goma on foot.", "Fighting has uprooted 9,000 people in Goma.", "More than 9,000 refugees streamed into Goma."},
		"stock ":           {"Goma hosts 9,000 refugees.", "Some 9,000 displaced people are sheltering in Goma.", "Goma is home to 9,000 IDPs.", "Some 9,000 people remain displaced in Goma.", "About 9,000 families live in tents in Goma."},
		"return ":          {"Some 9,000 refugees have returned to Goma.", "About 9,000 displaced families went home to Goma.", "Rwanda repatriated 9,000 refugees to Goma.", "The return of 9,000 refugees to Goma has begun."},
	} {
		for _, text := range texts {
			ok := false
			for _, c := range read(text, time.Time{}) {
				ok = ok || c.Kind+" "+c.Status == want && len(c.Places) > 0 && strings.Contains(c.Places[len(c.Places)-1].Text, "Goma")
			}
			if !ok {
				t.Errorf("%s: no claim %q at Goma", text, want)
			}
		}
	}
}
