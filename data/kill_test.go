package data

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary runs itself as a second process: with DATELINE_TEST_CHILD it is one of these programs instead.
func TestMain(m *testing.M) {
	switch path := os.Getenv("DATELINE_TEST_DB"); os.Getenv("DATELINE_TEST_CHILD") {
	case "writer":
		childWriter(path)
	case "holder":
		childHolder(path)
	default:
		code := m.Run()
		if large.path != "" { // the store of the benchmarks
			os.RemoveAll(filepath.Dir(large.path))
		}
		os.Exit(code)
	}
}

// childWriter adds reports and reviews claims without end, several at a time, and says on standard output what was acknowledged.
func childWriter(path string) {
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Println("open failed:", err)
		os.Exit(1)
	}
	ctx := context.Background()
	lines := make(chan string, 100)
	start, _ := s.Count(time.Time{})
	for worker := range 3 {
		go func() {
			for i := start; ; i++ {
				r := many(1)[0]
				id := fmt.Sprintf("%d-%d", worker, i)
				r.Report.ID = "report-" + id
				r.Report.Text = strings.Repeat(id+" ", 1+i%500)
				r.Claims[0].ID, r.Claims[1].ID = "a-"+id, "b-"+id
				if _, err := s.AddReading(ctx, "child", r); err != nil {
					lines <- "failed: " + err.Error()
					return
				}
				lines <- "report " + r.Report.ID
				if _, err := s.Review(ctx, Review{Claim: "a-" + id, Action: ActionAccept, Version: 1, Author: "child"}); err != nil {
					lines <- "failed: " + err.Error()
					return
				}
				lines <- "review a-" + id
			}
		}()
	}
	for l := range lines {
		fmt.Println(l)
	}
}

// childHolder keeps a store open until its input ends.
func childHolder(path string) {
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("open")
	_, _ = io.Copy(io.Discard, os.Stdin)
	s.Close()
}

func child(t *testing.T, what, path string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), "DATELINE_TEST_CHILD="+what, "DATELINE_TEST_DB="+path)
	return c
}

// TestKill kills a writing process at random moments: whatever it was told is recorded must be there, and the file sound.
// DATELINE_SOAK=1 makes 250 rounds of the 20.
func TestKill(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "killed.db")
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	acknowledged := map[string]bool{}
	rounds := soak(20, 250)
	for round := range rounds {
		for _, line := range killedWriter(t, path, time.Duration(5+r.IntN(60))*time.Millisecond) {
			acknowledged[line] = true
		}
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for line := range acknowledged {
			what, id, _ := strings.Cut(line, " ")
			if what == "report" {
				if _, err := s.Report(ctx, id); err != nil {
					t.Errorf("round %d: acknowledged and lost: %v", round, err)
				}
			} else if st, err := s.Claim(ctx, id, time.Time{}); err != nil || st.State != Accepted {
				t.Errorf("round %d: acknowledged and lost: review of %s: %v", round, id, err)
			}
		}
		if round%10 == 9 || round == rounds-1 {
			if c, err := s.Check(ctx); err != nil || len(c.Faults) > 0 {
				t.Fatalf("round %d: %v %v", round, c.Faults, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d rounds, %d acknowledged writes, none lost", rounds, len(acknowledged))
}

// killedWriter runs the writer for a while after it has begun to write, kills it, and gives what it acknowledged.
func killedWriter(t *testing.T, path string, after time.Duration) []string {
	t.Helper()
	c := child(t, "writer", path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { _ = c.Process.Kill() })
	var lines []string
	whole := bufio.NewReader(out)
	for {
		line, err := whole.ReadString('\n')
		if err != nil { // the last line may be cut: it does not count
			break
		}
		if strings.HasPrefix(line, "failed") || strings.HasPrefix(line, "open failed") {
			t.Errorf("writer: %s", line)
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	_ = c.Wait() // killed
	return lines
}

func TestSecondProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shared.db")
	c := child(t, "holder", path)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("holder: %s", line)
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		if _, err := Open(path, o); !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), path) {
			t.Errorf("second process: %v", err)
		}
	}
	if err := Rebuild(context.Background(), path, Options{}); !errors.Is(err, ErrInUse) {
		t.Errorf("rebuild of an open store: %v", err)
	}
	in.Close()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	openTest(t, path, Options{})
}

// TestDiskFull fills a small tmpfs: the write that does not fit fails with a clear message, what stood before stands, and
// after some space is freed the store goes on.
func TestDiskFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("mounting a small tmpfs needs root")
	}
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("a tmpfs cannot be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", dir).Run() })
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	path := filepath.Join(dir, "full.db")
	s, err := Open(path, Options{Now: newClock().now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }() // whichever is open then
	reading := func(i int) Reading {
		r := many(1)[0]
		r.Report.ID, r.Report.Text = "report-"+strconv.Itoa(i), strings.Repeat("text ", 20_000)
		r.Claims[0].ID, r.Claims[1].ID = fmt.Sprintf("a-%d", i), fmt.Sprintf("b-%d", i)
		return r
	}
	n := 0
	for ; n < 1000; n++ {
		if _, err = s.AddReading(ctx, "desk", reading(n)); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "no space left") || !strings.Contains(err.Error(), "nothing recorded before is lost") {
		t.Fatalf("after %d reports: %v", n, err)
	}
	whole := func(what string, want int) {
		t.Helper()
		count := 0
		for st, err := range s.Claims(ctx, Filter{}) {
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			_ = st
			count++
		}
		if reports, _ := s.Count(time.Time{}); reports != want || count != 2*want {
			t.Errorf("%s: %d reports, %d claims, want %d reports", what, reports, count, want)
		}
	}
	whole("full disk", n)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddReading(ctx, "desk", reading(n)); err != nil {
		t.Fatalf("after freeing space: %v", err)
	}
	whole("space freed", n+1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{Now: newClock().now}); err != nil {
		t.Fatal(err)
	}
	whole("opened again", n+1)
	if r, err := s.Check(ctx); err != nil || len(r.Faults) > 0 {
		t.Errorf("check: %v %v", r.Faults, err)
	}
}
