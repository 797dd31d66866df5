package syntax

import (
	"testing"

	"dateline/data/extract/word"
)

func parse(t *testing.T, s string) *Sentence {
	t.Helper()
	l, err := English()
	if err != nil {
		t.Fatal(err)
	}
	r := []rune(s)
	return Parse(l, word.Cut(r, 0, len(r)), nil)
}

// TestSubjects gives for a verb of each sentence its lemma, voice and likeliest subject.
func TestSubjects(t *testing.T) {
	for _, test := range []struct {
		text, lemma, subject string
		passive, negative    bool
	}{
		{"The rebels seized the town.", "seize", "The rebels", false, false},
		{"The town was seized by the rebels.", "seize", "The town", true, false},
		{"The town, seized by rebels last week, is quiet.", "seize", "The town", true, false},
		{"Captured by paratroopers on the first day, Hostomel airport is now a ruin.", "capture", "Hostomel airport", true, false},
		{"The commander of the troops in Goma said they had left.", "say", "The commander", false, false},
		{"The fighters, who had crossed the river, took the bridge.", "take", "The fighters", false, false},
		{"The army ordered troops to withdraw.", "withdraw", "troops", false, false},
		{"The rebels crossed the river and took the bridge.", "take", "The rebels", false, false},
		{"The army has not left the town.", "leave", "The army", false, true},
		{"The army no longer controls the town.", "control", "The army", false, true},
		{"In Aleppo, the district is patrolled by police.", "patrol", "the district", true, false},
		{"Elders reached by telephone said the town was calm.", "say", "Elders", false, false},
		{"The army denied losing the town.", "lose", "The army", false, false},
	} {
		s := parse(t, test.text)
		found := false
		for i, it := range s.Items {
			if it.Kind != VG || it.Lemma != test.lemma || found {
				continue
			}
			found = true
			subject := ""
			if n := s.Subjects(i); len(n) > 0 {
				subject = s.Text(s.Items[n[0]].First, s.Items[n[0]].Last)
			}
			if subject != test.subject || it.Passive != test.passive || it.Negative != test.negative {
				t.Errorf("%s: subject %q, passive %v, negative %v", test.text, subject, it.Passive, it.Negative)
			}
		}
		if !found {
			t.Errorf("%s: no verb %q", test.text, test.lemma)
		}
	}
}

func TestLists(t *testing.T) {
	s := parse(t, "The rebels took Kunduz, Taloqan and the airport on Sunday, officials said.")
	for i, it := range s.Items {
		if it.Kind == VG && it.Lemma == "take" {
			if got := s.Objects(i); len(got) != 3 {
				t.Errorf("took %d objects, want 3", len(got))
			}
		}
	}
}

// TestSubjectLists wants every member of a list that is a subject, not its first and last alone.
func TestSubjectLists(t *testing.T) {
	for text, want := range map[string]int{
		"Kunduz and Taloqan have fallen.":                     2,
		"Kunduz, Taloqan and Baghlan have fallen.":            3,
		"Kunduz, Taloqan, Baghlan, and Mazar have fallen.":    4,
		"Only Kunduz, Taloqan and Baghlan were still holding": 3,
	} {
		s := parse(t, text)
		for i, it := range s.Items {
			if it.Kind == VG {
				if got := s.Subjects(i); len(got) != want {
					t.Errorf("%s: %d subjects, want %d", text, len(got), want)
				}
			}
		}
	}
}

// FuzzParse checks that phrases are in order and do not overlap.
func FuzzParse(f *testing.F) {
	l, err := English()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Some 200,000 people, nearly half of them \"children\", had fled to – or from – the city's north.")
	f.Fuzz(func(t *testing.T, s string) {
		r := []rune(s)
		p := Parse(l, word.Cut(r, 0, len(r)), nil)
		last := 0
		for i, it := range p.Items {
			if it.First < last || it.Last <= it.First || it.Last > len(p.Tokens) {
				t.Fatalf("phrase %d: tokens %d–%d after %d", i, it.First, it.Last, last)
			}
			last = it.Last
			if it.Kind == VG {
				p.Subjects(i)
				p.Objects(i)
				p.Phrases(i)
			}
		}
	})
}
