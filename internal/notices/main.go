package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	out := flag.String("o", "", "file that the notice is written to")
	check := flag.String("check", "", "file that must hold the notice as it would be written")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *out, *check)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "notices: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, check string) error {
	if (out == "") == (check == "") {
		return errors.New("name one file, with -o or with -check")
	}
	modules, err := linked(ctx)
	if err != nil {
		return err
	}
	notice, err := text(modules)
	if err != nil {
		return err
	}
	if out != "" {
		return os.WriteFile(out, notice, 0o644) //nolint:gosec // a document of the repository, for everybody to read
	}
	kept, err := os.ReadFile(check)
	if err != nil {
		return fmt.Errorf("read the notice: %w", err)
	}
	if !bytes.Equal(kept, notice) {
		return fmt.Errorf("%s is out of date\nhint: go run ./internal/notices -o %s", check, check)
	}
	return nil
}
