package main

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/profile"
	"dateline/server/access"
	"dateline/server/desk"
)

// storeBench is an app over a store in a temporary folder, with one report of two claims.
type storeBench struct {
	t   *testing.T
	a   *app
	out bytes.Buffer
	dir string
}

func newStoreBench(t *testing.T) *storeBench {
	t.Helper()
	b := &storeBench{t: t, dir: t.TempDir()}
	clock := time.Date(2014, 6, 17, 8, 0, 0, 0, time.UTC)
	b.a = &app{Stdin: strings.NewReader(""), Stdout: &b.out, Stderr: &bytes.Buffer{}, Now: func() time.Time { return clock }, dbPath: filepath.Join(b.dir, "s.db")}
	s, err := b.a.OpenStore()
	if err != nil {
		t.Fatal(err)
	}
	text := "The militants hold Tal Afar. Many fled."
	claim := func(id string, from, to int) data.Claim {
		return data.Claim{
			ID: id, Kind: data.KindControl, Actor: "The militants", Status: data.StatusControls,
			Places:   []data.ClaimPlace{{Role: data.RoleAt, Name: "Tal Afar", ID: "g:1", Relation: data.RelationIn}},
			Evidence: []data.Evidence{{Start: from, End: to, Exact: text[from:to]}},
		}
	}
	reading := data.Reading{Report: data.Report{ID: "r1", Title: "Town falls", Text: text}, Claims: []data.Claim{claim("c1", 0, 28), claim("c2", 29, 39)}}
	if _, err := s.AddReading(context.Background(), "desk", reading); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return b
}

// run executes a command and gives what it wrote.
func (b *storeBench) run(c *cobra.Command, args ...string) (string, error) {
	b.out.Reset()
	c.SilenceUsage, c.SilenceErrors = true, true
	c.SetArgs(args)
	err := c.ExecuteContext(context.Background())
	return b.out.String(), err
}

func (b *storeBench) want(c *cobra.Command, want string, args ...string) string {
	b.t.Helper()
	out, err := b.run(c, args...)
	if err != nil || !strings.Contains(out, want) {
		b.t.Fatalf("%s %v: %q, %v; want %q", c.Name(), args, out, err, want)
	}
	return out
}

func (b *storeBench) refuse(c *cobra.Command, want string, args ...string) {
	b.t.Helper()
	if out, err := b.run(c, args...); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		b.t.Errorf("%s %v: %q, %v; want an error with %q", c.Name(), args, out, err, want)
	}
}

func TestReviewCommand(t *testing.T) {
	b := newStoreBench(t)
	b.want(reviewCommand(b.a), "“The militants hold Tal Afar.”")
	b.want(reviewCommand(b.a), "c1 is accepted, version 2", "accept", "c1", "--reason", "seen", "--author", "ann")
	b.want(reviewCommand(b.a), "c1 is accepted, version 3", "correct", "c1", "--set", `{"status":"present"}`)
	b.want(reviewCommand(b.a), `"status": "present"`, "show", "c1")
	b.want(reviewCommand(b.a), "version 4", "undo", "c1")
	b.want(reviewCommand(b.a), "ann  accept  seen", "history", "c1")
	b.want(reviewCommand(b.a), "c2 is pending, version 2", "embargo", "c2", "--until", "2015-01-01")
	b.want(reviewCommand(b.a), `"id":"c2"`, "--format", "json")
	b.refuse(reviewCommand(b.a), "changed by someone else", "reject", "c1", "--version", "1")
	b.refuse(reviewCommand(b.a), "not found", "reject", "c9")
	b.refuse(reviewCommand(b.a), "which claim", "reject")
	b.refuse(reviewCommand(b.a), "not JSON", "correct", "c1", "--set", "{")
	b.refuse(reviewCommand(b.a), "--until", "embargo", "c1", "--until", "soon")
	b.refuse(reviewCommand(b.a), "use accept", "agree", "c1")
	b.a.Stdin = strings.NewReader("x\nr\n")
	b.want(reviewCommand(b.a), "c2 is rejected", "interactive")
	b.want(logCommand(b.a), "reject  c2")
	b.want(logCommand(b.a), `"type":"reading"`, "--format", "json", "--limit", "1")
}

