package measure

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/paulmach/orb"
)

// Document is one text with its gold mentions, sorted by Start.
type Document struct {
	ID, Title, Publisher, Text string
	Published                  time.Time
	Mentions                   []Gold
}

// Gold is one annotated place name.
type Gold struct {
	Start, End int
	Text       string
	// Placed says whether the annotators gave a point.
	Placed bool
	Point  orb.Point
	// ID is the gazetteer id where there is one ("geonames:99072").
	ID string
	// Kind is the GeoNames feature code and Class its class, empty where the corpus has none.
	Kind, Class string
	// Demonym says that the corpus itself marks the name as a word for inhabitants or an adjective.
	Demonym bool
}

// Read reads a corpus file or a folder of BRAT annotation, and tells the format by its content.
func Read(path string) ([]Document, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	if info.IsDir() {
		return readBRATDir(path)
	}
	if strings.HasSuffix(path, ".ann") {
		d, err := readBRAT(path)
		return []Document{d}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	docs, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("read gold %s: %w", filepath.Base(path), err)
	}
	return docs, nil
}

func parse(data []byte) ([]Document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	trimmed := bytes.TrimSpace(data)
	switch {
	case len(trimmed) == 0:
		return nil, fmt.Errorf("the file is empty")
	case trimmed[0] == '{' || trimmed[0] == '[':
		return parseJSON(trimmed)
	case bytes.Contains(data, []byte("<toponym")):
		return parseTRNews(data)
	case bytes.Contains(data, []byte("<location")):
		return parseGeoVirus(data)
	}
	return nil, fmt.Errorf("unknown format: give TR-News, LGL or GeoVirus XML, a BRAT folder, or JSON with text and mentions")
}

// repair moves a mention to where its phrase stands, looking back up to 12 code points, then ahead: the offsets of
// TR-News drift. It reports false where the phrase is not there.
func repair(text []rune, g *Gold) bool {
	phrase := []rune(g.Text)
	for k := 0; k <= 12; k++ {
		for _, at := range []int{g.Start - k, g.Start + k} {
			if at >= 0 && at+len(phrase) <= len(text) && string(text[at:at+len(phrase)]) == g.Text {
				g.Start, g.End = at, at+len(phrase)
				return true
			}
		}
	}
	return g.Start >= 0 && g.End <= len(text) && g.Start < g.End
}
