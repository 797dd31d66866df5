package location

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Numbers are written as strconv writes them.
func TestNumbersAsStrconvWritesThem(t *testing.T) {
	check := func(t rapid.TB, v float64, decimals int) {
		got, want := string(appendFixed(nil, v, decimals)), strconv.FormatFloat(v, 'f', decimals, 64)
		if got != want {
			t.Fatalf("%v with %d decimals is %s, want %s", v, decimals, got, want)
		}
	}
	for _, v := range []float64{0, math.Copysign(0, -1), 0.5, -0.5, 1.0005, 2.5, 0.0005, -0.0001, 1e9, 1e300, 43.11889, -180, 999.9995, 0.1, 20003931.4585, math.SmallestNonzeroFloat64} {
		for decimals := -1; decimals < 9; decimals++ {
			check(t, v, decimals)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(-1, 8).Draw(t, "decimals")
		check(t, rapid.Float64().Draw(t, "any"), decimals)
		check(t, float64(rapid.Int32().Draw(t, "fixed"))/1e7, decimals)
		check(t, float64(rapid.Int64Range(-1e12, 1e12).Draw(t, "halves"))/2000, decimals)
	})
}

// Texts read back as they were; what is not UTF-8 becomes the replacement character.
func TestTextsReadBack(t *testing.T) {
	check := func(t rapid.TB, s string) {
		b := appendJSONString(nil, s)
		var back string
		if err := json.Unmarshal(b, &back); err != nil || back != strings.ToValidUTF8(s, "\uFFFD") && utf8.ValidString(s) {
			t.Fatalf("%q is written %s and read %q, %v", s, b, back, err)
		}
		if bytes.ContainsAny(b, "<>&\u2028\u2029") || !utf8.Valid(b) {
			t.Fatalf("%q is written %s", s, b)
		}
	}
	for _, s := range []string{"", "Mosul", "\"\\</script>&", "الموصل", "a\u2028b\u2029", "\xff\xe2", "é\xffé", "\x00\x1f", "\xe2\x80", "日本\u2028"} {
		check(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.String().Draw(t, "text"))
		check(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
	})
}
