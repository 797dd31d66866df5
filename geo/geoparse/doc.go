// Package geoparse finds a text's place names and resolves them, each with its candidates, confidence and reasons.
package geoparse
