package fold

import "unicode/utf8"

// The weights of slips. Those that writers and transcribers make at will count less than a wrong letter.
const (
	lightSlip = 0.5  // another vowel, a vowel or h more or less, a letter doubled or not, letters that sound alike
	swapSlip  = 0.65 // two neighbours swapped
	firstSlip = 0.25
)

// Slips is the weighted number of edits between two keys: a wrong, missing or superfluous letter is 1, slips that are made more
// easily less; any at the first letter a little more. Keys of more than 64 letters that differ give 64.
func Slips(a, b string) float64 {
	if a == b {
		return 0
	}
	var left, right [maxEditLength]rune
	m, n := runesOf(&left, a), runesOf(&right, b)
	if m == 0 || n == 0 {
		return maxEditLength
	}
	d := slips(left[:m], right[:n])
	if left[0] != right[0] {
		d += firstSlip
	}
	return d
}

func slips(a, b []rune) float64 {
	var rows [3][maxEditLength + 1]float64
	before, previous, current := &rows[0], &rows[1], &rows[2]
	for j := 1; j <= len(b); j++ {
		previous[j] = previous[j-1] + single(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		gone := single(a, i-1)
		current[0] = previous[0] + gone
		for j := 1; j <= len(b); j++ {
			d := min(previous[j-1]+exchanged(a[i-1], b[j-1]), previous[j]+gone, current[j-1]+single(b, j-1))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+swapSlip)
			}
			current[j] = d
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}

// single is what it costs that the i-th letter is there in one text only.
func single(s []rune, i int) float64 {
	r := s[i]
	if i > 0 && (s[i-1] == r || vowelLike(r)) || i+1 < len(s) && s[i+1] == r || r == ' ' {
		return lightSlip
	}
	return 1
}

// exchanged is what it costs that one letter stands for another.
func exchanged(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case vowelLike(a) && vowelLike(b) && a != 'h' && b != 'h':
		return lightSlip
	case a < utf8.RuneSelf && b < utf8.RuneSelf && sounds[a] == sounds[b]:
		return lightSlip
	}
	return 1
}

// vowelLike says whether a letter is one that spellings add, drop and exchange freely.
func vowelLike(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'ا', 'و', 'ي', 'ه', 'ו', 'י':
		return true
	}
	return false
}
