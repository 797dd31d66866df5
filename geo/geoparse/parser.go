package geoparse

import (
	"context"
	"errors"
	"time"

	"dateline/geo/gazetteer"
)

// Input is a text to read, with what is known of it.
type Input struct {
	Text      string
	Title     string
	Publisher string
	// HomeRegion is a country code or place name that the publisher writes for.
	HomeRegion string
	Published  time.Time
	// Language is BCP 47; detected where empty.
	Language string
}

// Parser finds and resolves place names. It is safe for concurrent use.
type Parser struct{ g *gazetteer.Gazetteer }

// New makes a parser over a gazetteer.
func New(g *gazetteer.Gazetteer) (*Parser, error) { return &Parser{g}, nil }

// Parse reads a text.
func (p *Parser) Parse(ctx context.Context, in Input) (Document, error) {
	return Document{}, errors.New("parse text: not built")
}
