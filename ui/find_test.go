package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

func TestAWatchIsTriedWhileItIsTypedAndStandsBelowTheRegions(t *testing.T) {
	o := atDesk(t)
	o.press("W")
	o.sees("Nothing is watched yet", "a makes a watch")
	o.press("a")
	o.typed("Boats")
	o.sees("write a name, a colon")
	o.typed(": ferry")
	o.sees("1 stories of the archive match", "Ferry sinks")
	o.press("enter")
	o.sees("kept: Boats", "ferry", "1 story")
	o.press("enter")
	o.sees("◉ Boats")
	if n := len(o.m.stories.rows); n != 1 {
		t.Errorf("%d stories listed, want the one that the watch matches", n)
	}
	o.press("esc")
	if n := len(o.m.stories.rows); n != 2 {
		t.Errorf("%d stories listed after going back", n)
	}
	o.press("W", "e")
	o.typed(", harvest")
	o.press("enter")
	o.sees("2 stories")
	o.press("x")
	o.sees("taken away: Boats", "Nothing is watched yet")
	o.press("esc")
	o.standUp()
}

func TestASearchIsCompletedListedKeptAndTakenAway(t *testing.T) {
	o := atDesk(t)
	o.press("/")
	o.typed("coun")
	o.press("tab")
	o.typed("mal")
	o.press("tab")
	if q := o.m.search.input.Value(); q != "country:Mali" {
		t.Fatalf("completed to %q", q)
	}
	o.press("ctrl+s")
	o.typed("Mali news")
	o.press("enter")
	o.press("ctrl+l")
	o.sees("/ Mali news")
	if n := len(o.m.stories.rows); n != 1 {
		t.Errorf("%d stories listed, want those of Mali", n)
	}
	o.press("esc", "left", "G")
	o.sees("/ Mali news")
	if n := len(o.m.stories.rows); n != 1 {
		t.Errorf("%d stories under the kept search", n)
	}
	o.press("/")
	o.typed("region:atlantis")
	o.sees("there is none like it")
	o.press("esc", ":")
	o.typed("forget Mali news")
	o.press("enter")
	o.seesNot("/ Mali news")
	o.standUp()
}

func TestTheCommandLineDoesEveryAction(t *testing.T) {
	o := atDesk(t)
	o.press(":")
	o.typed("ci")
	o.press("tab")
	if v := o.m.prompt.input.Value(); v != "cite" {
		t.Fatalf("completed to %q", v)
	}
	o.press("enter")
	if n := len(o.rows(desk.Query{State: news.Cited})); n != 1 {
		t.Errorf("%d stories cited", n)
	}
	for _, c := range []struct{ command, sees string }{
		{"note ask the port", "✎ ask the port"},
		{"owner Issa", "@Issa"},
		{"find harvest", "harvest"},
		{"country mali", "Ferry"},
		{"region central", "Ferry"},
		{"find", "Date harvest"},
		{"snooze never", "no time can be read"},
		{"nonsense", "there is no command nonsense"},
		{"theme light", ""},
		{"theme pink", "there is no command"},
		{"watch-for Dates: harvest", "◉ Dates"},
		{"keep Rivers ferry", "/ Rivers"},
		{"zoom", "one pane"},
		{"brief harvest", "Brief of harvest"},
	} {
		o.press(":")
		o.typed(c.command)
		o.press("enter")
		if c.sees != "" {
			o.sees(c.sees)
		}
	}
	o.press("esc", ":", "up")
	if v := o.m.prompt.input.Value(); v != "brief harvest" {
		t.Errorf("the last command is %q", v)
	}
	o.press("esc")
	o.standUp()
}

func TestABriefIsBuiltOfTheListWithoutCitingIt(t *testing.T) {
	o := atDesk(t)
	o.press("B")
	o.sees("Brief of", "2 of 2")
	o.press("esc")
	if n := len(o.rows(desk.Query{State: news.Cited})); n != 0 {
		t.Errorf("%d stories are cited", n)
	}
	o.standUp()
}

func TestHintsPutALetterBesideEachLink(t *testing.T) {
	o := atDesk(t)
	o.press("enter", ";")
	if len(o.m.briefing.hints) < 2 {
		t.Fatalf("hints %v", o.m.briefing.hints)
	}
	o.sees("the letter opens its link")
	o.press("0")
	if o.m.briefing.hints != nil {
		t.Error("another key leaves the letters")
	}
	o.standUp()
}

