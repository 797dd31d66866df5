package situation

import (
	"math"
	"time"

	"dateline/data"
)

// Weights of the Admiralty grades: how much of a word of the best grade one of this grade counts. F and 6 ("cannot be judged")
// stand in the middle, because most new sources are so graded.
var (
	reliabilityWeight = map[string]float64{"A": 1, "B": 0.9, "C": 0.75, "D": 0.5, "E": 0.25, "F": 0.7}
	credibilityWeight = map[int]float64{1: 1, 2: 0.9, 3: 0.75, 4: 0.5, 5: 0.25, 6: 0.7, 0: 0.7}
)

// Bands of grades; words are compared by band, so that a C2 does not lose to a B3.
const (
	bandGood = 3
	bandFair = 2
	bandPoor = 1
)

// weightOf is the share in [0,1] that a claim counts for: its grades, its modality and the reader's confidence.
func weightOf(c *data.Claim, reliability string, credibility int) float64 {
	w := gradeWeight(reliability, credibility)
	if c.Modality == data.Claimed {
		w *= 0.6
	}
	if c.Confidence > 0 {
		w *= math.Min(1, c.Confidence)
	}
	return w
}

func gradeWeight(reliability string, credibility int) float64 {
	w, ok := reliabilityWeight[reliability]
	if !ok {
		w = reliabilityWeight[data.GradeUnknown]
	}
	return w * credibilityWeight[credibility]
}

// bandOf sorts a claim by its grades alone.
func bandOf(reliability string, credibility int) int {
	switch w := gradeWeight(reliability, credibility); {
	case w >= 0.8:
		return bandGood
	case w >= 0.3:
		return bandFair
	}
	return bandPoor
}

const day = 24 * time.Hour

// Ages at which a status fades and goes stale (domain practice: 0-7 days full, 8-30 faded, then stale).
const (
	freshDays = 7
	staleDays = 30
)

// decay is the weight of a word after a time: Anders 2020, weights_nga.R, a=8, b=-2.5 a month; below 0.05 it is 0.
func decay(age time.Duration) float64 {
	months := age.Hours() / 24 / 30.4375
	w := 1 / (1 + math.Exp(-(8 - 2.5*months)))
	if w < 0.05 {
		return 0
	}
	return w
}

func ageDays(from, to time.Time) int { return max(0, int(to.Sub(from)/day)) }

// lifetime is the age at which decay reaches 0.
var lifetime = func() time.Duration {
	age := time.Duration(0)
	for step := 64 * day; step > 0; step /= 2 {
		for decay(age+step) > 0 {
			age += step
		}
	}
	return age + 1
}()
