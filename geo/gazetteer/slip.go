package gazetteer

import (
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
)

// How much is taken off the quality of a name that is not quite the one asked for. The constants were chosen with the mistyped names of
// evaluate.Typos; within a third of them the share of right answers changes by less than half a percent.
const (
	// perSlip and perLetter are what a slip costs: a fixed part, and one that a long name spreads over its letters.
	perSlip   = 0.1
	perLetter = 0.5
	// droppedArticle is what it costs in slips that one name has an article and the other none.
	droppedArticle = 0.3
	// readAcross is the most that a name in another script can be worth: with a name in the same script that differs by a letter, that is meant.
	readAcross = 0.72
	// romanised is what a romanisation of another script costs that no reader uses ("beren" for Belém), foreignName any further name.
	romanised   = 0.12
	foreignName = 0.06
	// slipProminence is what a prominence of 1000 points is worth among such names.
	slipProminence = 0.25
)

// weigh rates a candidate that was found by likeness against the name of its that is nearest.
func (c *scored) weigh(asked string, near nearest) {
	key := near.key
	if c.key != "" {
		key = c.key
	}
	switch {
	case key == "":
		return
	case isForeign(asked) != isForeign(key):
		c.quality = min(c.quality, readAcross)
	case c.How != "fuzzy":
		slips := fold.Slips(asked, key)
		if a, b := fold.StripArticle(asked), fold.StripArticle(key); a != asked || b != key {
			slips = min(slips, droppedArticle+fold.Slips(a, b))
		}
		c.quality = min(c.quality, 1-slips*(perSlip+perLetter/float64(utf8.RuneCountInString(asked))))
	}
	switch {
	case near.romanised && (c.key == "" || c.key == near.key):
		c.quality -= romanised
	case !c.own && !isForeign(asked):
		c.quality -= foreignName
	}
	c.quality = max(0, c.quality)
	c.score = c.quality + slipProminence*float64(c.layer.r.Prominence(c.index))/1000
}
