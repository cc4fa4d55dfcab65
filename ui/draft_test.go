package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// citing is an officer who cited both stories of the sample and opened the brief.
func citing(t *testing.T) *officer {
	t.Helper()
	o := atDesk(t)
	o.press("v", "v", "c", "b")
	o.sees("Brief", "2 of 2")
	return o
}

func TestABriefIsArrangedAndWritten(t *testing.T) {
	o := citing(t)
	titles := func() (out []string) {
		for _, s := range o.m.draft.stories {
			out = append(out, s.entry.Title)
		}
		return out
	}
	before := titles()
	o.press("J")
	if now := titles(); now[0] != before[1] || now[1] != before[0] {
		t.Errorf("after moving the first story down: %q, before %q", now, before)
	}
	o.press("t", "e", "ctrl+u")
	o.typed("Watch the harbour")
	o.press("enter")
	o.sees("worse", "Watch the harbour")
	o.press("j")
	dropped := line(o.m.draft.stories[1].entry.Lines[0].Text)
	o.press("x")
	path := filepath.Join(t.TempDir(), "morning.md")
	o.press("enter", "ctrl+u")
	o.typed(path)
	o.press("enter")
	o.sees("written")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "Watch the harbour") || strings.Contains(string(text), dropped) {
		t.Errorf("the brief lacks the reason or holds the dropped line %q:\n%s", dropped, text)
	}
	briefs, err := o.d.Briefs(t.Context(), time.Time{})
	if err != nil || len(briefs) != 1 {
		t.Fatalf("%d briefs kept, %v", len(briefs), err)
	}
	o.press("enter", "ctrl+u")
	o.typed(path)
	o.press("enter")
	o.sees("of this name already")
	o.standUp()
}

func TestABriefGoesToACommandByItsWords(t *testing.T) {
	o := citing(t)
	path := filepath.Join(t.TempDir(), "out;touch x.json")
	o.press("f", "f", "f")
	want := o.m.draft.format
	o.press("enter", "ctrl+u")
	o.typed("!tee " + strings.ReplaceAll(path, ";touch x", ""))
	o.press("enter")
	o.sees("written")
	if _, err := os.Stat(strings.ReplaceAll(path, ";touch x", "")); err != nil {
		t.Error(err)
	}
	if want == report.FormatMarkdown {
		t.Error("f changes the format")
	}
	o.press("enter", "ctrl+u")
	o.typed("!")
	o.press("enter")
	o.sees("no command")
	o.standUp()
}

func TestABriefOnTheClipboardIsKeptToo(t *testing.T) {
	o := citing(t)
	o.press("y")
	o.sees("clipboard")
	briefs, err := o.d.Briefs(t.Context(), time.Time{})
	if err != nil || len(briefs) != 1 {
		t.Fatalf("%d briefs kept, %v", len(briefs), err)
	}
	o.standUp()
}

func TestLeavingOutAStoryOfTheBriefLeavesItCited(t *testing.T) {
	o := citing(t)
	o.press("x")
	o.sees("1 of 2")
	o.press("esc")
	if n := len(o.rows(desk.Query{State: news.Cited})); n != 2 {
		t.Errorf("%d stories cited", n)
	}
	o.press("b")
	o.sees("1 of 2")
	o.standUp()
}

func TestTheHandoverAndTheLogAreReadAndWritten(t *testing.T) {
	o := citing(t)
	o.press("esc", "+", "H")
	o.sees("Hand-over", "FOR THE NEXT SHIFT")
	for o.m.paper.format != report.FormatJSON {
		o.press("f")
	}
	path := filepath.Join(t.TempDir(), "handover.json")
	o.press("enter", "ctrl+u")
	o.typed(path)
	o.press("enter")
	o.sees("written")
	text, err := os.ReadFile(path)
	if err != nil || !json.Valid(text) {
		t.Errorf("the hand-over is no JSON: %v\n%s", err, text)
	}
	o.press("esc", "L")
	o.sees("Log of decisions", "cited")
	o.standUp()
}
