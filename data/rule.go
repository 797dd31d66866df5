package data

import "context"

func (s *Store) applyRule(ctx context.Context, reports []string) error { return nil }
