//go:build unix

package server

import "syscall"

// openFiles is how many files and connections the system lets this process have, 0 where it does not say.
func openFiles() int {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil || l.Cur > 1<<30 {
		return 0
	}
	return int(l.Cur)
}
