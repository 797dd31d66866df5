// Package geoparse finds a text's place names and resolves them, each with its candidates, confidence and reasons.
//
// [Parser.Parse] goes through these steps, a file each:
//
//   - token: tokens and sentences, offsets in Unicode code points (package token); lang: the language (package lang).
//   - match.go: at every capital, the longest run of tokens that the gazetteer knows; street.go: streets are not matched.
//   - recognise.go: in English a statistical tagger (package tagger), which gets the gazetteer's opinion as a hint, then
//     families of rules that hold whatever it has learnt (rules.go lists them; `dateline evaluate geoparse --ablate` tells what
//     each is worth); in other languages the gazetteer on words freed of affixes, held in check by prepositions, given names and
//     words for streets (foreign.go, grammar.go, forename.go, nisba.go).
//   - phrase.go, relation.go: stated positions, "31 miles north of", "near", "between".
//   - sense.go, resolve.go: the occurrences of a name are one sense with one place; a log-linear model chooses among its
//     candidates, and what the other senses most likely mean is context for it, in rounds (pair.go: "X, Y"; cue.go: "city
//     of"; evidence.go: stated distances; home.go: where the publisher writes for; cluster.go: small places that lie together,
//     whatever they most likely mean). Where the words put one name into
//     different areas, it gets a sense for each (split.go).
//   - relate.go: stated positions are checked against the map, and a place that no gazetteer has is put where the text says.
//   - assemble.go, reason.go: the [Document], with the reasons in words.
//
// # What is learnt
//
// tagger/tagger.model comes of `dateline train tagger` and the open corpora of NOTICE. resolver.weights, 35 numbers, comes of
// `dateline train resolver`: the gold of TR-News and GeoVirus, testdata/written.json, and notices invented from the gazetteer
// (notices.go), since world news says little of how local papers write; `--cross` fits on all gold files but one and measures
// on that one. testdata/held.json is never learnt from. No text, name or coordinate of TR-News and GeoVirus is in the product.
// Both trainings give the same bytes again.
//
// # Tolerance of stated positions
//
// A stated distance fits when it is off by no more than 10 km or a fifth of itself, whichever is more; a direction, one of
// eight winds, when it is off by no more than 56.25°, one and a quarter of a wind's sector. "Near" reaches 25 km. A place
// that is put by a stated distance and direction alone has as uncertainty that tolerance along the line and half a sector
// across it; without a direction, the whole distance and the tolerance.
//
// # Limits
//
// Only the first [MaxText] code points of a text are read. Up to [maxContext] senses count as context. Of two places
// of one name in a text only those are told apart that the words put into different areas, or whose sentences speak of
// different countries. Languages other than English have no organisations, and only those persons that a given name or a title
// introduces.
package geoparse
