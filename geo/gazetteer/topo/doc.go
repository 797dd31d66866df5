// Package topo packs outlines: it finds the border pieces (arcs) that neighbouring areas share, simplifies each once, so
// that neighbours still fit without gaps or overlaps, and encodes them as differences on an integer grid.
package topo
