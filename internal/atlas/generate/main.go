// Command generate writes internal/atlas/outlines.txt: the outlines of the Sahel and its neighbours, simplified to what a screen
// of text can show.
//
//	mkdir -p /tmp/npm && cd /tmp/npm
//	npm pack world-atlas@2.0.2 cldr-core@48.2.0
//	for f in *.tgz; do mkdir -p ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
//	cd - && go run ./internal/atlas/generate -in /tmp/npm
//
// In: the TopoJSON of the package world-atlas, which is Natural Earth's (public domain), and CLDR's table of country codes. The
// same input gives the same file, byte for byte. Start at run.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	in := flag.String("in", "", "folder with the unpacked npm packages")
	out := flag.String("out", "internal/atlas/outlines.txt", "file to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	world, err := readTopology(filepath.Join(in, "world-atlas-2.0.2/package/countries-50m.json"))
	if err != nil {
		return err
	}
	codes, err := readCodes(filepath.Join(in, "cldr-core-48.2.0/package/supplemental/codeMappings.json"))
	if err != nil {
		return err
	}
	countries, err := cutOut(world, codes)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Clean(out), text(countries), 0o600); err != nil {
		return fmt.Errorf("write the outlines: %w", err)
	}
	fmt.Printf("%s: %d countries\n", out, len(countries))
	return nil
}
