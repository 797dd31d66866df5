package data

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// soak gives the number of rounds of a long test: more where DATELINE_SOAK is set.
func soak(usual, long int) int {
	if os.Getenv("DATELINE_SOAK") != "" {
		return long
	}
	return usual
}

// many gives n readings, each of two claims, about different reports.
func many(n int) []Reading {
	out := make([]Reading, n)
	for i := range out {
		r := talAfar()
		r.Report.ID = fmt.Sprintf("report-%04d", i)
		r.Report.Text = strings.Repeat(fmt.Sprintf("Sentence %d. ", i), 20)
		for k := range r.Claims {
			r.Claims[k].ID = fmt.Sprintf("claim-%04d-%d", i, k)
		}
		out[i] = r
	}
	return out
}

// sample makes a store file with readings and reviews, closed.
func sample(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.db")
	s, err := Open(path, Options{Now: newClock().now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, chunk := range [][]Reading{many(n)[:n/2], many(n)[n/2:]} {
		if _, err := s.AddReadings(ctx, "desk", chunk); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < n; i += 3 {
		if _, err := s.Review(ctx, Review{Claim: fmt.Sprintf("claim-%04d-0", i), Action: ActionAccept, Version: 1, Author: "ann"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func copyFile(t testing.TB, from string, change func([]byte) []byte) string {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// exercise opens a file that may be damaged and reads and writes everything; it must not crash the process.
func exercise(path string) error {
	s, err := Open(path, Options{Now: newClock().now, NoSync: true})
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	for st, err := range s.Claims(ctx, Filter{}) {
		if err != nil {
			return err
		}
		_ = st
	}
	for _, err := range s.Since(ctx, 0) {
		if err != nil {
			return err
		}
	}
	for info, err := range s.Reports(ctx, time.Time{}, "", 0) {
		if err != nil {
			return err
		}
		if _, err := s.Mentions(ctx, info.Report.ID); err != nil {
			return err
		}
	}
	r, err := s.Check(ctx)
	if err == nil && len(r.Faults) > 0 {
		err = fmt.Errorf("%w: %s", ErrDamaged, r.Faults[0])
	}
	if err != nil {
		return err
	}
	fresh := talAfar()
	fresh.Report.ID, fresh.Report.Text = "fresh", "fresh"
	fresh.Claims[0].ID, fresh.Claims[1].ID = "fresh-1", "fresh-2"
	_, err = s.AddReading(ctx, "desk", fresh)
	return err
}

func TestDamagedFilesAreRefusedClearly(t *testing.T) {
	whole := sample(t, 60)
	for _, c := range []struct {
		name   string
		change func([]byte) []byte
	}{
		{"empty", func(b []byte) []byte { return nil }},
		{"text", func(b []byte) []byte { return []byte(strings.Repeat("this is no database\n", 1000)) }},
		{"short", func(b []byte) []byte { return b[:100] }},
		{"half", func(b []byte) []byte { return b[:64<<10] }},
		{"first page only", func(b []byte) []byte { return b[:4096] }},
		{"both metas broken", func(b []byte) []byte { b[30] ^= 1; b[4096+30] ^= 1; return b }},
		{"zeros after the metas", func(b []byte) []byte { clear(b[8192:]); return b }},
		{"noise after the metas", func(b []byte) []byte {
			r := rand.New(rand.NewPCG(1, 2))
			for i := 8192; i < len(b); i++ {
				b[i] = byte(r.Uint32())
			}
			return b
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := copyFile(t, whole, c.change)
			_, err := Open(path, Options{})
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "--salvage") {
				t.Errorf("open: %v", err)
			}
		})
	}
	t.Run("one meta broken", func(t *testing.T) {
		if err := exercise(copyFile(t, whole, func(b []byte) []byte { b[30] ^= 1; return b })); err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("the other meta is whole: %v", err)
		}
	})
	t.Run("foreign bbolt file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "other.db")
		db, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		db.Close()
		if _, err := Open(path, Options{}); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "not a dateline store") {
			t.Errorf("open: %v", err)
		}
	})
	t.Run("folder", func(t *testing.T) {
		if _, err := Open(t.TempDir(), Options{}); err == nil {
			t.Error("a folder was opened")
		}
	})
	t.Run("no such folder", func(t *testing.T) {
		if _, err := Open(filepath.Join(t.TempDir(), "none", "a.db"), Options{}); err == nil || !strings.Contains(err.Error(), "none") {
			t.Errorf("open: %v", err)
		}
	})
}

// TestBitFlips flips bits all over a file: each must be harmless (a free page) or found, and none may crash the process.
func TestBitFlips(t *testing.T) {
	whole := sample(t, 60)
	r := rand.New(rand.NewPCG(7, 7))
	found := 0
	rounds := soak(100, 2000)
	for range rounds {
		path := copyFile(t, whole, func(b []byte) []byte {
			for range 1 + r.IntN(3) {
				b[r.IntN(len(b))] ^= 1 << r.IntN(8)
			}
			return b
		})
		if err := exercise(path); err != nil {
			found++
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) && !errors.Is(err, ErrConflict) && !errors.Is(err, ErrNotFound) {
				t.Errorf("%v", err)
			}
		}
		os.Remove(path)
	}
	t.Logf("%d of %d damaged files were refused or reported; in the others the flipped bits lay on free pages", found, rounds)
}

func TestTruncationAnywhere(t *testing.T) {
	whole := sample(t, 20)
	info, err := os.Stat(whole)
	if err != nil {
		t.Fatal(err)
	}
	for n := int64(0); n < info.Size(); n += 4096 + 517 {
		if err := exercise(copyFile(t, whole, func(b []byte) []byte { return b[:n] })); err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func TestSalvage(t *testing.T) {
	ctx := context.Background()
	whole := sample(t, 60)
	want, err := Verify(ctx, whole)
	if err != nil {
		t.Fatal(err)
	}
	out := func(name string) string { return filepath.Join(t.TempDir(), name) }
	t.Run("lost tree", func(t *testing.T) {
		path := copyFile(t, whole, func(b []byte) []byte { clear(b[:8192]); return b })
		to := out("saved.db")
		r, err := Salvage(ctx, path, to, Options{Now: newClock().now})
		if err != nil || len(r.Lost)+len(r.Skipped) > 0 || r.Entries != want.Entries {
			t.Fatalf("salvage: %+v, %v", r, err)
		}
		got, err := Verify(ctx, to)
		if err != nil || got.Entries != want.Entries+1 || got.Claims != want.Claims || got.Reviews != want.Reviews {
			t.Errorf("saved %+v, %v", got, err)
		}
	})
	t.Run("one entry altered", func(t *testing.T) {
		path := copyFile(t, whole, func(b []byte) []byte {
			for i := 0; ; { // in every copy of the page
				k := strings.Index(string(b[i:]), "Sentence 7. Sentence 7.")
				if k < 0 {
					return b
				}
				b[i+k] = 'X'
				i += k
			}
		})
		r, err := Salvage(ctx, path, out("saved.db"), Options{Now: newClock().now})
		if err != nil || len(r.Lost) != 1 || r.Entries != want.Entries-1 {
			t.Errorf("salvage: %+v, %v", r, err)
		}
	})
	t.Run("nothing there", func(t *testing.T) {
		path := copyFile(t, whole, func(b []byte) []byte { clear(b); return b })
		if r, err := Salvage(ctx, path, out("saved.db"), Options{}); err == nil {
			t.Errorf("salvage: %+v", r)
		}
	})
	t.Run("random flips", func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 3))
		for range 10 {
			path := copyFile(t, whole, func(b []byte) []byte {
				for range 50 {
					b[r.IntN(len(b))] ^= 1 << r.IntN(8)
				}
				return b
			})
			to := out("saved.db")
			if got, err := Salvage(ctx, path, to, Options{Now: newClock().now}); err != nil || got.Entries < want.Entries/3 {
				t.Errorf("salvage: %d entries, %v", got.Entries, err)
			}
			if _, err := Verify(ctx, to); err != nil {
				t.Errorf("saved store: %v", err)
			}
		}
	})
}

func TestAlteredEntryIsFound(t *testing.T) {
	whole := sample(t, 10)
	path := copyFile(t, whole, func(b []byte) []byte {
		return []byte(strings.ReplaceAll(string(b), "Sentence 7.", "Sentence 8."))
	})
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Check(context.Background())
	if err != nil || len(r.Faults) == 0 || !strings.Contains(r.Faults[0], "altered") {
		t.Errorf("check: %+v, %v", r, err)
	}
}

func TestSchema(t *testing.T) {
	set := func(path string, v uint64) {
		db, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keySchema, key8(v)) }); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	path := sample(t, 10)
	set(path, schema+1)
	if _, err := Open(path, Options{}); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), path) {
		t.Errorf("newer: %v", err)
	}
	set(path, schema-1)
	if _, err := Open(path, Options{ReadOnly: true}); err == nil {
		t.Error("an older schema was opened for reading")
	}
	s := openTest(t, path, Options{Now: newClock().now})
	if n, claims := s.Count(time.Time{}); n != 10 || claims != 20 {
		t.Errorf("migrated: %d reports, %d claims", n, claims)
	}
	if _, err := os.Stat(fmt.Sprintf("%s.schema-%d.bak", path, schema-1)); err != nil {
		t.Errorf("no backup before the migration: %v", err)
	}
}

func TestRebuildGivesTheSameBytes(t *testing.T) {
	ctx := context.Background()
	path := sample(t, 30)
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { // spoil a cache
		return tx.Bucket(bucketClaims).Put(key4(3), []byte("spoilt"))
	})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a spoilt cache was opened: %v", err)
	}
	if err := Rebuild(ctx, path, Options{}); err != nil {
		t.Fatal(err)
	}
	openTest(t, path, Options{Now: newClock().now}) // its check compares every cache with a fresh fold
}
