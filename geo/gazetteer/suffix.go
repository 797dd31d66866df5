package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// eastAsianSuffixes say what kind of place a name means: city, county, district, town, village, province. Sources and writers put them
// or leave them out at will: 横浜 and 横浜市, 수원 and 수원시, Gapyeong and Gapyeong-gun. They are in folded form, romanised ones as words.
var eastAsianSuffixes = struct{ solid, words []string }{
	solid: []string{"市", "县", "縣", "県", "郡", "区", "區", "町", "村", "镇", "鎮", "乡", "鄉", "省", "都", "府", "州", "시", "군", "구", "읍", "면", "도"},
	words: []string{" si", " gun", " gu", " eup", " myeon", " do", " shi", " ken", " ku", " cho", " machi", " mura", " son", " xian", " qu", " shi qu"},
}

// otherSuffixes adds the places whose name differs from a reading by such a suffix, for questions that nothing else answers.
func (g *Gazetteer) otherSuffixes(q *question, add func(scored)) {
	for i := range q.readings {
		r := &q.readings[i]
		for _, key := range suffixVariants(r.key) {
			other := *r
			other.key = key
			g.namesake(&other, q, func(c scored) {
				if c.quality > 0.95 {
					c.score -= c.quality - 0.95
					c.quality = 0.95
				}
				add(c)
			})
		}
	}
}

// suffixVariants gives a key without its suffix, or with each of those that its script has.
func suffixVariants(key string) (out []string) {
	last, _ := utf8.DecodeLastRuneInString(key)
	if !unicode.In(last, unicode.Han, unicode.Hangul) {
		for _, s := range eastAsianSuffixes.words {
			if rest, ok := strings.CutSuffix(key, s); ok && len(rest) > 2 {
				out = append(out, rest)
			}
		}
		return out
	}
	if rest := key[:len(key)-utf8.RuneLen(last)]; slices.Contains(eastAsianSuffixes.solid, string(last)) && utf8.RuneCountInString(rest) > 1 {
		return []string{rest}
	}
	for _, s := range eastAsianSuffixes.solid {
		first, _ := utf8.DecodeRuneInString(s)
		if unicode.Is(unicode.Hangul, first) == unicode.Is(unicode.Hangul, last) {
			out = append(out, key+s)
		}
	}
	return out
}
