// Package measure scores a geoparser against gold: it reads the public corpora in their own formats and counts what was
// found, and how far from the gold point it was put.
//
// Offsets are Unicode code points of the text, end exclusive, whatever the corpus uses; a reader repairs what its
// corpus is known to get wrong.
package measure
