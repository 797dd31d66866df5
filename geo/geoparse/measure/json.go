package measure

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// ours is the JSON of `dateline geoparse`, or the same with the text beside the mentions.
type ours struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Text      string `json:"text"`
	Report    *struct {
		ID        string `json:"id"`
		Title     string `json:"title"`
		Publisher string `json:"publisher"`
		Text      string `json:"text"`
	} `json:"report"`
	Mentions []struct {
		Text  string `json:"text"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Role  string `json:"role"`
		Place *struct {
			ID    string   `json:"id"`
			Kind  string   `json:"kind"`
			Class string   `json:"class"`
			Lon   *float64 `json:"lon"`
			Lat   *float64 `json:"lat"`
		} `json:"place"`
	} `json:"mentions"`
}

func parseJSON(data []byte) ([]Document, error) {
	var all []ours
	if data[0] == '{' {
		var one ours
		if err := json.Unmarshal(data, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	} else if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	var out []Document
	for i, o := range all {
		d := Document{ID: o.ID, Title: o.Title, Publisher: o.Publisher, Text: o.Text}
		if o.Report != nil && d.Text == "" {
			d.ID, d.Title, d.Publisher, d.Text = o.Report.ID, o.Report.Title, o.Report.Publisher, o.Report.Text
		}
		if d.ID == "" {
			d.ID = strconv.Itoa(i)
		}
		if d.Text == "" {
			return nil, fmt.Errorf("document %s has no text", d.ID)
		}
		for _, m := range o.Mentions {
			if m.Role == "part" {
				continue
			}
			g := Gold{Start: m.Start, End: m.End, Text: m.Text, Demonym: m.Role == "demonym"}
			if p := m.Place; p != nil {
				g.ID, g.Kind, g.Class = p.ID, p.Kind, p.Class
				if p.Lon != nil && p.Lat != nil {
					g.Point, g.Placed = orb.Point{*p.Lon, *p.Lat}, true
				}
			}
			d.Mentions = append(d.Mentions, g)
		}
		out = append(out, settle(d))
	}
	return out, nil
}
