package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/extract/model"
)

func addCommand(a *app) *cobra.Command {
	var meta metaFlags
	var author string
	var second modelFlags
	c := &cobra.Command{
		Use:   "add FILE|DIR|- …",
		Short: "Read reports into the store",
		Long: "Reads text, HTML and JSON reports, finds their places and claims, and keeps both in the store. A folder is read whole.\n" +
			"A report that the store has already is left alone, so an interrupted run is taken up by starting it again.",
		Example: "  dateline add article.txt --publisher \"VOA News\" --published 2014-06-16\n  dateline add reports/",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := expand(args)
			if err != nil {
				return err
			}
			client, err := second.client(a.Now)
			if err != nil {
				return err
			}
			store, err := a.OpenStore()
			if err != nil {
				return err
			}
			before := store.Revision()
			sum, err := a.add(c.Context(), store, files, meta, author)
			fmt.Fprintln(a.Stderr, sum)
			if client != nil && c.Context().Err() == nil {
				err = errors.Join(err, a.addModel(c.Context(), store, client, before))
			}
			return errors.Join(err, store.Close())
		},
	}
	meta.add(c)
	second.add(c)
	c.Flags().StringVar(&author, "author", userName(), "who adds them, for the ledger")
	return c
}

// addModel lets the model read what was added after an entry.
func (a *app) addModel(ctx context.Context, store *data.Store, client *model.Client, seq uint64) error {
	reader, err := a.Reader()
	if err != nil {
		return err
	}
	ids, err := addedSince(ctx, store, seq)
	if err != nil || len(ids) == 0 {
		return err
	}
	return a.askModel(ctx, secondReader{reader, client, store}, ids)
}

// addSummary counts what an add did.
type addSummary struct {
	added, known, claims int
	failed               []error
}

func (s addSummary) String() string {
	line := fmt.Sprintf("added %d reports with %d claims", s.added, s.claims)
	if s.known > 0 {
		line += fmt.Sprintf(", %d stood there already", s.known)
	}
	if len(s.failed) > 0 {
		line += fmt.Sprintf(", %d could not be read", len(s.failed))
	}
	return line
}

// addBatch is how many readings one synced transaction takes: large enough that fsync does not rule, small enough that an
// interrupted run loses little.
const addBatch = 64

// add reads files on all cores and stores the readings in batches. Files that cannot be read are told of at the end and
// do not stop the rest; ending ctx keeps what was read so far.
func (a *app) add(ctx context.Context, store *data.Store, files []string, meta metaFlags, author string) (addSummary, error) {
	reader, err := a.Reader()
	if err != nil {
		return addSummary{}, err
	}
	ctx, done := withMemory(ctx, memoryLimits())
	defer done()
	bar := a.progress(len(files), "files")
	results := make(chan addResult)
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	go func() {
		for _, f := range files {
			if workCtx.Err() != nil {
				break
			}
			work.Go(func() error {
				a.addFile(workCtx, store, reader, f, meta, results)
				return nil
			})
		}
		_ = work.Wait() // each result carries its own error
		close(results)
	}()
	sum, err := collect(ctx, store, author, results, bar.step)
	bar.done()
	if err == nil && ctx.Err() != nil {
		return sum, stopped(ctx, "add reports")
	}
	if err == nil && len(sum.failed) > 0 {
		err = errors.Join(sum.failed...)
	}
	return sum, err
}

type addResult struct {
	reading data.Reading
	known   bool
	err     error
	// endOfFile ends a file's results; it carries no reading.
	endOfFile bool
}

// addFile reads the reports of one file; the last result ends the file.
func (a *app) addFile(ctx context.Context, store *data.Store, reader *extract.Reader, file string, meta metaFlags, results chan<- addResult) {
	reports, err := a.readReports(ctx, file, meta)
	for _, rep := range reports {
		results <- addOne(ctx, store, reader, rep)
	}
	results <- addResult{err: err, endOfFile: true}
}

func addOne(ctx context.Context, store *data.Store, reader *extract.Reader, rep data.Report) addResult {
	if store.HasReport(rep.ID) {
		return addResult{known: true}
	}
	reading, err := reader.Read(ctx, rep)
	return addResult{reading: reading, err: err}
}

// collect stores results as they come. What was read before ctx ended is stored all the same.
func collect(ctx context.Context, store *data.Store, author string, results <-chan addResult, step func()) (addSummary, error) {
	var sum addSummary
	var batch []data.Reading
	var storeErr error
	claims := 0 // in the batch
	flush := func() {
		if len(batch) == 0 || storeErr != nil {
			return
		}
		added, err := store.AddReadings(context.WithoutCancel(ctx), author, batch)
		sum.added += added
		if storeErr = err; err == nil {
			sum.known += len(batch) - added
			sum.claims += claims
		}
		claims = 0
		batch = batch[:0]
	}
	for r := range results {
		if r.endOfFile {
			step()
		}
		switch {
		case r.err != nil && ctx.Err() != nil: // stopped, not at fault
		case r.err != nil:
			sum.failed = append(sum.failed, r.err)
		case r.endOfFile:
		case r.known:
			sum.known++
		default:
			batch = append(batch, r.reading)
			claims += len(r.reading.Claims)
		}
		if len(batch) >= addBatch {
			flush()
		}
	}
	flush()
	return sum, storeErr
}

// expand turns folders into the files below them, in order; hidden files are left out.
func expand(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == "-" || err == nil && !info.IsDir() {
			files = append(files, arg)
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read report: %w", err)
		}
		err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if strings.HasPrefix(d.Name(), ".") && path != arg {
				if d.IsDir() {
					return filepath.SkipDir
				}
				return nil
			}
			if d.Type().IsRegular() {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", arg, err)
		}
	}
	return slices.Compact(files), nil
}

func userName() string {
	if u := os.Getenv("USER"); u != "" {
		return u
	}
	return "local"
}
