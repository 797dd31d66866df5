package tagger

import (
	"unicode"
	"unicode/utf8"

	"dateline/geo/geoparse/token"
)

// Hint is what the caller knows of a token from elsewhere, as a small number; 0 is nothing. The numbers mean only what
// training has taught, so that training and use must agree on them.
type Hint uint8

// bos and eos stand for the words before and after the sentence.
var bos, eos = word{lower: 1, shape: 1}, word{lower: 2, shape: 2}

// describe computes what the templates need of each token of a sentence.
func (m *Model) describe(tokens []token.Token, hints []Hint, ws []word) []word {
	ws = ws[:0]
	var lowBuf, shapeBuf [96]byte
	for i := range tokens {
		w := word{}
		text := tokens[i].Text
		low, shape := fold(text[:min(len(text), 60)], lowBuf[:0], shapeBuf[:0])
		w.lower, w.shape = hashBytes(low), hashBytes(shape)
		for k := range w.suffix {
			w.suffix[k] = hashBytes(tail(low, k+2))
		}
		w.prefix = [2]uint64{hashBytes(head(low, 2)), hashBytes(head(low, 4))}
		r, _ := utf8.DecodeRuneInString(text)
		w.upper = unicode.IsUpper(r)
		w.plain = !w.upper && unicode.IsLetter(r)
		w.lexicon = lexicon[string(low)]
		if w.upper && m.seen(w.lower) {
			w.common = 1
		}
		if hints != nil {
			w.hint = uint64(hints[i])
		}
		ws = append(ws, w)
	}
	context(ws)
	return ws
}

// context notes for each token the two nearest words on either side that are not part of its run of capitals.
func context(ws []word) {
	a, b := bos.lower, bos.lower
	for i := range ws {
		ws[i].leftW, ws[i].left2 = a, b
		if !ws[i].upper {
			a, b = ws[i].lower, a
		}
	}
	a, b = eos.lower, eos.lower
	for i := len(ws) - 1; i >= 0; i-- {
		ws[i].rightW, ws[i].right2 = a, b
		if !ws[i].upper {
			a, b = ws[i].lower, a
		}
	}
}

const templates = 38

// features fills f with the hashed features of token i.
func features(ws []word, i int, f *[templates]uint64) {
	w := &ws[i]
	p, pp, n, nn := &bos, &bos, &eos, &eos
	if i > 0 {
		p = &ws[i-1]
	}
	if i > 1 {
		pp = &ws[i-2]
	}
	if i+1 < len(ws) {
		n = &ws[i+1]
	}
	if i+2 < len(ws) {
		nn = &ws[i+2]
	}
	f[0] = mix(0, w.lower, 0)
	f[1] = mix(1, p.lower, 0)
	f[2] = mix(2, n.lower, 0)
	f[3] = mix(3, pp.lower, p.lower)
	f[4] = mix(4, n.lower, nn.lower)
	f[5] = mix(5, p.lower, w.lower)
	f[6] = mix(6, w.lower, n.lower)
	f[7] = mix(7, w.shape, w.hint)
	f[8] = mix(8, p.shape, w.shape)
	f[9] = mix(9, w.shape, n.shape)
	f[10] = mix(10, w.suffix[0], 0)
	f[11] = mix(11, w.suffix[1], 0)
	f[12] = mix(12, w.suffix[2], 0)
	f[13] = mix(13, w.prefix[0], 0)
	f[14] = mix(14, w.prefix[1], 0)
	f[15] = mix(15, p.lower, w.shape)
	f[16] = mix(16, n.lower, w.shape)
	f[17] = mix(17, w.leftW, w.shape)
	f[18] = mix(18, w.rightW, w.shape)
	f[19] = mix(19, w.leftW, w.rightW)
	f[20] = mix(20, w.lexicon, p.lexicon)
	f[21] = mix(21, w.lexicon, n.lexicon)
	f[22] = mix(22, p.lexicon, w.shape)
	f[23] = mix(23, n.lexicon, w.shape)
	f[24] = mix(24, w.hint, p.hint)
	f[25] = mix(25, w.hint, n.hint)
	f[26] = mix(26, w.hint, p.lower)
	f[27] = mix(27, w.hint, n.lower)
	f[28] = mix(28, w.hint, w.leftW)
	f[29] = mix(29, w.hint, w.rightW)
	f[30] = mix(30, w.hint, w.lexicon)
	f[31] = mix(31, w.right2, w.rightW)
	f[32] = mix(32, w.left2, w.leftW)
	position := uint64(0)
	if i == 0 {
		position = 1
	} else if !ws[i-1].upper && !ws[i-1].plain {
		position = 2
	}
	f[34] = mix(34, w.common<<2|position, w.shape)
	f[35] = mix(35, w.common<<8|w.hint, p.shape)
	f[36] = mix(36, w.common<<8|w.hint, n.shape)
	f[37] = mix(37, w.common<<8|w.hint, position)
	f[33] = mix(33, p.shape, w.shape^n.shape<<1)
}
