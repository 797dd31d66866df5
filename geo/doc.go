// Package geo is the ground that Dateline stands on: geodesic distance, bearing, destination and area on the WGS84
// ellipsoid, the neutral [Feature] that every room hands on, and the one border between orb and go-geom.
//
// Every orb.Point is longitude, latitude in degrees (EPSG:4326, axis order of RFC 7946). Lengths are [Metres], azimuths
// degrees clockwise from true north.
package geo
