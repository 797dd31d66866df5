package extract

import (
	"dateline/data/extract/syntax"
)

// lightVerbs say nothing of their own: what happens stands in their object, "carried out a withdrawal", "announced the capture".
var lightVerbs = words("carry conduct make begin start launch stage complete execute mount lead continue resume press announce claim report confirm celebrate order declare maintain tighten end lift keep impose pursue intensify open undertake effect finish perform reject oppose plan hail proclaim")

// agent gives the subject of the light verb that the trigger's noun is the object of.
func (f frame) agent() [][]arg {
	if !f.noun {
		return nil
	}
	v := f.item - 1
	for f.s.is(v, syntax.Adv) || f.s.is(v, syntax.Prep) && f.s.Tokens[f.s.Items[v].First].Is("out", "up", "on", "with") {
		v--
	}
	if !f.s.is(v, syntax.VG) || f.s.Items[v].Passive || !lightVerbs[f.s.Items[v].Lemma] {
		return nil
	}
	return f.s.each(f.s.ownSubjects(v))
}

// purposes are verbs of an infinitive that tells where forces go: "sent two brigades to shore up the defence of Sumy".
var purposes = words("surround besiege retake attack storm search clear recapture reinforce defend protect guard shore bolster secure patrol garrison relieve hold support strengthen recapture retake police stabilise stabilize quell calm join help assist")

// purpose gives forces on the move the place that they are sent to do something for.
func (f frame) purpose(out *filled) {
	if f.noun || out.claim.Kind != "movement" || len(out.places["destination"])+len(out.places["at"]) > 0 || out.actor == nil {
		return
	}
	for v := f.item + 1; v < len(f.s.Items) && v < f.item+8; v++ {
		it := f.s.Items[v]
		if it.Kind == syntax.Stop || it.Kind == syntax.Sub || it.Kind == syntax.VG && it.Form == syntax.Finite {
			return
		}
		if it.Kind != syntax.VG || it.Form != syntax.Infinitive || !purposes[it.Lemma] {
			continue
		}
		n := v + 1
		for f.s.is(n, syntax.Adv) || f.s.is(n, syntax.Prep) && f.s.Tokens[f.s.Items[n].First].Is("up") {
			n++
		}
		for f.s.is(n, syntax.NP) {
			if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) && p.anaphor == "" {
				out.places["destination"] = []place{p}
				return
			}
			if n = f.s.attached(n, "of", "in", "at", "around", "near"); n < 0 {
				return
			}
		}
		return
	}
}

// topic gives a definite event noun the place that its sentence spoke of before: "trucks rolled into Madaya, but the siege goes
// on". The arguments are noun phrases with a name of their own, the nearest first.
func (f frame) topic() [][]arg {
	it := f.s.Items[f.item]
	if !f.noun || !f.s.Tokens[it.First].Is("the", "this", "that") || it.Head != it.First+1 {
		return nil
	}
	for k := f.item - 1; k >= 0; k-- {
		if f.s.Items[k].Kind != syntax.NP {
			continue
		}
		if p, ok := f.s.named(k); ok && p.mention >= 0 {
			return [][]arg{{f.s.arg(k)}}
		}
	}
	return nil
}

// ending are verbs of coming and going that need no place of their own.
var ending = words("arrive withdraw leave retreat flee pull drive push force expel oust enter depart return advance evict dislodge")

// earlier gives a verb of coming or going that says no place the one that its sentence named before: "deployed in Sweida but withdrew
// the next day", "left X a day before government troops arrived".
func (f frame) earlier() [][]arg {
	if f.noun || f.bare || !ending[f.s.Items[f.item].Lemma] {
		return nil
	}
	k := f.item + 1
	for f.s.is(k, syntax.Adv) || f.s.is(k, syntax.Time) {
		k++
	}
	if k < len(f.s.Items) && f.s.Items[k].Kind != syntax.Comma && f.s.Items[k].Kind != syntax.Stop && f.s.Items[k].Kind != syntax.Sub && f.s.Items[k].Kind != syntax.Conj && !(f.s.is(k, syntax.Prep) && (f.s.Items[k].Word == "under" || f.s.Items[k].Word == "by" || f.s.Items[k].Word == "without" || f.s.Items[k].Word == "after")) {
		return nil
	}
	for k := f.item - 1; k >= 0; k-- {
		if f.s.Items[k].Kind != syntax.NP {
			continue
		}
		if p, ok := f.s.named(k); ok && (p.mention >= 0 || p.weak && !p.person) && p.site == "" && f.s.headRef(f.s.arg(k)).actor < 0 {
			return [][]arg{{f.s.arg(k)}}
		}
	}
	return nil
}
