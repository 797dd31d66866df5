package extract

import (
	"context"

	"dateline/data"
)

// Explained is one sentence of a report with the claims read out of it and every rule that was tried.
type Explained struct {
	Start  int          `json:"start"`
	End    int          `json:"end"`
	Text   string       `json:"text"`
	Steps  []Step       `json:"steps"`
	Claims []data.Claim `json:"claims"`
}

// Explain reads a report as Read does and says, sentence by sentence, which rules fired and why others did not. Rules of
// which only the first word stood in the sentence are left out unless all is set.
func (r *Reader) Explain(ctx context.Context, report data.Report, all bool) ([]Explained, error) {
	doc, err := r.parse(ctx, report)
	if err != nil {
		return nil, err
	}
	d := r.document(report, doc)
	out := make([]Explained, len(d.sentences))
	d.trace = func(s Step) {
		if all || s.Why != notFollowing {
			out[s.Sentence].Steps = append(out[s.Sentence].Steps, s)
		}
	}
	claims := d.claims(report)
	for i, s := range d.sentences {
		out[i].Start, out[i].End, out[i].Text = s.Start, s.End, string(d.text[s.Start:s.End])
		for _, c := range claims {
			if e := c.Evidence[0]; e.Start >= s.Start && e.Start < s.End {
				out[i].Claims = append(out[i].Claims, c)
			}
		}
	}
	return out, nil
}

const notFollowing = "its words do not follow"
