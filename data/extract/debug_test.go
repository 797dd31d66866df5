package extract

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/extract/syntax"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

func TestDebug(t *testing.T) {
	f, err := os.Open(os.Getenv("DEBUG"))
	if err != nil {
		t.Skip("set DEBUG to a file of sentences")
	}
	var r *Reader
	if g, err := gazetteer.Embedded(); err == nil {
		r, err = New(g)
		if err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"np", "VG", "P", "C", ",", ";", "REL", "SUB", "adv", "T"}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		rep := data.Report{Text: sc.Text(), Language: "en"}
		doc, err := r.parse(t.Context(), rep)
		if err != nil {
			t.Fatal(err)
		}
		_ = geoparse.Literal
		d := r.document(rep, doc)
		d.trace = func(s Step) {
			if s.Why != notFollowing {
				fmt.Println("   ", s.Trigger, s.Rule, s.Why)
			}
		}
		for n := range d.sentences {
			s := d.newSentence(n)
			for i, it := range s.Items {
				fmt.Printf("[%s %s", names[it.Kind], s.Text(it.First, it.Last))
				if it.Kind == syntax.VG {
					fmt.Printf(" =%s f%d p%v n%v %s S:", it.Lemma, it.Form, it.Passive, it.Negative, it.Modal)
					for _, n := range s.Subjects(i) {
						fmt.Printf("{%s}", s.Text(s.Items[n].First, s.Items[n].Last))
					}
				}
				fmt.Print("] ")
			}
			fmt.Println()
		}
		for _, m := range d.mentions {
			fmt.Printf("  m:%s/%s/%v", m.Text, m.Role, m.Place.Name)
		}
		for _, m := range d.entities {
			fmt.Printf("  e:%s/%s", m.Text, m.Kind)
		}
		fmt.Println()
		for _, c := range d.claims(rep) {
			var b strings.Builder
			for _, p := range c.Places {
				fmt.Fprintf(&b, " %s=%s(%s)", p.Role, p.Text, p.Name)
			}
			fmt.Println("  =>", c.Kind, c.Status, c.Modality, "A="+c.Actor, b.String(), "@"+c.Attribution, c.Rule)
		}
	}
}
