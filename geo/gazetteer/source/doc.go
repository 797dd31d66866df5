// Package source reads other people's gazetteers: GeoNames dumps, GeoJSON outlines and CSV tables, row by row. What cannot
// be used is reported with its line and the reason, and does not stop the reading.
package source
