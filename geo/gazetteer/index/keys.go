package index

import (
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
)

// The first bytes of keys that are not names. No folded name holds them.
const (
	demonymKey = "\x01"
	abbrevKey  = "\x02"
	codeKey    = "\x03" // country and admin codes, "iq.15"
	pcodeKey   = "\x04"
)

// The flags of a posting.
const (
	postMore = 1 << iota // another posting of the same key follows
	postOwn              // the key is of the place's own name
	postWeak             // only a historic, hidden or colloquial name folds to the key
	postBits = 3
)

// keyed is one key of a place: rank falls with likelihood.
type keyed struct {
	key   string
	flags byte
	rank  int
}

// alternatePenalty is what a place loses in prominence when it is found by a name that its source merely lists: alternate
// names hold the names of other places ("Turkey" for New Providence), the own name does not.
const (
	alternatePenalty = 40
	weakPenalty      = 200
)

// keysOf gives the keys under which a record is found.
func keysOf(r *Record) []keyed {
	prominence := Prominence(r.Class, r.Kind, r.Population) + r.Rank
	keys := make([]keyed, 0, len(r.Names)+4)
	add := func(prefix, key string, flags byte, rank int) {
		if key != "" && strings.IndexByte(key, 0) < 0 {
			keys = append(keys, keyed{prefix + key, flags, rank})
		}
	}
	add("", fold.Key(r.Name), postOwn, prominence)
	for _, n := range r.Names {
		key := fold.Key(n.Text)
		switch n.Kind {
		case Demonym:
			add(demonymKey, key, 0, prominence)
		case Abbreviation:
			add(abbrevKey, key, 0, prominence)
		case Historic, Hidden, Colloquial:
			add("", key, postWeak, prominence-weakPenalty)
		case Preferred, Alias:
			add("", key, 0, prominence)
		default:
			add("", key, 0, prominence-alternatePenalty)
		}
	}
	keys = append(keys, shortenings(keys)...)
	add(codeKey, areaCode(r), 0, prominence)
	add(pcodeKey, fold.Key(r.PCode), 0, prominence)
	return keys
}

// areaCode is the code of a country or admin area, as [Reader.Area] asks for it.
func areaCode(r *Record) string {
	if r.Class != 'A' || r.Country == "" {
		return ""
	}
	switch {
	case strings.HasPrefix(r.Kind, "PCL") || r.Kind == "TERR":
		return strings.ToLower(r.Country)
	case r.Kind == "ADM1" && r.Admin1 != "":
		return strings.ToLower(r.Country + "." + r.Admin1)
	case r.Kind == "ADM2" && r.Admin2 != "":
		return strings.ToLower(r.Country + "." + r.Admin1 + "." + r.Admin2)
	}
	return ""
}

var shortened = [][2]string{{"saint ", "st "}, {"sainte ", "ste "}, {"mount ", "mt "}, {"fort ", "ft "}}

// eastern are the endings of Chinese, Japanese and Korean names that say what an area or town is and that are left out in running text:
// "新疆" for "新疆维吾尔自治区", "福島" for "福島県", "개성" for "개성시". Longer ones come before those that end them.
var eastern = []string{
	"维吾尔自治区", "維吾爾自治區", "回族自治区", "壮族自治区", "特别行政区", "特別行政區", "自治区", "自治區", "市", "省", "县", "県", "府", "區", "区",
	"특별자치시", "특별자치도", "광역시", "특별시", "시", "군", "도", "구",
}

// withoutEnding gives a name without its ending, if at least two letters are left.
func withoutEnding(key string) (string, bool) {
	for _, e := range eastern {
		if rest, ok := strings.CutSuffix(key, e); ok {
			return rest, utf8.RuneCountInString(rest) >= 2
		}
	}
	return key, false
}

// shortenings are the keys of names whose first word is commonly shortened or written out, "St Louis" and "Saint Louis", or whose
// ending is left out.
func shortenings(keys []keyed) []keyed {
	var more []keyed
	for _, k := range keys {
		if len(k.key) > 3 && k.key[0] >= utf8.RuneSelf {
			if rest, ok := withoutEnding(k.key); ok {
				more = append(more, keyed{rest, k.flags &^ postOwn, k.rank - 10})
			}
			continue
		}
		for _, s := range shortened {
			if rest, ok := strings.CutPrefix(k.key, s[0]); ok {
				more = append(more, keyed{s[1] + rest, k.flags &^ postOwn, k.rank - 10})
			} else if rest, ok := strings.CutPrefix(k.key, s[1]); ok {
				more = append(more, keyed{s[0] + rest, k.flags &^ postOwn, k.rank - 10})
			}
		}
	}
	return more
}

// skeletonsOf gives the distinct skeletons of the names that a record is found by.
func skeletonsOf(keys []keyed) []keyed {
	var out []keyed
	seen := map[string]bool{}
	for _, k := range keys {
		if k.flags&postWeak != 0 || k.key[0] < ' ' {
			continue
		}
		if s := fold.Skeleton(k.key); len(s) >= 2 && !seen[s] {
			seen[s] = true
			out = append(out, keyed{s, k.flags & postOwn, k.rank})
		}
	}
	return out
}
