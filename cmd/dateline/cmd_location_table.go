package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// tableFlags name a table to work through, row by row.
type tableFlags struct {
	in, out string
}

func (f *tableFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.in, "csv", "", "work through this CSV file (- is standard input) and write it again with the answers in further columns")
	c.Flags().StringVar(&f.out, "out", "-", "with --csv: where to write; - is standard output")
}

// table is a CSV file on its way through a command.
type table struct {
	// columns are those that the command adds; a last column "error" says what went wrong with a row.
	columns []string
	// wanted finds the columns that the command reads: for each, the names it may have, in lower case.
	wanted [][]string
	// answer gives the added cells of a row from the wanted ones.
	answer func(cells []string) ([]string, error)
}

// runTable reads the table, answers each row and writes it. A row that has no answer keeps empty cells and says why; the
// run goes on, and tells at its end how many there were.
func (a *app) runTable(ctx context.Context, f tableFlags, t table) (err error) {
	in, size, closeIn, err := a.openTable(f.in)
	if err != nil {
		return err
	}
	defer func() { _ = closeIn() }() // it was only read
	out, finish, err := a.createTable(f.out)
	if err != nil {
		return err
	}
	bar := a.progress(size, "rows")
	done, failed, err := t.copy(ctx, in, out, bar.step)
	bar.done()
	if err = errors.Join(err, finish(err == nil)); err != nil {
		return fmt.Errorf("%s: %w", f.in, err)
	}
	if failed > 0 {
		fmt.Fprintf(a.Stderr, "%d of %d rows have no answer; the column error says why\n", failed, done)
	}
	return nil
}

// openTable opens a file or standard input. size counts the lines of a file where progress is drawn, else it is 0.
func (a *app) openTable(name string) (r io.Reader, size int, closer func() error, err error) {
	if name == "-" {
		return a.Stdin, 0, func() error { return nil }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, nil, err
	}
	if a.Interactive() {
		if size, err = countLines(f); err == nil {
			_, err = f.Seek(0, io.SeekStart)
		}
	}
	if err != nil {
		f.Close()
		return nil, 0, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return f, size, f.Close, nil
}

func countLines(r io.Reader) (n int, err error) {
	buf := make([]byte, 1<<16)
	for {
		k, err := r.Read(buf)
		n += bytes.Count(buf[:k], []byte{'\n'})
		if err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
	}
}

// createTable writes beside the target first, so that a run that fails leaves no half of a file.
func (a *app) createTable(name string) (w io.Writer, finish func(ok bool) error, err error) {
	if name == "-" {
		b := bufio.NewWriter(a.Stdout)
		return b, func(bool) error { return b.Flush() }, nil
	}
	f, err := os.CreateTemp(dirOf(name), ".dateline-*.csv")
	if err != nil {
		return nil, nil, fmt.Errorf("write %s: %w", name, err)
	}
	b := bufio.NewWriter(f)
	return b, func(ok bool) error {
		err := errors.Join(b.Flush(), f.Close())
		if !ok || err != nil {
			return errors.Join(err, os.Remove(f.Name()))
		}
		if err := os.Chmod(f.Name(), 0o644); err != nil {
			return err
		}
		return os.Rename(f.Name(), name)
	}, nil
}

func dirOf(name string) string {
	if i := strings.LastIndexByte(name, os.PathSeparator); i >= 0 {
		return name[:i+1]
	}
	return "."
}

func (t table) copy(ctx context.Context, in io.Reader, out io.Writer, step func()) (done, failed int, err error) {
	r, w, err := csvPair(in, out)
	if err != nil {
		return 0, 0, err
	}
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return 0, 0, fmt.Errorf("the file is empty; the first line must name the columns")
	} else if err != nil {
		return 0, 0, err
	}
	at, err := t.find(header)
	if err != nil {
		return 0, 0, err
	}
	added := append(slices.Clone(t.columns), "error")
	if err := w.Write(append(slices.Clone(header), distinct(header, added)...)); err != nil {
		return 0, 0, err
	}
	for ctx.Err() == nil {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			w.Flush()
			return done, failed, w.Error()
		} else if err != nil {
			return done, failed, err
		}
		cells, ok := t.row(row, at)
		if !ok {
			failed++
		}
		done++
		for len(row) < len(header) {
			row = append(row, "")
		}
		if err := w.Write(append(row[:len(header):len(header)], cells...)); err != nil {
			return done, failed, err
		}
		step()
	}
	return done, failed, ctx.Err()
}

// row gives the added cells; a row of HXL tags under the header gets empty ones.
func (t table) row(row []string, at []int) (cells []string, ok bool) {
	empty := make([]string, len(t.columns)+1)
	if isHXL(row) {
		return empty, true
	}
	given := make([]string, len(at))
	for i, c := range at {
		if c >= 0 && c < len(row) {
			given[i] = strings.TrimSpace(row[c])
		}
	}
	cells, err := t.answer(given)
	if err != nil {
		empty[len(empty)-1] = plain(err).Error()
		return empty, false
	}
	return append(cells, ""), true
}

func isHXL(row []string) bool {
	tags := 0
	for _, c := range row {
		switch c = strings.TrimSpace(c); {
		case strings.HasPrefix(c, "#"):
			tags++
		case c != "":
			return false
		}
	}
	return tags > 0
}

// find gives the index of each wanted column; a column whose names end with "" may be absent and is -1.
func (t table) find(header []string) ([]int, error) {
	at := make([]int, len(t.wanted))
	for i, names := range t.wanted {
		at[i] = slices.IndexFunc(header, func(h string) bool {
			h = strings.ToLower(strings.TrimSpace(h))
			return h != "" && slices.Contains(names, h)
		})
		if at[i] < 0 && !slices.Contains(names, "") {
			return nil, fmt.Errorf("no column %s; the columns are %s", strings.Join(names, " or "), strings.Join(header, ", "))
		}
	}
	return at, nil
}

// distinct puts dateline_ before a column that the file already has.
func distinct(header, added []string) []string {
	out := slices.Clone(added)
	for i, c := range out {
		if slices.Contains(header, c) {
			out[i] = "dateline_" + c
		}
	}
	return out
}

// csvPair makes a reader for the file's separator (comma, semicolon or tab) and a writer for the same.
func csvPair(in io.Reader, out io.Writer) (*csv.Reader, *csv.Writer, error) {
	b := bufio.NewReaderSize(in, 1<<16)
	if bom, err := b.Peek(3); err == nil && bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
	}
	head, err := b.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	if i := bytes.IndexByte(head, '\n'); i >= 0 {
		head = head[:i]
	}
	comma := ','
	for _, c := range []rune{';', '\t'} {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(comma))) {
			comma = c
		}
	}
	r, w := csv.NewReader(b), csv.NewWriter(out)
	r.Comma, w.Comma = comma, comma
	r.FieldsPerRecord = -1
	return r, w, nil
}
