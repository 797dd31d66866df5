// Package web is the map: TypeScript under src, built into dist by Node, embedded here. Where nothing was built, the
// binary still serves its data, and Handler answers with a page that says how to get the map.
package web

import (
	"bytes"
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// dist holds at least its README, so that the binary builds without Node.
//
//go:embed all:dist
var dist embed.FS

// Policy is the content security policy of every page: all that it runs, shows and asks for is of our own origin.
// Frames are left open, since a map may be embedded; pictures and styles may be made in the page, code may not.
const Policy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"

const forever = "public, max-age=31536000, immutable"

// Built says whether the map was built into this binary.
func Built() bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}

// Handler serves the page at / and its files below it. The second value is Built.
func Handler() (http.Handler, bool) {
	if !Built() {
		return http.HandlerFunc(notBuilt), false
	}
	return http.HandlerFunc(serve), true
}

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the map is only read: use GET", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "index.html"
	}
	if !Has(name) {
		http.NotFound(w, r)
		return
	}
	head(w.Header(), name)
	if r.URL.Query().Has("embed") {
		// An embedded page only reads, and only what is public: no click inside a foreign frame can write.
		w.Header().Del("X-Frame-Options")
	}
	w.Header().Add("Vary", "Accept-Encoding")
	if !file(name + packed) {
		http.ServeFileFS(w, r, dist, "dist/"+name)
		return
	}
	body, encoding, err := encoded(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	if encoding != "" {
		w.Header().Set("Content-Encoding", encoding)
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

func head(h http.Header, name string) {
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		h.Set("Content-Type", kind)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if strings.HasSuffix(name, ".html") {
		h.Set("Content-Security-Policy", Policy)
	}
	if strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "fonts/") {
		h.Set("Cache-Control", forever) // the name holds a hash of the content, or of the font's version
	} else {
		h.Set("Cache-Control", "no-cache")
	}
}

// accepts says whether an Accept-Encoding header takes an encoding.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		token, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(token), encoding) {
			return strings.Trim(strings.TrimSpace(weight), "q=0. ") != "" || weight == ""
		}
	}
	return false
}

func file(name string) bool {
	info, err := fs.Stat(dist, "dist/"+name)
	return err == nil && !info.IsDir()
}

const missing = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Dateline: the map was not built</title>
<style>body{font:16px/1.5 sans-serif;max-width:38em;margin:4em auto;padding:0 1em;color:#1f2328;background:#f7f5f0}code{background:#e9e4da;padding:.1em .3em}</style>
<h1>The map was not built into this binary</h1>
<p>The data and all services work. To get the map, install Node.js 20 or newer, then run <code>make web</code> and build the
binary again (<code>make run</code> does both).</p>
<p>Until then: <a href="/collections?f=json">collections</a>, <a href="/api">the API</a>, <a href="/style.json">a style</a> for any
MapLibre map, and vector tiles at <code>/tiles/{collection}/{z}/{x}/{y}.mvt</code>, which QGIS reads too.</p></html>
`

func notBuilt(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" && r.URL.Path != "/index.html" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(missing))
}
