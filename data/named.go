package data

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// PutNamed records a new value of a setting or key; typ is TypeSetting or TypeKey. The value before it stays in the ledger.
func (s *Store) PutNamed(ctx context.Context, author, typ, name string, value []byte) error {
	if typ != TypeSetting && typ != TypeKey {
		return fmt.Errorf("%w type %q for a named value", ErrInvalid, typ)
	}
	if author == "" {
		return fmt.Errorf("%w %s %q: it has no author", ErrInvalid, typ, name)
	}
	body, err := json.Marshal(Named{name, value})
	if err != nil {
		return err
	}
	_, err = s.Append(ctx, Entry{Author: author, Type: typ, Body: body})
	return err
}

// NamedValue gives the value of a setting or key as of known (zero: now); false where none was recorded by then.
func (s *Store) NamedValue(typ, name string, known time.Time) ([]byte, bool) {
	limit := s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	values := s.x.named[typ+"/"+name]
	for i := len(values) - 1; i >= 0; i-- {
		if values[i].seq <= limit {
			return []byte(values[i].body), true
		}
	}
	return nil, false
}

// NamedList gives the newest value of every setting or key, by name.
func (s *Store) NamedList(typ string) []Named {
	limit := s.visible.Load()
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	var out []Named
	for full, values := range s.x.named {
		name, ok := strings.CutPrefix(full, typ+"/")
		if !ok {
			continue
		}
		for i := len(values) - 1; i >= 0; i-- {
			if values[i].seq <= limit {
				out = append(out, Named{name, []byte(values[i].body)})
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b Named) int { return strings.Compare(a.Name, b.Name) })
	return out
}
