package situation

import "time"

// pastView makes the view of an earlier known time out of the newest one, with which it shares the dossiers that are the same;
// nil where there is none to make it from.
func (e *Engine) pastView(l *ledger, q Query) *view {
	now := q
	now.Known = time.Time{}
	base := e.views[viewKey(now)]
	if l.base == nil || base == nil || base.ledger != l.base || !e.whole(q.Profile) {
		return nil
	}
	changed := make(map[int]*claim, len(l.differ)+len(base.shown)-len(l.claims))
	for _, number := range l.differ {
		if base.shown[number] != nil {
			changed[number] = l.claims[number]
		}
	}
	for number := len(l.claims); number < len(base.shown); number++ {
		changed[number] = nil
	}
	return e.rebuilt(base, l, changed)
}
