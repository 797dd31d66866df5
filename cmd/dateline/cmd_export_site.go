package main

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"

	"dateline/geo"
)

// sitePage is the page of a static site: what is known, with the sentence behind it, and the files beside it.
var sitePage = template.Must(template.New("site").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dateline</title>
<style>body{font:15px/22px "Noto Sans",system-ui,sans-serif;background:#F7F5F0;color:#1F2328;max-width:60rem;margin:2rem auto;padding:0 1rem}
a{color:#0B57D0}blockquote{margin:.25rem 0 .25rem 1rem;padding-left:.75rem;border-left:3px solid #D9D5CC}small{color:#6B6F76}</style>
<h1>Dateline</h1><p>As of {{.AsOf}}, profile {{.Profile}}. Boundaries and names do not imply endorsement or acceptance of them.</p>
<p>Vector tiles: <a href="situation.pmtiles">situation.pmtiles</a> (any server with range requests)</p>
{{range .Collections}}<h2 id="{{.Name}}">{{.Name}} <small><a href="{{.Name}}.geojson">GeoJSON</a> · <a href="{{.Name}}.csv">CSV</a> · {{len .Things}}</small></h2>
{{range .Things}}<h3 id="{{.ID}}">{{.Title}}</h3>{{range .Quotes}}<blockquote>“{{.Exact}}”<br><small>{{if .URL}}<a href="{{.URL}}">{{.Publisher}}</a>{{else}}{{.Publisher}}{{end}}</small></blockquote>{{end}}{{end}}{{end}}</html>
`))

type siteCollection struct {
	Name   string
	Things []siteThing
}

// exportSite writes GeoJSON and CSV of every collection, tile archives, a map that needs no server of ours, and a page that
// lists the evidence.
func (a *app) exportSite(ctx context.Context, dir string, f exportFlags) error {
	names, err := wantedCollections(f.collections)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("export site: %w", err)
	}
	return a.export(f, func(e exporter) error {
		if e.q.Valid.IsZero() {
			e.q.Valid = a.Now().UTC()
		}
		var collections []siteCollection
		bounds := [4]float64{180, 85, -180, -85}
		for _, name := range names {
			for _, format := range [][2]string{{"geojson", ".geojson"}, {"hxl", ".csv"}} {
				path := filepath.Join(dir, name+format[1])
				if err := a.writeTo(path, func(w io.Writer) error { return e.write(ctx, format[0], []string{name}, w) }); err != nil {
					return err
				}
			}
			features, err := e.features(ctx, name)
			if err != nil {
				return err
			}
			if name != "places" { // a text may name the ends of the earth
				bounds = boundsOf(features, bounds)
			}
			collections = append(collections, siteCollection{name, siteThings(features)})
		}
		if err := a.cut(ctx, e, names, filepath.Join(dir, "situation.pmtiles"), f.siteZoom, true); err != nil {
			return err
		}
		err := a.writeTo(filepath.Join(dir, "evidence.html"), func(w io.Writer) error {
			return sitePage.Execute(w, map[string]any{"AsOf": e.q.Valid.Format("2006-01-02 15:04 MST"), "Profile": f.profileName, "Collections": collections})
		})
		if err != nil {
			return err
		}
		return a.writeSiteMap(dir, "as of "+e.q.Valid.Format("2 January 2006"), f, collections, bounds)
	})
}

func siteThings(features []geo.Feature) []siteThing {
	var out []siteThing
	for _, f := range features {
		kind, _ := f.Properties["kind"].(string)
		t := siteThing{ID: f.ID, Title: f.ID, What: kind, Quotes: []siteQuote{}}
		for _, key := range []string{"label", "name", "title"} {
			if s, ok := f.Properties[key].(string); ok && s != "" {
				t.Title = s
				break
			}
		}
		quotes, _ := f.Properties["evidence"].([]any)
		for _, q := range quotes {
			m, _ := q.(map[string]any)
			var quote siteQuote
			quote.Exact, _ = m["exact"].(string)
			quote.Publisher, _ = m["publisher"].(string)
			quote.Published, _ = m["published"].(string)
			quote.URL, _ = m["url"].(string)
			t.Quotes = append(t.Quotes, quote)
		}
		out = append(out, t)
	}
	return out
}
