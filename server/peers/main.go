//go:build peers

// Command peers is our side of the comparison with other programs that `make bench` prints (.ci/peers): it writes the
// questions that both sides get, serves them, and times the same questions inside one process. It is built with the tag peers
// alone and is no part of the product.
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// profiled runs do with a profile of the processor's time, where PEERS_PROFILE names a file for one.
func profiled(do func() error) error {
	to := os.Getenv("PEERS_PROFILE")
	if to == "" {
		return do()
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return do()
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "questions":
		return writeQuestions(args[1])
	case len(args) == 2 && args[0] == "inside":
		return timeInside(args[1])
	case len(args) == 2 && args[0] == "archive":
		return profiled(func() error { return timeArchive(args[1]) })
	case len(args) == 4 && args[0] == "serve":
		return profiled(func() error { return serve(args[1], args[2], args[3]) })
	case len(args) == 3 && args[0] == "tile38":
		return loadTile38(args[1], args[2])
	case len(args) == 6 && args[0] == "tile38":
		clients, err := strconv.Atoi(args[4])
		if err != nil {
			return err
		}
		seconds, err := strconv.Atoi(args[5])
		if err != nil {
			return err
		}
		return askTile38(args[1], args[2], args[3], clients, seconds)
	}
	return fmt.Errorf("use: peers questions DIR | inside DIR | archive DIR | tile38 DIR ADDRESS [WHAT CLIENTS SECONDS] | serve DIR ADDRESS uncached|cached|writes|bare")
}
