package extract

import (
	"testing"

	"dateline/data"
	"dateline/geo/gazetteer"
)

func TestOtherLanguages(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ lang, text, kind, status, actor, place string }{
		{"fr", "Les rebelles du M23 ont pris Goma lundi, selon l'ONU.", "control", "captured", "rebelles du M23", "Goma"},
		{"fr", "L'armée contrôle Bukavu.", "control", "controls", "L'armée", "Bukavu"},
		{"fr", "Environ 12 000 personnes ont fui Goma vers Bukavu.", "flow", "", "personnes", "Goma"},
		{"fr", "L'équipe contrôle le match à Paris.", "", "", "", ""},
		{"es", "Unas 300 familias huyeron de Medellín hacia Cali.", "flow", "", "familias", "Medellín"},
		{"es", "El ELN controla Saravena.", "control", "controls", "ELN", "Saravena"},
		{"ar", "سيطر مقاتلو تنظيم الدولة على مدينة تلعفر يوم الأحد.", "control", "captured", "مقاتلو تنظيم الدولة", "تلعفر"},
		{"ar", "نزح ٢٠٠ ألف شخص من تلعفر إلى سنجار.", "flow", "", "شخص", "تلعفر"},
	} {
		got, err := r.Read(t.Context(), data.Report{Text: test.text, Language: test.lang})
		if err != nil {
			t.Fatal(err)
		}
		if test.kind == "" {
			if len(got.Claims) > 0 {
				t.Errorf("%s: want no claim, got %s", test.text, line(got.Claims[0]))
			}
			continue
		}
		if len(got.Claims) == 0 {
			t.Errorf("%s: no claim", test.text)
			continue
		}
		c := got.Claims[0]
		if c.Kind != test.kind || c.Status != test.status || c.Actor != test.actor || len(c.Places) == 0 || c.Places[0].Text != test.place {
			t.Errorf("%s: got %s", test.text, line(c))
		}
	}
}
