package ui

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// update rewrites what tests compare with: the screens in testdata and docs/keys.md.
var update = flag.Bool("update", false, "rewrite the expected screens and docs/keys.md")

func TestKeysPageIsWrittenFromTheBindings(t *testing.T) {
	m, err := newKeys(nil, english())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "../docs/keys.md", m.document(english()))
}

// expect compares a text with a file, or rewrites the file.
func expect(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is not as drawn now; run go test ./ui -update and look at the difference. First:\n%s", file, firstDifference(string(want), got))
	}
}

// firstDifference shows the first line in which two texts differ, below the last line that begins a part of them.
func firstDifference(want, got string) string {
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	part := ""
	for i := range max(len(wants), len(gots)) {
		var w, g string
		if i < len(wants) {
			w = wants[i]
		}
		if i < len(gots) {
			g = gots[i]
		}
		if w != g {
			return fmt.Sprintf("%s\nline %d\n-%s\n+%s", part, i+1, w, g)
		}
		if strings.HasPrefix(w, "== ") {
			part = w
		}
	}
	return ""
}

func TestOfficersKeysReplaceTheDefaults(t *testing.T) {
	m, err := newKeys(map[string]string{"watch": "Q ctrl+w"}, english())
	if err != nil {
		t.Fatal(err)
	}
	if got := m.action(keyPress("Q"), inStories); got != actWatch {
		t.Errorf("Q does %q, want watch", got)
	}
	if got := m.action(keyPress("ctrl+w"), inBriefing); got != actWatch {
		t.Errorf("^w does %q, want watch", got)
	}
	if got := m.action(keyPress("w"), inStories); got != "" {
		t.Errorf("w still does %q", got)
	}
}

func TestKeysThatCannotBeAreNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		own  map[string]string
		says []string
	}{
		{"unknown action", map[string]string{"wach": "w"}, []string{"wach", "no such action"}},
		{"no key", map[string]string{"watch": " "}, []string{"watch", "no key"}},
		{"conflict", map[string]string{"watch": "c"}, []string{"watch", "cite", `"c"`}},
	} {
		err := CheckKeys(c.own)
		if err == nil {
			t.Errorf("%s: accepted", c.name)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %q does not say %s", c.name, err, s)
			}
		}
	}
	if err := CheckKeys(map[string]string{"watch": "c", "cite": "w"}); err != nil {
		t.Errorf("two keys exchanged: %v", err)
	}
}

func TestEveryActionHasItsHelpInBothLanguages(t *testing.T) {
	for name, texts := range map[string]*texts{"en": english(), "fr": french()} {
		for _, b := range declared() {
			if texts.actions[b.action] == "" {
				t.Errorf("%s: no help for %s", name, b.action)
			}
		}
		for _, where := range []scope{inRegions, inStories, inBriefing, inFeeds, inSearch, inHelp} {
			for _, a := range append(footer(where), actHelp) {
				if texts.labels[a] == "" {
					t.Errorf("%s: no label for %s", name, a)
				}
			}
		}
	}
}
