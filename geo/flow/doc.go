// Package flow draws movements: a curve between two places, a stub in a direction, a halo around a place whose other end
// nobody named; and puts numbers of people into five classes of width.
//
// The rules follow Jenny et al., Design principles for origin-destination flow maps, CaGIS 45(1), 2018: symmetric curves
// instead of straight lines, longer ones bent more, no passing under towns that do not belong to the flow, few crossings,
// and flows spread around the places where they meet. Arrowheads and widths in pixels are left to the map.
package flow
