package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sort"
	"strings"

	"harmattan/internal/regions"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "eval: %v\n", err)
		var h hinted
		if errors.As(err, &h) {
			fmt.Fprintf(os.Stderr, "hint: %s\n", h.hint)
		}
		os.Exit(1)
	}
}

// hinted is an error that knows what to do next.
type hinted struct {
	error
	hint string
}

// run measures every file it finds below the data folder, in the order of their names.
func run(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	data := flags.String("data", "", "folder of labelled rows")
	out := flags.String("out", "", "folder for the predictions; none are written without it")
	floors := flags.String("floors", "", "file of floors; a figure under its floor fails the run")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *data == "" {
		return hinted{errors.New("no -data folder given"), "go run ./internal/eval -data ../shared/eval"}
	}
	m, err := newMeasure(*data, *out)
	if err != nil {
		return err
	}
	names, err := m.files()
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.file(name); err != nil {
			return fmt.Errorf("measure %s: %w", name, err)
		}
	}
	if err := m.streams(); err != nil {
		return err
	}
	if err := m.table.write(stdout); err != nil {
		return err
	}
	if *floors == "" {
		return nil
	}
	return m.table.hold(*floors)
}

// measure is one run over one data folder.
type measure struct {
	data, out string
	placer    *regions.Placer
	table     table
	stories   map[string][]string // folder -> its STORY files, measured together at the end
	written   map[string]*groupFigures
}

func newMeasure(data, out string) (*measure, error) {
	if _, err := os.Stat(data); err != nil {
		return nil, fmt.Errorf("read the data folder: %w", err)
	}
	taxonomy, err := regions.Default()
	if err != nil {
		return nil, fmt.Errorf("read the default regions: %w", err)
	}
	placer, err := regions.New(taxonomy)
	if err != nil {
		return nil, fmt.Errorf("build the placer: %w", err)
	}
	return &measure{
		data: data, out: out, placer: placer, stories: map[string][]string{}, written: map[string]*groupFigures{},
	}, nil
}

// files lists the rows' files by their names relative to the data folder, sorted.
func (m *measure) files() ([]string, error) {
	var names []string
	err := filepath.WalkDir(m.data, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(m.data, path)
		if err != nil {
			return err
		}
		if !d.IsDir() && kindOf(name) != "" {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the data folder: %w", err)
	}
	sort.Strings(names)
	return names, nil
}

// kindOf tells what kind of rows a file holds by its folder and name, "" when it holds none.
func kindOf(name string) string {
	base := strings.TrimSuffix(filepath.Base(name), ".gz")
	folder := filepath.Base(filepath.Dir(name))
	lines := strings.HasSuffix(base, ".jsonl")
	switch {
	case folder == "written" && strings.HasSuffix(base, ".json"):
		return "written"
	case !lines:
		return ""
	case folder == "articles" && strings.HasPrefix(base, "ordinary"):
		return "ordinary"
	case folder == "articles":
		return "repeats"
	case folder == "pairs", folder == "sentences", folder == "stories", folder == "regions":
		return folder
	}
	return ""
}

func (m *measure) file(name string) error {
	switch kindOf(name) {
	case "pairs":
		return m.pairs(name)
	case "sentences":
		return m.sentences(name)
	case "stories":
		return m.clusters(name)
	case "regions":
		return m.regions(name)
	case "repeats":
		return m.repeats(name)
	case "ordinary":
		return m.ordinary(name)
	}
	if strings.HasPrefix(filepath.Base(name), "STORY-") {
		folder := filepath.Dir(name)
		m.stories[folder] = append(m.stories[folder], name)
		return nil
	}
	return m.writtenArticle(name)
}
