//go:build s3

package main

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// siteFiles lists the files of a site by key, the pages last: what a page names is there before it. Notes of the cutter are
// no part of the site.
func siteFiles(dir string) (keys []string, err error) {
	var pages []string
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		key := filepath.ToSlash(rel)
		switch ext := path.Ext(key); {
		case strings.HasPrefix(path.Base(key), "."), ext == ".prints", ext == ".cut":
		case ext == ".html":
			pages = append(pages, key)
		default:
			keys = append(keys, key)
		}
		return err
	})
	return append(keys, pages...), err
}

// mediaTypes are the types that object stores must be told; others are guessed from the content.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".json": "application/json", ".geojson": "application/geo+json", ".csv": "text/csv; charset=utf-8", ".pmtiles": "application/vnd.pmtiles",
	".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".woff2": "font/woff2", ".pbf": "application/x-protobuf",
}

// cachingOf says how long caches may keep a file: for good where its name carries a hash of its content (assets), a minute
// where it does not, and then look whether it changed.
func cachingOf(key string) string {
	if strings.HasPrefix(key, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=60, stale-while-revalidate=600"
}
