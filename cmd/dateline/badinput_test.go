package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tryRun runs a command line as a person would and gives what was printed and the error.
func tryRun(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: time.Now}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := run(ctx, a, args)
	return out.String(), err
}

// TestBadInputGetsOneClearError gives the command what users give by mistake: one line that names the input and what is
// wrong with it, and a store that still holds what it held.
func TestBadInputGetsOneClearError(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "x.db")
	good := filepath.Join(dir, "good.txt")
	write(t, good, []byte("Rebels captured Goma on Tuesday.\n"))
	if _, err := tryRun(t, "add", "--db", db, good); err != nil {
		t.Fatalf("add a good report: %v", err)
	}
	files := map[string][]byte{
		"empty.txt":    {},
		"blank.txt":    []byte(" \n\t\n"),
		"binary.bin":   bytes.Repeat([]byte{0, 1, 2, 0xff, 0xfe, 0}, 400),
		"picture.png":  append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 7, 200}, 900)...),
		"large.txt":    bytes.Repeat([]byte("The army left the town on Monday. "), 50<<20/34),
		"encoding.txt": bytes.Repeat([]byte{0x81, 0x8d, 0x8f, 0x90, 0x9d, ' '}, 200),
		"broken.json":  []byte(`{"title": "x", "text": `),
	}
	for name, content := range files {
		path := filepath.Join(dir, name)
		write(t, path, content)
		for _, command := range [][]string{{"add", "--db", db, path}, {"geoparse", path}} {
			_, err := tryRun(t, command...)
			if err == nil {
				t.Errorf("%s %s: no error", command[0], name)
				continue
			}
			if msg := err.Error(); strings.Contains(msg, "\n") || !strings.Contains(msg, name) || len(msg) > 400 {
				t.Errorf("%s %s: want one line that names the file, got %q", command[0], name, msg)
			}
		}
	}
	if _, err := tryRun(t, "geoparse", filepath.Join(dir, "absent.txt")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "absent.txt") {
		t.Errorf("a missing file: %v", err)
	}
	if out, err := tryRun(t, "check", "--db", db); err != nil {
		t.Errorf("the store after all that: %v\n%s", err, out)
	}
}

func TestDamagedStoreIsRefusedWithARemedy(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "x.db")
	report := filepath.Join(dir, "r.txt")
	write(t, report, []byte("Rebels captured Goma on Tuesday.\n"))
	if _, err := tryRun(t, "add", "--db", db, report); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"truncated": whole[:len(whole)/2], "short": whole[:100], "foreign": []byte("PK\x03\x04 this is no store at all"), "zeros": make([]byte, len(whole)),
	} {
		path := filepath.Join(dir, name+".db")
		write(t, path, content)
		_, err := tryRun(t, "serve", "--db", path, "--addr", "127.0.0.1:0")
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), name+".db") {
			t.Errorf("%s: want one line that names the store, got %v", name, err)
		}
		after, readErr := os.ReadFile(path)
		if readErr != nil || !bytes.Equal(after, content) {
			t.Errorf("%s: the damaged file was changed", name)
		}
	}
}

func TestPortInUseSaysWhatToDo(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	db := filepath.Join(t.TempDir(), "x.db")
	_, err = tryRun(t, "serve", "--db", db, "--addr", l.Addr().String())
	if err == nil || !strings.Contains(err.Error(), l.Addr().String()) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("want the address and the flag, got %v", err)
	}
	if _, err := os.Stat(db); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a store was made although nothing could be served")
	}
}

func TestTwoProcessesOnOneStore(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "x.db")
	a := &app{Now: time.Now, dbPath: db}
	s, err := a.OpenStore()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	report := filepath.Join(dir, "r.txt")
	write(t, report, []byte("Rebels captured Goma on Tuesday.\n"))
	if _, err := tryRun(t, "add", "--db", db, report); err == nil || !strings.Contains(err.Error(), "x.db") || strings.Contains(err.Error(), "\n") {
		t.Errorf("want one line that names the store in use, got %v", err)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
