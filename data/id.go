package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// ReportID is the id of the report with this text: the first 16 bytes of its SHA-256, in hex.
func ReportID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// ClaimID is the id of a claim of a report: a hash of report, kind, actor, status, places and evidence, in hex. Confidence,
// grades and the reader's version do not change it, so the same sentence read again gives the same id.
func ClaimID(report string, c Claim) string {
	h := sha256.New()
	writeParts(h, report, c.Kind, first(c.ActorID, c.Actor), first(c.ObjectID, c.Object), c.Status, c.EventType, c.Population, c.Modality)
	for _, p := range c.Places {
		writeParts(h, "place", p.Role, first(p.ID, p.Text), p.Relation, p.Site)
	}
	for _, e := range c.Evidence {
		writeParts(h, "evidence", fmt.Sprint(e.Start), fmt.Sprint(e.End), e.Exact)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// writeParts hashes each part with its length, so that no two lists of parts run together.
func writeParts(h hash.Hash, parts ...string) {
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
