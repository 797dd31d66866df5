package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms maps each room to the rooms of ours that it may import; a room's sub-packages belong to it. The longest name that
// fits a package is its room.
var rooms = map[string][]string{
	"geo":            {},
	"geo/gazetteer":  {"geo"},
	"geo/geoparse":   {"geo", "geo/gazetteer"},
	"geo/zone":       {"geo"},
	"geo/flow":       {"geo"},
	"data":           {"geo"},
	"data/report":    {"data"},
	"data/profile":   {"data", "geo"},
	"data/extract":   {"data", "geo", "geo/geoparse", "geo/gazetteer"},
	"data/situation": {"data", "geo", "geo/zone", "geo/flow"},
	"data/exchange":  {"data", "data/situation", "geo"},
	"tiles":          {"geo"},
	"server":         {"geo", "geo/gazetteer", "geo/geoparse", "geo/zone", "geo/flow", "data", "data/report", "data/profile", "data/extract", "data/situation", "data/exchange", "tiles"},
	"cmd":            {"geo", "geo/gazetteer", "geo/geoparse", "geo/zone", "geo/flow", "data", "data/report", "data/profile", "data/extract", "data/situation", "data/exchange", "tiles", "server"},
}

// keepers maps a module to the rooms that alone may import it.
var keepers = map[string][]string{
	"github.com/gin-gonic/gin":      {"server"},
	"go.etcd.io/bbolt":              {"data"},
	"github.com/twpayne/go-geom":    {"geo"},
	"github.com/twpayne/go-kml":     {"data/exchange"},
	"github.com/spf13/cobra":        {"cmd"},
	"github.com/blevesearch/vellum": {"geo/gazetteer"},
}

func roomOf(pkg string) string {
	for p := pkg; p != ""; p = p[:max(strings.LastIndex(p, "/"), 0)] {
		if _, ok := rooms[p]; ok {
			return p
		}
	}
	return ""
}

func TestArrowsBetweenRoomsPointOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "dateline/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); err != nil {
			t.Fatalf("read go list: %v", err)
		}
		room := roomOf(strings.TrimPrefix(p.ImportPath, "dateline/"))
		if room == "" {
			t.Errorf("%s stands in no room: name it in rooms", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			checkImport(t, p.ImportPath, room, i)
		}
	}
}

func checkImport(t *testing.T, pkg, room, imported string) {
	t.Helper()
	if ours, ok := strings.CutPrefix(imported, "dateline/"); ok {
		if to := roomOf(ours); to != room && !slices.Contains(rooms[room], to) {
			t.Errorf("%s imports %s: %s may import %v", pkg, imported, room, rooms[room])
		}
		return
	}
	for module, allowed := range keepers {
		if strings.HasPrefix(imported, module) && !slices.Contains(allowed, room) {
			t.Errorf("%s imports %s, which is for %v alone", pkg, imported, allowed)
		}
	}
}
