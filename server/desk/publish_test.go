package desk_test

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
	"dateline/server/ground"
)

const article = "Some 3,000 Christians fled Mosul to Alqosh, about 31 miles north, on Monday. Militants captured Tal Afar. " +
	"A convoy of the army waits at the depot near Makhmur. Yazidis were said to have left Sinjar."

func ptr[T any](v T) *T { return &v }

func quote(sentence string) []data.Evidence {
	i := strings.Index(article, sentence)
	return []data.Evidence{{Start: i, End: i + len(sentence), Exact: sentence, Prefix: article[max(0, i-20):i], Suffix: article[i+len(sentence) : min(len(article), i+len(sentence)+20)]}}
}

func at(role, name, id, kind string, lon, lat float64) data.ClaimPlace {
	return data.ClaimPlace{Role: role, Text: name, Name: name, ID: id, Kind: kind, Country: "IQ", Lon: &lon, Lat: &lat, Relation: data.RelationIn}
}

// published is a server over a store with one report: two claims accepted, one accepted and embargoed, one pending.
func published(t *testing.T) (http.Handler, *situation.Engine, string) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	clock := func() time.Time { return time.Date(2014, 6, 20, 12, 0, 0, 0, time.UTC) }
	s, err := data.Open(filepath.Join(t.TempDir(), "p.db"), data.Options{Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	day := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
	valid := data.Interval{Start: &day, Precision: "day"}
	mosul := at(data.RoleOrigin, "Mosul", "geonames:99072", "PPLA", 43.1189, 36.335)
	reading := data.Reading{
		Report: data.Report{Title: "Christians flee Mosul", Publisher: "Desk", URL: "https://desk.example/christians-flee", Published: day, Language: "en", Text: article},
		Mentions: []data.Mention{{
			Text: "Alqosh", Start: strings.Index(article, "Alqosh"), End: strings.Index(article, "Alqosh") + 6, Role: "literal",
			Place: &data.PlaceRef{ID: "geonames:99790", Name: "Alqosh", Lon: 43.0961, Lat: 36.7353},
		}},
		Claims: []data.Claim{
			{
				ID: "flow", Kind: data.KindFlow, Actor: "Christians", Group: "Christians", Population: "idp", Modality: data.Asserted, Confidence: .9, Valid: valid,
				Value:  &data.Value{Best: ptr(3000.0), Unit: "person", Raw: "Some 3,000 Christians"},
				Places: []data.ClaimPlace{mosul, at(data.RoleDestination, "Alqosh", "geonames:99790", "PPL", 43.0961, 36.7353)}, Check: &data.RelationCheck{StatedKM: 49.9, MeasuredKM: 44.4, Why: "Alqosh lies nearer"},
				Evidence: quote("Some 3,000 Christians fled Mosul to Alqosh, about 31 miles north, on Monday."),
			},
			{
				ID: "control", Kind: data.KindControl, Actor: "Militants", ActorID: "isis", ActorName: "ISIS", Status: data.StatusCaptured, Modality: data.Asserted, Confidence: .9, Valid: valid,
				Places: []data.ClaimPlace{at(data.RoleAt, "Tal Afar", "geonames:448149", "PPLA2", 42.4478, 36.379)}, Evidence: quote("Militants captured Tal Afar."),
			},
			{
				ID: "embargoedclaim", Kind: data.KindControl, Actor: "the army", ActorID: "isf", ActorName: "Iraqi army", Status: data.StatusPresent, Modality: data.Asserted, Confidence: .9, Valid: valid,
				Places: []data.ClaimPlace{at(data.RoleAt, "Makhmur", "geonames:94824", "PPL", 43.5794, 35.7756)}, Evidence: quote("A convoy of the army waits at the depot near Makhmur."),
			},
			{
				ID: "pendingclaim", Kind: data.KindFlow, Actor: "Yazidis", Group: "Yazidis", Population: "idp", Modality: data.Asserted, Confidence: .5, Valid: valid,
				Places: []data.ClaimPlace{at(data.RoleOrigin, "Sinjar", "geonames:448147", "PPL", 41.8761, 36.3209)}, Evidence: quote("Yazidis were said to have left Sinjar."),
			},
		},
	}
	reading.Report.ID = data.ReportID(article)
	ctx := context.Background()
	if _, err := s.AddReading(ctx, "desk", reading); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"flow", "control", "embargoedclaim"} {
		if _, err := s.Review(ctx, data.Review{Claim: id, Action: data.ActionAccept, Version: 1, Author: "ann"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Review(ctx, data.Review{Claim: "embargoedclaim", Action: data.ActionEmbargo, Version: 2, Until: clock().Add(24 * time.Hour), Author: "ann"}); err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{
		Store: s, Gazetteer: g, Profiles: profile.Default(), Addr: "127.0.0.1:8080", Now: clock,
		Read: func(context.Context, data.Report) (data.Reading, error) {
			return data.Reading{}, fmt.Errorf("not asked for")
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	profiles := profile.Default().WithLedger(s)
	return h, situation.New(s, ground.New(g), profiles, clock), reading.Report.ID
}

// get fetches an address as a visitor and gives its body unpacked. Streams are cut after a moment.
func get(h http.Handler, path, accept string) (int, string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	if strings.HasPrefix(path, "/events") {
		ctx, cancel = context.WithTimeout(context.Background(), 300*time.Millisecond)
	}
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, "GET", "http://127.0.0.1:8080"+path, nil)
	r.RemoteAddr = "10.1.2.3:4"
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body := w.Body.Bytes()
	if z, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
		if plain, err := io.ReadAll(z); err == nil {
			body = plain
		}
	}
	return w.Code, string(body)
}

// TestNoByteOfWhatIsHidden searches every layer, tile, export, stream and error that a visitor can reach for what the
// public profile hides: the group, the exact destination, an embargoed and a pending claim.
func TestNoByteOfWhatIsHidden(t *testing.T) {
	h, engine, report := published(t)
	var paths []string
	for _, c := range append([]string{"nosuch"}, situation.Collections...) {
		for _, q := range []string{"", "?limit=1000", "?valid=2014-06-17", "?datetime=2014-06-16", "?known=2014-06-21", "?f=csv", "?f=kml", "?f=geojson", "?f=hxl", "?filter=claims+LIKE+%27%25e%25%27", "?filter=("} {
			paths = append(paths, "/collections/"+c+"/items"+q)
		}
		for _, id := range []string{"embargoedclaim", "pendingclaim", "flow", report} {
			paths = append(paths, "/collections/"+c+"/items/"+id)
		}
		paths = append(paths, "/collections/"+c, "/tiles/"+c+".json")
		for _, tile := range [][3]int{{0, 0, 0}, {4, 9, 6}, {6, 39, 25}, {8, 158, 100}} {
			paths = append(paths, fmt.Sprintf("/tiles/%s/%d/%d/%d.mvt", c, tile[0], tile[1], tile[2]),
				fmt.Sprintf("/collections/%s/tiles/WebMercatorQuad/%d/%d/%d", c, tile[0], tile[2], tile[1]))
		}
	}
	paths = append(paths, "/", "/conformance", "/api", "/collections", "/style.json", "/healthz", "/readyz", "/metrics", "/session", "/feed", "/feed.atom", "/diff?from=2014-06-15&to=2014-06-20",
		"/events?since=0", "/reports", "/reports/"+report, "/reports/none", "/claims/flow", "/claims/control", "/claims/embargoedclaim/history", "/review/queue", "/ledger", "/backup", "/settings",
		"/export?format=csv", "/export?format=hxl", "/export?format=kml", "/export?format=geojson", "/reports?profile=internal", "/collections/claims/items?profile=internal")
	secrets := []string{"hristian", "lqosh", "43.0961", "36.7353", "99790", "31 miles", "convoy", "akhmur", "94824", "35.7756", "azidi", "injar", "448147", "was said", "49.9"}
	for _, c := range situation.Collections {
		set, err := engine.Features(context.Background(), c, situation.Query{Profile: profile.Public})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range set.Features {
			body := fmt.Sprintf("%s %v %v", f.ID, f.Geometry, f.Properties)
			for _, s := range append(secrets, "embargoedclaim", "pendingclaim") {
				if strings.Contains(body, s) {
					t.Errorf("feature of %s: %q in %s", c, s, body)
				}
			}
		}
		t.Logf("%s: %d features", c, len(set.Features))
	}
	answered := 0
	for _, p := range paths {
		for _, accept := range []string{"application/json", "text/html"} {
			code, body := get(h, p, accept)
			if code == http.StatusOK {
				answered++
			}
			for _, s := range append(secrets, "embargoedclaim", "pendingclaim") {
				echo := strings.Contains(p, s) // an error may repeat the address that was asked for
				if !echo && strings.Contains(body, s) {
					i := strings.Index(body, s)
					t.Errorf("%s (%s): %q in …%s…", p, accept, s, body[max(0, i-80):min(len(body), i+80)])
				}
			}
		}
	}
	t.Logf("%d addresses, %d answers of 200", 2*len(paths), answered)
	if _, body := get(h, "/reports/"+report, "application/json"); !strings.Contains(body, "Militants captured Tal Afar.") {
		t.Errorf("the shown claim's sentence is missing: %s", body)
	}
}
