package syntax

import "strings"

// verbGroup reads a verb group at token i. inNoun says that a noun stands before it in the same phrase.
func (c *chunker) verbGroup(i int, inNoun bool) (Item, int, bool) {
	it := Item{Kind: VG, First: i, Head: -1, Poss: -1}
	toks := c.s.Tokens
	j := i
	last := "" // the auxiliary that decides the form of what follows: "to", "modal", "be", "have", "do"
	for j < len(toks) && c.nameAt[j] < 0 {
		t := toks[j]
		cl := c.class(j)
		switch {
		case t.Is("\"", "“", "‘") && last != "":
			j++
			continue
		case t.Is("to") && (j == i || last == "have" || it.Head >= 0 && toks[it.Head].Is("used", "going")) && c.infinitive(j):
			if j > i && toks[j-1].Is("yet") {
				it.Negative = true
			} else if j > i && it.Head >= 0 && toks[it.Head].Is("going") {
				it.Modal = "will"
			}
			if j == i {
				it.Form = Infinitive
			}
			last, it.Head = "to", -1
			j++
			continue
		case cl&Modal != 0 && it.Head < 0:
			it.Modal = t.Lower
			if strings.HasSuffix(t.Lower, "n't") || t.Is("cannot") {
				it.Negative = true
			}
			last = "modal"
			j++
			continue
		case cl&Negation != 0 && (it.Head < 0 || last == "be" || last == "have"):
			if j+1 < len(toks) && (c.verbAfter(j+1) || last != "" || adverbial(toks[j+1])) {
				it.Negative = true
				if strings.HasPrefix(t.Lower, "do") || strings.HasPrefix(t.Lower, "did") {
					last = "do"
				} else if strings.HasSuffix(t.Lower, "n't") && last == "" {
					last = "be"
				}
				j++
				continue
			}
		case t.Is("yet") && last == "have" && j+1 < len(toks) && toks[j+1].Is("to"):
			j++
			continue
		case t.Is("no") && j+1 < len(toks) && toks[j+1].Is("longer"):
			it.Negative = true
			j += 2
			continue
		case cl&Auxiliary != 0:
			if last == "" && t.Is("'s") && !c.contraction(j) {
				return it, i, false
			}
			it.Past = it.Past || t.Is("was", "were", "had", "did")
			switch {
			case t.Is("be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re"):
				if last == "have" {
					it.Perfect = true
				}
				last, it.Lemma = "be", "be"
				if t.Is("being") && j == i {
					it.Form = Ing
				}
			case t.Is("do", "does", "did"):
				last, it.Lemma = "do", "do"
			default:
				if t.Is("having") && j == i {
					it.Form = Ing
				}
				last, it.Lemma = "have", "have"
			}
			it.Head = j
			j++
			continue
		case t.Is("all") && j > i && j+2 < len(toks) && toks[j+1].Is("but") && c.continues(j+2):
			j += 2 // "all but encircled"
			continue
		case (cl&Adverb != 0 || adverbial(t) || t.Is("likely")) && j > i && c.continues(j+1):
			j++
			continue
		}
		break
	}
	return c.mainVerb(it, i, j, last, inNoun)
}

// contraction says whether "'s" at j stands for "is" or "has": a participle, "not" or a gerund follows a pronoun.
func (c *chunker) contraction(j int) bool {
	return j > 0 && c.class(j-1)&Pronoun != 0
}

// continues says whether the verb group goes on at token j, over further adverbs.
func (c *chunker) continues(j int) bool {
	for j < len(c.s.Tokens) && (c.class(j)&(Adverb|Negation) != 0 || adverbial(c.s.Tokens[j])) && c.nameAt[j] < 0 {
		j++
	}
	return c.verbAfter(j)
}

func (c *chunker) mainVerb(it Item, i, j int, last string, inNoun bool) (Item, int, bool) {
	done := func(end int) (Item, int, bool) {
		it.Last = end
		return it, end, it.Head >= 0 && end > i
	}
	if j >= len(c.s.Tokens) || c.nameAt[j] >= 0 {
		return done(trimAdverbs(c, it, j))
	}
	v, ok := c.l.Verb(c.s.Tokens[j], c.s.Title || j == 0)
	if !ok {
		v, ok = c.unknownVerb(j, inNoun || last != "" || c.afterPause(j))
	}
	if !ok && (last == "to" && c.strangeVerb(j) || last == "modal" && c.class(j) == 0 && !c.s.Tokens[j].Upper && !c.s.Tokens[j].Mark && !c.s.Tokens[j].Digit) {
		v, ok = Verb{c.s.Tokens[j].Lower, Base}, true
	}
	if ok && c.fits(v, j, last, inNoun, i) {
		switch {
		case last == "be" && v.Form&Participle != 0:
			it.Passive = true
		case last == "have":
			it.Perfect, it.Past = true, true
		case last == "" && v.Form&Gerund != 0 && v.Form&(Base|Past) == 0:
			it.Form = Ing
		case last == "" && v.Form&(Past|Participle) != 0:
			it.Past = true
			if v.Form&(Past|Base) == 0 || c.reduced(j, v) {
				it.Form, it.Passive = Reduced, true
			}
		}
		it.Head, it.Lemma = j, v.Lemma
		return done(j + 1)
	}
	return done(trimAdverbs(c, it, j))
}

