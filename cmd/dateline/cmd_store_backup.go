package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

func backupCommand(a *app) *cobra.Command {
	var force bool
	var dir, server, key string
	var keep int
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy the store, verified, while it works on",
		Long: "Writes a consistent copy of the store and verifies its whole chain before it takes the name. With --dir, the copy is a\n" +
			"snapshot named after the time, and the oldest ones beyond --keep are removed. While a server has the store open, ask\n" +
			"it for the copy with --server; the key needs the scope admin, and comes from DATELINE_KEY or --key-file.",
		Example: "  dateline backup monday.db\n  dateline backup --dir snapshots --keep 14\n  dateline backup --server http://127.0.0.1:8080 monday.db\n  dateline backup restore monday.db",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case (dir == "") == (len(args) == 0):
				return errors.New("give a file to write, or --dir for a snapshot")
			case dir != "":
				return a.snapshot(c.Context(), dir, keep)
			case server != "":
				return a.fetchBackup(c.Context(), server, key, args[0], force)
			}
			return a.backup(c.Context(), args[0], force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace the file where it exists")
	c.Flags().StringVar(&dir, "dir", "", "make a snapshot in this `folder`")
	c.Flags().IntVar(&keep, "keep", 14, "snapshots to keep with --dir")
	c.Flags().StringVar(&server, "server", "", "`address` of a running server to copy from")
	c.Flags().StringVar(&key, "key-file", "", "`file` with the access key for --server")
	c.AddCommand(restoreCommand(a))
	return c
}

func restoreCommand(a *app) *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the store",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r, err := data.Restore(c.Context(), args[0], a.dbPath, force)
			if err != nil {
				return err
			}
			a.said("restored %s into %s", args[0], a.dbPath, r)
			return nil
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace the store where it exists")
	return c
}

// said tells what was copied and what it holds.
func (a *app) said(format, from, to string, r data.CheckResult) {
	fmt.Fprintf(a.Stdout, format+": %d entries, %d reports, %d claims\nhead: %x\n", from, to, r.Entries, r.Reports, r.Claims, r.Head)
}

func (a *app) openExisting() (*data.Store, error) {
	if _, err := os.Stat(a.dbPath); err != nil {
		return nil, fmt.Errorf("there is no store: %w; name it with --db", err)
	}
	s, err := a.OpenStore()
	if errors.Is(err, data.ErrInUse) {
		return nil, fmt.Errorf("%w; a running server answers over HTTP", err)
	}
	return s, err
}

func (a *app) backup(ctx context.Context, to string, force bool) error {
	s, err := a.openExisting()
	if err != nil {
		return err
	}
	r, err := s.Backup(ctx, to, force)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	a.said("copied %s to %s", a.dbPath, to, r)
	return nil
}

func (a *app) snapshot(ctx context.Context, dir string, keep int) error {
	s, err := a.openExisting()
	if err != nil {
		return err
	}
	path, err := s.Snapshot(ctx, dir, keep)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	if path == "" {
		fmt.Fprintln(a.Stdout, "nothing was recorded since the newest snapshot")
		return nil
	}
	fmt.Fprintln(a.Stdout, path)
	return nil
}

// fetchBackup copies the store of a running server, and verifies the copy before it takes the name.
func (a *app) fetchBackup(ctx context.Context, server, keyFile, to string, force bool) error {
	if _, err := os.Stat(to); err == nil && !force {
		return fmt.Errorf("%s is there already: give another name, or --force", to)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(server, "/")+"/backup", nil)
	if err != nil {
		return fmt.Errorf("--server %s: %w", server, err)
	}
	key := os.Getenv("DATELINE_KEY")
	if keyFile != "" {
		b, err := os.ReadFile(keyFile)
		if err != nil {
			return err
		}
		key = strings.TrimSpace(string(b))
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("backup from %s: %w", server, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("backup from %s: %s; it needs a key with the scope admin", server, resp.Status)
	}
	return a.receive(ctx, resp.Body, server, to)
}

func (a *app) receive(ctx context.Context, body io.Reader, server, to string) error {
	f, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = io.Copy(f, body)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("backup from %s: %w", server, err)
	}
	r, err := data.Verify(ctx, f.Name())
	if err != nil {
		return fmt.Errorf("backup from %s: %w", server, err)
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return err
	}
	a.said("copied %s to %s", server, to, r)
	return nil
}
