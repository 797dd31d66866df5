// Package data holds the records (Report, Mention, Claim, Review) and the append-only ledger that keeps them in one bbolt
// file. Nothing else in Dateline imports bbolt.
package data