// trimAdverbs gives back adverbs that were taken in the hope of a verb.
func trimAdverbs(c *chunker, it Item, j int) int {
	if it.Head >= 0 && j > it.Head+1 {
		for k := it.Head + 1; k < j; k++ {
			if c.class(k)&Negation != 0 || c.s.Tokens[k].Is("longer") {
				return k + 1
			}
		}
		return it.Head + 1
	}
	return j
}

// fits says whether verb v at j can be the main verb after the auxiliary last.
func (c *chunker) fits(v Verb, j int, last string, inNoun bool, i int) bool {
	switch last {
	case "to", "modal", "do":
		return v.Form&Base != 0
	case "have":
		return v.Form&Participle != 0 && !(c.class(j)&NounFirst != 0 && v.Form&Base != 0 && c.class(j-1)&Determiner != 0)
	case "be":
		return v.Form&(Participle|Gerund) != 0
	}
	if j > i {
		return true // an adverb or "not" stood before
	}
	return c.bareVerb(v, j, inNoun)
}

// bareVerb decides whether a word without auxiliary is a verb here.
func (c *chunker) bareVerb(v Verb, j int, inNoun bool) bool {
	noun := c.class(j)&(NounFirst|Force|PlaceKind|Site|Part|Frontline|TimeNoun|Abstract|People) != 0
	n := len(c.s.Items)
	if j == c.forced {
		return true
	}
	if inNoun && c.class(j)&Force != 0 && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Is("loyal", "allied", "backed", "aligned", "led") {
		return false // "Rebel forces loyal to …"
	}
	if inNoun && noun && v.Form&Base != 0 && v.Form&Past == 0 && c.nameAt[j-1] >= 0 && c.manyBefore() && (c.directObject(j) || c.s.Tokens[j+1].Is("much", "most", "all", "parts")) {
		return true // "forces loyal to Riek Machar control much of …"
	}
	if inNoun && j > 0 && violence[v.Lemma] && v.Form&Gerund != 0 && v.Form&Base == 0 && j+1 < len(c.s.Tokens) && c.class(j+1)&Preposition != 0 && c.nameAt[j-1] < 0 && c.class(j-1)&(People|Force|Displaced|Pronoun) == 0 && !c.s.Tokens[j-1].Digit && !c.s.Tokens[j-1].Mark {
		return false // "heavy fighting near Chilga"
	}
	if inNoun && v.Form&Gerund != 0 && v.Form&Base == 0 && j > 0 && c.nameAt[j-1] < 0 && c.class(j-1)&(People|Force|Displaced) != 0 && c.class(j)&Site == 0 {
		return true // "families carrying mattresses"
	}
	if inNoun && c.class(j)&(Site|PlaceKind) != 0 && v.Form&Third != 0 && v.Form&Past == 0 && (!c.directObject(j) || c.s.Tokens[j+1].Is("from") && c.nameAt[j-1] < 0) {
		return false // "the Awlala and Kumer camps without food"
	}
	if inNoun && v.Form&Participle != 0 && v.Form&Past != 0 && n > 1 && c.s.Items[n-1].Kind == Conj && c.l.Lemma(v.Lemma)&Reporting != 0 {
		return true
	}
	if !inNoun && v.Form&Past != 0 && c.l.Lemma(v.Lemma)&Reporting != 0 && n > 0 && c.s.Items[n-1].Kind == Conj && c.hasVerb() {
		return true // "and said soldiers remained"
	}
	if !inNoun && v.Form&Gerund != 0 && v.Form&Base == 0 && violence[v.Lemma] && j+1 < len(c.s.Tokens) && c.class(j+1)&(Preposition|Auxiliary|Modal) != 0 && (n == 0 || c.s.Items[n-1].Kind == Prep || c.s.Items[n-1].Kind == Sub || c.s.Items[n-1].Kind == Stop || c.s.Items[n-1].Kind == VG && (c.s.Items[n-1].Lemma == "flee" || c.s.Items[n-1].Lemma == "escape" || c.s.Items[n-1].Lemma == "avoid")) {
		return false // "Fighting in Tigray has pushed …", "by shelling around X"
	}
	if !inNoun && n > 0 && c.s.Items[n-1].Kind == Rel && c.s.Tokens[c.s.Items[n-1].First].Is("who") && !c.verbAfter(j+1) {
		return true // "insurgents who call themselves"
	}
	if inNoun && v.Form&Gerund != 0 && v.Form&Base == 0 && j > 0 && c.nameAt[j-1] < 0 && (c.class(j-1)&Determiner != 0 || c.class(j-1)&Adverb != 0 && j > 1 && c.class(j-2)&Determiner != 0) && (c.plainNoun(j+1) || c.class(j+1)&Site != 0) {
		return false // "the forward operating base"
	}
	if inNoun && noun && v.Form&Third != 0 && v.Form&Past == 0 && j > 0 && (c.s.Tokens[j-1].Possessive() || c.nameAt[j-1] < 0 && strings.HasSuffix(c.s.Tokens[j-1].Lower, "ern")) {
		return false // "X's southwestern blocks"
	}
	if inNoun && v.Form&Third != 0 && c.l.Lemma(v.Lemma)&Reporting != 0 && c.closing(j+1) && c.hasVerb() && c.afterComma() {
		return true // "…, the migration agency estimates."
	}
	if inNoun && j > 0 && c.class(j)&Force != 0 && c.nameAt[j-1] >= 0 && n > 0 && c.s.Items[n-1].Kind == VG {
		return false // "ordered U.S. forces to leave"
	}
	if noun && n > 0 && c.s.Items[n-1].Kind == Rel && c.s.Tokens[c.s.Items[n-1].First].Is("whose") {
		return false
	}
	if inNoun && c.class(j)&Site != 0 && v.Form&Gerund != 0 && v.Form&Base == 0 {
		if c.s.Tokens[j-1].Is("others", "most", "some", "many", "people", "families", "refugees", "those") || c.numberWord(j-1) {
			return true // "others crossing into Chad"
		}
		return false // "the Wagah crossing"
	}
	if !inNoun && n > 0 && c.s.Items[n-1].Kind == VG && c.s.Items[n-1].Last == j && v.Form&(Third|Base) != 0 && v.Form&Past == 0 {
		return false // "have been eating leaves"
	}
	if noun && inNoun && n > 0 && c.s.Items[n-1].Kind == Sub && v.Form&Third != 0 && c.nameAt[j-1] >= 0 && (j+1 >= len(c.s.Tokens) || c.s.Tokens[j+1].Mark) {
		return true // "If Maiduguri falls,"
	}
	if inNoun && n > 0 && c.s.Items[n-1].Kind == Rel && v.Form&(Third|Past) != 0 && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Mark && !c.s.Tokens[c.s.Items[n-1].First].Is("whose") {
		return true // "Omdurman, which the army holds,"
	}
	if !inNoun && n > 0 && v.Form&Third != 0 && v.Form&Past == 0 && c.onlyAdverbs() {
		return false // "Weekly returns to …"
	}
	if !inNoun && c.class(j)&(Force|People) != 0 && n > 0 && c.s.Items[n-1].Kind == Rel && c.verbAfter(j+1) {
		return false // "Goma, which rebels overran"
	}
	if v.Lemma == "number" && v.Form&Base != 0 && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Digit {
		return true // "Burundians in Nyarugusu number 61,000"
	}
	afterPrep := !inNoun && n > 0 && c.s.Items[n-1].Kind == Prep && c.s.Items[n-1].Last == j
	if v.Form&(Past|Base) != 0 && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Is("off", "out", "up", "back", "away") && !afterPrep && c.class(j-1)&Determiner == 0 {
		return true // "cut off", "pull out"
	}
	if v.Form&Participle != 0 && v.Form&Base == 0 && j+1 < len(c.s.Tokens) && (c.class(j+1)&(People|Displaced|Force) != 0 || c.s.Tokens[j+1].Upper && strings.HasSuffix(c.s.Tokens[j+1].Lower, "s") && v.Lemma == "displace") && (!inNoun || c.class(j-1)&(Determiner|Adverb) != 0 || adverbial(c.s.Tokens[j-1]) || c.s.Tokens[j-1].Is("more", "other", "of") || c.s.Tokens[j-1].Digit || c.numberWord(j-1)) && (n == 0 || c.s.Items[n-1].Kind != Rel) {
		return false // "displaced people"
	}
	switch {
	case v.Form&Gerund != 0 && v.Form&Base == 0 && afterPrep && unaccusative[v.Lemma] && c.plainNoun(j+1):
		return false // "against falling prices"
	case v.Form&Gerund != 0 && v.Form&Base == 0:
		return !inNoun || c.objectFollows(j)
	case v.Form&(Past|Participle) != 0 && v.Form&(Base|Third) == 0:
		return !afterPrep || !c.nounish(j+1)
	case afterPrep:
		return false
	case !inNoun && n > 0 && c.s.Items[n-1].Kind == Conj && v.Form&Base != 0 && noun && c.hasVerb() && j+1 < len(c.s.Tokens) && c.class(j+1)&Determiner != 0:
		return true // "have gained ground and hold its edge"
	case !inNoun:
		return !noun && c.imperativeOrHeadline(j) || n > 0 && c.s.Items[n-1].Kind == Adv && c.directObject(j) || n > 0 && (c.s.Items[n-1].Kind == Rel || c.s.Items[n-1].Kind == Adv || c.s.Items[n-1].Kind == Comma || c.s.Items[n-1].Kind == Conj || c.s.Items[n-1].Kind == Time) && (!noun || v.Form&Third != 0 && c.s.Items[n-1].Kind == Rel || c.objectFollows(j) && v.Form&Third != 0)
	case v.Form&Third != 0 && v.Form&Past == 0:
		return !noun || c.objectFollows(j)
	case v.Form&Past != 0:
		return !noun || c.objectFollows(j)
	}
	prev := c.s.Tokens[j-1]
	plural := strings.HasSuffix(prev.Lower, "s") || c.class(j-1)&(Pronoun|People|Force) != 0 || n > 1 && c.s.Items[n-1].Kind == Conj && c.s.Items[n-2].Kind == NP && c.nameAt[j-1] >= 0
	if noun {
		return plural && (c.directObject(j) || c.infinitive(j+1) && c.s.Tokens[j+1].Is("to") || c.class(j-1)&(Force|People) != 0 && c.plainNoun(j+1))
	}
	if !plural && c.nameAt[j-1] >= 0 && n > 0 && c.s.Items[n-1].Kind == Prep && v.Form == Base {
		return true // "nine in ten of the displaced in Maiduguri live": the head stands before
	}
	return plural || c.objectFollows(j) || c.s.Title
}

