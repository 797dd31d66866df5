package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// WriteTo writes a consistent copy of the whole file while the store works on.
func (s *Store) WriteTo(out io.Writer) (n int64, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		n, err = tx.WriteTo(out)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("copy %s: %w", s.path, err)
	}
	return n, nil
}

// copyTo writes a consistent copy of the file, synced, under another name first.
func (s *Store) copyTo(path string) error {
	return replace(path, func(f *os.File) error {
		_, err := s.WriteTo(f)
		return err
	}, func(string) error { return nil })
}

// replace writes a file beside path, syncs it, has it verified, and only then gives it the name.
func replace(path string, write func(f *os.File) error, verify func(path string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return explain(path, err)
	}
	if err := verify(f.Name()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// Backup writes a verified copy of the store to path while it works on: the copy is opened, and its whole chain checked,
// before it takes the name. A file that stands there is only replaced where over says so.
func (s *Store) Backup(ctx context.Context, path string, over bool) (CheckResult, error) {
	if err := mayReplace(path, over); err != nil {
		return CheckResult{}, fmt.Errorf("backup: %w", err)
	}
	var r CheckResult
	err := replace(path, func(f *os.File) error {
		_, err := s.WriteTo(f)
		return err
	}, func(copied string) (err error) {
		r, err = Verify(ctx, copied)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("backup: %w", err)
	}
	return r, nil
}

func mayReplace(path string, over bool) error {
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !over:
		return fmt.Errorf("%s is there already: give another name, or --force", path)
	}
	return nil
}

// Verify opens a file for reading and checks the whole chain of its ledger.
func Verify(ctx context.Context, path string) (CheckResult, error) {
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return CheckResult{}, err
	}
	defer s.Close()
	var r CheckResult
	err = s.view(func(tx *bbolt.Tx) error {
		return s.checkChain(ctx, tx, &r, func(format string, args ...any) { r.Faults = append(r.Faults, fmt.Sprintf(format, args...)) })
	})
	r.Reports, r.Claims = s.Count(time.Time{})
	if err == nil && len(r.Faults) > 0 {
		err = damaged(path, errors.New(r.Faults[0]))
	}
	return r, err
}

// Restore puts a verified copy of the backup from in the place of path, which must not be open.
func Restore(ctx context.Context, from, path string, over bool) (CheckResult, error) {
	r, err := Verify(ctx, from)
	if err == nil {
		err = mayReplace(path, over)
	}
	if err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	if _, err := os.Stat(path); err == nil {
		if err := probeLock(path, false, lockTimeout); err != nil {
			return r, fmt.Errorf("restore: %w", err)
		}
	}
	err = replace(path, func(f *os.File) error {
		in, err := os.Open(from)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = io.Copy(f, in)
		return err
	}, func(copied string) error {
		_, err := Verify(ctx, copied)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	return r, nil
}

const (
	snapshotPrefix = "dateline-"
	snapshotTime   = "20060102T150405.000Z"
)

// Snapshot backs the store up into dir under a name with the time, and removes the oldest snapshots there beyond keep. Where
// nothing was recorded since the newest one, it makes none and gives "".
func (s *Store) Snapshot(ctx context.Context, dir string, keep int) (path string, err error) {
	if keep < 1 {
		return "", fmt.Errorf("snapshot: keep must be 1 or more, not %d", keep)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("snapshot: %w", err)
	}
	revision := fmt.Sprintf("-%012d.db", s.Revision())
	old, err := Snapshots(dir)
	if err != nil {
		return "", fmt.Errorf("snapshot: %w", err)
	}
	if len(old) > 0 && strings.HasSuffix(old[len(old)-1], revision) {
		return "", nil
	}
	path = filepath.Join(dir, snapshotPrefix+s.o.Now().UTC().Format(snapshotTime)+revision)
	if _, err := s.Backup(ctx, path, true); err != nil {
		return "", err
	}
	for old = append(old, path); len(old) > keep; old = old[1:] {
		if err := os.Remove(old[0]); err != nil {
			return path, fmt.Errorf("snapshot: %w", err)
		}
	}
	return path, nil
}

// Snapshots gives the snapshots in dir, oldest first.
func Snapshots(dir string) ([]string, error) {
	list, err := filepath.Glob(filepath.Join(dir, snapshotPrefix+"*Z-*.db"))
	slices.Sort(list)
	return list, err
}

// RunSnapshots makes a snapshot every interval until ctx ends. What fails goes to report, and is tried again the next time.
func (s *Store) RunSnapshots(ctx context.Context, dir string, every time.Duration, keep int, report func(path string, err error)) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			path, err := s.Snapshot(ctx, dir, keep)
			if ctx.Err() == nil {
				report(path, err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// compactTx is the size of a transaction of Compact, in bytes.
const compactTx = 16 << 20

// Compact rewrites a file, which must not be open, without its free pages. It gives the sizes before and after, in bytes.
func Compact(ctx context.Context, path string) (before, after int64, err error) {
	if err := probeLock(path, false, lockTimeout); err != nil {
		return 0, 0, fmt.Errorf("compact: %w", err)
	}
	if err := guard(path); err != nil {
		return 0, 0, fmt.Errorf("compact: %w", err)
	}
	src, err := openBolt(path, Options{ReadOnly: true})
	if err != nil {
		return 0, 0, fmt.Errorf("compact: %w", err)
	}
	defer src.Close()
	info, err := os.Stat(path)
	if err != nil {
		return 0, 0, err
	}
	before = info.Size()
	err = replace(path, func(f *os.File) error { return compactInto(src, f.Name()) }, func(copied string) error {
		_, err := Verify(ctx, copied)
		return err
	})
	if err == nil {
		info, err = os.Stat(path)
	}
	if err != nil {
		return before, 0, fmt.Errorf("compact: %w", err)
	}
	return before, info.Size(), nil
}

func compactInto(src *bbolt.DB, path string) error {
	dst, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockTimeout, NoSync: true})
	if err != nil {
		return err
	}
	dst.AllocSize = growth
	err = bbolt.Compact(dst, src, compactTx)
	if err == nil {
		err = dst.Sync()
	}
	if closeErr := dst.Close(); err == nil {
		err = closeErr
	}
	return err
}
