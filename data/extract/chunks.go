package extract

import (
	"context"
	"strings"

	"dateline/data"
	"dateline/data/extract/syntax"
)

// Chunks shows how the first sentence of an English text is cut into phrases, for those who write rules.
func (r *Reader) Chunks(text string) string {
	rep := data.Report{ID: "chunks", Text: text, Language: "en"}
	doc, err := r.parse(context.Background(), rep)
	if err != nil {
		return err.Error()
	}
	s := r.document(rep, doc).newSentence(0)
	var b strings.Builder
	for i, it := range s.Items {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte('[')
		b.WriteString(it.Kind.String())
		if it.Kind == syntax.VG {
			b.WriteString(" " + it.Lemma)
			if it.Passive {
				b.WriteString(" passive")
			}
		}
		b.WriteString(": " + s.spanText(it.First, it.Last) + "]")
	}
	return b.String()
}
