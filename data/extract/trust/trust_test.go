package trust

import (
	"bytes"
	"strings"
	"testing"

	"dateline/data"
)

func claim(rule string, placed bool) data.Claim {
	p := data.ClaimPlace{Role: data.RoleAt, Text: "Goma", Name: "Goma"}
	if placed {
		p.ID = "geonames:216281"
	}
	return data.Claim{
		Kind: data.KindControl, Status: data.StatusCaptured, Modality: data.Asserted, Rule: rule, Actor: "rebels", Places: []data.ClaimPlace{p},
		Evidence: []data.Evidence{{Exact: "rebels seized Goma"}},
	}
}

func examples() []Example {
	var out []Example
	for i := range 40 {
		out = append(out, Example{claim("capture", true), i%10 > 0}, Example{claim("brought", false), i%4 == 0})
	}
	return out
}

func TestTrainTellsGoodRulesFromBad(t *testing.T) {
	m := Train(examples())
	good, bad := m.Of(claim("capture", true)), m.Of(claim("brought", false))
	if good < .8 || bad > .4 {
		t.Errorf("confidence %.2f of a rule that is right 9 times in 10, %.2f of one right once in 4", good, bad)
	}
	if unknown := m.Of(claim("new", true)); unknown <= bad || unknown >= 1 {
		t.Errorf("confidence %.2f of a rule never seen", unknown)
	}
}

func TestTrainGivesTheSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	if err := Train(examples()).Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := Train(examples()).Write(&b); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the same examples gave two tables")
	}
	m, err := Read(&a)
	if err != nil || m[""] == 0 {
		t.Errorf("read back: %v, bias %v", err, m[""])
	}
}

func TestEmbeddedTable(t *testing.T) {
	m, err := Read(strings.NewReader(table))
	if err != nil || len(m) < 40 {
		t.Fatalf("%d weights, %v", len(m), err)
	}
	if c := m.Of(claim("capture", true)); c < .7 {
		t.Errorf("confidence %.2f of a plain capture", c)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("bias\t1.5\n# note\nrule=capture\t-0.2\n")
	f.Add("rule\tNaN")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := Read(strings.NewReader(s))
		if err == nil {
			if p := m.Of(claim("capture", true)); !(p >= 0 && p <= 1) {
				t.Errorf("confidence %v", p)
			}
		}
	})
}
