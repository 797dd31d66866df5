package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

func readArticle(t *testing.T, name string, published time.Time) data.Reading {
	b, err := os.ReadFile("../../../shared/articles/" + name)
	if err != nil {
		t.Skipf("the articles are not here: %v", err)
	}
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), data.Report{ID: name, Text: string(b), Published: published, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(string(b))
	for _, c := range got.Claims {
		for _, e := range c.Evidence {
			if string(text[e.Start:e.End]) != e.Exact {
				t.Errorf("claim %s: evidence %d-%d is not its text", c.ID, e.Start, e.End)
			}
		}
	}
	return got
}

// line writes a claim in one line for comparison.
func line(c data.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %q", c.Kind, c.Status, c.Modality, c.Actor)
	if c.ActorID != "" {
		fmt.Fprintf(&b, "=%s", c.ActorID)
	}
	for _, p := range c.Places {
		fmt.Fprintf(&b, " %s=%s/%s", p.Role, p.Name, p.Relation)
		if p.Lon == nil {
			b.WriteString("?")
		}
	}
	if c.Value != nil {
		fmt.Fprintf(&b, " value=%q", c.Value.Raw)
	}
	if c.Attribution != "" {
		fmt.Fprintf(&b, " @%s", c.Attribution)
	}
	if c.Via != "" {
		fmt.Fprintf(&b, " via %s", c.Via)
	}
	if c.Valid.Start != nil {
		fmt.Fprintf(&b, " from=%s", c.Valid.Start.Format("2006-01-02"))
	}
	if c.Valid.End != nil {
		fmt.Fprintf(&b, " to=%s", c.Valid.End.Format("2006-01-02"))
	}
	if c.Check != nil {
		fmt.Fprintf(&b, " stated=%.0f measured=%.0f fits=%v", c.Check.StatedKM, c.Check.MeasuredKM, c.Check.Consistent)
	}
	return b.String() + " [" + c.Rule + "]"
}

var firstArticle = time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)

// TestFirstArticle wants the claims that any reader finds in the article, each as a piece of the claim's line.
func TestFirstArticle(t *testing.T) {
	got := readArticle(t, "2014-06-16-kerry-drone-strikes-iraq.txt", firstArticle)
	var all []string
	for _, c := range got.Claims {
		all = append(all, line(c))
	}
	if os.Getenv("SHOW") != "" {
		fmt.Println(strings.Join(all, "\n"))
	}
	for _, want := range [][]string{
		{"control captured asserted", "=isis", "at=T"},
		{"siege besieged", "=isis", "at=Ba"},
		{"control withdrew asserted", "=forces:iq", "origin=Kirkuk", "from=2014-06-09 to=2014-06-16"},
		{"control controls", "=peshmerga", "at=Kirkuk/vicinity"},
		{"line", "=peshmerga", "from=Iraq’s eastern border", "to=Fish"},
		{"flow  claimed", `value="some 200,000"`, "origin=T", "@Abdulal Abbas", "via The Times of London"},
		{"flow", "Iraqi Christians", "origin=Mosul", "destination=Alqosh"},
		{"movement advancing", `"USS Mesa Verde"`, `value="about 500"`},
		{"movement present", `value="nearly 100"`, "US Embassy"},
		{"relation", "at=Alqosh", "anchor=Mosul", "stated=50 measured=44 fits=true"},
		{"relation", "anchor=Kirkuk", "stated=80 measured=10", "fits=false"},
	} {
		if !some(all, want) {
			t.Errorf("no claim with %q", want)
		}
	}
	for _, c := range got.Claims {
		if c.Kind == data.KindMovement && len(c.Places) > 0 && c.Places[0].Name == "Alqosh" {
			t.Errorf("it was Lina who came to Alqosh: %s", line(c))
		}
		if c.Kind == data.KindControl && c.Modality != data.Planned && c.Modality != data.Denied {
			for _, p := range c.Places {
				if p.Name == "Baghdad" || p.Name == "Iraq" && p.Relation == data.RelationIn && c.Status == data.StatusCaptured {
					t.Errorf("a claim that would colour the map wrongly: %s", line(c))
				}
			}
		}
	}
}

func some(lines []string, parts []string) bool {
	for _, l := range lines {
		ok := true
		for _, p := range parts {
			ok = ok && strings.Contains(l, p)
		}
		if ok {
			return true
		}
	}
	return false
}

func TestSecondArticle(t *testing.T) {
	var all []string
	for _, c := range readArticle(t, "2014-06-16-voa-talafar.txt", firstArticle).Claims {
		all = append(all, line(c))
	}
	for _, want := range [][]string{
		{"control captured claimed", "at=T", "@Residents and local Iraqi officials"},
		{"control captured asserted", "=isis", "at=Mosul"},
		{"control advancing planned", "at=Baghdad"},
		{"relation", "anchor=Mosul", "stated=70"},
		{"movement present", "about 100", "Baghdad"},
	} {
		if !some(all, want) {
			t.Errorf("no claim with %q in\n%s", want, strings.Join(all, "\n"))
		}
	}
}

// TestSameAgain reads the article twice: the same claims with the same IDs in the same order.
func TestSameAgain(t *testing.T) {
	a := readArticle(t, "2014-06-16-kerry-drone-strikes-iraq.txt", firstArticle)
	b := readArticle(t, "2014-06-16-kerry-drone-strikes-iraq.txt", firstArticle)
	ids := map[string]bool{}
	for i := range a.Claims {
		if a.Claims[i].ID != b.Claims[i].ID || ids[a.Claims[i].ID] {
			t.Fatalf("claim %d: IDs %s and %s", i, a.Claims[i].ID, b.Claims[i].ID)
		}
		ids[a.Claims[i].ID] = true
	}
}

func BenchmarkClaims(b *testing.B) {
	text, err := os.ReadFile("../../../shared/articles/2014-06-16-kerry-drone-strikes-iraq.txt")
	if err != nil {
		b.Skipf("the articles are not here: %v", err)
	}
	r, err := newRules()
	if err != nil {
		b.Fatal(err)
	}
	report := data.Report{Text: string(text), Published: firstArticle}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.document(report, geoparse.Document{Language: "en"}).claims(report)
	}
}
