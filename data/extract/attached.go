package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

func (f frame) pps(prep string) [][]arg {
	var out [][]arg
	if prep == "between" {
		for _, pp := range f.phrases {
			if pp.Word == "between" {
				out = append(out, f.s.args(pp.NPs))
			}
		}
		return out
	}
	for _, pp := range f.phrases {
		if (pp.Word == prep || prep == "out of" && pp.Word == "from") && !f.within(pp) {
			out = append(out, f.s.args(pp.NPs))
		}
	}
	return out
}

// within says whether a phrase only says where the site of the phrase before it is: "towards the coast | at Al-Mawasi".
func (f frame) within(pp syntax.PP) bool {
	if f.kind == data.KindLine && (pp.Word == "on" || pp.Word == "in") && f.s.is(pp.Item-1, syntax.NP) && f.s.is(pp.Item-2, syntax.Prep) {
		switch f.s.Items[pp.Item-2].Word {
		case "from", "to", "between":
			return true // "from Sirte on the coast to …"
		}
	}
	if f.kind != data.KindFlow && f.kind != data.KindReturn || pp.Word != "at" && pp.Word != "in" && pp.Word != "near" {
		return false
	}
	n := pp.Item - 1
	if !f.s.is(n, syntax.NP) || !f.s.is(n-1, syntax.Prep) || f.s.nameAt[f.s.Items[n].Head] >= 0 {
		return false
	}
	switch f.s.Items[n-1].Word {
	case "to", "toward", "from", "for", "back to":
		return f.s.lexClass(f.s.Items[n].Head)&(syntax.Site|syntax.Part) != 0
	}
	return false
}

// possessor gives what stands before the possessive ending of the trigger's noun phrase: "Croatia's recapture".
func (f frame) possessor() [][]arg {
	i := f.item
	if !f.noun {
		if f.tail < 0 {
			return nil
		}
		i = f.tail
	}
	it := f.s.Items[i]
	if it.Poss < 0 {
		if f.noun && it.Last-it.First > 1 && f.s.Tokens[it.First].Is("its", "their") {
			if a, ok := f.s.antecedent(i); ok {
				return [][]arg{{a}}
			}
		}
		return nil
	}
	return [][]arg{{{i, f.s.strip(it.First, it.Poss), it.Poss, it.Poss - 1, 0}}}
}

// modifier gives what stands before the head of the trigger's noun: "RSF control", "the Israeli withdrawal".
func (f frame) modifier() [][]arg {
	first, end := f.modFirst, f.modEnd
	if end == 0 && f.noun {
		it := f.s.Items[f.item]
		first, end = f.s.strip(it.First, it.Head), it.Head
		if it.Poss >= first {
			first = it.Poss + 1
		}
	}
	if end <= first {
		return nil
	}
	if f.s.Tokens[end-1].Possessive() {
		end--
	}
	for n := first; n < end; n++ { // the actor inside: "joint RSF", "full Houthi"
		if k := f.s.nameAt[n]; k >= 0 {
			first, end = max(first, f.s.Names[k].First), min(end, max(f.s.Names[k].Last, end))
			break
		}
	}
	if end <= first {
		return nil
	}
	return [][]arg{{{f.s.itemOf(first), first, end, end - 1, 0}}}
}

// itemOf gives the item that token t lies in.
func (s *sentence) itemOf(t int) int {
	for i, it := range s.Items {
		if t >= it.First && t < it.Last {
			return i
		}
	}
	return 0
}

func (f frame) apposition() [][]arg {
	i := f.item
	if i > 0 && f.s.Items[i-1].Kind == syntax.Prep && f.s.Items[i-1].Word == "under" { // "Under siege since …, the town"; "the town, under siege,"
		for j := i + 1; i == 1 && j+1 < len(f.s.Items); j++ {
			if f.s.Items[j].Kind == syntax.Comma && f.s.Items[j+1].Kind == syntax.NP {
				return [][]arg{{f.s.arg(j + 1)}}
			}
		}
		for j := i - 2; j >= 0 && j >= i-4; j-- {
			if f.s.Items[j].Kind == syntax.NP {
				return [][]arg{{f.s.arg(j)}}
			}
		}
		return nil
	}
	if f.kind == data.KindSiege {
		return nil
	}
	least := i - 2
	if f.s.is(i-1, syntax.Adv) && f.s.is(i-2, syntax.Comma) {
		least-- // "El Plateado, long a stronghold of"
	}
	for j := i - 1; j >= 0 && j >= least; j-- {
		if f.s.Items[j].Kind == syntax.NP {
			return [][]arg{{f.s.arg(j)}}
		}
	}
	return nil
}
