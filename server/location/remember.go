package location

import (
	"sync"

	"dateline/geo/gazetteer"
)

// remembered keeps the countries and first-level areas that answers name, some thousands, which nearly every place of every
// answer asks for. It is safe for concurrent use.
type remembered struct {
	Places
	mu    sync.RWMutex
	areas map[areaKey]gazetteer.Place
	texts map[areaKey]*areaText
}

// areaKey is a country (admin1 empty) or one of its first-level areas.
type areaKey struct{ country, admin1 string }

func remember(p Places) *remembered {
	return &remembered{Places: p, areas: map[areaKey]gazetteer.Place{}, texts: map[areaKey]*areaText{}}
}

func (r *remembered) Country(code string) (gazetteer.Place, bool) {
	return r.area(areaKey{code, ""}, func() (gazetteer.Place, bool) { return r.Places.Country(code) })
}

func (r *remembered) AdminArea(country, admin1 string) (gazetteer.Place, bool) {
	if admin1 == "" {
		return gazetteer.Place{}, false
	}
	return r.area(areaKey{country, admin1}, func() (gazetteer.Place, bool) { return r.Places.AdminArea(country, admin1) })
}

// area keeps what is found; what is not may be anything that a client makes up.
func (r *remembered) area(k areaKey, find func() (gazetteer.Place, bool)) (gazetteer.Place, bool) {
	r.mu.RLock()
	p, ok := r.areas[k]
	r.mu.RUnlock()
	if ok {
		return p, true
	}
	if p, ok = find(); ok {
		r.mu.Lock()
		r.areas[k] = p
		r.mu.Unlock()
	}
	return p, ok
}

// text keeps what answers in no language say of an area. There are as many as areas that places lie in.
func (r *remembered) text(k areaKey, make func(areaKey) *areaText) *areaText {
	r.mu.RLock()
	t := r.texts[k]
	r.mu.RUnlock()
	if t == nil {
		t = make(k)
		r.mu.Lock()
		r.texts[k] = t
		r.mu.Unlock()
	}
	return t
}
