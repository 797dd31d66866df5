package index

import (
	"hash/crc32"
	"math"
	"os"
	"testing"

	"github.com/blevesearch/vellum/levenshtein"
)

// FuzzDamagedIndex opens an index with some bytes changed, the checksum of the directory made right again, and asks it
// everything: it may find anything or nothing, but must come back.
func FuzzDamagedIndex(f *testing.F) {
	records := scatter(60)
	records[5].ID, records[5].PCode = "dateline:a-site", "IQ01"
	records[5].Names = []Name{{"Mosul", "en", Preferred}, {"الموصل", "ar", Alternate}}
	whole, err := os.ReadFile(buildFile(f, false, records...))
	if err != nil {
		f.Fatal(err)
	}
	builder, err := levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(40), []byte{1, 2, 3}, uint16(900), byte(255))
	f.Add(uint16(700), []byte{255, 255, 255, 255, 255, 255, 255, 255}, uint16(0), byte(0))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, at2 uint16, value byte) {
		data := append([]byte(nil), whole...)
		copy(data[int(at)%len(data):], patch)
		data[int(at2)*7%len(data)] ^= value
		if n := int(le.Uint32(data[12:])); n <= maxSections && headerSize+n*entrySize <= len(data) {
			le.PutUint32(data[24:], crc32.Checksum(data[headerSize:headerSize+n*entrySize], castagnoli))
		}
		r, err := New(data)
		if err != nil {
			return
		}
		interrogate(r, builder)
	})
}

func interrogate(r *Reader, builder *levenshtein.LevenshteinAutomatonBuilder) {
	visit := func(p Posting) bool {
		r.record(p.Place)
		return true
	}
	for i := range min(r.Len(), 200) {
		r.record(i)
		r.Names(i)
		r.ByID(r.ID(i))
	}
	for _, key := range []string{"place 7", "mosul", "place 5", "a"} {
		r.Exact(key, visit)
		r.HasPrefix(key)
		r.SpaceBlind(key, visit)
		r.Skeleton("bls", visit)
		r.ByPCode("iq01", visit)
	}
	dfa, err := builder.BuildDfa("mosul", 2)
	if err != nil {
		return
	}
	n := 0
	r.Scan("", dfa, func(_ []byte, number uint64, _ int) bool {
		r.Postings(number, visit)
		n++
		return n < 1000
	})
	r.Area("IQ.15")
	r.Nearest(43, 36, 5, math.Inf(1), nil)
	r.Within(Bound{-180, -90, 180, 90}, func(int) bool { return true })
	_ = r.Verify()
}