func TestPanesAreZoomedAndTheirBorderMoves(t *testing.T) {
	m := screenOf(120, 40)
	before := m.columns()
	press(m, ">", ">")
	after := m.columns()
	if after[1].width != before[1].width+2*splitStep || after[2].width != before[2].width-2*splitStep {
		t.Errorf("columns %v, before %v", after, before)
	}
	for range 100 {
		press(m, "<")
	}
	if cols := m.columns(); cols[1].width < narrowest || cols[2].width < narrowest {
		t.Errorf("columns %v", cols)
	}
	wholeScreen(t, m)
	press(m, "Z")
	if cols := m.columns(); len(cols) != 1 || cols[0].width != 120 {
		t.Errorf("zoomed: %v", cols)
	}
	wholeScreen(t, m)
}

func TestAFilterIsChosenByItsNumber(t *testing.T) {
	m := screenOf(120, 40)
	press(m, "6")
	if m.stories.filter != filterDiffers {
		t.Errorf("6 is filter %d", m.stories.filter)
	}
	press(m, "1")
	if m.stories.filter != filterAll {
		t.Errorf("1 is filter %d", m.stories.filter)
	}
}

func TestAMatchIsToldByTheTerminalAsConfigured(t *testing.T) {
	events := []desk.Event{{Kind: desk.WatchMatched, Watch: "Fuel", Title: "a\x1b]52;c;x\ab; rm"}, {Kind: desk.WatchMatched, Watch: "Fuel"}}
	for notify, want := range map[string]string{"bell": "\a", "osc9": "\x1b]9;", "osc777": "\x1b]777;notify;harmattan;", "none": ""} {
		m := screenOf(120, 40)
		m.o.Notify = notify
		cmd := m.alarmed(events)
		if want == "" {
			if cmd != nil {
				t.Errorf("%s tells of it", notify)
			}
			continue
		}
		raw := fmt.Sprint(cmd().(tea.RawMsg).Msg)
		if !strings.HasPrefix(raw, want) || strings.Count(raw, "\x1b") > 1 || strings.Count(raw, ";") > 3 {
			t.Errorf("%s: %q", notify, raw)
		}
		if !strings.Contains(foot(m), "watch Fuel") {
			t.Errorf("the foot says %q", foot(m))
		}
	}
}

func TestTheMouseClicksScrollsAndDrags(t *testing.T) {
	o := atDesk(t)
	o.m.o.Mouse = true
	mouse := func(msg tea.Msg) {
		_, cmd := o.m.Update(msg)
		o.run(cmd)
		o.m.View()
	}
	if o.m.View().MouseMode == tea.MouseModeNone {
		t.Error("the mouse is off")
	}
	cols := o.m.columns()
	list := cols[0].width + 5
	mouse(tea.MouseClickMsg{X: list, Y: o.m.bodyTop() + 5, Button: tea.MouseLeft})
	if o.m.stories.list.cursor != 1 && o.m.focus != onBriefing {
		t.Errorf("a click leaves the cursor on %d", o.m.stories.list.cursor)
	}
	mouse(tea.MouseWheelMsg{X: list, Y: 5, Button: tea.MouseWheelUp})
	if o.m.stories.list.cursor != 0 || o.m.focus != onStories {
		t.Errorf("the wheel leaves the cursor on %d", o.m.stories.list.cursor)
	}
	border := cols[0].width + 1 + cols[1].width
	mouse(tea.MouseClickMsg{X: border, Y: 9, Button: tea.MouseLeft})
	mouse(tea.MouseMotionMsg{X: border + 6, Y: 9, Button: tea.MouseLeft})
	mouse(tea.MouseReleaseMsg{X: border + 6, Y: 9, Button: tea.MouseLeft})
	mouse(tea.MouseMotionMsg{X: border + 20, Y: 9, Button: tea.MouseLeft})
	if w := o.m.columns()[1].width; w != cols[1].width+6 {
		t.Errorf("the list is %d wide after dragging, was %d", w, cols[1].width)
	}
	mouse(tea.MouseClickMsg{X: 5, Y: o.m.bodyTop() + 2, Button: tea.MouseLeft})
	if o.m.focus != onRegions || o.m.regions.list.cursor != 1 {
		t.Errorf("a click on a region: pane %d, row %d", o.m.focus, o.m.regions.list.cursor)
	}
	o.standUp()
}

func TestEveryPresetIsFreeOfConflicts(t *testing.T) {
	for _, name := range Presets() {
		if err := CheckKeys(WithPreset(name, map[string]string{"map": "m"})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTextReadFromRightToLeftIsSetInOrder(t *testing.T) {
	for text, want := range map[string]string{
		"شرم":      "مرش",
		"12 قتيلا": "اليتق 12",
		"(مالي)":   "(يلام)",
	} {
		if got := visual(text); got != want {
			t.Errorf("%q is set as %q, want %q", text, got, want)
		}
	}
}