// manyBefore says whether the phrase that is being read hangs on a plural by a preposition.
func (c *chunker) manyBefore() bool {
	k := len(c.s.Items) - 1
	if k < 1 || c.s.Items[k].Kind != Prep {
		return false
	}
	for k--; k > 0 && c.s.Items[k].Kind == Adv; k-- {
	}
	it := c.s.Items[k]
	return it.Kind == NP && (strings.HasSuffix(c.s.Tokens[it.Head].Lower, "s") || c.class(it.Head)&(People|Force) != 0)
}

// closing says whether the sentence ends at token j.
func (c *chunker) closing(j int) bool {
	for ; j < len(c.s.Tokens); j++ {
		if t := c.s.Tokens[j]; !t.Is(".", "\"", "”", "’") {
			return false
		}
	}
	return true
}

// afterComma says whether the phrase that is being read, or the one it hangs on, began after a comma.
func (c *chunker) afterComma() bool {
	k := len(c.s.Items) - 1
	for k > 1 && c.s.Items[k].Kind == Prep && c.s.Items[k-1].Kind == NP {
		k -= 2
	}
	return k > 0 && c.s.Items[k].Kind == Comma
}

// violence are verbs whose gerund names an event.
var violence = map[string]bool{"fight": true, "shell": true, "bomb": true, "flood": true, "loot": true, "raid": true, "bombard": true, "kill": true, "burn": true, "skirmish": true}

