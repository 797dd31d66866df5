//go:build s3

package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file://
	_ "gocloud.dev/blob/memblob"  // mem://
	_ "gocloud.dev/blob/s3blob"   // s3://
	"gocloud.dev/gcerrors"
	"golang.org/x/sync/errgroup"
)

// uploads is how many files are sent at a time.
const uploads = 4

// bucketTarget is a bucket, or a folder in it.
type bucketTarget struct {
	*blob.Bucket
	name string
}

// openTarget opens s3://bucket/folder?region=…, file:///folder or mem://; the query is that of gocloud.dev.
func openTarget(ctx context.Context, target string) (siteTarget, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, fmt.Errorf("%q is no address; write s3://bucket/folder?region=eu-central-1", target)
	}
	name, prefix := u.Scheme+"://"+u.Host+u.Path, ""
	if u.Scheme != "file" { // its path is the bucket itself
		prefix, u.Path = strings.Trim(u.Path, "/"), ""
	}
	b, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if prefix != "" {
		b = blob.PrefixedBucket(b, prefix+"/")
	}
	return &bucketTarget{b, name}, nil
}

// upload sends the files whose content the bucket does not hold, pages after all that they name.
func (t *bucketTarget) upload(ctx context.Context, dir string) (n uploaded, err error) {
	keys, err := siteFiles(dir)
	if err != nil {
		return n, err
	}
	there, err := t.list(ctx)
	if err != nil {
		return n, err
	}
	var mu sync.Mutex
	sendAll := func(keys []string) error {
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(uploads)
		for _, key := range keys {
			g.Go(func() error {
				size, sent, err := t.bring(ctx, dir, key, there[key])
				mu.Lock()
				defer mu.Unlock()
				if sent {
					n.sent, n.bytes = n.sent+1, n.bytes+size
				} else {
					n.same++
				}
				return err
			})
		}
		return g.Wait()
	}
	pages := len(keys)
	for pages > 0 && path.Ext(keys[pages-1]) == ".html" {
		pages--
	}
	if err = sendAll(keys[:pages]); err == nil {
		err = sendAll(keys[pages:])
	}
	return n, err
}

// list gives what the bucket holds by key.
func (t *bucketTarget) list(ctx context.Context) (map[string]*blob.ListObject, error) {
	there := map[string]*blob.ListObject{}
	for l := t.List(nil); ; {
		o, err := l.Next(ctx)
		if errors.Is(err, io.EOF) {
			return there, nil
		}
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", t.name, err)
		}
		there[o.Key] = o
	}
}

// bring sends a file unless the bucket holds its bytes.
func (t *bucketTarget) bring(ctx context.Context, dir, key string, old *blob.ListObject) (size int64, sent bool, err error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(key)))
	if err != nil {
		return 0, false, err
	}
	defer f.Close()
	h := md5.New()
	if size, err = io.Copy(h, f); err != nil {
		return 0, false, fmt.Errorf("read %s: %w", key, err)
	}
	sum := h.Sum(nil)
	same, err := t.same(ctx, key, old, size, sum)
	if err != nil || same {
		return size, false, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, false, err
	}
	err = t.Upload(ctx, key, f, &blob.WriterOptions{
		ContentType: mediaTypes[path.Ext(key)], CacheControl: cachingOf(key), Metadata: map[string]string{"md5": hex.EncodeToString(sum)},
	})
	if err != nil {
		return 0, false, fmt.Errorf("upload %s to %s: %w", key, t.name, err)
	}
	return size, true, nil
}

// same says whether an object holds these bytes. Its ETag is their MD5, except where it came in parts or is encrypted with a
// key of its owner: then the sum that was noted with it counts.
func (t *bucketTarget) same(ctx context.Context, key string, old *blob.ListObject, size int64, sum []byte) (bool, error) {
	if old == nil || old.Size != size {
		return false, nil
	}
	if bytes.Equal(old.MD5, sum) {
		return true, nil
	}
	a, err := t.Attributes(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look at %s in %s: %w", key, t.name, err)
	}
	return a.Metadata["md5"] == hex.EncodeToString(sum), nil
}
