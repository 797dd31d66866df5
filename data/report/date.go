package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"

	"dateline/data"
)

var (
	nameDate  = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[^0-9]|$)`)
	afterDate = regexp.MustCompile(`(?i)^[\s,|·–—-]*(?:(?:at|à|a las|um|alle|saat|о|в|г\.|года|року|الساعة)[\s,]+)*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?)?\s*\(?(?:[a-z]{2,4}|local time|[+-]\d{2}:?\d{2})?\)?[\s.]*$`)
	// A dateline's place stands in capitals; where a script has none, it is a few words before a comma.
	capitals  = regexp.MustCompile(`^\s*\p{Lu}[\p{Lu}\p{M}' .’-]{2,40}(?:,\s*\p{Lu}[\p{L} .]{1,30})?[,\s(]+$`)
	caseless  = regexp.MustCompile(`^\s*(?:[\p{Lo}\p{Lm}\p{M}]+[ ]?){1,4}(?:\([^)]{2,30}\)\s*)?[,،/\s-]*$`)
	afterLine = regexp.MustCompile(`^\s*(?:\([^)]{2,40}\)|/[^/]{2,40}/)?\s*[-–—:]`)
)

// guessDate finds the date of publication where no metadata gives it: the dateline or a line that is only a date among the
// first lines of the text, then the file name. The warning says which.
func guessDate(r data.Report, name string) (time.Time, []string) {
	if t, ok := datelineDate(r.Text); ok {
		return t, append(r.Warnings, "the date of publication was taken from the dateline")
	}
	if t, ok := dateOfName(name); ok {
		return t, append(r.Warnings, "the date of publication was taken from the file name")
	}
	return time.Time{}, r.Warnings
}

func dateOfName(name string) (time.Time, bool) {
	if !strings.Contains(name, "://") {
		name = filepath.Base(name)
	}
	name = strings.ReplaceAll(name, "/", "-") // .../2014/06/16/...
	m := nameDate.FindStringSubmatch(name)
	if m == nil {
		return time.Time{}, false
	}
	return civil(m[1], m[2], m[3])
}

// datelineLines is how many lines of a text may hold its dateline.
const datelineLines = 6

func datelineDate(text string) (time.Time, bool) {
	seen := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if seen++; seen > datelineLines {
			break
		}
		before, after, t, ok := dates.find(folded(line))
		if ok && (dates.alone(before) && afterDate.MatchString(after) || placed(line, before) && afterLine.MatchString(after)) {
			return t, true
		}
	}
	return time.Time{}, false
}

// placed says whether what stands before a date is a dateline's place. Folding keeps the number of letters, not of bytes.
func placed(line, before string) bool {
	head := []rune(line)
	head = head[:min(len(head), len([]rune(before)))]
	return capitals.MatchString(string(head)) || caseless.MatchString(string(head))
}

// timeFormats are those of metadata, the commonest first.
var timeFormats = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05", "2006-01-02", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
	"2 Jan 2006 15:04:05 -0700", "2006/01/02", "20060102",
}

// parseTime reads a time of metadata, as UTC.
func parseTime(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, f := range timeFormats {
		if t, err := time.Parse(f, s); err == nil && t.Year() > 0 {
			return t.UTC(), true
		}
	}
	_, _, t, ok := dates.find(folded(s))
	return t, ok
}

// leadWords is how many words of the opening name a story, and leadSkip how far a dateline may reach into it.
const (
	leadWords = 25
	leadLeast = 12
	leadLines = 40
)

// leadGroup names the story by its opening words without dateline: reprints of one wire story open alike, and share an
// independence group. Texts too short to tell have none.
func leadGroup(text string) string {
	var lead []string
	seen := 0
	for line := range strings.Lines(text) {
		if seen++; seen > leadLines {
			break
		}
		fields := strings.FieldsFunc(afterAgency(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if len(fields) < leadLeast && len(lead) == 0 {
			continue // headline, byline, date
		}
		for _, f := range fields {
			if len(lead) < leadWords {
				lead = append(lead, strings.ToLower(f))
			}
		}
		if len(lead) >= leadLeast {
			break
		}
	}
	if len(lead) < leadLeast {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(lead, " ")))
	return "lead:" + hex.EncodeToString(sum[:8])
}

var agencyLine = regexp.MustCompile(`^\s*\p{Lu}[^.!?]{0,80}?\s[-–—]{1,2}\s+`)

// afterAgency cuts "BAGHDAD (AP) — " off a line.
func afterAgency(line string) string {
	if m := agencyLine.FindStringIndex(line); m != nil {
		head := line[:m[1]]
		if strings.Contains(head, "(") || strings.ToUpper(head[:min(len(head), 4)]) == head[:min(len(head), 4)] {
			return line[m[1]:]
		}
	}
	return line
}

// ParseTime reads a date or time as metadata writes it, in UTC.
func ParseTime(s string) (time.Time, bool) { return parseTime(s) }
