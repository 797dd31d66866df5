// Package tagger marks the names in a sentence with what they stand for: a small linear-chain model, an averaged
// structured perceptron with Viterbi decoding over hashed features, whose quantised weights lie in the binary.
//
// It knows nothing of any gazetteer: what the gazetteer says about a token arrives as a [Hint].
package tagger
