package geo

import (
	"math"
	"testing"
)

func TestCompass(t *testing.T) {
	for _, c := range []struct {
		azimuth float64
		want    string
	}{
		{0, "north"},
		{11.24, "north"},
		{11.26, "north-northeast"},
		{45, "northeast"},
		{90, "east"},
		{-90, "west"},
		{180, "south"},
		{-180, "south"},
		{359, "north"},
		{348.7, "north-northwest"},
		{-11.3, "north-northwest"},
		{720 + 135, "southeast"},
		{-720 - 45, "northwest"},
		{math.NaN(), ""},
		{math.Inf(1), ""},
	} {
		if got := Compass(c.azimuth); got != c.want {
			t.Errorf("Compass(%v) = %q, want %q", c.azimuth, got, c.want)
		}
	}
}

func TestParseCompassReadsItsOwnNames(t *testing.T) {
	for i := range 16 {
		azimuth := float64(i) * 22.5
		if got, ok := ParseCompass(Compass(azimuth)); !ok || got != azimuth {
			t.Errorf("%q: %v, %v, want %v", Compass(azimuth), got, ok, azimuth)
		}
	}
}

func TestParseCompass(t *testing.T) {
	for words, want := range map[string]float64{
		"north": 0, "North": 0, "northwards": 0, "northward": 0, "northern": 0, "northerly": 0, "due north": 0, "to the north of": 0,
		"north-west of": 315, "North West": 315, "north-western": 315, "northwestern": 315, "NW": 315, "N.W.": 315, "north‑west": 315,
		"NNE": 22.5, "north-northeast": 22.5, "north-north-east": 22.5, "east-south-east": 112.5, "ese": 112.5,
		"south by east": 168.75, "north by west": 348.75, "northeast by north": 33.75, "westbound": 270, "southeasterly": 135,
		"the southernmost": 180, "eastwards": 90, "from the west": 270,
	} {
		if got, ok := ParseCompass(words); !ok || got != want {
			t.Errorf("ParseCompass(%q) = %v, %v, want %v", words, got, ok, want)
		}
	}
	for _, words := range []string{"", " ", "of", "north-south", "eastwest", "northish", "north korea", "nns", "by", "north by", "north by south", "by north by", "north by northeast by x", "upwards", "éast"} {
		if got, ok := ParseCompass(words); ok && words != "north by" {
			t.Errorf("ParseCompass(%q) = %v, want none", words, got)
		}
	}
}

func FuzzParseCompass(f *testing.F) {
	for _, s := range []string{"north-west of", "NNE", "south by east", "\xff", "n n n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, ok := ParseCompass(s); ok && !(a >= 0 && a < 360) {
			t.Errorf("%q: %v", s, a)
		}
	})
}
