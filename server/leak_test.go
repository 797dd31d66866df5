package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/profile"
	"dateline/data/situation"
	"dateline/geo/gazetteer"
	"dateline/server"
)

const leaky = "Some 3,000 Christians fled Mosul to Alqosh, about 31 miles north, on Monday. Militants captured Tal Afar. " +
	"A convoy of the army waits at the depot near Makhmur. Yazidis were said to have left Sinjar. " +
	"Tanks of the Ninth stand at the weir, and the army holds Kirkuk."

// leakSecrets are what the public profile hides of it: the group, the exact destination, what is under embargo, what is
// pending, and where forces stood a short time ago.
var leakSecrets = []string{
	"hristian", "lqosh", "43.0961", "36.7353", "99790", "31 miles", "convoy", "akhmur", "94824", "35.7756", "azidi", "injar", "448147", "was said", "49.9",
	"Tanks", "Ninth", "weir", "embargoedclaim", "pendingclaim", "freshforces",
}

func quoted(sentence string) []data.Evidence {
	i := strings.Index(leaky, sentence)
	return []data.Evidence{{Start: i, End: i + len(sentence), Exact: sentence, Prefix: leaky[max(0, i-20):i], Suffix: leaky[i+len(sentence) : min(len(leaky), i+len(sentence)+20)]}}
}

func placed(role, name, id, kind string, lon, lat float64) []data.ClaimPlace {
	return []data.ClaimPlace{{Role: role, Text: name, Name: name, ID: id, Kind: kind, Country: "IQ", Lon: &lon, Lat: &lat, Relation: data.RelationIn}}
}

// leakReading is the report with its claims; all but the pending one are accepted, one is put under embargo.
func leakReading() data.Reading {
	day := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
	yesterday := time.Date(2014, 6, 19, 9, 0, 0, 0, time.UTC)
	valid := data.Interval{Start: &day, Precision: "day"}
	n := 3000.0
	alqosh := strings.Index(leaky, "Alqosh")
	r := data.Reading{
		Report:   data.Report{Title: "Christians flee Mosul", Publisher: "Desk", URL: "https://desk.example/christians-flee", Published: day, Language: "en", Text: leaky},
		Mentions: []data.Mention{{Text: "Alqosh", Start: alqosh, End: alqosh + 6, Role: "literal", Place: &data.PlaceRef{ID: "geonames:99790", Name: "Alqosh", Lon: 43.0961, Lat: 36.7353}}},
		Claims: []data.Claim{
			{
				ID: "flow", Kind: data.KindFlow, Actor: "Christians", Group: "Christians", Population: "idp", Value: &data.Value{Best: &n, Unit: "person", Raw: "Some 3,000 Christians"},
				Places: append(placed(data.RoleOrigin, "Mosul", "geonames:99072", "PPLA", 43.1189, 36.335), placed(data.RoleDestination, "Alqosh", "geonames:99790", "PPL", 43.0961, 36.7353)...),
				Check:  &data.RelationCheck{StatedKM: 49.9, MeasuredKM: 44.4, Why: "Alqosh lies nearer"}, Evidence: quoted("Some 3,000 Christians fled Mosul to Alqosh, about 31 miles north, on Monday."),
			},
			{
				ID: "control", Kind: data.KindControl, Actor: "Militants", ActorID: "isis", ActorName: "ISIS", Status: data.StatusCaptured,
				Places: placed(data.RoleAt, "Tal Afar", "geonames:448149", "PPLA2", 42.4478, 36.379), Evidence: quoted("Militants captured Tal Afar."),
			},
			{
				ID: "embargoedclaim", Kind: data.KindControl, Actor: "the army", ActorID: "isf", ActorName: "Iraqi army", Status: data.StatusPresent,
				Places: placed(data.RoleAt, "Makhmur", "geonames:94824", "PPL", 43.5794, 35.7756), Evidence: quoted("A convoy of the army waits at the depot near Makhmur."),
			},
			{
				ID: "pendingclaim", Kind: data.KindFlow, Actor: "Yazidis", Group: "Yazidis", Population: "idp",
				Places: placed(data.RoleOrigin, "Sinjar", "geonames:448147", "PPL", 41.8761, 36.3209), Evidence: quoted("Yazidis were said to have left Sinjar."),
			},
			{
				ID: "freshforces", Kind: data.KindMovement, Actor: "the Ninth", Population: data.PopulationForces, Status: data.StatusPresent, Valid: data.Interval{Start: &yesterday, Precision: "hour"},
				Places: placed(data.RoleAt, "the weir", "geonames:94787", "PPLA", 44.3922, 35.4681), Evidence: quoted("Tanks of the Ninth stand at the weir"),
			},
			{
				ID: "kirkuk", Kind: data.KindControl, Actor: "the army", ActorID: "isf", ActorName: "Iraqi army", Status: data.StatusControls,
				Places: placed(data.RoleAt, "Kirkuk", "geonames:94787", "PPLA", 44.3922, 35.4681), Evidence: quoted("Tanks of the Ninth stand at the weir, and the army holds Kirkuk."),
			},
		},
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Modality, c.Confidence = data.Asserted, .9
		if c.Valid.Start == nil {
			c.Valid = valid
		}
	}
	r.Report.ID = data.ReportID(leaky)
	return r
}

