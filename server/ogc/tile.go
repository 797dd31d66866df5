package ogc

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/singleflight"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/server/ogc/basemap"
	"dateline/server/problem"
	"dateline/tiles"
)

// maxLayers is the number of collections that one tile may combine.
const maxLayers = 12

// ogcTile answers /collections/{c}/tiles/WebMercatorQuad/{z}/{row}/{col}.
func (s *service) ogcTile(c *gin.Context) {
	s.tile(c, c.Param("collection"), [3]string{c.Param("z"), c.Param("col"), c.Param("row")}, tileType(c, ""))
}

// xyzTile answers /tiles/{c[,c…]}/{z}/{x}/{y}, .mvt and .mlt.
func (s *service) xyzTile(c *gin.Context) {
	y, suffix, _ := strings.Cut(c.Param("y"), ".")
	s.tile(c, c.Param("collections"), [3]string{c.Param("z"), c.Param("x"), y}, tileType(c, suffix))
}

// tile answers from the cache where nothing was written since; otherwise once for all who ask at the same time.
func (s *service) tile(c *gin.Context, collections string, zxy [3]string, contentType string) {
	profile := s.Profile(c)
	key := "tile\x00" + contentType + "\x00" + profile + "\x00" + c.Request.URL.Path + "?" + c.Request.URL.RawQuery
	revision := s.Revision()
	if a := s.cache.get(key); a != nil && a.fresh(revision, s.Now()) {
		a.send(c, cacheControl(profile, a.pinned))
		return
	}
	t, err := parseTile(zxy[0], zxy[1], zxy[2])
	if err != nil {
		problem.Write(c, err)
		return
	}
	ask, err := s.tileQuestion(c, collections)
	if err != nil {
		problem.Write(c, err)
		return
	}
	a, err := s.once(c.Request.Context(), key, func(ctx context.Context) (*answer, error) { return s.makeTile(ctx, key, contentType, t, ask, revision) })
	if err != nil {
		problem.Write(c, err)
		return
	}
	a.send(c, cacheControl(profile, ask.pinned))
}

// cacheControl lets shared caches keep what everyone may see, and readers show the old while they fetch the new.
func cacheControl(profile string, pinned bool) string {
	const fixed, moving = "max-age=30, stale-while-revalidate=600", "max-age=2, stale-while-revalidate=60"
	switch {
	case profile == "public" && pinned:
		return "public, " + fixed
	case profile == "public":
		return "public, " + moving
	case pinned:
		return "private, " + fixed
	}
	return "private, " + moving
}

func parseTile(z, x, y string) (tiles.Tile, error) {
	t, err := tiles.Parse(z, x, y)
	if err != nil {
		return t, problem.Bad("tile", "%v", err)
	}
	return t, nil
}

// question is what a tile or TileJSON is asked about.
type question struct {
	names  []string
	q      situation.Query
	pinned bool
	filter *filter
}

var tileParams = []string{"datetime", "known", "profile", "cap", "inferred", "without", "filter", "filter-lang", "filter-crs", "f"}

func (s *service) tileQuestion(c *gin.Context, collections string) (ask question, err error) {
	if err = problem.OnlyParams(c, append([]string{}, tileParams...)...); err != nil {
		return ask, err
	}
	ask.names = strings.Split(collections, ",")
	if len(ask.names) > maxLayers {
		return ask, problem.Bad("collections", "%d collections in one tile, at most %d", len(ask.names), maxLayers)
	}
	for i, name := range ask.names {
		if !known(name) {
			return ask, noCollection(name)
		}
		for _, other := range ask.names[:i] {
			if other == name {
				return ask, problem.Bad("collections", "%q is named twice", name)
			}
		}
	}
	if ask.q, ask.pinned, err = s.situationQuery(c); err != nil {
		return ask, err
	}
	ask.filter, err = parseFilter(c)
	return ask, err
}

