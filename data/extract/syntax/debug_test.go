package syntax

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"dateline/data/extract/word"
)

func TestDump(t *testing.T) {
	f, err := os.Open(os.Getenv("DUMP"))
	if err != nil {
		t.Skip("set DUMP to a file of sentences")
	}
	l, err := English()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"np", "VG", "P", "C", ",", ";", "REL", "SUB", "adv", "T"}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		r := []rune(sc.Text())
		s := Parse(l, word.Cut(r, 0, len(r)), nil)
		for i, it := range s.Items {
			fmt.Printf("[%s %s", names[it.Kind], s.Text(it.First, it.Last))
			if it.Kind == VG {
				fmt.Printf(" =%s f%d p%v n%v %s S:", it.Lemma, it.Form, it.Passive, it.Negative, it.Modal)
				for _, n := range s.Subjects(i) {
					fmt.Printf("{%s}", s.Text(s.Items[n].First, s.Items[n].Last))
				}
			}
			fmt.Print("] ")
		}
		fmt.Println()
	}
}
