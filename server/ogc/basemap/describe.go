package basemap

import "dateline/tiles"

// Describe gives the TileJSON of the basemap; the caller sets Tiles, names and attribution.
func Describe() tiles.TileJSON {
	t := tiles.Describe()
	add := func(id string, from uint32, fields map[string]string) {
		t.VectorLayers = append(t.VectorLayers, tiles.VectorLayer{
			ID: id, Description: "Tiles stay under 500 kB before compression. Where there is more, features of low rank wait for a deeper zoom.",
			MinZoom: int(from), MaxZoom: tiles.FullZoom, Fields: fields,
		})
	}
	area := func() map[string]string { return named("iso", "String", "disputed", "Boolean", "rank", "Number") }
	add(Land, 0, named("iso", "String", "disputed", "Boolean", "kind", "String", "rank", "Number"))
	add(Water, 0, named("kind", "String", "rank", "Number"))
	add(Rivers, 0, named("kind", "String", "rank", "Number"))
	add(Boundaries, 0, map[string]string{"admin_level": "Number", "disputed": "Boolean", "left": "String", "right": "String"})
	add(Countries, 0, area())
	add(Regions, regionsFrom, area())
	add(Urban, urbanFrom, named("kind", "String", "rank", "Number"))
	add(Seas, 0, named("kind", "String", "rank", "Number"))
	add(Places, placesFrom, named("kind", "String", "rank", "Number", "iso", "String", "population", "Number", "capital", "Boolean"))
	return t
}

// named gives the fields of a layer with names, and some more: name, type, name, type.
func named(more ...string) map[string]string {
	fields := map[string]string{"name": "String"}
	for _, l := range Languages {
		fields["name_"+l] = "String"
	}
	for i := 0; i < len(more); i += 2 {
		fields[more[i]] = more[i+1]
	}
	return fields
}
