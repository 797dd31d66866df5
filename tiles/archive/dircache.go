package archive

import "sync"

// maxDirs is the number of directories that a reader keeps unpacked: with some thousand entries each, a few megabytes.
const maxDirs = 64

// dirCache keeps directories by their offset; when it is full it begins anew.
type dirCache struct {
	mu   sync.Mutex
	dirs map[uint64][]entry
}

func (c *dirCache) get(offset uint64) ([]entry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	dir, ok := c.dirs[offset]
	return dir, ok
}

func (c *dirCache) put(offset uint64, dir []entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dirs == nil || len(c.dirs) >= maxDirs {
		c.dirs = map[uint64][]entry{}
	}
	c.dirs[offset] = dir
}
