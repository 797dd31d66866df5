package data

import (
	"encoding/json"
	"time"
)

// Review states of a claim.
const (
	Pending   = "pending"
	Accepted  = "accepted"
	Rejected  = "rejected"
	Retracted = "retracted"
	Merged    = "merged"
	// Superseded is a claim that was split into others, or that a newer reading of its report no longer makes.
	Superseded = "superseded"
)

// Review actions.
const (
	ActionAccept  = "accept"
	ActionCorrect = "correct"
	ActionMerge   = "merge"
	ActionSplit   = "split"
	ActionReject  = "reject"
	ActionRetract = "retract"
	ActionEmbargo = "embargo"
	// ActionUndo takes back the last decision about the claim that is still in force.
	ActionUndo = "undo"
	// ActionReread marks in a history that a newer reading changed the claim; nobody can give it as a review.
	ActionReread = "reread"
)

// Review is one decision of a person (or of a logged rule) about a claim.
type Review struct {
	Claim  string `json:"claim"`
	Action string `json:"action"`
	// Version is the version of the claim that the reviewer saw; another one by then is a conflict.
	Version int `json:"version"`
	// Correction holds the fields to change, as JSON merge patch (RFC 7396) on the claim, for correct.
	Correction json.RawMessage `json:"correction,omitempty"`
	// Into is the claim that this one is merged into.
	Into string `json:"into,omitempty"`
	// Parts are the claims that a split makes.
	Parts []Claim `json:"parts,omitempty"`
	// Until is the end of an embargo.
	Until  time.Time `json:"until,omitzero"`
	Author string    `json:"author"`
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at,omitzero"`
}

// ClaimState is a claim as it stood at a known time: all reviews up to then applied.
type ClaimState struct {
	Claim Claim `json:"claim"`
	// Version counts from 1 and rises with every review of the claim.
	Version int    `json:"version"`
	State   string `json:"state"`
	// KnownAt is when the claim was first recorded, ChangedAt when it was last reviewed.
	KnownAt      time.Time `json:"known_at"`
	ChangedAt    time.Time `json:"changed_at,omitzero"`
	EmbargoUntil time.Time `json:"embargo_until,omitzero"`
	// Supports are the ids of the claims merged into this one.
	Supports []string `json:"supports,omitempty"`
}
