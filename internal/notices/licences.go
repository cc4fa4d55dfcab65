package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licence is the text of one licence file and where it stands in its module.
type licence struct {
	name string // as "LICENSE" or "zstd/internal/xxhash/LICENSE.txt"
	kind string // its SPDX name; "" for what only adds to a licence, as a NOTICE does
	text string
}

// licences reads the licence files of a module: those in its root, and those beside packages that are linked, for a folder
// may come from elsewhere.
func licences(m module) ([]licence, error) {
	folders := map[string]bool{}
	for _, folder := range append([]string{m.root}, m.folders...) {
		for strings.HasPrefix(folder, m.root) {
			folders[folder] = true
			folder = filepath.Dir(folder)
		}
	}
	var out []licence
	known := false
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		found, err := licencesIn(m.root, folder)
		if err != nil {
			return nil, fmt.Errorf("read the licences of %s: %w", m.path, err)
		}
		for _, l := range found {
			known = known || l.kind != ""
			out = append(out, l)
		}
	}
	if !known {
		return nil, fmt.Errorf("%s %s has no licence that is known here, in %s", m.path, m.version, m.root)
	}
	return out, nil
}

// licencesIn reads the licence files of one folder, by name.
func licencesIn(root, folder string) ([]licence, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []licence
	for _, e := range entries {
		if e.IsDir() || !tellsLicence(e.Name()) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
		name, err := filepath.Rel(root, path)
		if err != nil {
			return nil, err
		}
		text := strings.Trim(string(data), "\n")
		l := licence{name: filepath.ToSlash(name), kind: kindOf(text), text: text}
		if l.kind == "" && !onlyAdds(e.Name()) {
			return nil, fmt.Errorf("%s is no licence that is known here", path)
		}
		out = append(out, l)
	}
	return out, nil
}

// stems are how names of licence files begin, in small letters.
func stems() []string {
	return []string{"license", "licence", "copying", "unlicense", "notice", "patents", "sqlite-license"}
}

// tellsLicence knows a licence file by its name: "LICENSE-MIT.txt", "COPYING", but not "license.go".
func tellsLicence(name string) bool {
	name = strings.ToLower(name)
	switch filepath.Ext(name) {
	case ".go", ".s", ".py", ".tmpl":
		return false
	}
	return slices.ContainsFunc(stems(), func(stem string) bool { return strings.HasPrefix(name, stem) })
}

// onlyAdds tells files that stand beside a licence and need not be one.
func onlyAdds(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "notice") || strings.HasPrefix(name, "patents") || strings.Contains(name, "3rd-party") || strings.Contains(name, "logo")
}
