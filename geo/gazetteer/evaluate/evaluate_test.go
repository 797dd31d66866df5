package evaluate

import (
	"os"
	"strings"
	"testing"

	"dateline/geo/gazetteer"
)

func TestTopOne(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	questions, err := Read(strings.NewReader(Queries))
	if err != nil {
		t.Fatal(err)
	}
	score, err := Run(g, questions)
	if err != nil {
		t.Fatal(err)
	}
	if testing.Verbose() {
		score.Print(os.Stdout)
	}
	if score.Questions < 300 || score.Countries < 60 || score.Scripts < 6 {
		t.Errorf("the table has %d questions over %d countries and %d scripts", score.Questions, score.Countries, score.Scripts)
	}
	if score.Top1Share() < 0.95 {
		t.Errorf("first hit right for %.3f of the questions, 0.95 wanted", score.Top1Share())
		score.Print(os.Stderr)
	}
}

func TestEveryQuestionHasAPlace(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	questions, _ := Read(strings.NewReader(Queries + "\n" + Held))
	for _, q := range questions {
		if _, ok := g.Place(q.ID); !ok {
			t.Errorf("%q: there is no place %s", q.Query, q.ID)
		}
	}
}

// TestHeld guards the score of the questions held back.
func TestHeld(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	questions, err := Read(strings.NewReader(Held))
	if err != nil {
		t.Fatal(err)
	}
	score, err := Run(g, questions)
	if err != nil {
		t.Fatal(err)
	}
	if score.Questions < 150 || score.Top1Share() < 0.95 {
		t.Errorf("first hit right for %.3f of %d questions, 0.95 wanted", score.Top1Share(), score.Questions)
		score.Print(os.Stderr)
	}
}
