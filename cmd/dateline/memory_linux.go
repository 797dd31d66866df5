package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// systemLimits are the limit on address space (ulimit -v) and that of the control group.
func systemLimits() []memoryLimit {
	var out []memoryLimit
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &l); err == nil && l.Cur < 1<<46 {
		out = append(out, memoryLimit{"the limit on address space (ulimit -v)", int64(l.Cur), addressSpace})
	}
	if n := groupLimit("/proc/self/cgroup", "/sys/fs/cgroup"); n > 0 {
		out = append(out, memoryLimit{"the limit of the control group", n, heldMemory})
	}
	return out
}

// addressSpace is the size of the process, what is mapped but not used included.
func addressSpace() int64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var pages int64
	if _, err := fmt.Sscan(string(b), &pages); err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// groupLimit is the lowest memory.max on the way from the process's control group to the root, 0 for none.
func groupLimit(self, root string) int64 {
	b, err := os.ReadFile(self)
	if err != nil {
		return 0
	}
	_, path, ok := strings.Cut(strings.TrimSpace(string(b)), "0::")
	if !ok {
		return 0
	}
	path, _, _ = strings.Cut(path, "\n")
	lowest := int64(0)
	for {
		if b, err := os.ReadFile(filepath.Join(root, path, "memory.max")); err == nil {
			if n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil && (lowest == 0 || n < lowest) {
				lowest = n
			}
		}
		if path == "/" || path == "." || path == "" {
			return lowest
		}
		path = filepath.Dir(path)
	}
}
