//go:build s3

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gocloud.dev/blob/memblob"
)

// storeStandIn speaks as much of S3's REST as an upload needs: PUT, HEAD, GET with ranges, and lists in pages of two.
type storeStandIn struct {
	mu      sync.Mutex
	objects map[string]stored
	puts    []string
}

type stored struct {
	body   []byte
	header http.Header
}

func (s *storeStandIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, ok := strings.CutPrefix(r.URL.Path, "/bucket/")
	if !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 ") && r.Header.Get("Range") == "" {
		http.Error(w, "unsigned", http.StatusForbidden)
		return
	}
	switch {
	case r.Method == http.MethodGet && (!ok || key == ""):
		s.list(w, r)
	case r.Method == http.MethodPut && ok:
		body, err := bodyOf(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.objects[key] = stored{body, r.Header.Clone()}
		s.puts = append(s.puts, key)
		w.Header().Set("ETag", tagOf(body))
	default:
		o, ok := s.objects[key]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		for _, k := range []string{"Content-Type", "Cache-Control", "X-Amz-Meta-Md5"} {
			w.Header().Set(k, o.header.Get(k))
		}
		w.Header().Set("ETag", tagOf(o.body))
		http.ServeContent(w, r, "", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), bytes.NewReader(o.body))
	}
}

func tagOf(b []byte) string { sum := md5.Sum(b); return `"` + hex.EncodeToString(sum[:]) + `"` }

// bodyOf reads a body, out of signed chunks where it comes in such.
func bodyOf(r *http.Request) ([]byte, error) {
	if !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		return io.ReadAll(r.Body)
	}
	var body []byte
	for in := bufio.NewReader(r.Body); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
		n, err := strconv.ParseInt(size, 16, 32)
		if err != nil || n == 0 {
			return body, err
		}
		chunk := make([]byte, n+2)
		if _, err := io.ReadFull(in, chunk); err != nil {
			return nil, err
		}
		body = append(body, chunk[:n]...)
	}
}

func (s *storeStandIn) list(w http.ResponseWriter, r *http.Request) {
	type content struct {
		Key, ETag, LastModified string
		Size                    int
	}
	var answer struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		IsTruncated           bool
		NextContinuationToken string `xml:",omitempty"`
		Contents              []content
	}
	var keys []string
	for k := range s.objects {
		if strings.HasPrefix(k, r.URL.Query().Get("prefix")) && k > r.URL.Query().Get("continuation-token") {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	if len(keys) > 2 {
		keys, answer.IsTruncated, answer.NextContinuationToken = keys[:2], true, keys[1]
	}
	for _, k := range keys {
		b := s.objects[k].body
		answer.Contents = append(answer.Contents, content{k, tagOf(b), "2026-01-02T03:04:05Z", len(b)})
	}
	_ = xml.NewEncoder(w).Encode(answer)
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var smallSite = map[string]string{
	"index.html": "<p>map", "assets/app-ABC.js": "1", "zones.geojson": "{}", "situation.pmtiles": "PMTiles0123456789", "situation.pmtiles.prints": "x", "evidence/00.json": "{}",
}

// TestUpload: a site goes to S3 with its types and cache headers, pages last; a second time only what changed goes.
func TestUpload(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "not a secret")
	s := &storeStandIn{objects: map[string]stored{"other/index.html": {body: []byte("not ours")}}}
	server := httptest.NewServer(s)
	defer server.Close()
	ctx := context.Background()
	b, err := openTarget(ctx, "s3://bucket/maps/iraq?region=us-east-1&use_path_style=true&endpoint="+server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	dir := folder(t, smallSite)
	n, err := b.upload(ctx, dir)
	if err != nil || n.sent != 5 || n.same != 0 {
		t.Fatalf("%+v, %v", n, err)
	}
	if last := s.puts[len(s.puts)-1]; last != "maps/iraq/index.html" {
		t.Errorf("the page is not last: %v", s.puts)
	}
	for key, want := range map[string][2]string{
		"situation.pmtiles": {"application/vnd.pmtiles", "public, max-age=60, stale-while-revalidate=600"},
		"assets/app-ABC.js": {"text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		"zones.geojson":     {"application/geo+json", "public, max-age=60, stale-while-revalidate=600"},
	} {
		o := s.objects["maps/iraq/"+key]
		encoding := strings.Trim(strings.ReplaceAll(o.header.Get("Content-Encoding"), "aws-chunked", ""), ", ")
		if string(o.body) != smallSite[key] || o.header.Get("Content-Type") != want[0] || o.header.Get("Cache-Control") != want[1] || encoding != "" {
			t.Errorf("%s: %q %v", key, o.body, o.header)
		}
	}
	s.puts = nil
	if n, err = b.upload(ctx, dir); err != nil || n.sent != 0 || n.same != 5 || len(s.puts) > 0 {
		t.Fatalf("again: %+v, %v, %v", n, err, s.puts)
	}
	if err := os.WriteFile(filepath.Join(dir, "zones.geojson"), []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err = b.upload(ctx, dir); err != nil || n.sent != 1 || !slices.Equal(s.puts, []string{"maps/iraq/zones.geojson"}) {
		t.Fatalf("one changed: %+v, %v, %v", n, err, s.puts)
	}
	r, _ := http.NewRequest(http.MethodGet, server.URL+"/bucket/maps/iraq/situation.pmtiles", nil)
	r.Header.Set("Range", "bytes=7-9")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if part, _ := io.ReadAll(a.Body); a.StatusCode != http.StatusPartialContent || string(part) != "012" {
		t.Errorf("range: %d %q", a.StatusCode, part)
	}
}

// TestUploadElsewhere: memory and folders take the same, and leave out the same.
func TestUploadElsewhere(t *testing.T) {
	ctx := context.Background()
	file, err := openTarget(ctx, "file://"+filepath.ToSlash(t.TempDir())+"/new?create_dir=true&no_tmp_dir=true")
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]siteTarget{"mem": &bucketTarget{memblob.OpenBucket(nil), "mem://"}, "file": file} {
		dir := folder(t, smallSite)
		for i, want := range []string{"{5 0 28}", "{0 5 0}"} {
			if n, err := b.upload(ctx, dir); err != nil || fmt.Sprint(n) != want {
				t.Errorf("%s, time %d: %v, want %s, %v", name, i+1, n, want, err)
			}
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestUploadRefused: what cannot be opened is named with the place.
func TestUploadRefused(t *testing.T) {
	for _, target := range []string{"ftp://x/y", "s3://bucket?nonsense=1", "file:///nowhere/at/all"} {
		if b, err := openTarget(context.Background(), target); err == nil {
			_ = b.Close()
			t.Errorf("%s was opened", target)
		} else if strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), strings.Split(target, "?")[0]) {
			t.Errorf("%s: %v", target, err)
		}
	}
}