// unaccusative verbs take no object: their gerund before a noun is an adjective.
var unaccusative = map[string]bool{"fall": true, "rise": true, "grow": true, "remain": true, "live": true, "die": true, "exist": true, "arrive": true, "surround": true, "flee": true, "last": true, "wait": true}

// onlyAdverbs says whether nothing but adverbs stands before, so that no subject can.
func (c *chunker) onlyAdverbs() bool {
	for _, it := range c.s.Items {
		if it.Kind != Adv {
			return false
		}
	}
	return true
}

// hasVerb says whether a finite verb stands before.
func (c *chunker) hasVerb() bool {
	for _, it := range c.s.Items {
		if it.Kind == VG && it.Form == Finite {
			return true
		}
	}
	return false
}

// numberWord says whether token j is a number in words: "thousands", "hundred".
func (c *chunker) numberWord(j int) bool {
	if j < 0 {
		return false
	}
	_, ok := c.s.NumberAt(j)
	return ok
}

// directObject says whether a determiner, a name, a number or a pronoun follows token j.
func (c *chunker) directObject(j int) bool {
	if j+1 >= len(c.s.Tokens) {
		return false
	}
	t := c.s.Tokens[j+1]
	if c.nameAt[j+1] >= 0 || t.Digit || t.Upper && !c.s.Title || t.Is("more", "over", "nearly", "almost", "about", "out", "back", "up", "into", "from") {
		return true
	}
	return c.class(j+1)&(Determiner|Pronoun) != 0
}

