package mlt

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"dateline/tiles"
)

// TestDamagedTiles changes bytes by chance: what decodes must encode, the same twice.
func TestDamagedTiles(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	encoded := 0
	for range 5000 {
		tile := bytes.Clone(damageable[r.IntN(len(damageable))])
		for range 1 + r.IntN(4) {
			tile[r.IntN(len(tile))] = byte(r.IntN(256))
		}
		a, err := FromMVT(tile)
		if b, again := FromMVT(tile); !bytes.Equal(a, b) || (err == nil) != (again == nil) {
			t.Fatalf("the same tile gives other bytes: %x", tile)
		}
		if _, bad := tiles.Decode(tile); (bad == nil) != (err == nil) {
			t.Fatalf("%x: %v, the decoder says %v", tile, err, bad)
		}
		if err == nil {
			encoded++
		}
	}
	if encoded < 50 {
		t.Errorf("only %d damaged tiles still decode", encoded)
	}
}

var damageable = [][]byte{sample(1), sample(2), sample(3), sample(4), sample(5)}
