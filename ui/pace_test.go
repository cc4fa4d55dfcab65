package ui

import (
	"context"
	"testing"
	"time"
)

func TestAStoryWaitsForTheFrameOfItsKeyAndLongerWhileKeysComeFast(t *testing.T) {
	t.Parallel()
	var p pace
	at := morning()
	for _, step := range []struct{ after, rest time.Duration }{
		{time.Hour, oneFrame},
		{33 * time.Millisecond, passing},
		{33 * time.Millisecond, passing},
		{time.Second, oneFrame},
		{200 * time.Millisecond, oneFrame},
		{50 * time.Millisecond, passing},
	} {
		at = at.Add(step.after)
		if p.key(at); p.rest != step.rest {
			t.Errorf("%s after the key before it, a story waits %s, not %s", step.after, p.rest, step.rest)
		}
	}
}

// TestAStoryThatIsPassedIsNeitherReadNorDrawn asks that a key that follows at once gives up the story before it is read, and
// that this alone draws nothing.
func TestAStoryThatIsPassedIsNeitherReadNorDrawn(t *testing.T) {
	o := withNews(t, t.TempDir())
	defer o.d.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	s := &onTerminal{Model: newModel(ctx, Options{Desk: o.d, Theme: "dark", Now: morning})}
	s.width, s.tall = 160, 40
	s.takeStored(<-s.askStored())
	s.pace.rest = time.Hour
	s.pages.busy = false
	cmd := s.loadStory()
	s.giveUp()
	msg, ok := cmd().(storyLoaded)
	if !ok || !msg.passed() || msg.page != nil {
		t.Fatalf("a story that was given up came: %+v", msg)
	}
	drawn := s.View().Content
	s.status.say("something else")
	s.Update(msg)
	if s.View().Content != drawn {
		t.Error("the screen was drawn again though no story came")
	}
}

func TestListsThatRestMakeWayForThoseTheOfficerTurnsTo(t *testing.T) {
	o := withNews(t, t.TempDir())
	defer o.d.Close()
	m := newModel(t.Context(), Options{Desk: o.d, Theme: "dark", Now: morning})
	m.takeStored(<-m.askStored())
	o.d.Pressed()
	resting := m.loadListsBehind()
	if m.loadLists() != nil {
		t.Fatal("the lists are read twice at once")
	}
	msg, ok := resting().(listsLoaded)
	if !ok || !msg.passed || msg.regions != nil {
		t.Fatalf("lists that nobody waits for came first: %+v", msg)
	}
	if cmd := m.listsCame(msg); cmd == nil {
		t.Fatal("the lists that were turned to are not read")
	}
	if m.hurry != nil || !m.lists.busy {
		t.Error("the lists that were turned to rest as well")
	}
}
