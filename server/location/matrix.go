package location

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/server/problem"
)

const (
	// maxCells bounds one matrix: at 1.2 µs a cell it takes 0.3 s.
	maxCells = 250_000
	// maxNames bounds the place names in one matrix: a search takes up to some milliseconds.
	maxNames = 2000
	// maxMatrixBody holds 250,000 points and to spare.
	maxMatrixBody = 16 << 20
)

// matrixRequest is the body of POST /matrix. Each end is a name, a "lon,lat" or [lon, lat]; to left out is from.
type matrixRequest struct {
	From   []json.RawMessage `json:"from"`
	To     []json.RawMessage `json:"to"`
	Method string            `json:"method"`
	Lang   string            `json:"lang"`
}

// matrix answers POST /matrix: the distances in metres from each of the one to each of the other, row by row as they are
// computed.
func (s *service) matrix(c *gin.Context, places Places) (reply, error) {
	if _, err := readParams(c.Request); err != nil {
		return reply{}, err
	}
	req, err := readMatrix(c.Writer, c.Request)
	if err != nil {
		return reply{}, err
	}
	method, err := CheckMethod(req.Method)
	if err != nil {
		return reply{}, err
	}
	lang, err := baseLanguage("lang", req.Lang)
	if err != nil {
		return reply{}, err
	}
	r := resolver{places: places, lang: lang, known: map[string]End{}}
	from, err := r.ends("from", req.From)
	if err != nil {
		return reply{}, err
	}
	to := from
	if req.To != nil {
		if to, err = r.ends("to", req.To); err != nil {
			return reply{}, err
		}
	}
	return reply{}, streamMatrix(c, from, to, method)
}

func readMatrix(w http.ResponseWriter, r *http.Request) (req matrixRequest, err error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxMatrixBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return req, &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Body too large", Detail: fmt.Sprintf("the body has more than %d bytes; ask for the matrix in parts", maxMatrixBody)}
	case err != nil:
		return req, problem.Bad("", "the body could not be read: %v", err)
	case !utf8.Valid(body):
		return req, problem.Bad("", "the body is not valid UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&req); err != nil {
		return req, problem.Bad("", "the body is not what /matrix takes: %s; send {\"from\": [\"Mosul\", [43.13, 36.34]], \"to\": [\"Erbil\"]}", jsonFault(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return req, problem.Bad("", "there is more after the JSON object; send one object")
	}
	to := len(req.To)
	if req.To == nil {
		to = len(req.From)
	}
	switch {
	case len(req.From) == 0:
		return req, problem.Bad("from", "from is missing or empty; list names or [lon, lat]")
	case to == 0:
		return req, problem.Bad("to", "to is empty; list names or [lon, lat], or leave it out to measure among from")
	case int64(len(req.From))*int64(to) > maxCells:
		return req, problem.Bad("from", "%d × %d = %d cells; %d at most, ask for the matrix in parts", len(req.From), to, len(req.From)*to, maxCells)
	}
	return req, nil
}

func jsonFault(err error) string {
	if errors.Is(err, io.EOF) {
		return "it is empty"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// resolver resolves ends, each name once.
type resolver struct {
	places Places
	lang   string
	known  map[string]End
}

func (r *resolver) ends(parameter string, raw []json.RawMessage) ([]End, error) {
	out := make([]End, len(raw))
	for i, m := range raw {
		at := fmt.Sprintf("%s[%d]", parameter, i)
		e, err := r.end(at, m)
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

func (r *resolver) end(at string, m json.RawMessage) (End, error) {
	var point []float64
	if json.Unmarshal(m, &point) == nil && point != nil {
		if len(point) != 2 && len(point) != 3 {
			return End{}, problem.Bad(at, "%d numbers; a point is [longitude, latitude]", len(point))
		}
		p := orb.Point{point[0], point[1]}
		if err := geo.CheckPoint(p); err != nil {
			return End{}, problem.Bad(at, "%v", err)
		}
		return End{Point: p, Source: "query"}, nil
	}
	var text string
	if json.Unmarshal(m, &text) != nil {
		return End{}, problem.Bad(at, "want a place name, \"lon,lat\" or [lon, lat]")
	}
	return r.named(at, text)
}

func (r *resolver) named(at, text string) (End, error) {
	if len(text) > maxText {
		return End{}, problem.Bad(at, "%d bytes long; a place name has %d at most", len(text), maxText)
	}
	if text = cleanText(text); text == "" {
		return End{}, problem.Bad(at, "the name is empty")
	}
	if e, ok := r.known[text]; ok {
		return e, nil
	}
	if len(r.known) >= maxNames {
		return End{}, problem.Bad(at, "more than %d different names; look names up with /geocode first and send points", maxNames)
	}
	e, err := Resolve(r.places, at, text, r.lang)
	if err == nil {
		r.known[text] = e
	}
	return e, err
}

// streamMatrix writes the ends first, then each row when it is there, so that memory does not grow with the matrix.
func streamMatrix(c *gin.Context, from, to []End, method string) error {
	c.Header("Content-Type", typeJSON)
	c.Status(http.StatusOK)
	j := &jsonText{}
	j.open('{')
	j.member("method", method)
	j.member("model", model(method))
	j.key("straight_line")
	j.raw([]byte("true"))
	j.member("unit", "metre")
	for _, side := range []struct {
		name string
		ends []End
	}{{"from", from}, {"to", to}} {
		j.key(side.name)
		j.open('[')
		for _, e := range side.ends {
			writeEnd(j, e)
			if !flush(c, j) {
				return nil
			}
		}
		j.close(']')
	}
	j.key("distances")
	j.open('[')
	for _, a := range from {
		if c.Request.Context().Err() != nil {
			return nil //nolint:nilerr // nobody listens any more, so there is nobody to tell
		}
		writeRow(j, a.Point, to, method)
		if !flush(c, j) {
			return nil
		}
	}
	j.close(']')
	j.close('}')
	_, _ = c.Writer.Write(j.b)
	return nil
}

// flush sends what has gathered once it is worth a packet; false where nobody takes it.
func flush(c *gin.Context, j *jsonText) bool {
	if len(j.b) < 64<<10 {
		return true
	}
	if _, err := c.Writer.Write(j.b); err != nil {
		return false
	}
	c.Writer.Flush()
	j.b = j.b[:0]
	return true
}

func writeRow(j *jsonText, a orb.Point, to []End, method string) {
	measure := geo.Distance
	if method == Haversine {
		measure = geo.Haversine
	}
	j.open('[')
	for _, b := range to {
		j.number(float64(measure(a, b.Point)), 3)
	}
	j.close(']')
}
