package tiles

import "math/bits"

// offset64 starts every hash here; the constants are those of SplitMix64 and of the golden ratio.
const offset64 = 0x9E3779B97F4A7C15

// mix folds v into h. It is meant for telling contents apart, not for keeping secrets.
func mix(h, v uint64) uint64 {
	high, low := bits.Mul64(h^v^0xBF58476D1CE4E5B9, offset64)
	return high ^ low ^ bits.RotateLeft64(v, 29)*0x94D049BB133111EB
}

func hashText[T string | []byte](h uint64, s T) uint64 {
	h = mix(h, uint64(len(s)))
	for len(s) >= 8 {
		h = mix(h, uint64(s[0])|uint64(s[1])<<8|uint64(s[2])<<16|uint64(s[3])<<24|
			uint64(s[4])<<32|uint64(s[5])<<40|uint64(s[6])<<48|uint64(s[7])<<56)
		s = s[8:]
	}
	var last uint64
	for i := 0; i < len(s); i++ {
		last |= uint64(s[i]) << (8 * i)
	}
	return mix(h, last)
}
