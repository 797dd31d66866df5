package similar

import (
	"strings"
	"testing"
)

const story = `Aid agencies said on Monday that the last road out of the valley had been cut by floods. Trucks with flour waited
at the bridge for two days before the drivers turned back. The mayor asked the capital for boats and got no answer. In the upper villages people
share what is left in the school kitchen. A teacher said that she had counted ninety children at breakfast. The river is expected to fall by the
end of the week, according to the water office. Until then helicopters will bring medicine to the clinic.`

func TestSketchSurvivesEdits(t *testing.T) {
	of := Sketch(story)
	for name, c := range map[string]struct {
		text string
		copy bool
	}{
		"case and punctuation": {strings.ToUpper(strings.ReplaceAll(story, ",", " —")), true},
		"a new headline":       {"Valley cut off\n\nOWN REPORT. " + story, true},
		"the first half":       {story[:len(story)/2], true},
		"another story": {`Floods have closed the only road into the valley, relief workers told our reporter. Lorries carrying flour stood at
the bridge since Saturday and have now gone home. The mayor says nobody in the capital answers when he asks for boats. Children eat in the school, ninety
of them on Monday morning, and the water office hopes that the river will fall before Sunday.`, false},
		"too short": {"Floods cut the last road.", false},
	} {
		if got := of.CopyOf(Sketch(c.text)); got != c.copy {
			t.Errorf("%s: a copy %v, want %v", name, got, c.copy)
		}
	}
}

func TestEditsDoWhatTheySay(t *testing.T) {
	for _, e := range Edits {
		got := e.Of(story, strings.Repeat("Something else happened elsewhere on another day. ", 12))
		if got == "" || e.Name != "the same text" && got == story {
			t.Errorf("%s: %q", e.Name, got)
		}
	}
}

func FuzzSketch(f *testing.F) {
	f.Add(story)
	f.Add("سيطر مقاتلو تنظيم الدولة على مدينة تلعفر")
	f.Fuzz(func(t *testing.T, text string) {
		s := Sketch(text)
		if share, _ := s.Share(s); share != 0 && share != 1 {
			t.Errorf("a text shares %v with itself", share)
		}
	})
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Repeat(story+" ", 5)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sketch(text)
	}
}
