package geoparse_test

import (
	"testing"

	"dateline/geo/geoparse"
)

// Papers' names, addresses and stated homes draw namesakes to where they write for, and only where the text agrees.
func TestHome(t *testing.T) {
	for _, c := range []struct {
		publisher, home, text, want string
	}{
		{"The Paris News (Texas)", "", "A man from Paris was held on Tuesday.", "Paris literal US.TX"},
		{
			"parisnews.com", "", "A man from Paris was held. Deputies found him near Powderly and Blossom. He came from Bonham.",
			"Paris literal US.TX; Powderly literal US.TX; Blossom literal US.TX; Bonham literal US.TX",
		},
		{
			"lebanondemocrat.com", "", "The fair in Lebanon opens on Friday. Visitors from Watertown and Hartsville come each year.",
			"Lebanon literal US.TN; Watertown literal US.TN; Hartsville literal US.TN",
		},
		{"Edmonton Journal", "", "The road between Leduc and Devon is closed.", "Leduc literal CA.01; Devon literal CA.01"},
		{"cairnspost.com.au", "", "Police in Edmonton and Gordonvale looked for a man.", "Edmonton literal AU.04; Gordonvale literal AU.04"},
		{
			"", "Lebanon, Pennsylvania", "The fire in Lebanon was out by noon. Crews came from Palmyra and Myerstown.",
			"Lebanon literal US.PA; Palmyra literal US.PA; Myerstown literal US.PA",
		},
		{
			"Washington Post", "", "The talks in Moscow and Lebanon failed. Officials in Paris and Athens said so.",
			"Moscow literal RU.48; Lebanon literal LB; Paris literal FR.11; Athens literal GR.ESYE31",
		},
		{"http://www.example.com/news", "", "The talks in Moscow failed.", "Moscow literal RU.48"},
	} {
		if got := where(t, geoparse.Input{Text: c.text, Publisher: c.publisher, HomeRegion: c.home}); got != c.want {
			t.Errorf("%s%s: %s\n got %s\nwant %s", c.publisher, c.home, c.text, got, c.want)
		}
	}
}
