package ogc

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"
)

// document is a page for people: a JSON document as nested lists with its links alive.
var document = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Title}} · Dateline</title>
<style>body{font:15px/22px "Noto Sans",system-ui,sans-serif;background:#F7F5F0;color:#1F2328;margin:2rem auto;max-width:60rem;padding:0 1rem}
a{color:#0B57D0}dl{margin:0 0 0 1rem;border-left:1px solid #D9D5CC;padding-left:.75rem}dt{color:#6B6F76}dd{margin:0 0 .25rem;overflow-wrap:anywhere}
table{border-collapse:collapse}td,th{border-bottom:1px solid #D9D5CC;padding:.25rem .5rem;text-align:start;vertical-align:top}</style>
<h1>{{.Title}}</h1><p><a href="/">Map</a> · <a href="/collections?f=html">Collections</a> · <a href="/api?f=html">API</a></p>
{{template "value" .Value}}</html>
{{define "value"}}{{if .Link}}<a href="{{.Link}}">{{.Text}}</a>{{else if .Fields}}<dl>{{range .Fields}}<dt>{{.Name}}</dt><dd>{{template "value" .Value}}</dd>{{end}}</dl>{{else}}{{.Text}}{{end}}{{end}}`))

// shownValue is a JSON value to show.
type shownValue struct {
	Text, Link string
	Fields     []shownField
}

type shownField struct {
	Name  string
	Value shownValue
}

// page renders any document that has a JSON form.
func page(title string, doc any) []byte {
	raw, _ := json.Marshal(doc)
	var v any
	_ = json.Unmarshal(raw, &v)
	var b bytes.Buffer
	_ = document.Execute(&b, map[string]any{"Title": title, "Value": show(v)})
	return b.Bytes()
}

func show(v any) shownValue {
	switch v := v.(type) {
	case map[string]any:
		if href, ok := v["href"].(string); ok {
			text, _ := v["title"].(string)
			if text == "" {
				text = href
			}
			return shownValue{Link: href, Text: text}
		}
		var out shownValue
		for _, k := range sortedKeysOf(v) {
			out.Fields = append(out.Fields, shownField{k, show(v[k])})
		}
		return out
	case []any:
		var out shownValue
		for _, it := range v {
			out.Fields = append(out.Fields, shownField{"", show(it)})
		}
		return out
	case string:
		return shownValue{Text: v}
	case nil:
		return shownValue{}
	}
	raw, _ := json.Marshal(v)
	return shownValue{Text: string(raw)}
}

// escape makes an id safe in a path.
func escape(id string) string { return url.PathEscape(id) }

func sortedKeysOf(m map[string]any) []string {
	q := make(map[string][]string, len(m))
	for k := range m {
		q[k] = nil
	}
	return sortedNames(q)
}

// itemsPage is a page of features for people.
func (s *service) itemsPage(c *gin.Context, v *view, ask itemsQuery, f found) []byte {
	rows := make([]gin.H, 0, len(f.rows))
	for _, i := range f.rows {
		feature := &v.features[i]
		rows = append(rows, gin.H{"id": gin.H{"href": base(c) + "/collections/" + v.name + "/items/" + escape(feature.ID) + "?f=html", "title": feature.ID}, "properties": feature.Properties})
	}
	valid := ""
	if !v.valid.IsZero() {
		valid = v.valid.UTC().Format(time.RFC3339)
	}
	return page(abouts[v.name].title, gin.H{"1 matched": f.matched, "1 valid": valid, "2 links": s.itemLinks(c, ask, f, v), "3 features": rows})
}
