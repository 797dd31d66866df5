package profile

import (
	"context"
	"strings"
	"time"
	"unicode"

	"dateline/data"
)

// Excerpt is a piece of a report's text that may be read: code points Start up to but not including End.
type Excerpt struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// ReportView is what a reader with a profile sees of a report.
type ReportView struct {
	// Report has as many code points of text as the stored one; where Redacted, what may not be read is blank.
	Report   data.Report
	Claims   []data.ClaimState
	Redacted bool
	Excerpts []Excerpt
}

// Report gives what a reader sees of a report, whose claims (in every state) are given too; false where he must not know of
// it: a profile that shows evidence only shows reports that a shown claim rests on. A claim that is hidden for what it says
// (embargoed, too sensitive, forces too fresh) takes its sentences with it, out of text, title and the quotations of other claims.
func (s Set) Report(ctx context.Context, name string, r data.Report, claims []data.ClaimState, now time.Time) (ReportView, bool) {
	p, ok := s.profiles[name]
	if !ok {
		return ReportView{}, false
	}
	v := ReportView{Report: r}
	var hidden []data.Evidence
	for _, c := range claims {
		if seen, ok := s.Apply(ctx, name, c, now); ok {
			v.Claims = append(v.Claims, seen)
		} else if p.secret(&c, now) {
			hidden = append(hidden, c.Claim.Evidence...)
		}
	}
	if p.ReportText == "full" {
		return v, true
	}
	if len(v.Claims) == 0 {
		return ReportView{}, false
	}
	v.Redacted = true
	p.redact(&v, hidden)
	return v, true
}

// secret says whether a claim is hidden for what it says, whatever its review state.
func (p *Profile) secret(c *data.ClaimState, now time.Time) bool {
	q := *p
	q.States = nil
	return !q.shows(c, now)
}

// redact blanks the text outside the sentences of the shown claims, which hold their masked quotations.
func (p *Profile) redact(v *ReportView, hidden []data.Evidence) {
	out := []rune(v.Report.Text)
	for i := range v.Claims {
		hideIn(v.Claims[i].Claim.Evidence, v.Report.ID, hidden)
	}
	shown := make([]bool, len(out))
	for _, c := range v.Claims {
		for _, e := range c.Claim.Evidence {
			quote := []rune(e.Exact)
			if e.Report != v.Report.ID || e.End > len(out) || e.End-e.Start != len(quote) {
				continue
			}
			for i, r := range quote {
				if at := e.Start + i; !shown[at] || r == blackout {
					out[at], shown[at] = r, true
				}
			}
		}
	}
	for i, r := range out {
		if !shown[i] && !unicode.IsSpace(r) {
			out[i] = ' '
		}
	}
	v.Excerpts = excerpts(out, shown)
	for _, e := range hidden {
		if touches(v.Report.Title, e.Exact) {
			v.Report.Title = untitled
		}
	}
	v.Report = p.headline(v.Report)
	v.Report.Text = string(out)
	v.Report.Warnings = nil
}

// untitled stands for a title that may not be read.
const untitled = "Report"

// Headline gives a report as it may be named beside a claim: where the profile protects groups, their words are blacked out of
// the title, and an address that spells them out is left away; a title that repeats an embargoed sentence is not shown.
func (s Set) Headline(ctx context.Context, name string, r data.Report, now time.Time) data.Report {
	p, ok := s.profiles[name]
	if !ok {
		return data.Report{ID: r.ID}
	}
	if p.holdsBack() {
		list, ok := s.secrets.of(ctx, p, r.ID, now)
		if !ok {
			return data.Report{ID: r.ID}
		}
		for _, x := range list {
			if touches(r.Title, x.Exact) {
				r.Title = untitled
			}
		}
	}
	return p.headline(r)
}

func (p *Profile) headline(r data.Report) data.Report {
	if !p.DropGroups {
		return r
	}
	m := &masker{prefixes: []prefixes{p.group, p.people}}
	r.Title = m.text(r.Title)
	if m.text(r.URL) != r.URL {
		r.URL = ""
	}
	return r
}

// hideIn blacks out what the evidence (a copy that Apply made) shares with hidden claims.
func hideIn(evidence []data.Evidence, report string, hidden []data.Evidence) {
	for i := range evidence {
		for _, h := range hidden {
			if e := &evidence[i]; e.Report == report && h.Start < e.End && e.Start < h.End {
				e.Exact = blank(e.Exact, h.Start-e.Start, h.End-e.Start)
			}
		}
	}
}

// touches says whether a title repeats a hidden sentence, or the other way round.
func touches(title, sentence string) bool {
	t, s := strings.ToLower(strings.TrimSpace(title)), strings.ToLower(strings.TrimSpace(sentence))
	return t != "" && s != "" && (strings.Contains(t, s) || strings.Contains(s, t))
}

func excerpts(text []rune, shown []bool) []Excerpt {
	var out []Excerpt
	for i := 0; i < len(text); {
		if !shown[i] {
			i++
			continue
		}
		end := i
		for end < len(text) && shown[end] {
			end++
		}
		out = append(out, Excerpt{i, end, string(text[i:end])})
		i = end
	}
	return out
}

// Info gives what a reader sees of a report in a list; the claims are those of the report, in every state. The counts are
// those of what he sees.
func (s Set) Info(ctx context.Context, name string, r data.ReportInfo, claims []data.ClaimState, now time.Time) (data.ReportInfo, bool) {
	v, ok := s.Report(ctx, name, r.Report, claims, now)
	if !ok {
		return data.ReportInfo{}, false
	}
	r.Report = v.Report
	r.Report.Text = ""
	if v.Redacted {
		r.Mentions, r.Claims = 0, len(v.Claims)
	}
	return r, true
}
