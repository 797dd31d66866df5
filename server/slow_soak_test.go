package server

import (
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"testing"
)

// crowdAddr names, in the environment of a child of this test, the server that it crowds: a process has too few files for
// both ends.
const crowdAddr, crowdSize = "DATELINE_CROWD_ADDR", "DATELINE_CROWD_SIZE"

// Ten thousand idle connections and more: memory stays bounded, and the server answers.
func TestSoakIdleConnections(t *testing.T) {
	if addr := os.Getenv(crowdAddr); addr != "" {
		beTheCrowd(t, addr)
		return
	}
	if os.Getenv("DATELINE_SOAK") == "" {
		t.Skip("set DATELINE_SOAK=1, or run make soak")
	}
	b := bounds{header: idleTimeout, idle: idleTimeout, pace: defaultPace, connections: newConnections(connectionsAllowed())}
	addr, _ := slowServer(t, b)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)

	clients := b.connections.most + 500
	child := exec.Command(os.Args[0], "-test.run", "^TestSoakIdleConnections$")
	child.Env = append(os.Environ(), crowdAddr+"="+addr, crowdSize+"="+strconv.Itoa(clients))
	leave, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Wait()
	defer leave.Close()
	if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
		t.Fatalf("the crowd did not come: %v", err)
	}
	if err := answers(addr); err != nil {
		t.Errorf("among the crowd: %v", err)
	}
	runtime.ReadMemStats(&after)
	took := int64(after.Sys) - int64(before.Sys)
	t.Logf("%d came, %d connections are open, %d bytes each", clients, b.connections.count(), took/int64(b.connections.count()))
	if n := b.connections.count(); n > b.connections.most || n < b.connections.most/2 {
		t.Errorf("%d connections are open, %d may be", n, b.connections.most)
	}
	if took > 300<<20 {
		t.Errorf("%d MB for %d connections", took>>20, b.connections.count())
	}
}

// beTheCrowd opens connections, says so, and waits to be sent away.
func beTheCrowd(t *testing.T, addr string) {
	n, _ := strconv.Atoi(os.Getenv(crowdSize))
	for i := range n {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if i%2 == 1 {
			_, _ = io.WriteString(c, "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n") // the server may have closed it already
		}
	}
	_, _ = os.Stdout.WriteString(".")
	_, _ = io.Copy(io.Discard, os.Stdin)
}