func TestCheckAndBackupCommands(t *testing.T) {
	b := newStoreBench(t)
	b.want(checkCommand(b.a), "sound: 1 entries, 1 reports, 2 claims")
	b.want(checkCommand(b.a), "sound", "--rebuild")
	b.want(checkCommand(b.a), "sound", "--compact")
	copied := filepath.Join(b.dir, "copy.db")
	b.want(backupCommand(b.a), "1 entries, 1 reports, 2 claims", copied)
	b.refuse(backupCommand(b.a), "there already", copied)
	b.refuse(backupCommand(b.a), "give a file")
	b.want(backupCommand(b.a), ".db", "--dir", filepath.Join(b.dir, "snaps"))
	b.want(backupCommand(b.a), "nothing was recorded", "--dir", filepath.Join(b.dir, "snaps"))
	b.refuse(backupCommand(b.a), "there already", "restore", copied)
	b.want(backupCommand(b.a), "restored", "restore", copied, "--force")
	whole, err := os.ReadFile(b.a.dbPath)
	if err != nil {
		t.Fatal(err)
	}
	clear(whole[:8192])
	if err := os.WriteFile(b.a.dbPath, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	b.refuse(checkCommand(b.a), "--salvage")
	saved := filepath.Join(b.dir, "saved.db")
	b.want(checkCommand(b.a), "saved 1 entries of 1", "--salvage", saved)
	b.a.dbPath = saved
	b.want(checkCommand(b.a), "1 reports, 2 claims")
	b.a.dbPath = filepath.Join(b.dir, "none.db")
	b.refuse(backupCommand(b.a), "there is no store", filepath.Join(b.dir, "x.db"))
}

func TestKeyAndSettingCommands(t *testing.T) {
	b := newStoreBench(t)
	token := strings.TrimSpace(b.want(keyCommand(b.a), "dateline_", "make", "ann", "--scopes", "admin"))
	id := strings.Split(token, "_")[1]
	if out := b.want(keyCommand(b.a), "ann", "list"); strings.Contains(out, strings.Split(token, "_")[2]) {
		t.Error("the list shows a secret")
	}
	b.refuse(keyCommand(b.a), "scope", "make", "bob", "--scopes", "all")
	b.want(settingCommand(b.a), `"enabled":false`)
	b.want(settingCommand(b.a), `"enabled":true`, "auto_accept", `{"enabled":true}`)
	b.refuse(settingCommand(b.a), "sources", "auto_accept", `{"sources":1}`)
	b.refuse(settingCommand(b.a), "there are auto_accept", "colour", `{}`)

	// A server has the store open: the copy comes from it.
	s, err := b.a.OpenStore()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b.refuse(backupCommand(b.a), "in use", filepath.Join(b.dir, "x.db"))
	gin.SetMode(gin.TestMode)
	g, err := access.New(access.Options{Ledger: s, Profiles: profile.Default(), Addr: "127.0.0.1:0", KeysOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	r := gin.New()
	r.Use(g.Middleware)
	desk.Register(r, desk.Deps{Store: s, Profiles: profile.Default(), Guard: g, Read: func(context.Context, data.Report) (data.Reading, error) {
		return data.Reading{}, errors.New("not asked for")
	}})
	srv := httptest.NewServer(r)
	defer srv.Close()
	fetched := filepath.Join(b.dir, "fetched.db")
	b.refuse(backupCommand(b.a), "401", "--server", srv.URL, fetched)
	t.Setenv("DATELINE_KEY", token)
	b.want(backupCommand(b.a), "2 claims", "--server", srv.URL, fetched)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b.want(keyCommand(b.a), "", "revoke", id)
	b.want(keyCommand(b.a), "2014-06-17T08:00:00Z", "list")
	b.refuse(keyCommand(b.a), "not found", "revoke", "none")
}
