//go:build !s3

package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// TestSiteWithoutBuckets: a build without buckets says in one line how to have them, before any work.
func TestSiteWithoutBuckets(t *testing.T) {
	a := &app{Stdout: &bytes.Buffer{}, Stderr: &bytes.Buffer{}, Now: time.Now}
	err := run(context.Background(), a, []string{"export", "site", "s3://bucket/folder"})
	if err == nil || !strings.Contains(err.Error(), "make build S3=1") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
}
