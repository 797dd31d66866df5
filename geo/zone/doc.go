// Package zone turns the statuses of places into areas and lines of contact.
//
// The method is a Voronoi diagram of settlements: every piece of land belongs to the settlement nearest to it, up to a
// distance cap, and takes the status of that settlement. Settlements without a status keep their cells and stay
// uncoloured, so that a reported town never spreads over its silent neighbour. Cells are clipped to the land of the
// settlement's country and merged by holder and class by leaving out the edges that both sides share, so that neighbours
// neither overlap nor leave gaps: they are made of the same vertices.
//
// "Nearest" is measured on the conformal sphere (the sphere on which the ellipsoid is drawn without local distortion; Snyder,
// Map Projections, USGS 1395, 1987, eq. 3-1), so a border between two cells lies where the distances on WGS84 are equal to
// about one part in a thousand of the cap. Sites are moved by up to 0.25 m, always the same way for the same point, which
// keeps grids, lines and circles of settlements from being special cases. Coordinates of the result are multiples of 1e-7
// degrees, about 1 cm.
//
// Where a cell comes within 1 degree of a pole, or one country's cells reach around the globe, nothing is clipped to land;
// a cell that would come within 0.1 degrees of a pole is not drawn.
package zone
