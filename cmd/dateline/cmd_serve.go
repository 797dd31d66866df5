package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/profile"
	"dateline/data/report/demo"
	"dateline/server"
	"dateline/server/ogc/basemap/physical"
	"dateline/server/web"
	"dateline/tiles/archive"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	addr         string
	reports      []string
	demo, open   bool
	keysOnly     bool
	openInternal bool
	profiles     string
	basemap      string

	second        modelFlags
	snapshots     string
	snapshotEvery time.Duration
	snapshotKeep  int
}

func serveCommand(a *app) *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the map, the layers and the location service over HTTP",
		Long: "Opens the store and serves it until interrupted. On a loopback address (the default) whoever sits at the machine\n" +
			"sees and may do everything; on any other address the public profile alone is open, and the rest needs a key\n" +
			"(see `dateline key --help`).",
		Example: "  dateline serve --demo --open\n  dateline serve --addr 0.0.0.0:8080 --profiles profiles.yaml",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), f) },
	}
	fl := c.Flags()
	fl.StringVar(&f.addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	fl.StringArrayVar(&f.reports, "report", nil, "read this file too before serving (may be given again)")
	fl.BoolVar(&f.demo, "demo", false, "load the built-in demo report when the store is empty")
	fl.BoolVar(&f.open, "open", false, "open the map in the browser, when started from a terminal")
	fl.BoolVar(&f.keysOnly, "keys-only", false, "ask for keys on loopback too")
	fl.BoolVar(&f.openInternal, "open-internal", false, "show everything to whoever reaches the address; refused on any but loopback")
	fl.StringVar(&f.profiles, "profiles", "", "publishing profiles, an edited copy of the built-in ones")
	fl.StringVar(&f.basemap, "basemap", "", "your own basemap in place of ours: a .pmtiles or .mbtiles file, vector or image tiles")
	f.second.add(c)
	fl.StringVar(&f.snapshots, "snapshots", "", "folder to keep verified copies of the store in, made while it serves")
	fl.DurationVar(&f.snapshotEvery, "snapshot-every", 24*time.Hour, "time between two copies")
	fl.IntVar(&f.snapshotKeep, "snapshot-keep", 14, "how many copies to keep")
	return c
}

// serve opens the port before the store, so that a second start by mistake says at once what is wrong.
func (a *app) serve(ctx context.Context, f serveFlags) error {
	// Half the usual headroom: basemap and outlines come and go, and a field laptop has other work for its memory.
	debug.SetGCPercent(50)
	profiles, err := loadProfiles(f.profiles)
	if err != nil {
		return err
	}
	var own archive.Source
	if f.basemap != "" {
		if own, err = archive.OpenSource(f.basemap); err != nil {
			return fmt.Errorf("--basemap: %w", err)
		}
		defer own.Close()
	}
	l, err := server.Listen(f.addr)
	if err != nil {
		return err
	}
	defer l.Close()
	store, err := a.OpenStore()
	if err != nil {
		return err
	}
	err = a.serveStore(ctx, l, store, profiles, own, f)
	return errors.Join(err, store.Close())
}

func (a *app) serveStore(ctx context.Context, l net.Listener, store *data.Store, profiles profile.Set, own archive.Source, f serveFlags) error {
	stamps, err := a.groundStamps()
	if err != nil {
		return err
	}
	client, err := f.second.client(a.Now)
	if err != nil {
		return err
	}
	reader, err := a.Reader()
	if err != nil {
		return err
	}
	before := store.Revision()
	if err := a.fill(ctx, store, reader, f); err != nil {
		return err
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	imported, err := physical.Open(a.basemapDir())
	if err != nil {
		return err
	}
	site, err := server.New(server.Config{
		Store: store, Gazetteer: g, Physical: imported, Archive: own, Profiles: profiles, Read: reader.Read, Addr: l.Addr().String(),
		KeysOnly: f.keysOnly, OpenInternal: f.openInternal, Version: version, Now: a.Now,
	})
	if err != nil {
		return err
	}
	go a.watchGazetteers(ctx, site, stamps)
	if client != nil {
		go secondReader{reader, client, store}.follow(ctx, before)
	}
	if f.snapshots != "" {
		if f.snapshotEvery < time.Minute || f.snapshotKeep < 1 {
			return fmt.Errorf("--snapshot-every %s, --snapshot-keep %d: take at least a minute and one copy", f.snapshotEvery, f.snapshotKeep)
		}
		go store.RunSnapshots(ctx, f.snapshots, f.snapshotEvery, f.snapshotKeep, func(path string, err error) {
			if err != nil {
				slog.Error("snapshot failed", "path", path, "err", err)
			}
		})
	}
	url := "http://" + l.Addr().String() + "/"
	a.greet(store, url)
	if f.open && a.Interactive() {
		openBrowser(url)
	}
	return server.Serve(ctx, l, site)
}

// fill loads the demo report into an empty store, and the reports that flags name.
func (a *app) fill(ctx context.Context, store *data.Store, reader *extract.Reader, f serveFlags) error {
	if reports, _ := store.Count(time.Time{}); f.demo && reports == 0 {
		reading, err := reader.Read(ctx, demo.Report())
		if err != nil {
			return fmt.Errorf("read the demo report: %w", err)
		}
		if _, err := store.AddReading(ctx, "demo", reading); err != nil {
			return fmt.Errorf("store the demo report: %w", err)
		}
	}
	if len(f.reports) == 0 {
		return nil
	}
	files, err := expand(f.reports)
	if err != nil {
		return err
	}
	sum, err := a.add(ctx, store, files, metaFlags{}, userName())
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Stderr, sum)
	return nil
}

func (a *app) greet(store *data.Store, url string) {
	reports, claims := store.Count(time.Time{})
	fmt.Fprintf(a.Stdout, "Dateline serves %d reports and %d claims from %s\n", reports, claims, store.Path())
	if web.Built() {
		fmt.Fprintf(a.Stdout, "map      %s\n", url)
	} else {
		fmt.Fprintf(a.Stdout, "map      not built into this binary: install Node 20 or newer and run `make run`\n")
	}
	fmt.Fprintf(a.Stdout, "layers   %scollections\nstop     Ctrl-C\n", url)
}

func loadProfiles(path string) (profile.Set, error) {
	if path == "" {
		return profile.Default(), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return profile.Set{}, fmt.Errorf("read profiles: %w", err)
	}
	defer f.Close()
	s, err := profile.Load(f)
	if err != nil {
		return profile.Set{}, fmt.Errorf("read profiles %s: %w", path, err)
	}
	return s, nil
}

// openBrowser asks the desktop to show url; where there is none, the printed address serves.
func openBrowser(url string) {
	name := map[string]string{"darwin": "open", "windows": "explorer"}[runtime.GOOS]
	if name == "" {
		name = "xdg-open"
	}
	if path, err := exec.LookPath(name); err == nil {
		c := exec.Command(path, url)
		if c.Start() == nil {
			go func() { _ = c.Wait() }() // what the browser says is no concern of ours
		}
	}
}
