package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/data"
)

var (
	nameDate   = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[^0-9]|$)`)
	month      = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	monthDay   = regexp.MustCompile(`(?i)\b` + month + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b`)
	dayMonth   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+` + month + `,?\s+((?:19|20)\d{2})\b`)
	isoDate    = regexp.MustCompile(`\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b`)
	dateOnly   = regexp.MustCompile(`(?i)^[\s\W]*(?:(?:published|updated|posted|date|last updated|mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[\s:,]*(?:on\s+)?)*$`)
	afterDate  = regexp.MustCompile(`(?i)^[\s,|·–—-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?)?\s*\(?(?:[a-z]{2,4}|local time|[+-]\d{2}:?\d{2})?\)?[\s.]*$`)
	dateline   = regexp.MustCompile(`^\s*\p{Lu}[\p{Lu}\p{M}' .’-]{2,40}(?:,\s*\p{Lu}[\p{L} .]{1,30})?[,\s]+$`)
	afterLine  = regexp.MustCompile(`^\s*(?:\([^)]{2,40}\)|/[^/]{2,40}/)?\s*[-–—:]`)
	monthOrder = "janfebmaraprmayjunjulaugsepoctnovdec"
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
		from, to, t, ok := findDate(line)
		if !ok {
			continue
		}
		before, after := line[:from], line[to:]
		if dateOnly.MatchString(before) && afterDate.MatchString(after) || dateline.MatchString(before) && afterLine.MatchString(after) {
			return t, true
		}
	}
	return time.Time{}, false
}

func findDate(line string) (from, to int, t time.Time, ok bool) {
	if m := monthDay.FindStringSubmatchIndex(line); m != nil {
		t, ok = civil(line[m[6]:m[7]], monthNumber(line[m[2]:m[3]]), line[m[4]:m[5]])
		return m[0], m[1], t, ok
	}
	if m := dayMonth.FindStringSubmatchIndex(line); m != nil {
		t, ok = civil(line[m[6]:m[7]], monthNumber(line[m[4]:m[5]]), line[m[2]:m[3]])
		return m[0], m[1], t, ok
	}
	if m := isoDate.FindStringSubmatchIndex(line); m != nil {
		t, ok = civil(line[m[2]:m[3]], line[m[4]:m[5]], line[m[6]:m[7]])
		return m[0], m[1], t, ok
	}
	return 0, 0, time.Time{}, false
}

func monthNumber(s string) string {
	i := strings.Index(monthOrder, strings.ToLower(s[:3]))
	return strconv.Itoa(i/3 + 1)
}

// civil gives midnight UTC of a date that exists.
func civil(year, month, day string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Month() == time.Month(m) && t.Day() == d
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
	if _, _, t, ok := findDate(s); ok {
		return t, true
	}
	return time.Time{}, false
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
