package extract

import (
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract/score"
)

// TestConstructions reads places, actors and denials out of constructions, each by an example; want are pieces of the line of one claim.
func TestConstructions(t *testing.T) {
	read := sentenceReader(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"predicate without a verb", "With Khartoum back in army hands, shops have reopened.", []string{"control controls", "army", "Khartoum"}},
		{"light verb", "The army carried out a withdrawal from Hama on Thursday.", []string{"withdrew", "army", "Hama"}},
		{"examples", "The rebels overran three cities, most recently Aleppo and Homs.", []string{"control captured", "Homs"}},
		{"named in apposition", "The army holds the capital of South Kordofan, Kadugli, but little else.", []string{"control controls", "Kadugli"}},
		{"included", "The rebels control the south, including the main city Abidjan.", []string{"control controls", "Abidjan"}},
		{"coming without a place", "Troops deployed in Sweida on Tuesday but withdrew the next day.", []string{"withdrew", "As-Suwayda"}},
		{"the siege", "A convoy of rebels passed Madaya on Monday, but the siege goes on.", []string{"siege besieged", "Madaya"}},
		{"purpose", "Kyiv sent two brigades to shore up the defence of Sumy.", []string{"movement present", "Sumy"}},
		{"fled from an event", "Some 2,000 Liberians crossed into Sierra Leone, fleeing fighting around Foya.", []string{"flow", "origin=Foya", "destination=Sierra Leone"}},
		{"raided", "Gunmen attacked Gonaives, forcing 6,270 people to seek shelter in Saint-Marc.", []string{"flow", "origin=", "destination=Saint-Marc"}},
		{"to which", "They fell back on Uvira, to which thousands of refugees have fled.", []string{"flow", "destination=Uvira"}},
		{"portions", "Some 1.2 million refugees remain displaced, most of them in Erbil and Dahuk.", []string{"stock", "Erbil"}},
		{"figures without a verb", "Displaced since January: 93,500 people; 41,200 in collective sites around Sake.", []string{"stock", "Sake"}},
		{"denial that points back", "Georgia said Russian tanks had rolled into Gori, but Moscow denied the report.", []string{"movement advancing denied", "Gori"}},
		{"assimilated article", "Rebels took Deir ez-Zor on Friday.", []string{"control captured", "Deir ez-Zor"}},
		{"without a fight", "Rebels entered Bukavu on Friday without a fight.", []string{"control captured", "Bukavu"}},
	} {
		var lines []string
		for _, x := range read(c.text, time.Time{}) {
			lines = append(lines, line(x))
		}
		if !some(lines, c.want) {
			t.Errorf("%s: %s\nwant a claim with %q in\n%s", c.name, c.text, c.want, strings.Join(lines, "\n"))
		}
	}
}

// TestNoClaim wants none of control, siege or departure from what only looks like one.
func TestNoClaim(t *testing.T) {
	read := sentenceReader(t)
	for _, text := range []string{
		"The paramilitaries overran Zalingei, leaving El Fasher as the last big city in army hands.",
		"Photographs show captured soldiers in plain clothes near Goma.",
		"Two airlines said that they would stop flying to Erbil.",
		"Lina, who fled Mosul as the militants swept in and came to Alqosh, is 34.",
	} {
		for _, c := range read(text, time.Time{}) {
			wrong := c.Status == data.StatusWithdrew || c.Kind == data.KindFlow && c.Actor == "they" || len(c.Places) > 0 && c.Places[0].Name == "Alqosh" && c.Population == "forces" ||
				c.Kind == data.KindControl && strings.Contains(c.Actor, "captured")
			if wrong {
				t.Errorf("%s\n  read as %s", text, line(c))
			}
		}
	}
}

// TestCommon holds what was reached on the developed part of the plain sentences.
func TestCommon(t *testing.T) {
	rows, err := score.Load("testdata/common.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	read := sentenceReader(t)
	tally := score.NewTally()
	for _, row := range rows {
		if !row.Held() {
			at, _ := time.Parse("2006-01-02", row.Published)
			tally.Add(row, read(row.Text, at))
		}
	}
	if p, r := tally.Ratio(); p < .90 || r < .81 {
		t.Errorf("precision %.3f, recall %.3f; want at least .90 and .81", p, r)
	}
}
