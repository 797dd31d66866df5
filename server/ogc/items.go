package ogc

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data/exchange"
	"dateline/data/situation"
	"dateline/server/problem"
)

const geoJSONType = "application/geo+json"

var itemParams = []string{
	"bbox", "bbox-crs", "crs", "datetime", "known", "filter", "filter-lang", "filter-crs", "limit", "after", "sortby", "properties",
	"skipGeometry", "profile", "cap", "inferred", "without", "f",
}

// itemsQuery is what one page of items asks for.
type itemsQuery struct {
	question
	bbox   *bboxParam
	equals [][2]string // queryables named as parameters
	limit  int
	after  cursor
	sort   []sortKey
	crs    *crs
	shown  exchange.Shown
}

// items answers /collections/{c}/items.
func (s *service) items(c *gin.Context) {
	name := c.Param("collection")
	if !known(name) {
		problem.Write(c, noCollection(name))
		return
	}
	profile := s.Profile(c)
	html := wantsHTML(c)
	key := "items\x00" + profile + "\x00" + base(c) + c.Request.URL.Path + "?" + c.Request.URL.RawQuery
	revision := s.Revision()
	c.Header("Vary", "Accept")
	if a := s.cache.get(key); a != nil && !html && a.fresh(revision, s.Now()) {
		a.send(c, cacheControl(profile, a.pinned))
		return
	}
	form, err := format(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	ask, v, err := s.itemsQuery(c, name)
	if err != nil {
		problem.Write(c, err)
		return
	}
	if html {
		ask.limit = min(ask.limit, maxLimit)
	}
	found, err := ask.select_(c.Request.Context(), v)
	if err != nil {
		problem.Write(c, err)
		return
	}
	if html {
		newAnswer("text/html; charset=utf-8", s.itemsPage(c, v, ask, found)).send(c, cacheControl(profile, ask.pinned))
		return
	}
	header := s.itemsHeader(c, v, ask, found, form)
	if len(found.rows) > maxLimit {
		for _, kv := range header {
			c.Writer.Header().Add(kv[0], kv[1])
		}
		s.stream(c, v, ask, found, form)
		return
	}
	var a *answer
	if form == "json" {
		a = newAnswer(geoJSONType, s.itemsJSON(c, v, ask, found))
	} else if a, err = v.itemsFile(form, found); err != nil {
		problem.Write(c, err)
		return
	}
	a.header = append(a.header, header...)
	a.revision, a.at, a.pinned = revision, s.Now(), ask.pinned
	s.cache.put(key, a)
	a.send(c, cacheControl(profile, ask.pinned))
}

// itemsHeader says of a page what GeoJSON says inside, for formats that cannot.
func (s *service) itemsHeader(c *gin.Context, v *view, ask itemsQuery, f found, form string) [][2]string {
	uri := crs84
	if ask.crs != nil && form == "json" {
		uri = ask.crs.uri
	}
	header := [][2]string{
		{"Content-Crs", "<" + uri + ">"},
		{"OGC-NumberMatched", strconv.Itoa(f.matched)},
		{"OGC-NumberReturned", strconv.Itoa(len(f.rows))},
	}
	if next := s.nextLink(c, ask, f, v); next != "" {
		header = append(header, [2]string{"Link", "<" + next + `>; rel="next"`})
	}
	return header
}

// itemsQuery reads the parameters and gets the collection.
func (s *service) itemsQuery(c *gin.Context, name string) (ask itemsQuery, v *view, err error) {
	if ask.q, ask.pinned, err = s.situationQuery(c); err != nil {
		return ask, nil, err
	}
	if v, err = s.view(c.Request.Context(), name, ask.q); err != nil {
		return ask, nil, err
	}
	fields := v.fields()
	if err = ask.queryables(c, fields); err != nil {
		return ask, nil, err
	}
	if ask.filter, err = parseFilter(c); err != nil {
		return ask, nil, err
	}
	if err = ask.filter.check(fields); err != nil {
		return ask, nil, err
	}
	if ask.bbox, err = parseBBoxParam(c.Query("bbox"), c.Query("bbox-crs")); err != nil {
		return ask, nil, err
	}
	if ask.limit, err = parseLimit(c.Query("limit")); err != nil {
		return ask, nil, err
	}
	if ask.sort, err = parseSort(c.Query("sortby"), fields); err != nil {
		return ask, nil, err
	}
	if ask.after, err = parseCursor(c.Query("after"), len(ask.sort)); err != nil {
		return ask, nil, err
	}
	return ask, v, ask.parseShown(c, fields)
}

// queryables takes parameters that are named like a property: they ask for equality.
func (ask *itemsQuery) queryables(c *gin.Context, fields map[string]string) error {
	query := c.Request.URL.Query()
	var unknown bool
	for _, k := range sortedNames(query) {
		switch _, ok := fields[k]; {
		case slices.Contains(itemParams, k):
		case ok:
			ask.equals = append(ask.equals, [2]string{k, query.Get(k)})
		default:
			unknown = true
		}
	}
	if !unknown {
		return nil
	}
	return problem.OnlyParams(c, slices.Concat(itemParams, slices.Collect(maps.Keys(fields)))...)
}

func sortedNames(q url.Values) []string {
	names := make([]string, 0, len(q))
	for k := range q {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

func (ask *itemsQuery) parseShown(c *gin.Context, fields map[string]string) (err error) {
	if ask.crs, err = parseCRS("crs", c.Query("crs")); err != nil {
		return err
	}
	ask.shown = ask.crs.shown()
	ask.shown.NoGeometry = c.Query("skipGeometry") == "true"
	if list := c.Query("properties"); list != "" {
		ask.shown.Properties = strings.Split(list, ",")
		for _, p := range ask.shown.Properties {
			if _, ok := fields[p]; !ok {
				return problem.Bad("properties", "there is no property %q; /collections/%s/schema lists them", short(p), c.Param("collection"))
			}
		}
	}
	return nil
}

// found is a page: rows number the view's features.
type found struct {
	matched int
	rows    []int32
	more    bool
}

// select_ finds the features of a page, and counts all that match.
func (ask *itemsQuery) select_(ctx context.Context, v *view) (f found, err error) {
	rows, err := ask.matching(ctx, v)
	if err != nil {
		return f, err
	}
	f.matched = len(rows)
	if len(ask.sort) > 0 {
		sortRows(v, rows, ask.sort)
	}
	from := 0
	if ask.after.set {
		from = ask.after.position(v, rows, ask.sort)
	}
	to := min(from+ask.limit, len(rows))
	f.rows, f.more = rows[from:to], to < len(rows)
	return f, nil
}

// matching gives every feature that passes, in order of id.
func (ask *itemsQuery) matching(ctx context.Context, v *view) ([]int32, error) {
	var rows []int32
	if ask.bbox != nil {
		rows = v.within(ask.bbox.degrees)
	} else {
		rows = make([]int32, len(v.features))
		for i := range rows {
			rows[i] = int32(i)
		}
	}
	if ask.filter == nil && ask.equals == nil {
		return rows, nil
	}
	kept := rows[:0]
	for n, i := range rows {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f := &v.features[i]
		if !equalTo(f.Properties, ask.equals) {
			continue
		}
		ok, err := ask.filter.matches(f)
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, i)
		}
	}
	return kept, nil
}

func equalTo(properties map[string]any, equals [][2]string) bool {
	for _, kv := range equals {
		v, ok := properties[kv[0]]
		if !ok || v == nil {
			return false
		}
		if s, text := v.(string); text {
			if s != kv[1] {
				return false
			}
		} else if string(exchange.AppendValue(nil, v)) != kv[1] {
			return false
		}
	}
	return true
}

// itemsHead writes a FeatureCollection up to the first feature.
func (s *service) itemsHead(c *gin.Context, v *view, ask itemsQuery, f found) []byte {
	b := make([]byte, 0, 1024)
	b = append(b, `{"type":"FeatureCollection","numberMatched":`...)
	b = strconv.AppendInt(b, int64(f.matched), 10)
	b = append(b, `,"numberReturned":`...)
	b = strconv.AppendInt(b, int64(len(f.rows)), 10)
	b = append(b, `,"timeStamp":`...)
	b = exchange.AppendString(b, s.stamp(ask.q))
	if !v.valid.IsZero() {
		b = append(b, `,"valid":`...)
		b = exchange.AppendString(b, v.valid.UTC().Format(time.RFC3339))
	}
	b = append(b, `,"links":`...)
	b = appendLinks(b, s.itemLinks(c, ask, f, v))
	return append(b, `,"features":[`...)
}

// itemsJSON writes a FeatureCollection.
func (s *service) itemsJSON(c *gin.Context, v *view, ask itemsQuery, f found) []byte {
	head := s.itemsHead(c, v, ask, f)
	b := append(make([]byte, 0, len(head)+512*len(f.rows)), head...)
	plain := ask.crs == nil && ask.shown.Properties == nil && !ask.shown.NoGeometry
	for n, i := range f.rows {
		if n > 0 {
			b = append(b, ",\n"...)
		}
		if plain {
			b = append(b, v.encoded(i)...)
		} else {
			b = exchange.AppendFeature(b, &v.features[i], ask.shown)
		}
	}
	return append(b, "]}"...)
}

// stamp is the time that the answer speaks of, to the minute where it is the present, so that an answer that stands keeps
// its ETag for a while.
func (s *service) stamp(q situation.Query) string {
	if !q.Known.IsZero() {
		return q.Known.UTC().Format("2006-01-02T15:04:05Z")
	}
	return s.Now().UTC().Format("2006-01-02T15:04:00Z")
}

func (s *service) itemLinks(c *gin.Context, ask itemsQuery, f found, v *view) []link {
	self := base(c) + c.Request.URL.Path
	links := []link{
		{self + rawQuery(c), "self", geoJSONType, "This page", false},
		{self + with(c, "f", "html"), "alternate", "text/html", "This page for people", false},
		{base(c) + "/collections/" + v.name, "collection", "application/json", "The collection", false},
	}
	if next := s.nextLink(c, ask, f, v); next != "" {
		links = append(links, link{next, "next", geoJSONType, "The next page", false})
	}
	return links
}

func (s *service) nextLink(c *gin.Context, ask itemsQuery, f found, v *view) string {
	if !f.more || len(f.rows) == 0 {
		return ""
	}
	last := f.rows[len(f.rows)-1]
	return base(c) + c.Request.URL.Path + with(c, "after", cursorOf(&v.features[last], ask.sort))
}

// with gives the query string with one parameter set. Most queries need no escaping, and are put together as text.
func with(c *gin.Context, key, value string) string {
	raw := c.Request.URL.RawQuery
	if strings.IndexFunc(raw, needsEscape) >= 0 {
		q := c.Request.URL.Query()
		q.Set(key, value)
		return "?" + q.Encode()
	}
	out := make([]byte, 0, len(raw)+len(key)+len(value)+8)
	out = append(out, '?')
	for part := range strings.SplitSeq(raw, "&") {
		if name, _, _ := strings.Cut(part, "="); part != "" && name != key {
			out = append(append(out, part...), '&')
		}
	}
	return string(out) + key + "=" + url.QueryEscape(value)
}

// needsEscape says whether a byte of a query may not stand in a link as it is, or writes another byte in code.
func needsEscape(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~:/,*=&", r))
}

// appendLinks writes links as encoding/json does.
func appendLinks(b []byte, links []link) []byte {
	b = append(b, '[')
	for i, l := range links {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"href":`...)
		b = exchange.AppendString(b, l.Href)
		b = append(b, `,"rel":`...)
		b = exchange.AppendString(b, l.Rel)
		if l.Type != "" {
			b = append(b, `,"type":`...)
			b = exchange.AppendString(b, l.Type)
		}
		if l.Title != "" {
			b = append(b, `,"title":`...)
			b = exchange.AppendString(b, l.Title)
		}
		if l.Templated {
			b = append(b, `,"templated":true`...)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

// item answers /collections/{c}/items/{id}.
func (s *service) item(c *gin.Context) {
	name, id := c.Param("collection"), c.Param("id")
	if !known(name) {
		problem.Write(c, noCollection(name))
		return
	}
	if err := problem.OnlyParams(c, "crs", "datetime", "known", "profile", "cap", "inferred", "without", "f"); err != nil {
		problem.Write(c, err)
		return
	}
	q, pinned, err := s.situationQuery(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	crs, err := parseCRS("crs", c.Query("crs"))
	if err != nil {
		problem.Write(c, err)
		return
	}
	v, err := s.view(c.Request.Context(), name, q)
	if err != nil {
		problem.Write(c, err)
		return
	}
	i, ok := v.find(id)
	if !ok {
		problem.Write(c, problem.NotFound("there is no %q in %s at that time under the profile %q", short(id), name, q.Profile))
		return
	}
	c.Header("Vary", "Accept")
	if wantsHTML(c) {
		newAnswer("text/html; charset=utf-8", page(c.Request.URL.Path, v.features[i].Properties)).send(c, cacheControl(q.Profile, pinned))
		return
	}
	body := exchange.AppendFeature(nil, &v.features[i], crs.shown())
	self := base(c) + c.Request.URL.Path
	body = append(body[:len(body)-1], `,"links":`...)
	body = exchange.AppendValue(body, []link{
		{self + rawQuery(c), "self", geoJSONType, "This feature", false},
		{self + with(c, "f", "html"), "alternate", "text/html", "This feature for people", false},
		{base(c) + "/collections/" + name, "collection", "application/json", "The collection", false},
	})
	a := newAnswer(geoJSONType, append(body, '}'))
	if version, ok := v.features[i].Properties["version"].(int); ok && name == claimsName {
		a.etag = strings.Trim(versionTag(version), `"`) + "-" + a.etag // If-Match of a writer speaks of the version
	}
	uri := crs84
	if crs != nil {
		uri = crs.uri
	}
	a.header = [][2]string{{"Content-Crs", "<" + uri + ">"}}
	a.send(c, cacheControl(q.Profile, pinned))
}
