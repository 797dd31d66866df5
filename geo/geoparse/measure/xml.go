package measure

import (
	"encoding/xml"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"
)

// trNews is the XML of TR-News and LGL.
type trNews struct {
	Articles []struct {
		ID       string `xml:"docid,attr"`
		Title    string `xml:"title"`
		Domain   string `xml:"domain"`
		Date     string `xml:"dltime"`
		Text     string `xml:"text"`
		Toponyms []struct {
			Phrase string `xml:"phrase"`
			Start  int    `xml:"start"`
			End    int    `xml:"end"`
			Tag    *struct {
				ID    string `xml:"geonameid,attr"`
				Class string `xml:"fclass"`
				Code  string `xml:"fcode"`
				Lat   string `xml:"lat"`
				Lon   string `xml:"lon"`
			} `xml:"gaztag"`
			Lat string `xml:"lat"`
			Lon string `xml:"lon"`
		} `xml:"toponyms>toponym"`
	} `xml:"article"`
}

func parseTRNews(data []byte) ([]Document, error) {
	var in trNews
	if err := xml.Unmarshal(data, &in); err != nil {
		return nil, err
	}
	var out []Document
	for _, a := range in.Articles {
		d := Document{ID: a.ID, Title: strings.TrimSpace(a.Title), Publisher: strings.TrimSpace(a.Domain), Text: a.Text}
		d.Published, _ = time.Parse(time.DateOnly, firstWord(a.Date)) // absent or odd: no date known
		for _, t := range a.Toponyms {
			g := Gold{Start: t.Start, End: t.End, Text: t.Phrase}
			lat, lon := t.Lat, t.Lon
			if t.Tag != nil {
				g.ID, g.Class, g.Kind = "geonames:"+t.Tag.ID, t.Tag.Class, t.Tag.Code
				lat, lon = t.Tag.Lat, t.Tag.Lon
			}
			g.Point, g.Placed = point(lat, lon)
			d.Mentions = append(d.Mentions, g)
		}
		out = append(out, settle(d))
	}
	return out, nil
}

func firstWord(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 10 {
		s = s[:10]
	}
	return s
}

func point(lat, lon string) (orb.Point, bool) {
	y, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	return orb.Point{x, y}, err1 == nil && err2 == nil && y >= -90 && y <= 90 && x >= -180 && x <= 180
}

// settle repairs and sorts the mentions.
func settle(d Document) Document {
	text := []rune(d.Text)
	kept := d.Mentions[:0]
	for _, g := range d.Mentions {
		if repair(text, &g) {
			kept = append(kept, g)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].Start < kept[j].Start })
	d.Mentions = kept
	return d
}

// geoVirus is the XML of GeoVirus, whose offsets count from 1.
type geoVirus struct {
	Articles []struct {
		Source    string `xml:"source"`
		Text      string `xml:"text"`
		Locations []struct {
			Name  string `xml:"name"`
			Start int    `xml:"start"`
			End   int    `xml:"end"`
			Lat   string `xml:"lat"`
			Lon   string `xml:"lon"`
		} `xml:"locations>location"`
	} `xml:"article"`
}

func parseGeoVirus(data []byte) ([]Document, error) {
	var in geoVirus
	if err := xml.Unmarshal(data, &in); err != nil {
		return nil, err
	}
	var out []Document
	for i, a := range in.Articles {
		d := Document{ID: strconv.Itoa(i), Text: a.Text}
		for _, l := range a.Locations {
			g := Gold{Start: l.Start - 1, End: l.End - 1, Text: l.Name}
			g.Point, g.Placed = point(l.Lat, l.Lon)
			d.Mentions = append(d.Mentions, g)
		}
		out = append(out, settle(d))
	}
	return out, nil
}
