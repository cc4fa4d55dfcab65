package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

func (o *officer) commands(text string) {
	o.t.Helper()
	o.press(":")
	o.typed(text)
	o.press("enter")
}

func TestACommandIsDoneWhereItBelongs(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  []string
		types string
		ends  func(o *officer) bool
	}{
		{"of the feeds, from the panes", nil, "import", func(o *officer) bool { return o.m.screen == screenFeeds && o.m.asking() }},
		{"of two places, in the first", nil, "add", func(o *officer) bool { return o.m.screen == screenFeeds && o.m.asking() }},
		{"of the panes, from the feeds", []string{"F"}, "cite", func(o *officer) bool { return len(o.rows(desk.Query{State: news.Cited})) == 1 }},
		{"of the brief, in it", []string{"c", "b"}, "direction", func(o *officer) bool { return o.m.screen == screenDraft && strings.Contains(o.screen(), "worse") }},
		{"of the brief, from the panes", []string{"c"}, "drop", func(o *officer) bool { return o.m.screen == screenDraft && strings.Contains(o.screen(), "leave out") }},
		{"of the map, from the panes", nil, "map-list", func(o *officer) bool { return o.m.screen == screenMap }},
		{"of the panes, from the help", []string{"?"}, "watch", func(o *officer) bool {
			return o.m.screen == screenPanes && len(o.rows(desk.Query{State: news.Watching})) == 1
		}},
		{"a filter by its name", nil, "filter cited", func(o *officer) bool { return o.m.stories.filter == filterCited }},
		{"a filter that there is not", nil, "filter blue", func(o *officer) bool { return strings.Contains(o.screen(), "there is no command filter blue") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := atDesk(t)
			o.press(c.keys...)
			o.commands(c.types)
			if !c.ends(o) {
				t.Errorf("%q after %q does not end there:\n%s", c.types, c.keys, o.screen())
			}
			o.press("esc")
			o.standUp()
		})
	}
}

// TestEveryActionIsACommand asks that the command line completes each action and does something for it.
func TestEveryActionIsACommand(t *testing.T) {
	m := screenOf(120, 40)
	names := m.commandNames()
	for _, b := range declared() {
		found := false
		for _, name := range names {
			found = found || name == string(b.action)
		}
		if !found && b.action != actFilterTo && b.action != actCommand {
			t.Errorf(":%s is no command", b.action)
		}
	}
}

func TestHelpGoesBackToWhereItWasAskedFor(t *testing.T) {
	o := atDesk(t)
	o.press("F", "?", "esc")
	if o.m.screen != screenFeeds {
		t.Errorf("screen %d after the help of the feeds", o.m.screen)
	}
	o.press("esc")
	o.standUp()
}

func TestARegionIsDecidedFromTheFirstPane(t *testing.T) {
	o := atDesk(t)
	o.press("left", "V", "x")
	if n := len(o.rows(desk.Query{State: news.Dismissed})); n != 2 {
		t.Errorf("%d stories dismissed, want all of the region", n)
	}
	o.press("u")
	if n := len(o.rows(desk.Query{})); n != 2 {
		t.Errorf("%d stories are back after one undo", n)
	}
	o.standUp()
}

func TestTheLogIsWrittenAsJSONLines(t *testing.T) {
	t.Chdir(t.TempDir())
	o := atDesk(t)
	o.press("c", "x", "L", "f")
	o.sees("a log is written as JSON Lines")
	o.press("enter", "ctrl+u")
	o.typed("log.jsonl")
	o.press("enter")
	o.sees("written: ")
	body, err := os.ReadFile("log.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	if len(lines) != 2 {
		t.Errorf("%d lines, want the two decisions", len(lines))
	}
	for _, l := range lines {
		var step struct{ At, Who, Story, Rules string }
		if err := json.Unmarshal([]byte(l), &step); err != nil || step.At == "" || step.Story == "" || step.Rules == "" {
			t.Errorf("%q: %+v, %v", l, step, err)
		}
	}
	o.press("enter", "ctrl+u")
	o.typed("log.jsonl")
	o.press("enter")
	o.sees("it failed")
	o.press("esc")
	o.standUp()
}

func TestWhatIsCopiedGoesToTheDesktopsProgramToo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "copied")
	o := atDesk(t)
	o.m.o.Clipboard = []string{"tee", file}
	o.press("c", "b", "y")
	o.sees("written: the clipboard")
	body, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(body), "# Morning brief") {
		t.Errorf("copied %q, %v", body, err)
	}
	long := strings.Repeat("x", clipboardMost+1)
	if msg := o.m.toClipboard(long, "said")().(copied); msg.err != nil {
		t.Errorf("what is too long for the terminal is not copied: %v", msg.err)
	}
	o.m.o.Clipboard = []string{filepath.Join(t.TempDir(), "none")}
	if msg := o.m.toClipboard("short", "said")().(copied); msg.err != nil {
		t.Errorf("the terminal takes it where the program fails: %v", msg.err)
	}
	if msg := o.m.toClipboard(long, "said")().(copied); msg.err == nil {
		t.Error("nothing could take it, and nothing is said")
	}
	o.press("esc")
	o.standUp()
}

func TestMistakesAreNamedInTheOfficersLanguage(t *testing.T) {
	o := withNews(t, t.TempDir()).readIn(news.French, 120, 40)
	for _, c := range []struct{ command, sees string }{
		{"snooze jamais", "aucune heure lisible"},
		{"snooze 2020-01-01", "cette heure est passée"},
		{"watch-for rien", "écrivez un nom, deux-points"},
		{"watch-for Bac: quiet:long", "ce n’est pas une durée"},
	} {
		o.commands(c.command)
		o.sees(c.sees)
	}
	o.standUp()
}
