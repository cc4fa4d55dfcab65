package ui

import (
	"testing"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// On a shared desk what a colleague decides is shown at once, and the lists are asked for only where more can have changed.
func TestAColleaguesDecisionIsPutIntoItsRow(t *testing.T) {
	asAminata := desk.As(t.Context(), "Aminata")
	shared := func() (*Model, string) {
		m := withDesk(newReader(Options{Theme: "dark", Session: &Session{}}, 160, 40))
		m.load.ctx = asAminata //nolint:fatcontext // each reader gets the same one
		return m, m.stories.rows[1].ID
	}
	told := func(e desk.Event) deskEvents {
		var all deskEvents
		all.add(e)
		return all
	}
	m, story := shared()
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, To: news.Cited, Who: "Boubacar"}))
	if got := m.stories.rows[1].State; got != news.Cited {
		t.Errorf("the row is %s, want cited", got)
	}
	if m.lists.busy || !m.settles {
		t.Error("a decision on one row asks for all lists at once, or for none ever")
	}
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, To: news.New, Who: "Aminata"}))
	if got := m.stories.rows[1].State; got != news.Cited {
		t.Errorf("what this officer did before is done again: the row is %s", got)
	}
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, Who: "Boubacar"}))
	if !m.lists.busy {
		t.Error("a note of a colleague's is not asked for")
	}

	m, story = shared()
	m.tall = 1
	s := &onTerminal{Model: m}
	before := s.View()
	s.Update(told(desk.Event{Kind: desk.DeskChanged, Story: m.stories.rows[len(m.stories.rows)-1].ID, To: news.Cited, Who: "Boubacar"}))
	if !s.same || s.View().Content != before.Content {
		t.Error("a decision beyond the screen has it drawn again")
	}
	s.Update(told(desk.Event{Kind: desk.DeskChanged, Story: story, To: news.Cited, Who: "Boubacar"}))
	if s.same {
		t.Error("a decision on the screen does not have it drawn again")
	}

	m, story = shared()
	m.stories.filter = filterWatching
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, To: news.Watching, Who: "Boubacar"}))
	if !m.lists.busy {
		t.Error("a list of what is watched is not asked for when a colleague watches")
	}
	m, _ = shared()
	m.gained(told(desk.Event{Kind: desk.StoryChanged, Stories: []string{"x"}}))
	if m.lists.busy || !m.settles {
		t.Error("each batch of a refresh asks for all lists of all officers at once, or for none ever")
	}
	m, story = shared()
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, Read: true, Who: "Boubacar"}))
	if m.lists.busy || m.settles {
		t.Error("what a colleague reads has lists asked for")
	}
	m.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, Read: true, Who: "Aminata"}))
	if !m.settles {
		t.Error("what this officer reads leaves the counts as they were")
	}
	alone := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	alone.gained(told(desk.Event{Kind: desk.DeskChanged, Story: story, To: news.Cited}))
	if !alone.lists.busy {
		t.Error("where the officer is alone the lists are not asked for")
	}
}

// What an officer asks for while a refresh is running is not refused: it comes after it, and once.
func TestWhatIsAskedDuringARefreshIsSaidToFollow(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 120, 40))
	m.Update(deskEvents{progress: &desk.Event{Kind: desk.FeedDone, Done: 12, Total: 35}, ended: true})
	for _, want := range []string{"a refresh is running; after it: asking 3 feeds", "a refresh is running already"} {
		press(m, "R")
		if m.status.text != want {
			t.Errorf("R says %q, want %q", m.status.text, want)
		}
	}
	m.Update(refreshed{})
	if want := "refreshed: nothing new"; m.status.text != want {
		t.Errorf("the end of what was asked says %q, want %q", m.status.text, want)
	}
	press(m, "R")
	if want := "a refresh is running; after it: asking 3 feeds"; m.status.text != want {
		t.Errorf("R after its end says %q, want %q", m.status.text, want)
	}
}

// That a story is being read is said for as long as it is.
func TestWhatIsSaidOfAStoryThatIsReadEndsWithIt(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 120, 40))
	press(m, "j", "enter", "space")
	if want := "reading the desk …"; m.status.text != want {
		t.Fatalf("space says %q before the story is there, want %q", m.status.text, want)
	}
	answerStory(m)
	if m.briefing.page == nil || m.status.text != "" {
		t.Errorf("once the story is there the foot says %q", m.status.text)
	}
}
