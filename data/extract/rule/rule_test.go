package rule

import (
	"strings"
	"testing"
)

func TestBuiltin(t *testing.T) {
	for _, lang := range Languages("") {
		s, err := Builtin(lang)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Names) < 4 {
			t.Errorf("%s: %d rules", lang, len(s.Names))
		}
	}
	if _, err := Builtin("xx"); err == nil {
		t.Error("a language without rules must be refused")
	}
}

// TestAddVerb is what an analyst does: one more verb in the file, no Go.
func TestAddVerb(t *testing.T) {
	s, err := Load("mine.yaml", []byte("language: en\nrules:\n- name: x\n  claim: control captured\n  verbs: [bag]\n  slots: {actor: subject party, at: object place}\n  require: [at]\n"))
	if err != nil || len(s.Verbs["bag"]) != 1 {
		t.Fatalf("got %v, %v", s, err)
	}
}

func TestErrors(t *testing.T) {
	for want, rule := range map[string]string{
		"unknown kind":    "- name: x\n  claim: rumour\n",
		"want a source":   "- name: x\n  claim: flow\n  slots: {actor: subject person}\n",
		"no such slot":    "- name: x\n  claim: flow\n  require: [at]\n",
		"want {role:type": "- name: x\n  claim: flow\n  patterns: ['{actor} fled']\n",
		"want …1 to …12":  "- name: x\n  claim: flow\n  patterns: ['a …99 b']\n",
		"no such class":   "- name: x\n  claim: flow\n  patterns: ['@gone b']\n",
	} {
		_, err := Load("bad.yaml", []byte("language: en\nrules:\n"+rule))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.yaml") {
			t.Errorf("want an error with %q and the file, got %v", want, err)
		}
	}
}

// TestTriggers reads alternatives, classes and optional words.
func TestTriggers(t *testing.T) {
	s, err := Load("mine.yaml", []byte("language: en\nclasses: {hands: hands grip}\nrules:\n- name: x\n  claim: control controls\n  verbs: ['be|stay firmly? in * @hands']\n  slots: {actor: modifier party, at: subject place}\n  require: [at]\n"))
	if err != nil || len(s.Verbs["be"]) != 1 || len(s.Verbs["stay"]) != 1 {
		t.Fatalf("got %v, %v", s, err)
	}
	tail := s.Verbs["stay"][0].Tail
	if len(tail) != 4 || !tail[0].Optional || !tail[2].Star() || !tail[3].Has("grip") || tail[3].Has("grips") {
		t.Errorf("got %+v", tail)
	}
	if _, err := Load("mine.yaml", []byte("language: en\nrules:\n- name: x\n  claim: flow\n  verbs: ['be @none']\n")); err == nil || !strings.Contains(err.Error(), "no class") {
		t.Errorf("an unknown class must be refused, got %v", err)
	}
}
