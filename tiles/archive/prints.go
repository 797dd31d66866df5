package archive

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
)

// printsMagic begins a file of fingerprints; pairs of id and fingerprint follow, 16 bytes each, in the order of ids.
const printsMagic = "dateline prints 1\n"

// PrintsOf is the name of the file that holds the fingerprints of an archive's tiles.
func PrintsOf(path string) string { return path + ".prints" }

// Save writes the fingerprints to a file.
func (p Prints) Save(path string) error {
	b := []byte(printsMagic)
	for _, id := range slices.Sorted(maps.Keys(p)) {
		b = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, id), p[id])
	}
	if err := os.WriteFile(path+".part", b, 0o644); err != nil {
		return fmt.Errorf("write fingerprints: %w", err)
	}
	return os.Rename(path+".part", path)
}

// LoadPrints reads fingerprints; a file that is missing or something else gives none, and every tile is made anew.
func LoadPrints(path string) Prints {
	b, err := os.ReadFile(path)
	if err != nil || len(b) < len(printsMagic) || string(b[:len(printsMagic)]) != printsMagic {
		return nil
	}
	p := Prints{}
	for b = b[len(printsMagic):]; len(b) >= 16; b = b[16:] {
		p[binary.LittleEndian.Uint64(b)] = binary.LittleEndian.Uint64(b[8:])
	}
	return p
}

func workers() int { return runtime.GOMAXPROCS(0) }
