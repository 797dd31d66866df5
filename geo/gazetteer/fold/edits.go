package fold

// maxEditLength is the longest name in letters that [EditSimilarity] compares.
const maxEditLength = 64

// EditSimilarity is 1 for equal texts and 0 for texts without anything in common: one less the edits between them (a swap of
// neighbours counting as one) over the length of the longer one. Texts of more than 64 letters are compared for equality.
func EditSimilarity(a, b string) float64 {
	if a == b {
		return 1
	}
	var left, right [maxEditLength]rune
	m, n := runesOf(&left, a), runesOf(&right, b)
	if m == 0 || n == 0 {
		return 0
	}
	return 1 - float64(swapDistance(left[:m], right[:n]))/float64(max(m, n))
}

// runesOf fills dst and gives the number of letters, 0 where there are too many.
func runesOf(dst *[maxEditLength]rune, s string) (n int) {
	for _, r := range s {
		if n == maxEditLength {
			return 0
		}
		dst[n] = r
		n++
	}
	return n
}

// swapDistance is the optimal string alignment distance.
func swapDistance(a, b []rune) int {
	var rows [3][maxEditLength + 1]int
	before, previous, current := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(previous[j-1]+cost, previous[j]+1, current[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			current[j] = d
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}
