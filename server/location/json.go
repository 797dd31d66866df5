package location

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// jsonText is JSON being written. Answers of a geocoder are small and frequent: writing them straight into one buffer
// takes a tenth of the time that encoding/json takes over maps.
type jsonText struct {
	b []byte
	// comma says that a value has been written where the next one needs a comma before it.
	comma bool
}

func (j *jsonText) open(c byte) {
	j.sep()
	j.b = append(j.b, c)
	j.comma = false
}

func (j *jsonText) close(c byte) {
	j.b = append(j.b, c)
	j.comma = true
}

func (j *jsonText) sep() {
	if j.comma {
		j.b = append(j.b, ',')
	}
}

// key writes a member's name; the value follows.
func (j *jsonText) key(k string) {
	j.sep()
	j.b = append(j.b, '"')
	j.b = append(j.b, k...) // keys are our own and need no escapes
	j.b = append(j.b, '"', ':')
	j.comma = false
}

func (j *jsonText) string(s string) {
	j.sep()
	j.b = appendJSONString(j.b, s)
	j.comma = true
}

// number writes v rounded to the decimals; -1 writes as many as v has.
func (j *jsonText) number(v float64, decimals int) {
	j.sep()
	j.b = appendFixed(j.b, v, decimals)
	j.comma = true
}

// appendFixed writes v rounded to the decimals, by whole numbers where they are exact enough: five times as fast.
func appendFixed(b []byte, v float64, decimals int) []byte {
	if decimals < 0 {
		return appendShortest(b, v)
	}
	if decimals >= len(powers) || !(math.Abs(v) < 1e9) {
		return strconv.AppendFloat(b, v, 'f', decimals, 64)
	}
	scaled := v * powers[decimals]
	if half := math.Abs(scaled - math.Trunc(scaled) - math.Copysign(0.5, scaled)); half < 1e-12*math.Abs(scaled)+1e-9 {
		return strconv.AppendFloat(b, v, 'f', decimals, 64) // so near to a half that the product may have crossed it
	}
	if math.Signbit(v) {
		b = append(b, '-')
		scaled = -scaled
	}
	n := uint64(math.Round(scaled))
	whole := n / uint64(powers[decimals])
	b = strconv.AppendUint(b, whole, 10)
	if decimals == 0 {
		return b
	}
	b = append(b, '.')
	rest := n - whole*uint64(powers[decimals])
	for d := decimals - 1; d >= 0; d-- {
		unit := uint64(powers[d])
		b = append(b, '0'+byte(rest/unit))
		rest %= unit
	}
	return b
}

// appendShortest writes the shortest decimal that reads back as v. Most coordinates have seven decimals at most.
func appendShortest(b []byte, v float64) []byte {
	n := math.Round(v * 1e7)
	if n/1e7 != v || math.Abs(n) > 1e15 || v == 0 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	b = appendFixed(b, v, 7)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}

var powers = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7}

func (j *jsonText) integer(v int64) {
	j.sep()
	j.b = strconv.AppendInt(j.b, v, 10)
	j.comma = true
}

func (j *jsonText) raw(b []byte) {
	j.sep()
	j.b = append(j.b, b...)
	j.comma = true
}

func (j *jsonText) point(p orb.Point) {
	j.open('[')
	j.number(p[0], -1)
	j.number(p[1], -1)
	j.close(']')
}

// member writes a string member, and nothing where it is empty: the schema wants absent values left out.
func (j *jsonText) member(k, s string) {
	if s != "" {
		j.key(k)
		j.string(s)
	}
}

const hexDigits = "0123456789abcdef"

// appendJSONString writes s in quotes. Malformed UTF-8 becomes U+FFFD; <, > and & are escaped as encoding/json does, so
// that the text is safe inside HTML.
func appendJSONString(b []byte, s string) []byte {
	b = append(b, '"')
	start, valid := 0, false
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] || valid && c >= utf8.RuneSelf && c != lineSeparator[0] {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			i++
			start = i
			continue
		}
		if !valid && utf8.ValidString(s[i:]) {
			valid = true // from here on only two runes need a look
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
			b = append(b, s[start:i]...)
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			start = i + size
		}
		i += size
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

const lineSeparator = "\u2028"

// plain are the bytes that stand for themselves.
var plain = func() (t [256]bool) {
	for c := byte(0x20); c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
	}
	return t
}()
