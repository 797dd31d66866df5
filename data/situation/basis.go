package situation

import (
	"context"
	"fmt"
	"slices"

	"dateline/data"
	"dateline/geo"
)

// Basis gives the ids of every claim that a feature rests on, the oldest first: features themselves name the newest only. A
// feature that the situation does not have is data.ErrNotFound.
func (e *Engine) Basis(ctx context.Context, collection, id string, q Query) ([]string, error) {
	if !slices.Contains(Collections, collection) {
		return nil, fmt.Errorf("collection %q: %w", collection, data.ErrNotFound)
	}
	f, err := e.frame(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("basis: %w", err)
	}
	feature, err := f.wholeFeature(ctx, collection, id)
	if err != nil {
		return nil, fmt.Errorf("basis of %s in %s: %w", id, collection, err)
	}
	claims, _ := feature.Properties["claims"].([]string)
	return claims, nil
}

// wholeFeature makes a feature with all its claims, beside the ones that are kept.
func (f *frame) wholeFeature(ctx context.Context, collection, id string) (geo.Feature, error) {
	if collection != "changes" { // they are made from other frames, which take this one's lock
		f.mu.Lock()
		defer f.mu.Unlock()
		f.prepare()
	}
	b := &builder{f: f, collection: collection, made: map[string]made{}, whole: true}
	if err := b.build(ctx); err != nil {
		return geo.Feature{}, err
	}
	if b.err != nil {
		return geo.Feature{}, b.err
	}
	m, ok := b.made[id]
	if !ok || m.f.Properties == nil {
		return geo.Feature{}, data.ErrNotFound
	}
	return m.f, nil
}
