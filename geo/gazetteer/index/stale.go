package index

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// buildPrefix begins the names of the folders in which indexes are built; the number of the process follows.
const buildPrefix = "gazetteer-build-"

// ours are the folders in which this process builds.
var ours sync.Map

// ClearStale removes from dir what builders left there whose process was killed.
func ClearStale(dir string) {
	found, err := filepath.Glob(filepath.Join(dir, buildPrefix+"*"))
	if err != nil {
		return // a bad pattern only: the folder has brackets in its name
	}
	for _, path := range found {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(path), buildPrefix), "-")
		pid, err := strconv.Atoi(number)
		if err != nil || alive(path, pid) {
			continue
		}
		_ = os.RemoveAll(path) // what cannot be removed now is tried again next time
	}
}

// alive says whether the process that builds in the folder still runs.
func alive(path string, pid int) bool {
	if pid == os.Getpid() {
		_, building := ours.Load(path)
		return building
	}
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}
