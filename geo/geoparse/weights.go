package geoparse

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// feature numbers what the resolver knows of a candidate.
type feature int

const (
	fProminence feature = iota // log10 of the inhabitants, divided by 7
	fBehind                    // how far behind the most prominent candidate, in powers of ten of inhabitants
	fFirst                     // is the most prominent candidate
	fCountry                   // the group of the candidate, one of each
	fFirstAdmin
	fOtherAdmin
	fCapital
	fSeat
	fTown
	fQuarter
	fRegion
	fWater
	fSite
	fOwnName        // the name is the place's own, not an alternate
	fHistoric       // a historic name
	fFuzzy          // found by typo-tolerant search
	fCountryShare   // share of the text's other names that lie in its country
	fCountryNamed   // its country is named in the text
	fAdminNamed     // its first-order area is named in the text
	fAdminShare     // share of the text's other names in its first-order area
	fWithin         // "X, Y": lies in Y
	fHolds          // "X, Y": X lies in it
	fNear           // other names within 100 km
	fFar            // other names within 500 km
	fHome           // lies in the country of the dateline or the publisher
	fHomeAdmin      // and in its first-order area
	fRelation       // fits a stated distance and direction
	fMetonymCapital // capitals, countries for names that act
	fTownCue        // a town behind "city of", before "-based", or in a dateline
	fAreaCue        // a country or first-order area behind "state of", before "province" or "Gov."
	fCapitalRival   // an area that shares its name with a country's capital
	fSeatRival      // an area that shares its name with its own seat
	fSiblings       // lies among small places of the text, and nothing speaks for its better-known namesake
	fLocal          // share of the text's names with a place within 100 km, for what only local texts name
	fCluster        // share of the text's names that have some place near, whatever they mean; see clusters
	features
)

var featureNames = [features]string{
	"prominence", "behind", "first", "country", "first_admin", "other_admin", "capital", "seat", "town", "quarter", "region", "water", "site",
	"own_name", "historic", "fuzzy", "country_share", "country_named", "admin_named", "admin_share", "within", "holds", "near", "far", "home",
	"home_admin", "relation", "metonym_capital", "town_cue", "area_cue", "capital_rival", "seat_rival",
	"siblings", "local", "cluster",
}

// weights are the learnt weights of the features.
type weights [features]float64

//go:embed resolver.weights
var weightsFile []byte

var embeddedWeights = sync.OnceValues(func() (weights, error) { return readWeights(weightsFile) })

// readWeights reads lines of a feature's name and its weight; # starts a comment.
func readWeights(data []byte) (weights, error) {
	var w weights
	at := make(map[string]feature)
	for f, n := range featureNames {
		at[n] = feature(f)
	}
	in := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; in.Scan(); n++ {
		line, _, _ := strings.Cut(in.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		f, known := at[fields[0]]
		if len(fields) != 2 || !known {
			return w, fmt.Errorf("resolver weights, line %d: want a feature and a number", n)
		}
		v, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return w, fmt.Errorf("resolver weights, line %d: %w", n, err)
		}
		w[f] = v
	}
	return w, in.Err()
}

// write gives the file that readWeights reads.
func (w weights) write(comment string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", comment)
	for f, v := range w {
		fmt.Fprintf(&b, "%s %.3f\n", featureNames[f], v)
	}
	return b.Bytes()
}
