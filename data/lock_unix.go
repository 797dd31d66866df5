//go:build unix

package data

import (
	"fmt"
	"os"
	"syscall"
	"time"
)

// probeLock waits until no other process holds the file. bbolt takes the same lock (flock) a moment later.
func probeLock(path string, shared bool, timeout time.Duration) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	how := syscall.LOCK_EX
	if shared {
		how = syscall.LOCK_SH
	}
	for end := time.Now().Add(timeout); ; {
		err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if err == nil {
			return syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
		}
		if err != syscall.EWOULDBLOCK {
			return fmt.Errorf("lock %s: %w", path, err)
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s is %w: stop that one, or give another file with --db", path, ErrInUse)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
