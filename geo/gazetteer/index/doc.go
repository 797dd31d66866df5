// Package index is the gazetteer's file: names, places, spatial index and outlines in one read-only file that is mapped
// into memory or embedded in the binary, and the [Builder] that makes it. The format is described byte by byte in
// FORMAT.md beside the package gazetteer.
//
// A [Reader] never panics on a damaged file: every offset is checked against the section it points into, and a lookup that
// meets damage finds nothing. [Reader.Verify] tells whether the file is whole.
package index
