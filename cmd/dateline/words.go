package main

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/data"
)

// placeWords tells a place in one line: name, id and point as longitude, latitude.
func placeWords(p *data.PlaceRef) string {
	if p == nil {
		return "not placed"
	}
	where := p.Name
	if p.Country != "" {
		where += ", " + p.Country
	}
	return fmt.Sprintf("%s (%s, %.4f %.4f)", where, p.ID, p.Lon, p.Lat)
}

// claimWords tells a claim in one line.
func claimWords(c data.Claim) string {
	words := []string{c.Kind}
	for _, w := range []string{actorWords(c), c.Status, c.EventType} {
		if w != "" {
			words = append(words, w)
		}
	}
	for _, p := range c.Places {
		words = append(words, claimPlaceWords(p))
	}
	if c.Value != nil && c.Value.Raw != "" {
		words = append(words, "“"+c.Value.Raw+"”")
	}
	words = append(words, "· "+c.Modality)
	if c.Attribution != "" {
		says := "says " + c.Attribution
		if c.Via != "" {
			says += " through " + c.Via
		}
		words = append(words, "· "+says)
	}
	if s := c.Valid.Start; s != nil {
		words = append(words, "· "+s.Format("2006-01-02")+" ("+c.Valid.Precision+")")
	}
	if c.Check != nil {
		words = append(words, "· "+checkWords(*c.Check))
	}
	return strings.Join(words, " ")
}

func actorWords(c data.Claim) string {
	if c.ActorName == "" || c.ActorName == c.Actor {
		return c.Actor
	}
	return fmt.Sprintf("%s [%s]", c.Actor, c.ActorName)
}

func claimPlaceWords(p data.ClaimPlace) string {
	name := p.Name
	if p.Site != "" {
		name += " " + p.Site
	}
	if p.Lon == nil {
		name += " (not placed)"
	}
	if p.Relation != "" && p.Relation != data.RelationIn {
		name += " (" + p.Relation + ")"
	}
	return p.Role + " " + name
}

func checkWords(c data.RelationCheck) string {
	fits := "inconsistent"
	if c.Consistent {
		fits = "consistent"
	}
	return fmt.Sprintf("stated %s km, measured %s km: %s", km(c.StatedKM), km(c.MeasuredKM), fits)
}

func km(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
