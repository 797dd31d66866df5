package index

import (
	"strings"
)

// postings finds the places of a key.
type postings struct {
	fst           fst
	offsets, data []byte
}

// Posting is a place found by a key.
type Posting struct {
	Place int
	// Own says that the key is of the place's own name; Weak that only a historic or hidden name has it.
	Own, Weak bool
}

// at gives the list of a key's number to visit, the most prominent place first, until visit says false.
func (p *postings) at(number uint64, visit func(Posting) bool) {
	group := int(number / offsetEvery)
	if number > 1<<40 || (group+1)*8 > len(p.offsets) {
		return
	}
	offset := le.Uint64(p.offsets[group*8:])
	if offset > uint64(len(p.data)) {
		return
	}
	d := decoder{b: p.data[offset:]}
	for range number % offsetEvery {
		for d.uvarint()&postMore != 0 && !d.bad {
		}
	}
	place := int64(0)
	for first := true; ; first = false {
		v := d.uvarint()
		if d.bad {
			return
		}
		if u := v >> postBits; first {
			place = int64(u)
		} else {
			place += int64(u>>1) ^ -int64(u&1)
		}
		if !visit(Posting{int(place), v&postOwn != 0, v&postWeak != 0}) || v&postMore == 0 {
			return
		}
	}
}

func (r *Reader) valid(visit func(Posting) bool) func(Posting) bool {
	return func(p Posting) bool {
		if p.Place < 0 || p.Place >= r.places {
			return true
		}
		return visit(p)
	}
}

// Exact visits the places that have a name with this folded key, the most prominent first, until visit says false.
func (r *Reader) Exact(key string, visit func(Posting) bool) bool {
	number, ok := r.keys.fst.get(key)
	if ok {
		r.keys.at(number, r.valid(visit))
	}
	return ok
}

// SpaceBlind is Exact for every key that equals the given one apart from spaces. Keys of one letter are not tried.
func (r *Reader) SpaceBlind(key string, visit func(Posting) bool) {
	solid := strings.ReplaceAll(key, " ", "")
	if len(solid) < 2 {
		return
	}
	r.keys.fst.spaceBlind(solid, func(number uint64) { r.keys.at(number, r.valid(visit)) })
}

// HasPrefix says whether some folded key starts with this one.
func (r *Reader) HasPrefix(key string) bool { return r.keys.fst.hasPrefix(key) }

// Demonym visits the places of a folded demonym, Abbreviation those of an abbreviation, PCode those of a p-code.
func (r *Reader) Demonym(key string, visit func(Posting) bool) bool {
	return r.Exact(demonymKey+key, visit)
}

// Abbreviation visits the areas that are shortened like this.
func (r *Reader) Abbreviation(key string, visit func(Posting) bool) bool {
	return r.Exact(abbrevKey+key, visit)
}

// ByPCode visits the places of a p-code.
func (r *Reader) ByPCode(key string, visit func(Posting) bool) bool {
	return r.Exact(pcodeKey+key, visit)
}

// Area gives the country of a code such as "IQ", or the admin area of "IQ.15" or "US.CA.037".
func (r *Reader) Area(code string) (place int, ok bool) {
	var buf [32]byte
	key := append(buf[:0], codeKey...)
	for i := 0; i < len(code); i++ {
		c := code[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		key = append(key, c)
	}
	r.Exact(string(key), func(p Posting) bool {
		place, ok = p.Place, true
		return false
	})
	return place, ok
}

// Skeleton visits the places with a name of this consonant skeleton.
func (r *Reader) Skeleton(skeleton string, visit func(Posting) bool) {
	if number, ok := r.skels.fst.get(skeleton); ok {
		r.skels.at(number, r.valid(visit))
	}
}

// Scan visits the keys of names that start with prefix and that the automaton (nil: any) accepts from there, in byte order,
// with the automaton's state at the end, until visit says false. The key is only good during the call.
func (r *Reader) Scan(prefix string, a automaton, visit func(key []byte, number uint64, state int) bool) {
	r.keys.fst.scan(prefix, a, visit)
}

// Postings visits the places of a key's number, as given by Scan.
func (r *Reader) Postings(number uint64, visit func(Posting) bool) { r.keys.at(number, r.valid(visit)) }
