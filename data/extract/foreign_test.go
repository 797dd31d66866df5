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
		{"fr", "L'armée contrôle Bukavu.", "control", "controls", "armée", "Bukavu"},
		{"fr", "Environ 12 000 personnes ont fui Goma vers Bukavu.", "flow", "", "personnes", "Goma"},
		{"fr", "L'équipe contrôle le match à Paris.", "", "", "", ""},
		{"es", "Unas 300 familias huyeron de Medellín hacia Cali.", "flow", "", "familias", "Medellín"},
		{"es", "El ELN controla Saravena.", "control", "controls", "ELN", "Saravena"},
		{"ar", "سيطر مقاتلو تنظيم الدولة على مدينة تلعفر يوم الأحد.", "control", "captured", "مقاتلو تنظيم الدولة", "تلعفر"},
		{"ar", "نزح ٢٠٠ ألف شخص من تلعفر إلى سنجار.", "flow", "", "شخص", "تلعفر"},
		{"fr", "Les Forces de soutien rapide (FSR) ont affirmé dimanche avoir pris le contrôle d'El-Obeid.", "control", "captured", "Forces de soutien rapide", "El-Obeid"},
		{"fr", "Les combattants se sont emparés de l'aéroport de Goma.", "control", "captured", "combattants", "aéroport de Goma"},
		{"fr", "Bukavu accueille déjà plus de 40 000 déplacés.", "stock", "", "déplacés", "Bukavu"},
		{"fr", "L'armée malienne s'est retirée de Kidal.", "control", "withdrew", "armée malienne", "Kidal"},
		{"fr", "L'armée n'a pas confirmé la chute de Goma.", "", "", "", ""},
		{"es", "Unas 11.000 llegaron a Cúcuta.", "flow", "", "", "Cúcuta"},
		{"es", "La ciudad de Saravena cayó en manos de los guerrilleros.", "control", "captured", "guerrilleros", "Saravena"},
		{"es", "El ejército del equipo ganó el partido en Cali.", "", "", "", ""},
		{"ar", "وعاد نحو 10 آلاف شخص إلى الموصل.", "return", "", "شخص", "الموصل"},
		{"ar", "وانسحب الجيش العراقي من كركوك يوم السبت.", "control", "withdrew", "الجيش العراقي", "كركوك"},
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

// TestForeignStance reads denials, plans and whose word it is off the words around a claim.
func TestForeignStance(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ lang, text, modality, by string }{
		{"fr", "Les rebelles ont pris Goma.", data.Asserted, ""},
		{"fr", "Selon des habitants, les rebelles ont pris Goma.", data.Claimed, "habitants"},
		{"fr", "L'armée a démenti la chute de Goma.", data.Denied, "L'armée"},
		{"fr", "Les rebelles veulent prendre Goma.", data.Planned, ""},
		{"fr", "L'armée ne contrôle pas Goma.", data.Denied, ""},
		{"es", "El Gobierno negó que la guerrilla haya tomado Saravena.", data.Denied, "El Gobierno"},
		{"es", "El ejército aseguró que recuperó el control de Saravena.", data.Claimed, "ejército"},
		{"ar", "ونفى الجيش سقوط مدينة الموصل.", data.Denied, ""},
	} {
		got, err := r.Read(t.Context(), data.Report{Text: test.text, Language: test.lang})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Claims) != 1 {
			t.Errorf("%s: %d claims", test.text, len(got.Claims))
			continue
		}
		if c := got.Claims[0]; c.Modality != test.modality || c.Attribution != test.by {
			t.Errorf("%s: %s by %q, want %s by %q", test.text, c.Modality, c.Attribution, test.modality, test.by)
		}
	}
}

// TestPointingBack resolves "the town" and "they" to what the report named before.
func TestPointingBack(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), data.Report{Language: "fr", Text: "Le M23 encercle Goma depuis lundi. Ils ont pris la ville mercredi. Environ 5 000 personnes ont fui la ville vers Bukavu."})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Claims) != 3 {
		t.Fatalf("%d claims, want 3", len(got.Claims))
	}
	if c := got.Claims[1]; c.ActorID != "m23" || c.Places[0].Name != "Goma" {
		t.Errorf("they took the town: %s of %s", c.ActorID, c.Places[0].Name)
	}
	if c := got.Claims[2]; len(c.Places) != 2 || c.Places[0].Name != "Goma" || c.Places[1].Name != "Bukavu" {
		t.Errorf("they fled the town: %s", line(c))
	}
}
