package location

import "github.com/gin-gonic/gin"

// distance answers /distance between two names or points.
func (s *service) distance(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "from", "to", "method", "lang")
	if err != nil {
		return reply{}, err
	}
	method, err := CheckMethod(p.values.Get("method"))
	if err != nil {
		return reply{}, err
	}
	lang, err := p.lang("lang")
	if err != nil {
		return reply{}, err
	}
	var ends [2]End
	for i, name := range []string{"from", "to"} {
		text, err := p.required(name, "Mosul, or "+name+"=43.13,36.34")
		if err != nil {
			return reply{}, err
		}
		if ends[i], err = Resolve(places, name, text, lang); err != nil {
			return reply{}, err
		}
	}
	return reply{mediaType: typeJSON, body: Measure(ends[0], ends[1], method).JSON()}, nil
}
