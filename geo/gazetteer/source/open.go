package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Open opens a file, plain, gzip or zip, and calls visit for it or for each table in the archive. Read is told how many
// bytes of the file itself have been read so far. A readme in an archive is left out.
func Open(path string, read func(n int64), visit func(name string, r io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder: name the files in it", path)
	}
	var magic [4]byte
	n, _ := io.ReadFull(f, magic[:])
	if bytes.Equal(magic[:n], []byte("PK\x03\x04")) {
		return openZip(f, info.Size(), read, visit)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	name := filepath.Base(path)
	r := io.Reader(&counter{r: f, told: read})
	if n >= 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(bufio.NewReaderSize(r, 1<<16))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		defer func() { _ = z.Close() }() // only read
		r, name = z, strings.TrimSuffix(name, ".gz")
	}
	if err := visit(name, r); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func openZip(f *os.File, size int64, read func(int64), visit func(string, io.Reader) error) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name(), err)
	}
	tables := 0
	for _, member := range z.File {
		name := filepath.Base(member.Name)
		if member.FileInfo().IsDir() || strings.Contains(strings.ToLower(name), "readme") {
			continue
		}
		tables++
		r, err := member.Open()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", f.Name(), name, err)
		}
		err = visit(name, &counter{r: r, told: read})
		r.Close()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", f.Name(), name, err)
		}
	}
	if tables == 0 {
		return fmt.Errorf("%s: no table in the archive", f.Name())
	}
	return nil
}

// counter tells how much was read.
type counter struct {
	r    io.Reader
	n    int64
	told func(int64)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.told != nil && n > 0 {
		c.told(int64(n))
	}
	return n, err
}

// Format is the form of a table.
type Format string

// The forms that are recognised.
const (
	FormatGeoNames   Format = "geonames"       // allCountries.txt, citiesNNN.txt, IQ.txt
	FormatAlternates Format = "alternatenames" // alternateNamesV2.txt
	FormatCodes      Format = "admincodes"     // admin1CodesASCII.txt, admin2Codes.txt
	FormatHierarchy  Format = "hierarchy"      // hierarchy.txt
	FormatGeoJSON    Format = "geojson"        // outlines
	FormatCSV        Format = "csv"            // rows with coordinates
)

// ErrFormat says that a file is none of the forms that can be imported.
var ErrFormat = errors.New("neither a GeoNames table, nor alternate names, admin codes or a hierarchy of GeoNames, nor GeoJSON, nor CSV with coordinates")

// Detect recognises the form of a file from its beginning and gives a reader that still has it.
func Detect(r io.Reader) (Format, io.Reader, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	head, err := b.Peek(1 << 15)
	if len(head) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			err = errors.New("the file is empty")
		}
		return "", b, err
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return "", b, ErrFormat
	}
	return detect(string(bytes.TrimPrefix(head, []byte("\ufeff")))), b, nil
}

func detect(head string) Format {
	if trimmed := strings.TrimLeft(head, " \t\r\n"); strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
		return FormatGeoJSON
	}
	line, _, _ := strings.Cut(head, "\n")
	cells := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
	switch {
	case len(cells) == 19 && isNumber(cells[0]):
		return FormatGeoNames
	case (len(cells) == 10 || len(cells) == 8) && isNumber(cells[0]) && isNumber(cells[1]):
		return FormatAlternates
	case len(cells) == 4 && isNumber(cells[3]) && len(cells[0]) > 3 && cells[0][2] == '.':
		return FormatCodes
	case (len(cells) == 3 || len(cells) == 2) && isNumber(cells[0]) && isNumber(cells[1]):
		return FormatHierarchy
	}
	return FormatCSV
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
