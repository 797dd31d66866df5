package ogc

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/server/problem"
)

const mergePatchType = "application/merge-patch+json"

// written is a feature as a writer sends it.
type written struct {
	doc    map[string]any
	reason string
}

// body reads a GeoJSON feature, or a merge patch of one. The parameter reason says why, for the history.
func body(c *gin.Context, types ...string) (written, error) {
	if err := problem.OnlyParams(c, "profile", "reason", "f"); err != nil {
		return written{}, err
	}
	kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || !slices.Contains(types, kind) {
		return written{}, &problem.Error{
			Status: http.StatusUnsupportedMediaType, Title: "Unsupported content type", Parameter: "Content-Type", Detail: "send " + strings.Join(types, " or "),
		}
	}
	if uri := strings.Trim(c.GetHeader("Content-Crs"), "<> "); uri != "" && uri != crs84 {
		return written{}, problem.Bad("Content-Crs", "%q is not supported for writing; send coordinates in %s", short(uri), crs84)
	}
	w := written{reason: c.Query("reason")}
	if err := json.NewDecoder(c.Request.Body).Decode(&w.doc); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return w, &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Too large", Detail: "a request may have " + strconv.FormatInt(tooLarge.Limit, 10) + " bytes"}
		}
		return w, problem.Bad("body", "it is not a JSON object: %v", err)
	}
	return w, nil
}

// featureOf reads a GeoJSON feature.
func featureOf(doc map[string]any) (f geo.Feature, err error) {
	if doc["type"] != "Feature" {
		return f, problem.Bad("body", "it is not a GeoJSON Feature: type must be \"Feature\"")
	}
	props, ok := doc["properties"].(map[string]any)
	if !ok {
		return f, problem.Bad("body", "it has no properties")
	}
	f.Properties = props
	g, ok := doc["geometry"].(map[string]any)
	if !ok {
		if doc["geometry"] != nil {
			return f, problem.Bad("body", "its geometry is neither an object nor null")
		}
		return f, nil
	}
	f.Geometry, err = geometryOf(g)
	return f, err
}

// geometryOf reads the geometries that a claim can have: a point or a straight line.
func geometryOf(g map[string]any) (orb.Geometry, error) {
	position := func(v any) (p orb.Point, ok bool) {
		list, _ := v.([]any)
		if len(list) < 2 {
			return p, false
		}
		x, okX := list[0].(float64)
		y, okY := list[1].(float64)
		return orb.Point{x, y}, okX && okY && x >= -180 && x <= 180 && y >= -90 && y <= 90
	}
	switch g["type"] {
	case "Point":
		if p, ok := position(g["coordinates"]); ok {
			return p, nil
		}
	case "LineString":
		var line orb.LineString
		list, _ := g["coordinates"].([]any)
		for _, v := range list {
			p, ok := position(v)
			if !ok {
				return nil, problem.Bad("body", "a position of its geometry is not a longitude and a latitude in degrees")
			}
			line = append(line, p)
		}
		return line, nil
	default:
		return nil, problem.Bad("body", "the geometry of a claim is a Point or a LineString")
	}
	return nil, problem.Bad("body", "its geometry is not a longitude and a latitude in degrees")
}

// expected gives the claim of the address if it is the one that If-Match speaks of.
func (s *service) expected(c *gin.Context) (data.ClaimState, error) {
	match := strings.TrimSpace(c.GetHeader("If-Match"))
	st, err := s.Edit.Ledger.Claim(c.Request.Context(), c.Param("id"), time.Time{})
	switch {
	case errors.Is(err, data.ErrNotFound):
		return st, problem.NotFound("there is no claim %q", short(c.Param("id")))
	case err != nil:
		return st, err
	case match == "":
		return st, &problem.Error{
			Status: http.StatusPreconditionRequired, Title: "Version needed", Parameter: "If-Match",
			Detail: "send the ETag of the claim that you saw as If-Match, or * to change whatever stands there",
		}
	case match == "*":
		return st, nil
	}
	for _, tag := range strings.Split(match, ",") {
		if claimVersion(tag) == st.Version {
			return st, nil
		}
	}
	c.Header("ETag", versionTag(st.Version))
	return st, lost(&data.ConflictError{Claim: st.Claim.ID, Current: st.Version})
}

// versionTag is the ETag of a claim; that of its feature begins with the same version.
func versionTag(version int) string { return `"v` + strconv.Itoa(version) + `"` }

// claimVersion reads the version out of an ETag: "v3", "v3-…" of a feature, or "3" as /claims/{id} gives it; 0 for any other.
func claimVersion(tag string) int {
	tag = strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`)
	tag, _, _ = strings.Cut(strings.TrimPrefix(tag, "v"), "-")
	n, err := strconv.Atoi(tag)
	if err != nil {
		return 0
	}
	return n
}

// lost makes a conflict of versions the 412 that part 4 asks for.
func lost(err error) error {
	var conflict *data.ConflictError
	if errors.As(err, &conflict) {
		return &problem.Error{
			Status: http.StatusPreconditionFailed, Title: "Changed by someone else", Parameter: "If-Match",
			Detail: "claim " + conflict.Claim + " has the version " + strconv.Itoa(conflict.Current) + " now: read it again and decide anew",
		}
	}
	return err
}
