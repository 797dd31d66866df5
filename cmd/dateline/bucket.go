package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// siteTarget is where a site is uploaded to: a bucket.
type siteTarget interface {
	// upload brings the files of a folder there, those that are there already left out.
	upload(ctx context.Context, dir string) (uploaded, error)
	Close() error
}

// uploaded counts the files of an upload, and the bytes sent.
type uploaded struct {
	sent, same int
	bytes      int64
}

// exportSiteTo writes the site to a folder, or, where the target is an address, to a folder and from there to a bucket.
func (a *app) exportSiteTo(ctx context.Context, target string, f exportFlags) (err error) {
	if !strings.Contains(target, "://") {
		return a.exportSite(ctx, target, f)
	}
	bucket, err := openTarget(ctx, target)
	if err != nil {
		return fmt.Errorf("export site: %w", err)
	}
	defer func() { err = errors.Join(err, bucket.Close()) }()
	dir := f.work
	if dir == "" {
		if dir, err = os.MkdirTemp("", "dateline-site-"); err != nil {
			return fmt.Errorf("export site: %w", err)
		}
		defer os.RemoveAll(dir)
	}
	if err := a.exportSite(ctx, dir, f); err != nil {
		return err
	}
	n, err := bucket.upload(ctx, dir)
	if err != nil {
		return fmt.Errorf("export site: %w", err)
	}
	fmt.Fprintf(a.Stderr, "%d files uploaded (%d bytes), %d there already\n", n.sent, n.bytes, n.same)
	return nil
}
