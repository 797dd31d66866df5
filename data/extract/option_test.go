package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"
	"dateline/geo/geoparse"
)

// TestOwnRules reads with an analyst's file: a verb that no lexicon knows makes a claim, a mistake names file and rule.
func TestOwnRules(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "en.yaml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("language: en\nwar: rebels\nrules:\n- name: own\n  claim: control captured\n  verbs: [bagsy]\n  slots: {actor: subject party, at: object place}\n  require: [at]\n")
	r, err := newRules(WithRules(dir))
	if err != nil {
		t.Fatal(err)
	}
	claims := r.document(data.Report{Text: "Rebels bagsied Kalima on Monday."}, geoparse.Document{Language: "en"}).claims(data.Report{})
	if len(claims) != 1 || claims[0].Rule != "own" || claims[0].Places[0].Text != "Kalima" {
		t.Errorf("got %+v", claims)
	}
	write("rules:\n- name: broken\n  claim: nonsense\n")
	if _, err := newRules(WithRules(dir)); err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), "broken") {
		t.Errorf("got %v", err)
	}
	if _, err := newRules(WithRules(filepath.Join(dir, "none"))); err == nil {
		t.Error("a folder that is not there is no error")
	}
}