// once runs make once for all who wait on the key. It goes on for the others where the first one leaves.
func (s *service) once(ctx context.Context, key string, make func(context.Context) (*answer, error)) (*answer, error) {
	done := s.flights.DoChan(key, func() (any, error) {
		_, release, ok := s.Hold()
		if !ok {
			return nil, context.Canceled // all who waited have left, and the gazetteer is another one
		}
		defer release()
		return make(context.WithoutCancel(ctx))
	})
	select {
	case r := <-done:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*answer), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// makeTile encodes the tile, unless the features in it are those of the tile kept before.
func (s *service) makeTile(ctx context.Context, key, contentType string, t tiles.Tile, ask question, revision uint64) (*answer, error) {
	layers, err := s.packed(ctx, ask)
	if err != nil {
		return nil, err
	}
	if old := s.cache.get(key); old != nil {
		prints := make([]uint64, len(layers))
		for i, l := range layers {
			prints[i] = l.Fingerprint(t)
		}
		if slices.Equal(old.prints, prints) {
			a := old.again(revision, s.Now())
			s.cache.put(key, a)
			return a, nil
		}
	}
	encodedTiles.Add(1)
	e := tiles.Encode(t, layers...)
	body, err := encodedAs(contentType, e.Data)
	if err != nil {
		return nil, err
	}
	a := newAnswer(contentType, body)
	for _, name := range ask.names {
		if n := e.Dropped[name]; n > 0 {
			a.header = append(a.header, [2]string{"Dateline-Dropped", name + "=" + strconv.Itoa(n)})
		}
	}
	a.revision, a.at, a.pinned, a.prints = revision, s.Now(), ask.pinned, e.Prints
	s.cache.put(key, a)
	return a, nil
}

// packed gives the layers of a question.
func (s *service) packed(ctx context.Context, ask question) ([]*tiles.Layer, error) {
	layers, sets := make([]*tiles.Layer, len(ask.names)), make([]situation.Set, len(ask.names))
	for i, name := range ask.names {
		var err error
		if sets[i], err = s.Features.Features(ctx, name, ask.q); err != nil {
			return nil, err
		}
	}
	if err := s.checkFilter(ask, sets); err != nil {
		return nil, err
	}
	for i, name := range ask.names {
		set := sets[i]
		var err error
		if layers[i], err = s.layers.of(name, set, ask.filter); err != nil {
			return nil, err
		}
	}
	return layers, nil
}

// checkFilter refuses a filter that names a property which no collection of the tile has.
func (s *service) checkFilter(ask question, sets []situation.Set) error {
	if ask.filter == nil {
		return nil
	}
	fields := map[string]string{}
	for i, name := range ask.names {
		maps.Copy(fields, s.views.of(name, sets[i]).fields())
	}
	return ask.filter.check(fields)
}

// layerCache keeps the layers packed of late: at most maxViews, and no more than limit bytes beside the newest of each
// collection and filter. Every write makes new layers, and those before it must not pile up.
type layerCache struct {
	mu     sync.Mutex
	recent []packedLayer
	limit  int64
	flight singleflight.Group
}

// maxLayerBytes bounds the packed layers that are kept.
const maxLayerBytes = 256 << 20

type packedLayer struct {
	key      string
	question string // what stays the same when another situation is asked about
	layer    *tiles.Layer
}

func newLayerCache(limit int64) *layerCache { return &layerCache{limit: limit} }

func (lc *layerCache) of(name string, set situation.Set, f *filter) (*tiles.Layer, error) {
	key := name + "\x00" + set.Hash + "\x00" + f.key()
	if l := lc.get(key); l != nil {
		return l, nil
	}
	made, err, _ := lc.flight.Do(key, func() (any, error) {
		if l := lc.get(key); l != nil {
			return l, nil
		}
		features, err := f.keep(set.Features)
		if err != nil {
			return nil, err
		}
		l := tiles.Pack(name, features, tiles.Options{Rank: rank})
		lc.mu.Lock()
		defer lc.mu.Unlock()
		lc.recent = newest(append([]packedLayer{{key, name + "\x00" + f.key(), l}}, lc.recent...), lc.limit, func(p packedLayer) (string, int64) { return p.question, p.layer.Size() })
		return l, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*tiles.Layer), nil
}

// newest gives what to keep of a list, newest first: at most maxViews, of each name the first one, and of the others those that
// weigh no more than limit together. It forgets the rest.
func newest[T any](list []T, limit int64, of func(T) (name string, weight int64)) []T {
	seen, sum := map[string]bool{}, int64(0)
	kept := list[:0]
	for _, v := range list[:min(len(list), maxViews)] {
		name, weight := of(v)
		if seen[name] {
			if sum+weight > limit {
				continue
			}
			sum += weight
		}
		seen[name] = true
		kept = append(kept, v)
	}
	clear(list[len(kept):])
	return kept
}

func (lc *layerCache) get(key string) *tiles.Layer {
	lc.mu.Lock()
	defer lc.mu.Unlock()
	for i, p := range lc.recent {
		if p.key == key {
			copy(lc.recent[1:i+1], lc.recent[:i])
			lc.recent[0] = p
			return p.layer
		}
	}
	return nil
}

// rank orders features where a tile is short of room: by confidence, then population.
func rank(f geo.Feature) float64 {
	r := number(f.Properties["confidence"])
	if p := number(f.Properties["population"]); p > 0 {
		r += p / 1e9
	}
	return r
}

func number(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int:
		return float64(v)
	case int64:
		return float64(v)
	}
	return 0
}

// tileJSON answers /tiles/{c[,c…]}.json; with f=mlt it names the tiles in that encoding.
func (s *service) tileJSON(c *gin.Context) {
	names, ok := strings.CutSuffix(c.Param("collections"), ".json")
	if !ok {
		problem.Write(c, problem.NotFound("there is nothing at %s; a tile set is described at /tiles/%s.json", c.Request.URL.Path, short(names)))
		return
	}
	ask, err := s.tileQuestion(c, names)
	if err != nil {
		problem.Write(c, err)
		return
	}
	layers, err := s.packed(c.Request.Context(), ask)
	if err != nil {
		problem.Write(c, err)
		return
	}
	t := tiles.Describe(layers...)
	t.Name = names
	t.Description = "Derived from reports; every feature names the claims that it rests on."
	t.Attribution = attribution
	suffix := "mvt"
	if c.Query("f") == "mlt" {
		suffix, t.Encoding = "mlt", "mlt"
	}
	t.Tiles = []string{base(c) + "/tiles/" + names + "/{z}/{x}/{y}." + suffix + rawQuery(c)}
	s.sendJSON(c, "application/json", t, ask.pinned)
}

// attribution is the credit that maps must show.
const attribution = "Dateline; GeoNames (CC BY 4.0); Made with Natural Earth"

func rawQuery(c *gin.Context) string {
	if c.Request.URL.RawQuery == "" {
		return ""
	}
	return "?" + c.Request.URL.RawQuery
}

// baseTile answers /basemap/{z}/{x}/{y}, .mvt and .mlt. The address that TileJSON and styles give changes with the content, so that
// maps may keep such tiles for long; one asked for without the version is looked at again soon.
func (s *service) baseTile(c *gin.Context) {
	control := "public, max-age=60, stale-while-revalidate=604800"
	if c.Query("v") == s.baseVersion {
		control = "public, max-age=604800, stale-while-revalidate=604800"
	}
	y, suffix, _ := strings.Cut(c.Param("y"), ".")
	kind := tileType(c, suffix)
	key := "base\x00" + kind + "\x00" + c.Request.URL.Path
	if a := s.cache.get(key); a != nil {
		a.send(c, control)
		return
	}
	t, err := parseTile(c.Param("z"), c.Param("x"), y)
	if err != nil {
		problem.Write(c, err)
		return
	}
	switch {
	case s.Archive != nil:
		s.archiveTile(c, t, key, kind, control)
		return
	case s.base == nil:
		problem.Write(c, problem.NotFound("this server has no basemap"))
		return
	}
	a, err := s.once(c.Request.Context(), key, func(context.Context) (*answer, error) {
		body, err := encodedAs(kind, s.base.Tile(t).Data)
		if err != nil {
			return nil, err
		}
		a := newAnswer(kind, body)
		s.cache.put(key, a)
		return a, nil
	})
	if err != nil {
		problem.Write(c, err)
		return
	}
	a.send(c, control)
}

func (s *service) baseJSON(c *gin.Context) {
	var t tiles.TileJSON
	switch {
	case s.Archive != nil:
		t = archiveJSON(s.Archive.About())
	case s.base == nil:
		problem.Write(c, problem.NotFound("this server has no basemap"))
		return
	default:
		t = basemap.Describe()
		t.Name, t.Attribution = "Dateline basemap", s.credit()
		t.Description = "Boundaries and names do not imply endorsement or acceptance of them. Disputed lines are marked."
		t.Bounds = [4]float64{-180, -85.0511287798066, 180, 85.0511287798066}
	}
	ending := s.baseEnding()
	if ending == "mvt" && c.Query("f") == "mlt" {
		ending, t.Encoding = "mlt", "mlt"
	}
	t.Tiles = []string{s.baseURL(base(c), ending)}
	s.sendJSON(c, "application/json", t, true)
}

// credit is the credit of the basemap: ours, and what imported files ask for.
func (s *service) credit() string {
	return strings.Join(append([]string{attribution}, s.Physical.Credits()...), "; ")
}

// sendJSON encodes and sends a document.
func (s *service) sendJSON(c *gin.Context, contentType string, v any, pinned bool) {
	body, err := json.Marshal(v)
	if err != nil {
		problem.Write(c, err)
		return
	}
	newAnswer(contentType, body).send(c, cacheControl(s.Profile(c), pinned))
}
