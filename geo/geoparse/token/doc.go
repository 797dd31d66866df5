// Package token cuts text into tokens and sentences, in any script, with offsets in Unicode code points.
//
// Tokens are maximal in what belongs together on a map ("U.S.", "Ba'aj", "70km", "nytimes.com") and minimal in what does
// not: hyphens and possessive endings are tokens of their own, so that "Iranian-backed" and "Mosul's" give up the name
// inside them.
package token
