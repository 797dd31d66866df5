package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"github.com/andybalholm/brotli"
)

// The build keeps text files in brotli alone, and the binary is lighter for it; what else readers take is made of that once.
const packed = ".br"

// copies are the other encodings of packed files, made when they are first asked for: from "encoding name" to a function that gives the bytes.
var copies sync.Map

// unpacked gives a packed file of dist as it was before.
func unpacked(name string) ([]byte, error) {
	b, err := fs.ReadFile(dist, "dist/"+name+packed)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(b)))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	return plain, nil
}

// encoded gives a packed file in an encoding that the reader takes, and the encoding's name, "" for none.
func encoded(name, accepted string) (body []byte, encoding string, err error) {
	if accepts(accepted, "br") {
		body, err = fs.ReadFile(dist, "dist/"+name+packed)
		return body, "br", err
	}
	how := func() ([]byte, error) { return unpacked(name) }
	if accepts(accepted, "gzip") {
		encoding, how = "gzip", func() ([]byte, error) { return zipped(name) }
	}
	once, _ := copies.LoadOrStore(encoding+" "+name, sync.OnceValues(how))
	body, err = once.(func() ([]byte, error))()
	return body, encoding, err
}

func zipped(name string) ([]byte, error) {
	plain, err := unpacked(name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(plain); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	return b.Bytes(), nil
}
