//go:build !s3

package main

import (
	"context"
	"errors"
)

// openTarget: the clients of object stores are left out of the usual build, being as large as a fifth of it.
func openTarget(context.Context, string) (siteTarget, error) {
	return nil, errors.New("this build writes to folders alone; make build S3=1 makes one that uploads to s3://, file:// and mem://")
}
