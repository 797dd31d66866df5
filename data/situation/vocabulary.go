package situation

import (
	"slices"

	"dateline/data"
)

// Two vocabularies of the Institute for the Study of War, in which the same statuses can be shown. That of its maps of Ukraine
// (2022) tells how sure a holder is; that of its maps of the ISIS sanctuary (2014) what he does there.
const (
	// AssessedControl is held by word of others than the parties.
	AssessedControl = "assessed-control"
	// AssessedAdvance is where forces "operated in or launched attacks, but do not control".
	AssessedAdvance = "assessed-advance"
	// ClaimedControl is what only a party says, or what sources contradict.
	ClaimedControl = "claimed-control"

	// ControlZone is where somebody rules, AttackZone where he "conducts offensive maneuvers", SupportZone where he moves freely.
	ControlZone = "control"
	AttackZone  = "attack"
	SupportZone = "support"
)

// vocabularies puts a status into both; empty where a vocabulary has no word for it: no information, a place left, and
// land that is only inferred, which neither of the two maps draws.
func vocabularies(s *Status) (isw2022, isw2014 string) {
	switch s.Status {
	case Held, Joint:
		if s.Class == ClaimedBy || s.Class == Disputed {
			return ClaimedControl, ControlZone
		}
		return AssessedControl, ControlZone
	case Disputed:
		return ClaimedControl, ControlZone
	case Contested:
		return AssessedAdvance, AttackZone
	case Besieged:
		return AssessedAdvance, AttackZone
	case Present:
		if slices.ContainsFunc(s.Claims, func(c *claim) bool { return c.Claim.Status == data.StatusAdvancing }) {
			return AssessedAdvance, AttackZone
		}
		return "", SupportZone
	}
	return "", ""
}

// zoneVocabularies does the same for the class of a zone.
func zoneVocabularies(class string) (isw2022, isw2014 string) {
	switch class {
	case Assessed, Stale:
		return AssessedControl, ControlZone
	case ClaimedBy, Disputed:
		return ClaimedControl, ControlZone
	case Contested:
		return AssessedAdvance, AttackZone
	}
	return "", ""
}
