package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// typed sends text key by key.
func (o *officer) typed(text string) {
	o.t.Helper()
	for _, r := range text {
		o.press(map[rune]string{' ': "space"}[r] + strings.Trim(string(r), " "))
	}
}

func (o *officer) rows(q desk.Query) []news.StoryRow {
	o.t.Helper()
	rows, err := o.d.Stories(o.t.Context(), q)
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

func atDesk(t *testing.T) *officer {
	t.Helper()
	return withNews(t, t.TempDir()).read(160, 40)
}

func TestASetIsDecidedAndTakenBackAsOne(t *testing.T) {
	o := atDesk(t)
	o.press("v", "v")
	o.sees("✓", "stories marked: 2")
	o.press("x")
	if n := len(o.rows(desk.Query{State: news.Dismissed})); n != 2 {
		t.Fatalf("%d stories dismissed, want both", n)
	}
	o.press("u")
	if n := len(o.rows(desk.Query{})); n != 2 {
		t.Errorf("%d stories after one undo, want both back", n)
	}
	o.press("g", "]", "[", "V")
	if n := len(o.m.stories.markedRows()); n != 0 {
		t.Errorf("%d stories marked", n)
	}
	o.press("V")
	if n := len(o.m.stories.markedRows()); n != 2 && n != 1 {
		t.Errorf("%d stories of the region marked", n)
	}
	o.standUp()
}

func TestANoteIsWrittenKeptAndTakenBack(t *testing.T) {
	o := atDesk(t)
	o.press("a")
	o.typed("ask the harbour")
	o.press("enter")
	o.typed("by noon")
	o.press("ctrl+s")
	o.sees("✎ ask the harbour", "✎ by noon", "noted beside")
	o.press("a")
	o.sees("ask the harbour")
	o.typed("!")
	o.press("esc")
	if note := o.rows(desk.Query{})[0].Note; note != "ask the harbour\nby noon!" {
		t.Errorf("the note is %q: leaving must not lose it", note)
	}
	o.press("u", "u")
	o.seesNot("✎")
	o.standUp()
}

func TestAStoryIsTakenMarkedAndLetSleep(t *testing.T) {
	o := atDesk(t)
	o.press("O")
	o.sees("who takes")
	o.typed("Issa")
	o.press("enter", "+")
	o.sees("owner Issa", "for the next shift", "@Issa")
	o.press("z")
	o.typed("soon")
	o.press("enter")
	o.sees("no time can be read")
	o.press("z")
	o.typed("2h")
	o.press("enter")
	if n := len(o.m.stories.rows); n != 1 {
		t.Errorf("%d stories listed, want one: the other sleeps", n)
	}
	o.press("f", "f", "f", "f", "f", "f")
	o.sees("asleep", "z 10:42")
	o.now = o.now.Add(2 * time.Hour)
	if n := len(o.rows(desk.Query{Awake: true})); n != 2 {
		t.Errorf("%d stories awake after two hours", n)
	}
	o.standUp()
}

func TestThePromptCompletesRecallsAndLeaves(t *testing.T) {
	m := screenOf(120, 40)
	var got string
	history := []string{"first", "second"}
	open := func() {
		m.ask(prompt{
			asks: "which?", history: &history, complete: func(s string) []string { return []string{s + "1", s + "2"} },
			take: func(s string) tea.Cmd { got = s; return nil },
		}, "")
	}
	open()
	press(m, "x", "tab", "tab", "enter")
	if got != "x2" {
		t.Errorf("completed to %q", got)
	}
	open()
	press(m, "up", "up", "up", "enter")
	if got != "second" && got != "first" {
		t.Errorf("recalled %q", got)
	}
	open()
	press(m, "q", "esc")
	if m.asking() || got == "q" {
		t.Errorf("esc does not leave the prompt, or takes the answer %q", got)
	}
}

func TestANoteThatIsCutOffComesBack(t *testing.T) {
	folder := t.TempDir()
	o := withNews(t, folder)
	o.read(120, 40).press("a")
	o.sees("ctrl+s or esc keeps it")
	o.typed("ask the har")
	if err := o.d.Close(); err != nil { // the program ends without another word to the reader
		t.Fatal(err)
	}

	o = sitDown(t, folder).read(120, 40)
	o.press("a")
	o.sees("ask the har", "you had begun to write this")
	o.typed("bour")
	o.press("ctrl+s")
	o.sees("✎ ask the harbour")
	o.press("u", "a")
	o.seesNot("ask the harbour")
	o.standUp()
}

func TestWhatIsTypedBeforeTheNoteHasComeStandsBehindIt(t *testing.T) {
	o := atDesk(t)
	o.press("a")
	o.typed("call the port")
	o.press("ctrl+s")
	_, cmd := o.m.Update(keyPress("a")) // the note is on its way
	for _, k := range []string{"!", "!", "ctrl+s"} {
		_, more := o.m.Update(keyPress(k))
		cmd = tea.Batch(cmd, more)
	}
	o.run(cmd)
	if note := o.rows(desk.Query{})[0].Note; note != "call the port!!" {
		t.Errorf("the note is %q", note)
	}
	o.sees("✎ call the port!!")
	o.standUp()
}
