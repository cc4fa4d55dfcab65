package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// module is one module of which packages are linked into the program.
type module struct {
	path, version string
	root          string   // folder of its sources
	folders       []string // of the packages that are linked
}

// systems are the released ones; the processor makes no difference in what is linked.
func systems() []string { return []string{"linux", "darwin", "windows"} }

// linked lists the modules of the main program on all systems, by path; Go's own library is the first.
func linked(ctx context.Context) ([]module, error) {
	found := map[string]*module{}
	for _, system := range systems() {
		list := exec.CommandContext(ctx, "go", "list", "-deps", "-json=Dir,Standard,Module", "harmattan")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		list.Stderr = os.Stderr
		answer, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list the packages for %s: %w", system, err)
		}
		if err := gather(found, bytes.NewReader(answer)); err != nil {
			return nil, fmt.Errorf("read the packages for %s: %w", system, err)
		}
	}
	standard, err := standardLibrary(ctx)
	if err != nil {
		return nil, err
	}
	modules := []module{standard}
	for _, m := range found {
		modules = append(modules, *m)
	}
	slices.SortFunc(modules[1:], func(a, b module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}

// gather adds the modules of packages as `go list -json` tells them, without our own and without Go's library.
func gather(found map[string]*module, list io.Reader) error {
	type where struct {
		Path, Version, Dir string
		Main               bool
		Replace            *where
	}
	d := json.NewDecoder(list)
	for {
		var p struct {
			Dir      string
			Standard bool
			Module   *where
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		from := p.Module
		if from.Replace != nil {
			from = from.Replace
		}
		m := found[from.Path]
		if m == nil {
			m = &module{path: from.Path, version: from.Version, root: from.Dir}
			found[from.Path] = m
		}
		m.folders = append(m.folders, p.Dir)
	}
}

// standardLibrary is Go itself: its run time and library are in every binary. Its version is left to the binary, which
// tells it (`go version FILE`): the notice is about the licence, and does not change with each release of Go.
func standardLibrary(ctx context.Context) (module, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return module{}, fmt.Errorf("ask where Go is: %w", err)
	}
	folder := filepath.Clean(strings.TrimSpace(string(root)))
	return module{path: "Go standard library and run time", root: folder, folders: []string{folder}}, nil
}
