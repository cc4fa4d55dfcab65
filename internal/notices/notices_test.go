package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	mit = "Permission is hereby granted, free of charge, to any person …\n" +
		"The above copyright notice and this permission notice\nshall be included in all copies."
	bsd = "Redistribution and use in source and binary forms, with or without\nmodification, are permitted …"
)

func TestLicencesAreKnownByTheirOwnSentence(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"MIT, wrapped anywhere", mit, "MIT"},
		{"two clauses", bsd, "BSD-2-Clause"},
		{"three clauses", bsd + " nor the names be used to endorse or promote\nproducts", "BSD-3-Clause"},
		{"Apache", "Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		{"two in one file", mit + "\n" + bsd, "MIT, BSD-2-Clause"},
		{"the one of SQLite", "The author disclaims copyright to this source code.", "Public domain"},
		{"one that asks for our source", "GNU GENERAL PUBLIC LICENSE Version 3", ""},
		{"a picture's address", "https://pictures.example/logo.png", ""},
	} {
		if got := kindOf(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLicencesBesideLinkedPackagesCount(t *testing.T) {
	m := sources(t, map[string]string{
		"LICENSE": mit, "LICENSE-LOGO": "https://pictures.example/logo.png", "license.go": "package x", "inner/deep/LICENSE.txt": bsd,
		"inner/x.go": "package inner", "elsewhere/LICENSE": "GNU GENERAL PUBLIC LICENSE",
	}, "inner/deep")
	got, err := licences(m)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range got {
		names = append(names, l.name+" "+l.kind)
	}
	if got, want := strings.Join(names, "; "), "LICENSE MIT; LICENSE-LOGO ; inner/deep/LICENSE.txt BSD-2-Clause"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhatMayNotBePassedOnStopsTheNotice(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no licence":                {"x.go": "package x"},
		"a licence that is foreign": {"LICENSE": "GNU GENERAL PUBLIC LICENSE Version 3"},
		"only a notice":             {"NOTICE": "Copyright 2026 somebody"},
		"a foreign one beside MIT":  {"LICENSE": mit, "COPYING": "GNU GENERAL PUBLIC LICENSE Version 3"},
	} {
		if _, err := text([]module{sources(t, files, ".")}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestANoticeHoldsEachTextOnce(t *testing.T) {
	one, other := sources(t, map[string]string{"LICENSE": mit}, "."), sources(t, map[string]string{"LICENSE": mit + "\r\n"}, ".")
	one.path, other.path = "news.example/one", "news.example/other"
	notice, err := text([]module{one, other})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(notice), mit); n != 1 {
		t.Errorf("the text stands %d times", n)
	}
	if !strings.Contains(string(notice), "As news.example/one v1.0.0: LICENSE.") {
		t.Errorf("the other does not say where its text stands:\n%s", notice)
	}
}

func TestOnlyForeignModulesAreGathered(t *testing.T) {
	found := map[string]*module{}
	list := `{"Dir":"/go/src/fmt","Standard":true}
{"Dir":"/here","Module":{"Path":"harmattan","Main":true}}
{"Dir":"/mod/a@v1/x","Module":{"Path":"news.example/a","Version":"v1.0.0","Dir":"/mod/a@v1"}}
{"Dir":"/mod/a@v1/y","Module":{"Path":"news.example/a","Version":"v1.0.0","Dir":"/mod/a@v1"}}
{"Dir":"/mod/fork@v2","Module":{"Path":"news.example/b","Version":"v1.0.0","Replace":{"Path":"news.example/fork","Version":"v2.0.0","Dir":"/mod/fork@v2"}}}`
	if err := gather(found, strings.NewReader(list)); err != nil {
		t.Fatal(err)
	}
	a, fork := found["news.example/a"], found["news.example/fork"]
	if len(found) != 2 || a == nil || fork == nil || len(a.folders) != 2 || fork.version != "v2.0.0" {
		t.Errorf("gathered %v", found)
	}
}

// sources writes a module's files, and says that one of its folders is linked.
func sources(t *testing.T, files map[string]string, linked string) module {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return module{path: "news.example/x", version: "v1.0.0", root: root, folders: []string{filepath.Join(root, filepath.FromSlash(linked))}}
}
