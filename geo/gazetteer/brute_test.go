package gazetteer

import (
	"os"
	"testing"
	"unicode/utf8"

	"dateline/geo/gazetteer/index"
)

// TestTwoEditsAgainstEveryName compares the search with typos with the distance to each of the 800,000 names.
func TestTwoEditsAgainstEveryName(t *testing.T) {
	l := open(t).layers[0]
	words := []string{"بغداط"}
	if os.Getenv("DATELINE_SOAK") != "" {
		words = append(words, "kramatorks", "mosull", "новосибирк", "sprimgfield", "ouagadugu")
	}
	for _, word := range words {
		limit := allowedEdits(word)
		want := map[string]int{}
		for first := ' '; first < 256; first++ { // a scan of all at once would be too long for the guard against damage
			l.r.Scan(string([]byte{byte(first)}), nil, func(key []byte, _ uint64, _ int) bool {
				if utf8.RuneCount(key) < 64 {
					if d := alignment(word, string(key), int(limit)); d <= int(limit) {
						want[string(key)] = d
					}
				}
				return true
			})
		}
		got := map[string]int{}
		e := index.NewEdits(word, limit)
		l.r.Scan("", e, func(key []byte, _ uint64, state int) bool {
			if key[0] >= ' ' {
				got[string(key)] = e.Distance(state)
			}
			return true
		})
		if len(got) != len(want) {
			t.Errorf("%q: %d names, %d by comparing all", word, len(got), len(want))
		}
		for key, d := range want {
			if got[key] != d {
				t.Errorf("%q: %q is %d away, %d by comparing all", word, key, got[key], d)
			}
		}
	}
}

// alignment is the optimal string alignment distance, limit+1 for more than the limit.
func alignment(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var rows [65][65]int
	for i := range len(x) + 1 {
		rows[i][0] = i
	}
	for j := range len(y) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(x)][len(y)]
}

// TestBeginningsAgainstEveryName compares the stored lists of likeliest places of a beginning with all names that begin so.
func TestBeginningsAgainstEveryName(t *testing.T) {
	l := open(t).layers[0]
	for _, text := range []string{"mo", "mos", "s", "san", "мо", "al"} {
		var stored []index.Posting
		if !l.r.Beginning(text, func(p index.Posting) bool {
			stored = append(stored, p)
			return true
		}) {
			t.Errorf("no list for %q", text)
			continue
		}
		bearers := map[int]bool{}
		most := 0
		l.r.Scan(text, nil, func(_ []byte, number uint64, _ int) bool {
			l.r.Postings(number, func(p index.Posting) bool {
				bearers[p.Place] = true
				most = max(most, l.r.Prominence(p.Place))
				return true
			})
			return true
		})
		for _, p := range stored {
			if !bearers[p.Place] {
				t.Errorf("%q: place %d has no name that begins so", text, p.Place)
			}
		}
		if first := l.r.Prominence(stored[0].Place); first < most-200 {
			t.Errorf("%q: the first place has a prominence of %d, there is one of %d", text, first, most)
		}
	}
}
