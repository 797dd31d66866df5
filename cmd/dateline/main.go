// Command dateline turns news articles and situation reports into a living, sourced map.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now}
	if err := run(ctx, a, os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "dateline: %v\n", err)
		os.Exit(1)
	}
}
