package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "learn: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("learn", flag.ContinueOnError)
	data := flags.String("data", "../shared/eval", "folder of labelled data")
	pkg := flags.String("package", "summarize", "folder of the package whose tables are written")
	frequencies := flags.Bool("frequencies", false, "count stems and write frequencies.txt; build again before learning weights")
	check := flags.Bool("check", false, "print figures by cross-validation and write nothing")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return fmt.Errorf("read flags: %w", err)
	}
	switch {
	case *frequencies:
		return writeFrequencies(*data, filepath.Join(*pkg, "frequencies.txt"))
	case *check:
		return crossValidate(*data, out)
	}
	rows, err := readRows(*data)
	if err != nil {
		return err
	}
	told := countTelling(rows)
	if err := told.write(filepath.Join(*pkg, "telling.txt")); err != nil {
		return err
	}
	pairs, err := readStoryPairs(*data, rows, heldOut(rows, defaults()))
	if err != nil {
		return err
	}
	return writeWeights(grow(told.measureAll(rows), defaults()), grow(pairs, storySettings()), filepath.Join(*pkg, "weights.txt"))
}
