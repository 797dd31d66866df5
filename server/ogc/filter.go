package ogc

import (
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/geo"
	"dateline/server/ogc/cql2"
	"dateline/server/problem"
)

// filter is a CQL2 expression of a request. A nil filter keeps everything.
type filter struct {
	text string
	expr *cql2.Expression
}

// parseFilter reads filter and filter-lang.
func parseFilter(c *gin.Context) (*filter, error) {
	text := c.Query("filter")
	lang := c.DefaultQuery("filter-lang", "")
	if v := c.Query("filter-crs"); v != "" {
		if crs, err := parseCRS("filter-crs", v); err != nil || crs != nil {
			return nil, problem.Bad("filter-crs", "%q is not served; filters speak of longitude and latitude, %s", short(v), crs84)
		}
	}
	if text == "" {
		return nil, nil
	}
	if len(text) > maxFilter {
		return nil, problem.Bad("filter", "%d bytes long; at most %d are read", len(text), maxFilter)
	}
	var expr *cql2.Expression
	var err error
	switch {
	case lang == "cql2-json" || lang == "" && strings.HasPrefix(strings.TrimSpace(text), "{"):
		expr, err = cql2.ParseJSON([]byte(text))
	case lang == "cql2-text" || lang == "":
		expr, err = cql2.ParseText(text)
	default:
		return nil, problem.Bad("filter-lang", "%q is not known; write cql2-text or cql2-json", short(lang))
	}
	if err != nil {
		return nil, problem.Bad("filter", "%v", err)
	}
	return &filter{text, expr}, nil
}

func (f *filter) key() string {
	if f == nil {
		return ""
	}
	return f.text
}

// matches says whether a feature passes.
func (f *filter) matches(feature *geo.Feature) (bool, error) {
	if f == nil {
		return true, nil
	}
	ok, err := f.expr.Match(feature)
	if err != nil {
		return false, problem.Bad("filter", "%v", err)
	}
	return ok, nil
}

// keep gives the features that pass.
func (f *filter) keep(features []geo.Feature) ([]geo.Feature, error) {
	if f == nil {
		return features, nil
	}
	var kept []geo.Feature
	for i := range features {
		ok, err := f.matches(&features[i])
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, features[i])
		}
	}
	return kept, nil
}
