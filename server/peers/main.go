//go:build peers

// Command peers is our side of the comparison with other programs that `make bench` prints (.ci/peers): it writes the
// questions that both sides get, serves them, and times the same questions inside one process. It is built with the tag peers
// alone and is no part of the product.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "questions":
		return writeQuestions(args[1])
	case len(args) == 2 && args[0] == "inside":
		return timeInside(args[1])
	case len(args) == 2 && args[0] == "archive":
		return timeArchive(args[1])
	case len(args) == 4 && args[0] == "serve":
		return serve(args[1], args[2], args[3])
	}
	return fmt.Errorf("use: peers questions DIR | inside DIR | archive DIR | serve DIR ADDRESS uncached|cached|bare")
}
