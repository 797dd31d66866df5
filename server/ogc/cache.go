package ogc

import (
	"container/list"
	"sync"
)

// cache keeps answers by key up to a number of bytes; the one used longest ago goes first. It is safe for concurrent use.
type cache struct {
	shards [16]shard
}

type shard struct {
	mu    sync.Mutex
	limit int64
	size  int64
	byKey map[string]*list.Element
	order *list.List // of cached, newest first
}

type cached struct {
	key    string
	answer *answer
	size   int64
}

func newCache(limit int64) *cache {
	c := &cache{}
	for i := range c.shards {
		c.shards[i] = shard{limit: limit / int64(len(c.shards)), byKey: map[string]*list.Element{}, order: list.New()}
	}
	return c
}

// of picks the shard of a key by FNV-1a.
func (c *cache) of(key string) *shard {
	h := uint32(2166136261)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return &c.shards[h%uint32(len(c.shards))]
}

func (c *cache) get(key string) *answer {
	s := c.of(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.byKey[key]
	if !ok {
		return nil
	}
	s.order.MoveToFront(e)
	return e.Value.(*cached).answer
}

// put keeps an answer, unless it is too large to share a cache with others.
func (c *cache) put(key string, a *answer) {
	s := c.of(key)
	size := a.size() + int64(len(key)) + 256
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.byKey[key]; ok {
		s.drop(e)
	}
	if size > s.limit/2 {
		return
	}
	s.byKey[key] = s.order.PushFront(&cached{key, a, size})
	s.size += size
	for s.size > s.limit {
		s.drop(s.order.Back())
	}
}

func (s *shard) drop(e *list.Element) {
	old := s.order.Remove(e).(*cached)
	delete(s.byKey, old.key)
	s.size -= old.size
}