func leakySite(t *testing.T) (*server.Site, string) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skip(err)
	}
	clock := func() time.Time { return time.Date(2014, 6, 20, 12, 0, 0, 0, time.UTC) }
	s, err := data.Open(filepath.Join(t.TempDir(), "leak.db"), data.Options{Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeChecked(t, s) })
	ctx := context.Background()
	r := leakReading()
	if _, err := s.AddReading(ctx, "desk", r); err != nil {
		t.Fatal(err)
	}
	reviews := []data.Review{{Claim: "embargoedclaim", Action: data.ActionEmbargo, Version: 2, Until: clock().Add(24 * time.Hour), Author: "ann"}}
	for _, c := range r.Claims {
		if c.ID != "pendingclaim" {
			reviews = append([]data.Review{{Claim: c.ID, Action: data.ActionAccept, Version: 1, Author: "ann"}}, reviews...)
		}
	}
	for _, review := range reviews {
		if _, err := s.Review(ctx, review); err != nil {
			t.Fatal(err)
		}
	}
	site, err := server.New(server.Config{Store: s, Gazetteer: g, Profiles: profile.Default(), Addr: "127.0.0.1:8080", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	return site, r.Report.ID
}

// closeChecked checks the whole file of a store and closes it.
func closeChecked(t *testing.T, s *data.Store) {
	t.Helper()
	if r, err := s.Check(context.Background()); err != nil || len(r.Faults) > 0 {
		t.Errorf("check: %v %v", r.Faults, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// samples are what the search puts in for the parameters of a route. A route with a parameter that is not here fails the test.
func samples(report string) map[string][]string {
	return map[string][]string{
		":collection":   append([]string{"nosuch"}, situation.Collections...),
		":collections":  {"zones.json", "claims,control,zones,forces,events,flows.json", "nosuch.json"},
		":id":           {"flow", "control", "kirkuk", "embargoedclaim", "pendingclaim", "freshforces", report, "control:geonames:94787", "geonames:94787", "none"},
		":name":         {"auto-accept", "none"},
		":publisher":    {"Desk", "none"},
		"/:z/:row/:col": {"/0/0/0", "/4/6/9", "/6/25/39", "/8/100/159", "/99/0/0"},
		"/:z/:x/:y":     {"/0/0/0.mvt", "/4/9/6.mvt", "/6/39/25.mvt", "/8/159/100.mvt", "/99/0/0.mvt"},
	}
}

// variants are the queries that each route is asked with; a route that does not know one answers with an error, which is
// searched too.
var variants = []string{
	"", "limit=1000", "f=html", "f=csv", "f=geojson", "datetime=2014-06-16", "datetime=2014-06-01/2014-06-20", "known=2014-06-21", "valid=2014-06-17", "profile=internal", "profile=none",
	"filter=claims+LIKE+%27%25e%25%27", "filter=(", "from=2014-06-15&to=2014-06-20", "caps=10,20", "level=1", "level=2", "since=0", "q=Kirkuk", "lon=44.39&lat=35.47&collection=control",
	"lon=44.39&lat=35.47&collection=forces", "lon=43.58&lat=35.78&collection=claims", "bbox=41,34,45,38&collection=claims", "from=Mosul&to=Kirkuk", "without=control",
}

// addressesOf spells a route out with every sample.
func addressesOf(t *testing.T, route string, with map[string][]string) []string {
	out := []string{route}
	for _, group := range []string{"/:z/:row/:col", "/:z/:x/:y", ":collections", ":collection", ":id", ":name", ":publisher"} {
		var next []string
		for _, p := range out {
			if !strings.Contains(p, group) {
				next = append(next, p)
				continue
			}
			for _, v := range with[group] {
				next = append(next, strings.Replace(p, group, v, 1))
			}
		}
		out = next
	}
	for _, p := range out {
		if strings.Contains(p, ":z") || strings.Contains(p, "/:") || strings.Contains(p, "*") {
			t.Errorf("%s: add samples of its parameters to the search", route)
		}
	}
	return out
}

// visitors gives each request another network, so that the limit of rates lets them all through.
var visitors = func() func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("%d.%d.%d.9:4", 11+n>>16, n>>8&255, n&255)
	}
}()

// askAsVisitor sends a request as a visitor from elsewhere and gives the status, headers and body. Streams are cut after a moment.
func askAsVisitor(h http.Handler, method, path, accept string) (int, string) {
	wait := 20 * time.Second
	if strings.HasPrefix(path, "/events") {
		wait = 200 * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, method, "http://127.0.0.1:8080"+path, nil)
	r.RemoteAddr = visitors()
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body := w.Body.Bytes()
	if z, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
		if plain, err := io.ReadAll(z); err == nil {
			body = plain
		}
	}
	var head bytes.Buffer
	_ = w.Header().Write(&head)
	return w.Code, head.String() + string(body)
}

// TestNoByteOfWhatIsHidden asks every address that the router knows, as a visitor, and searches layers, tiles, exports,
// feeds, streams, headers and errors for what the public profile hides. A new route is searched without anybody thinking of it.
func TestNoByteOfWhatIsHidden(t *testing.T) {
	site, report := leakySite(t)
	with := samples(report)
	asked, answered := 0, 0
	search := func(method, path, accept string) {
		code, body := askAsVisitor(site, method, path, accept)
		if asked++; code == http.StatusOK {
			answered++
		}
		for _, s := range leakSecrets {
			if strings.Contains(path, s) { // an error may repeat the address that was asked for
				continue
			}
			if i := strings.Index(body, s); i >= 0 {
				t.Errorf("%s %s (%s): %q in …%s…", method, path, accept, s, body[max(0, i-80):min(len(body), i+80)])
			}
		}
	}
	for _, a := range site.Addresses() {
		method, route, _ := strings.Cut(a, " ")
		if method == http.MethodHead || strings.HasPrefix(route, "/basemap") || gazetteerOnly(route) {
			continue
		}
		for _, p := range addressesOf(t, route, with) {
			queries := variants
			if method != http.MethodGet || strings.HasPrefix(p, "/style") {
				queries = variants[:1]
			}
			for _, q := range queries {
				if q != "" {
					q = "?" + q
				}
				search(method, p+q, "application/json")
			}
			if method == http.MethodGet {
				search(method, p, "text/html")
			}
		}
	}
	t.Logf("%d requests, %d answers of 200", asked, answered)
	if _, body := askAsVisitor(site, "GET", "/claims/kirkuk", "application/json"); !strings.Contains(body, "and the army holds Kirkuk") {
		t.Errorf("what may be read of the sentence is missing: %s", body)
	}
	if _, body := askAsVisitor(site, "GET", "/reports/"+report, "application/json"); !strings.Contains(body, "Militants captured Tal Afar.") {
		t.Errorf("the shown claim's sentence is missing: %s", body)
	}
}

// gazetteerOnly are the addresses that answer from the gazetteer, which knows every town and no claim: there the names
// of towns are no secret.
func gazetteerOnly(route string) bool {
	for _, p := range []string{"/compat/", "/geocode", "/autocomplete", "/reverse", "/distance", "/measure", "/matrix", "/sprite"} {
		if strings.HasPrefix(route, p) {
			return true
		}
	}
	return false
}
