package ui

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// While the server of the desk is away its officers read what they have, and see how many steps wait.
func TestWhileTheServerIsAwayWhatIsShownStays(t *testing.T) {
	away := errors.Join(errors.New("read the stories"), desk.ErrAway)
	m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	title := m.stories.rows[0].Title
	m.outage = desk.Outage{Away: true, Waits: 2}
	m.listsCame(listsLoaded{request: m.lists.ask(), query: m.stories.query, err: away})
	shown := ansi.Strip(m.View().Content)
	for _, want := range []string{title[:12], "the desk's server is away · 2 steps wait"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown:\n%s", want, shown)
		}
	}
	m.listsCame(listsLoaded{request: m.lists.ask(), query: m.query(), err: errors.New("damaged")})
	if m.stories.err == nil {
		t.Error("another failure is kept from the officer")
	}
	m.outage = desk.Outage{Full: true}
	if got := m.outageText(); got != "the desk's server has no room" {
		t.Errorf("a server without room: %q", got)
	}
}

// A decision that waits for the server is taken back on the screen at once.
func TestWhatWaitsIsTakenBackOnTheScreen(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	row := m.stories.rows[0]
	m.remember([]news.StoryRow{row})
	m.changeState(row.ID, news.Cited)
	m.undoing++
	m.undoCame(undone{ok: true, step: news.Step{Story: row.ID, From: news.Cited, Waits: true}})
	if got := m.stories.rows[0].State; got != row.State {
		t.Errorf("the story is %s on the screen, want %s", got, row.State)
	}
}

// What is arranged by hand while the server is away is said to wait, and the list stays as it was.
func TestArrangingThatWaitsSaysSo(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	rows := len(m.stories.rows)
	if cmd := m.arrangedCame(arranged{step: news.Step{Deed: news.DeedMerge, Waits: true}}); cmd != nil {
		t.Error("the lists are read from a server that is away")
	}
	if shown := ansi.Strip(m.View().Content); !strings.Contains(shown, "as soon as the desk's server is there") || len(m.stories.rows) != rows {
		t.Errorf("it is not said:\n%s", shown)
	}
}
