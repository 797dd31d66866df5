// Package location is the location service over HTTP: geocoding, autocompletion, reverse geocoding, nearest, within,
// distances and matrices, with answers in GeocodeJSON, and the addresses and parameters of Photon, Nominatim and Pelias for
// clients that were written for those.
//
// Distances are lengths of geodesics on WGS84, which are straight lines over the ground and no roads; every answer names
// the points that it measured between and where they come from. Points are longitude, latitude in degrees.
package location
