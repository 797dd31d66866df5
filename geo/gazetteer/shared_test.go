package gazetteer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestImportOfAllShared imports the dumps and names of four countries, the cities of the world and four levels of outlines side by side.
// It takes some 20 seconds, so it runs with the other long tests.
func TestImportOfAllShared(t *testing.T) {
	if os.Getenv("DATELINE_SOAK") == "" {
		t.Skip("a long test: set DATELINE_SOAK=1, as make soak does")
	}
	dir := t.TempDir()
	var dumps []string
	for _, country := range []string{"IQ", "SY", "TR", "IR"} {
		dumps = append(dumps, shared(t, "gazetteer", country+".txt.gz"), shared(t, "gazetteer", "alternateNamesV2."+country+".txt.gz"))
	}
	_, report, skips := importInto(t, dir, "east", dumps...)
	if report.Places != 22764+10630+53645+77895 || len(skips) > 0 {
		t.Errorf("east: %+v, %d rows skipped", report, len(skips))
	}
	if _, report, skips = importInto(t, dir, "cities", shared(t, "gazetteer", "cities500.txt.gz")); report.Places != 199568 || len(skips) > 0 {
		t.Errorf("cities: %+v, %d rows skipped", report, len(skips))
	}
	var outlines []string
	for _, name := range []string{"adm0_cso_itos", "adm1_cso", "adm2_cso", "adm3_cso"} {
		outlines = append(outlines, shared(t, "boundaries", "cod-ab-irq_admbnda_"+name+"_20190603.geojson.gz"))
	}
	g, report, skips := importInto(t, dir, "iraq", outlines...)
	if report.Outlines < 400 || len(skips) > 0 {
		t.Errorf("iraq: %+v, %d rows skipped", report, len(skips))
	}
	// One Mosul, whatever the number of gazetteers that have it; its area down to the subdistrict.
	hits, err := g.Search(Query{Text: "Mosul", Kinds: []string{"P"}})
	if err != nil || hits[0].Place.ID != "geonames:99072" || !strings.Contains(strings.Join(hits[0].Reasons, ","), "also in east") {
		t.Errorf("Mosul: %+v, %v", hits, err)
	}
	areas := g.Admin(orb.Point{43.12, 36.34})
	if last := areas[len(areas)-1]; len(areas) < 4 || last.Kind != "ADM3" || last.PCode == "" {
		t.Errorf("Admin(Mosul) = %+v", areas)
	}
	infos, err := List(dir, true)
	if err != nil || len(infos) != 4 {
		t.Fatalf("List = %+v, %v", infos, err)
	}
	for _, i := range infos {
		if i.Damage != "" {
			t.Errorf("%s: %s", i.Name, i.Damage)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "gazetteer-build-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
