package index

import (
	"bufio"
	"bytes"
	"hash/crc32"
	"io"
	"os"
)

// sink collects a section on disk until its place in the file is known. Errors show when it is copied.
type sink struct {
	f   *os.File
	w   *bufio.Writer
	n   int64
	err error
}

func (b *Builder) sink() *sink {
	f, err := os.CreateTemp(b.dir, "section")
	s := &sink{f: f, err: err}
	if err == nil {
		s.w = bufio.NewWriterSize(f, 1<<18)
	}
	b.sinks = append(b.sinks, s)
	return s
}

func (s *sink) Write(p []byte) (int, error) {
	s.n += int64(len(p))
	if s.err == nil {
		_, s.err = s.w.Write(p)
	}
	return len(p), s.err
}

// copyTo appends the section to out and gives its CRC-32C.
func (s *sink) copyTo(out io.Writer) (uint32, error) {
	if s.err != nil {
		return 0, s.err
	}
	if err := s.w.Flush(); err != nil {
		return 0, err
	}
	if _, err := s.f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	sum := crc32.New(castagnoli)
	_, err := io.Copy(io.MultiWriter(out, sum), s.f)
	return sum.Sum32(), err
}

// all gives the whole section.
func (s *sink) all() ([]byte, error) {
	var buf bytes.Buffer
	buf.Grow(int(s.n))
	_, err := s.copyTo(&buf)
	return buf.Bytes(), err
}

func (s *sink) close() {
	if s.f != nil {
		s.f.Close()
		os.Remove(s.f.Name())
		s.f = nil
	}
}