// plainNoun says whether token j is a common noun.
func (c *chunker) plainNoun(j int) bool {
	if j >= len(c.s.Tokens) || c.s.Tokens[j].Mark {
		return false
	}
	if _, verb := c.l.Verb(c.s.Tokens[j], true); verb {
		return false
	}
	return c.class(j)&(Preposition|Conjunction|Relative|Subordinator|Modal|Auxiliary|Adverb|Negation) == 0
}

func (c *chunker) imperativeOrHeadline(j int) bool {
	return len(c.s.Items) == 0 || c.s.Items[len(c.s.Items)-1].Kind != Prep
}

// objectFollows says whether what follows token j fits a verb: a name, a determiner, a number, a preposition but "of".
func (c *chunker) objectFollows(j int) bool {
	if j+1 >= len(c.s.Tokens) {
		return false
	}
	t := c.s.Tokens[j+1]
	if c.nameAt[j+1] >= 0 || t.Digit || t.Upper && !c.s.Title || t.Is("more", "fewer", "less", "over", "nearly", "almost", "about", "some") || c.numberWord(j+1) {
		return true
	}
	return c.class(j+1)&(Determiner|Preposition|Pronoun|Adverb|Site|Part) != 0 && !t.Is("of", "'s")
}

// reduced says whether a past form at j is a participle without auxiliary: "by" follows, or nothing that could be an object
// while a comma stands before it.
func (c *chunker) reduced(j int, v Verb) bool {
	toks := c.s.Tokens
	k := j + 1
	for k < len(toks) && (c.class(k)&Adverb != 0 || adverbial(toks[k])) {
		k++
	}
	if k < len(toks) && toks[k].Is("by") {
		_, isTime := c.times.At(toks, k)
		if k+1 < len(toks) && !c.times.Any(toks[k+1]) || !isTime {
			return true
		}
	}
	n := len(c.s.Items)
	if c.l.Lemma(v.Lemma)&(Reporting|Planning|Denying) != 0 {
		return false
	}
	if k < len(toks) && toks[k].Is("in", "from", "on", "since", "for", "last", "earlier", "out", "off") || k < len(toks) && toks[k].Mark {
		if n == 0 {
			return c.commaAhead(k)
		}
		for n > 1 && c.s.Items[n-1].Kind == Adv { // ", completely surrounded,"
			n--
		}
		return c.s.Items[n-1].Kind == Comma && n > 1 && c.s.Items[n-2].Kind == NP && c.commaAhead(k)
	}
	return false
}

func (c *chunker) commaAhead(k int) bool {
	for ; k < len(c.s.Tokens); k++ {
		if c.s.Tokens[k].Is(",") {
			return true
		}
	}
	return false
}

// afterPause says whether token j follows a comma, an adverb, a relative or "and".
func (c *chunker) afterPause(j int) bool {
	n := len(c.s.Items)
	if n == 0 || c.s.Items[n-1].Last != j {
		return false
	}
	k := c.s.Items[n-1].Kind
	return (k == Comma || k == Adv || k == Conj || k == Rel) && !c.plainNoun(j+1)
}

// unknownVerb takes a lower-case word in -ed that the lexicon does not know for a past form.
func (c *chunker) unknownVerb(j int, afterNoun bool) (Verb, bool) {
	t := c.s.Tokens[j]
	if t.Upper || !afterNoun || len(t.Lower) < 5 || !strings.HasSuffix(t.Lower, "ed") || strings.HasSuffix(t.Lower, "eed") || strings.Contains(t.Lower, "-") {
		return Verb{}, false
	}
	return Verb{strings.TrimSuffix(t.Lower, "ed"), Past | Participle}, true
}
