package data

import (
	"context"
	"errors"
	"os"
	"testing"

	"go.etcd.io/bbolt"
)

// TestAFlippedBitInACacheIsFoundAndMended flips one bit of one record of each cache, in its value and in its key.
func TestAFlippedBitInACacheIsFoundAndMended(t *testing.T) {
	whole := sample(t, 30)
	for _, name := range caches {
		t.Run(string(name), func(t *testing.T) {
			path := copyFile(t, whole, func(b []byte) []byte { return b })
			if !flip(t, path, name) {
				t.Skip("the sample has no such record")
			}
			if s, err := Open(path, Options{ReadOnly: true}); err == nil {
				s.Close()
				if string(name) != "revisions" && string(name) != "sketches" { // read when they are needed
					t.Error("opened for reading as if it were whole")
				}
			} else if !errors.Is(err, ErrDamaged) {
				t.Error(err)
			}
			s := openTest(t, path, Options{NoSync: true}) // made again; checked whole when the test ends
			if reports, claims := s.Count(s.o.Now()); reports != 30 || claims != 60 {
				t.Errorf("%d reports, %d claims", reports, claims)
			}
			if string(name) == "revisions" || string(name) == "sketches" {
				if r, err := s.Check(context.Background()); err != nil || len(r.Faults) == 0 {
					t.Errorf("not found: %v %v", r.Faults, err)
				}
				s.Close()
				if err := Rebuild(context.Background(), path, Options{NoSync: true}); err != nil {
					t.Error(err)
				}
				openTest(t, path, Options{NoSync: true})
			}
		})
	}
}

// flip turns one bit over in the middle of a record in the file itself.
func flip(t *testing.T, path string, name []byte) bool {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	var value []byte
	err = db.View(func(tx *bbolt.Tx) error {
		k, v := tx.Bucket(name).Cursor().First()
		if k != nil {
			value = append([]byte(nil), v...)
		}
		return nil
	})
	if closeErr := db.Close(); err != nil || closeErr != nil {
		t.Fatal(err, closeErr)
	}
	if len(value) == 0 {
		return false
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for i := 0; i+len(value) <= len(b); i++ {
		if string(b[i:i+len(value)]) == string(value) {
			b[i+len(value)/2] ^= 4
			found = true
		}
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return found
}

// TestALedgerIsNotMended: damage in the ledger is never papered over by making caches again.
func TestALedgerIsNotMended(t *testing.T) {
	path := copyFile(t, sample(t, 30), func(b []byte) []byte { return b })
	if !flip(t, path, bucketLedger) || !flip(t, path, bucketClaims) {
		t.Fatal("nothing was flipped")
	}
	if s, err := Open(path, Options{NoSync: true}); !errors.Is(err, ErrDamaged) {
		if err == nil {
			s.Close()
		}
		t.Fatalf("opened: %v", err)
	}
	r, err := Salvage(context.Background(), path, path+".saved", Options{NoSync: true})
	if err != nil || r.Entries < 29 {
		t.Fatalf("%+v, %v", r, err)
	}
}
