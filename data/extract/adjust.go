package extract

import (
	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
)

// adjust sets what depends on the places: joint control, and whether leaving is a loss of ground or a deployment's end.
func (f fact) adjust(c *data.Claim) {
	if c.Kind == data.KindControl && c.Status == data.StatusControls {
		for t := f.s.Items[f.item].First; t < f.end && t < len(f.s.Tokens); t++ {
			if f.s.Tokens[t].Is("jointly", "joint", "shared") {
				c.Status = data.StatusJoint
			}
		}
		if f.item+1 < len(f.s.Items) && f.s.Items[f.item+1].Kind == syntax.Adv && f.s.Tokens[f.s.Items[f.item+1].First].Is("jointly") {
			c.Status = data.StatusJoint
		}
	}
	if c.Status == data.StatusControls && c.Kind == data.KindControl && f.noLonger() {
		c.Status = data.StatusLost
		if c.Modality = data.Asserted; c.Attribution != "" {
			c.Modality = data.Claimed
		}
	}
	if it := f.s.Items[f.item]; !f.noun && it.Lemma == "occupy" && c.Status == data.StatusCaptured && (!it.Past && !it.Passive || it.Perfect) && it.Modal == "" {
		c.Status = data.StatusControls
	}
	if f.homeward || c.Kind == data.KindFlow && f.actor != nil && f.s.Tokens[f.actor.head].Is("returnees", "returnee") {
		c.Kind, c.Population = data.KindReturn, "returnee"
	}
	foreign, known := f.foreign()
	if c.Kind == data.KindMovement && !f.noun && f.s.Items[f.item].Lemma == "patrol" && !(foreign && known) {
		c.Kind, c.Population = data.KindControl, ""
	}
	switch {
	case c.Kind == data.KindControl && (c.Status == data.StatusWithdrew || c.Status == data.StatusPresent) && known && foreign:
		c.Kind = data.KindMovement
		c.Population = "forces"
	}
}

// foreign says whether the actor is a state's force, or peacekeepers, in another country than its own.
func (f fact) foreign() (foreign, known bool) {
	if f.actor == nil {
		return false, false
	}
	id := f.s.headRef(*f.actor).actor
	if id < 0 {
		id = f.s.modActor(*f.actor)
	}
	if id < 0 && f.s.Tokens[f.actor.first].Is("its", "their") {
		if b, ok := f.s.antecedent(f.actor.item); ok {
			id = f.s.modActor(b)
		}
	}
	if i, j := f.s.Group(f.actor.item); id < 0 && i < j {
		for k := i; k <= j && id < 0; k++ {
			if f.s.Items[k].Kind == syntax.NP {
				id = f.s.modActor(f.s.arg(k))
			}
		}
	}
	if f.s.Tokens[f.actor.head].Is("peacekeepers", "peacekeeper", "observers") {
		return true, true
	}
	if id < 0 {
		return false, false
	}
	x := f.s.doc.actors.Get(id)
	if x.Kind == actor.Peacekeepers || x.Kind == actor.Coalition || x.Kind == actor.Organisation {
		return true, true
	}
	if x.Kind != actor.State || len(x.Countries) == 0 || !f.s.force(*f.actor) {
		return false, false
	}
	for _, ps := range f.places {
		for _, p := range ps {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				return f.s.doc.mentions[p.mention].Place.Country != x.Countries[0], true
			}
		}
	}
	return false, false
}

// noLonger says whether the verb group holds "no longer": what is no longer held is lost.
func (f fact) noLonger() bool {
	if f.noun {
		return false
	}
	it := f.s.Items[f.item]
	for t := it.First; t+1 < it.Last; t++ {
		if f.s.Tokens[t].Is("no") && f.s.Tokens[t+1].Is("longer") {
			return true
		}
	}
	return false
}
