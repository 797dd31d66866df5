package location

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/gin-gonic/gin"

	"dateline/geo/gazetteer"
)

// clientsDir holds a page that works other people's clients, and what npm installs for it.
const clientsDir = "testdata/clients"

// installClients gets the clients from npm once.
func installClients(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(clientsDir, "node_modules", "leaflet")); err == nil {
		return
	}
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("no npm here to install the geocoding clients with")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "npm", "ci", "--no-audit", "--no-fund", "--legacy-peer-deps")
	c.Dir = clientsDir
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("npm could not install the geocoding clients: %v\n%s", err, out)
	}
}

func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	t.Skip("no Chromium here to run the geocoding clients in")
	return ""
}

type clientResult struct {
	Name     string
	Lat, Lng float64
	Wide     bool
}

type clientsSeen struct {
	Error   string
	Leaflet struct {
		Nominatim, Photon, Pelias struct{ Geocode, Reverse, Suggest []clientResult }
		Control                   string
	}
	Maplibre []clientResult
}

// TestClientsInABrowser works leaflet-control-geocoder and maplibre-gl-geocoder as they come from npm.
func TestClientsInABrowser(t *testing.T) {
	path := browser(t)
	installClients(t)
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	Register(r, Deps{Gazetteer: g})
	files := http.FileServer(http.Dir(clientsDir))
	r.NoRoute(func(c *gin.Context) { files.ServeHTTP(c.Writer, c.Request) })
	server := httptest.NewServer(r)
	defer server.Close()

	seen := seenBy(t, path, server.URL+"/page.html")
	if seen.Error != "" {
		t.Fatal(seen.Error)
	}
	check := func(what string, got []clientResult, name string) {
		t.Helper()
		// Who is still typing gets a list, whose order is the gazetteer's affair; other answers lead with the city.
		if !strings.HasSuffix(what, "suggest") {
			got = got[:min(len(got), 1)]
		}
		if !slices.ContainsFunc(got, func(r clientResult) bool {
			return strings.Contains(r.Name, name) && math.Abs(r.Lat-36.335) < 0.01 && math.Abs(r.Lng-43.119) < 0.01
		}) {
			t.Errorf("%s: %+v, want %s", what, got, name)
		}
	}
	l := seen.Leaflet
	check("leaflet, Nominatim", l.Nominatim.Geocode, "Mosul")
	check("leaflet, Nominatim, reverse", l.Nominatim.Reverse, "Mosul")
	check("leaflet, Photon", l.Photon.Geocode, "Mosul")
	check("leaflet, Photon, reverse", l.Photon.Reverse, "Mosul")
	check("leaflet, Photon, suggest", l.Photon.Suggest, "Mosul")
	check("leaflet, Pelias", l.Pelias.Geocode, "Mosul, Nineveh, Iraq")
	check("leaflet, Pelias, reverse", l.Pelias.Reverse, "Mosul")
	check("leaflet, Pelias, suggest", l.Pelias.Suggest, "Mosul")
	check("maplibre", seen.Maplibre, "Nineveh")
	if !strings.Contains(l.Control, "Alqosh") {
		t.Errorf("leaflet's control went to %q", l.Control)
	}
	if !l.Nominatim.Geocode[0].Wide || !l.Photon.Geocode[0].Wide {
		t.Error("the boxes have no width")
	}
}

func seenBy(t *testing.T, browser, url string) (seen clientsSeen) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 90*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	text, err := chromedp.Run(ctx, chromedp.Poll[string](`window.seen`))
	if err != nil {
		t.Fatalf("wait for the clients: %v", err)
	}
	if err := json.Unmarshal([]byte(text), &seen); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return seen
}
