package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// vessels claims "USS Mesa Verde" and its like.
func (r *reading) vessels() {
	for i := range r.tokens {
		if !shipPrefix[r.tokens[i].Text] || !isUpper(r.after(i, 1)) {
			continue
		}
		r.claim(i, r.run(i+1), tagger.Vessel)
	}
}

var shipPrefix = wordSet(`USS HMS HMCS HMAS HMNZS RMS USNS USCGC MV MT MS SS FS INS JDS JS ROKS RFS ARA BNS PNS TCG HNLMS HDMS HNoMS M/V`)

// platforms makes vessels of little-known names that the word for a weapon or craft follows: "Osprey tilt-rotor aircraft".
func (r *reading) platforms() {
	for k, sp := range r.spans {
		if _, place := roleOf[sp.Label]; !place || sp.Label == tagger.Demonym || r.prominent(sp.First) || placePreposition[strings.ToLower(r.before(sp.First, 1))] {
			continue
		}
		for j := sp.Last; j < sp.Last+4; j++ {
			w := r.word(j, sp.First)
			if platformWords[w] {
				r.spans[k].Label = tagger.Vessel
			}
			if w == "" || platformWords[w] || w != "-" && (w[0] < 'a' || w[0] > 'z') || connecting[w] {
				break
			}
		}
	}
}

var platformWords = wordSet(`aircraft jet jets helicopter helicopters missile missiles tank tanks rifle rifles rocket rockets drone drones bomber
bombers warship warships destroyer frigate submarine satellite spacecraft`)

// shipNames makes vessels of the bare names of ships that the text has introduced.
func (r *reading) shipNames() {
	bare := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Vessel && sp.Last-sp.First > 1 && shipPrefix[r.tokens[sp.First].Text] {
			bare[r.slice(sp.First+1, sp.Last)] = true
		}
	}
	if len(bare) == 0 {
		return
	}
	for i := range r.tokens {
		if !isUpper(r.tokens[i].Text) {
			continue
		}
		if end := r.run(i); end > i && bare[r.slice(i, end)] && !shipPrefix[r.before(i, 1)] {
			r.claim(i, end, tagger.Vessel)
		}
	}
}
