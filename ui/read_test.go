package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// foot is the last line of the screen, without colour.
func foot(m *Model) string {
	plain := cells(m)
	lines := strings.Split(strings.TrimRight(plain, "\n"), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

func TestPassingOverAStoryDoesNotMarkItRead(t *testing.T) {
	m := screenOf(120, 40)
	press(m, "j")
	answerStory(m)
	press(m, "k")
	if row := m.stories.rows[1]; !row.Unread() {
		t.Error("the story passed over counts as read")
	}
}

func TestAnOpenedStoryIsReadOnceTheOfficerLeavesIt(t *testing.T) {
	for _, leaving := range []string{"esc", "h", "tab", "n"} {
		m := screenOf(120, 40)
		press(m, "enter")
		if !m.stories.rows[0].Unread() {
			t.Errorf("%s: read while the officer was still on it", leaving)
		}
		press(m, leaving)
		if m.stories.rows[0].Unread() {
			t.Errorf("%s: left, and still unread", leaving)
		}
	}
}

func TestSpaceReadsToTheEndAndThenGoesOn(t *testing.T) {
	m := screenOf(80, 24)
	press(m, "enter")
	first := m.briefing.story
	pages := 0
	for m.briefing.story == first && pages < 20 {
		press(m, "space")
		pages++
	}
	if pages < 2 || pages == 20 {
		t.Errorf("%d presses of space on a story of two pages", pages)
	}
	if m.stories.rows[0].Unread() {
		t.Error("the story read to its end is unread")
	}
	if row, _ := m.stories.current(); row.ID != m.briefing.story {
		t.Errorf("the list is on %s, the briefing on %s", row.ID, m.briefing.story)
	}
	if m.focus != onBriefing || !m.briefing.opened {
		t.Error("the reading pass does not go on in the briefing")
	}
}

func TestAReadOnlyDeskIsNeverWritten(t *testing.T) {
	m := screenOf(80, 24)
	m.readOnly = true
	before := slices.Clone(m.stories.rows)
	for _, k := range []string{"w", "c", "x", "u", "r", "R"} {
		if _, cmd := m.Update(keyPress(k)); cmd != nil {
			t.Errorf("%s asks the desk for something", k)
		}
		if got := foot(m); !strings.Contains(got, "read only: another program") {
			t.Errorf("%s: the foot says %q", k, got)
		}
	}
	press(m, "enter", "esc")
	for i, r := range m.stories.rows {
		if r.State != before[i].State || r.Read != before[i].Read {
			t.Errorf("%s has changed", r.ID)
		}
	}
}

func TestKeysThatCannotActSayWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		says string
	}{
		{"a key that is none", []string{"U"}, "U does nothing here; ? shows the keys"},
		{"up from the first", []string{"k"}, "this is the first"},
		{"left of the regions", []string{"left", "left"}, "nothing further left"},
		{"unfold what is not folded", []string{"enter", "down", "down", "e"}, "nothing is folded here"},
		{"the sample while there is news", []string{"s"}, "the sample is for when nothing is kept"},
		{"no further difference", []string{"enter", "d", "d"}, "no further difference"},
	} {
		m := press(screenOf(120, 40), c.keys...)
		if got := foot(m); !strings.Contains(got, c.says) {
			t.Errorf("%s: the foot says %q", c.name, got)
		}
	}
}

func TestEveryKeyActsOrSaysWhyNot(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine presses them: there is nothing for the race detector")
	}
	places := map[string][]string{
		"regions": {"left"}, "stories": nil, "briefing": {"enter"}, "feeds": {"F"}, "help": {"?"}, "map": {"m"},
	}
	for place, keys := range places {
		for name, fresh := range map[string]func() *Model{
			"full":   func() *Model { return screenOf(120, 40) },
			"narrow": func() *Model { return screenOf(60, 18) },
			"medium": func() *Model { return screenOf(90, 30) },
			"empty":  emptyDesk,
		} {
			where := press(fresh(), keys...).where()
			for _, b := range declared() {
				if b.scope&where == 0 {
					continue
				}
				m := press(fresh(), keys...)
				m.status.clear()
				before := m.View().Content
				_, cmd := m.Update(keyPress(b.binding.Keys()[0]))
				if cmd == nil && m.View().Content == before && !standsAtEnd(b.action) {
					t.Errorf("%s, %s desk: %s does nothing and says nothing", place, name, b.action)
				}
			}
		}
	}
}

// standsAtEnd tells of a movement that may have nowhere to go, as an arrow key has at the end of any list.
func standsAtEnd(a action) bool {
	moved, handled := (&list{}).act(a)
	return handled && !moved
}

func emptyDesk() *Model {
	m := newReader(Options{Theme: "dark"}, 120, 40)
	m.lists.ask()
	m.Update(listsLoaded{request: m.lists.last, query: m.query(), feeds: inventedFeeds()})
	return m
}

func TestLateAnswersAreDropped(t *testing.T) {
	m := screenOf(120, 40)
	late := answerLists(m, m.lists.last)
	press(m, "left", "down")
	late.request = m.lists.last
	m.Update(late)
	if m.stories.query.Region != "" {
		t.Fatal("the list answers what was not asked")
	}
	m.Update(answerLists(m, m.lists.last))
	if m.stories.query.Region != "central" {
		t.Errorf("the list shows %q after the right answer", m.stories.query.Region)
	}
}

func TestAHeldKeyAsksForOneStoryAtATime(t *testing.T) {
	m := screenOf(120, 40)
	asked := m.pages.last
	press(m, "j", "j", "j", "j")
	if got := m.pages.last - asked; got != 1 {
		t.Errorf("%d stories asked for while none had come", got)
	}
	_, cmd := m.Update(storyLoaded{request: m.pages.last, story: "market", page: newPage(inventedView("market"))})
	if cmd == nil || m.briefing.page != nil {
		t.Error("the story passed over is shown, or the one under the cursor is not asked for")
	}
}

func TestTriageIsSeenAtOnceAndTakenBackWhenItFails(t *testing.T) {
	m := screenOf(120, 40)
	row, _ := m.stories.current()
	press(m, "w")
	if got := m.stories.rows[0].State; got != news.Watching {
		t.Errorf("after w the story is %s", got)
	}
	m.Update(stateSet{row: row, to: news.Watching, err: errLink})
	if got := m.stories.rows[0].State; got != news.New {
		t.Errorf("after a failure the story is %s", got)
	}
}

func TestUndoSaysWhatWasUndone(t *testing.T) {
	m := screenOf(120, 40)
	row := m.stories.rows[0]
	m.Update(undone{ok: true, row: row, step: news.Step{Story: row.ID, From: news.Cited, To: news.New}})
	if got := foot(m); !strings.Contains(got, "Bridge at Tessoum") || !strings.Contains(got, "new again, no longer cited") {
		t.Errorf("the foot says %q", got)
	}
	m.Update(undone{})
	if got := foot(m); !strings.Contains(got, "nothing to undo") {
		t.Errorf("the foot says %q", got)
	}
}

func TestSearchAsksOneQuestionAtATimeAndOpensTheStory(t *testing.T) {
	m := press(screenOf(120, 40), "/")
	opened := m.search.asks.last
	press(m, "w", "e", "l")
	if n := m.search.asks.last - opened; n != 1 {
		t.Errorf("%d searches under way for three letters, want the first one's", n)
	}
	m.Update(searchDone{request: m.search.asks.last, query: "w"})
	if n := m.search.asks.last - opened; n != 2 {
		t.Errorf("%d searches once the first is answered, want one more for the other letters", n)
	}
	m = search(screenOf(120, 40))
	m.Update(searchDone{request: 1, query: "w"})
	if len(m.search.hits) != 2 {
		t.Error("a late answer replaced the last one")
	}
	press(m, "enter")
	if m.screen != screenPanes || m.focus != onBriefing || m.briefing.story != "more1" || m.regions.current() != "coastal" {
		t.Errorf("screen %d, focus %d, story %q, region %q", m.screen, m.focus, m.briefing.story, m.regions.current())
	}
	m.Update(answerLists(m, m.lists.last))
	if row, _ := m.stories.current(); row.ID != "more1" {
		t.Errorf("the list is on %q", row.ID)
	}
}

func TestFilterWalksThroughTheStates(t *testing.T) {
	m := screenOf(120, 40)
	for _, want := range []desk.Query{
		{State: news.New, Unread: true, Awake: true},
		{State: news.Watching, Awake: true},
		{State: news.Cited, Awake: true},
		{State: news.Dismissed, Awake: true},
		{Differs: true, Awake: true},
		{Asleep: true, AnyState: true},
		{Awake: true},
	} {
		press(m, "f")
		m.Update(answerLists(m, m.lists.last))
		if m.stories.query != want {
			t.Errorf("asked %+v, want %+v", m.stories.query, want)
		}
	}
}

func TestTheSampleIsOfferedOnlyWhenThereIsNothingElse(t *testing.T) {
	m := emptyDesk()
	press(m, "s")
	if !m.sample {
		t.Error("an empty desk does not start the sample")
	}
	m = screenOf(80, 24)
	m.Update(deskEvents{progress: &desk.Event{Kind: desk.RefreshDone, Offline: true}, ended: true})
	press(m, "s")
	if !m.sample {
		t.Error("without a network the sample does not start")
	}
	m = newReader(Options{Demo: true}, 80, 24)
	press(m, "s")
	if m.sample {
		t.Error("the sample starts itself again")
	}
}

func TestAStoryFoundButNotListedIsReadWithoutMovingTheListLater(t *testing.T) {
	m := screenOf(120, 40)
	press(m, "/", "w")
	m.Update(searchDone{request: m.search.asks.last, query: "w", hits: []news.Hit{{Story: "gone", Title: "Dismissed", Region: "central"}}})
	press(m, "enter")
	m.Update(answerLists(m, m.lists.last))
	if m.briefing.story != "gone" || m.choose != "" {
		t.Errorf("the briefing is on %q, the list still waits for %q", m.briefing.story, m.choose)
	}
	press(m, "esc")
	if row, _ := m.stories.current(); m.briefing.story != row.ID {
		t.Errorf("back in the list on %q, the briefing shows %q", row.ID, m.briefing.story)
	}
}

func TestChangingTheFilterWhileReadingLeavesTheStoryRead(t *testing.T) {
	m := press(screenOf(120, 40), "enter", "f")
	if m.stories.rows[0].Unread() || m.focus != onStories {
		t.Error("the story is unread, or the keys are still in the briefing")
	}
}

func TestNarrowScreensReadOnlyWhatTheyShow(t *testing.T) {
	m := screenOf(60, 18)
	press(m, "space")
	if m.focus != onBriefing {
		t.Error("space does not show the story first")
	}
	if !m.stories.rows[0].Unread() {
		t.Error("the story counts as read before it was shown")
	}
}

func TestFindingTheStoryInViewKeepsWhatIsKnownOfIt(t *testing.T) {
	m := screenOf(120, 40)
	press(m, "/", "b")
	m.Update(searchDone{request: m.search.asks.last, query: "b", hits: []news.Hit{{Story: "bridge", Title: "Bridge", Region: "central"}}})
	press(m, "enter")
	if m.briefing.row.Outlets != 6 || m.briefing.page == nil {
		t.Errorf("%d outlets, page %v", m.briefing.row.Outlets, m.briefing.page)
	}
}

func TestEnterBeforeTheAnswerOpensItOnceItComes(t *testing.T) {
	m := press(screenOf(120, 40), "/", "w", "enter")
	if m.screen != screenSearch {
		t.Fatalf("screen %d before there was an answer", m.screen)
	}
	m.Update(searchDone{request: m.search.asks.last, query: "w", hits: []news.Hit{{Story: "more1", Title: "Wells", Region: "coastal"}}})
	if m.screen != screenPanes || m.briefing.story != "more1" {
		t.Errorf("screen %d, story %q", m.screen, m.briefing.story)
	}
}

func TestAStoryThatWasPassedIsGivenUp(t *testing.T) {
	o := withNews(t, t.TempDir()).read(120, 40)
	first := o.m.briefing.story
	_, asks := o.m.Update(keyPress("j"))
	passed := o.m.briefing.story
	o.m.Update(keyPress("k")) // before the command was run
	if passed == first || o.m.briefing.story != first || !o.m.pages.busy {
		t.Fatal("the cursor went to no other story and back while that was awaited")
	}
	answer, ok := theStory(asks)
	if !ok || !errors.Is(answer.err, context.Canceled) {
		t.Fatalf("the story that was passed was opened: %v, error %v", answer.page, answer.err)
	}
	_, next := o.m.Update(answer)
	if o.m.briefing.err != nil || o.m.briefing.page != nil {
		t.Error("the briefing shows the story given up")
	}
	o.run(next)
	if o.m.briefing.page == nil || o.m.briefing.page.row.ID != first {
		t.Error("the story that the cursor ended on never came")
	}
	o.standUp()
}

// theStory runs what a key asked for until a story answers.
func theStory(cmd tea.Cmd) (storyLoaded, bool) {
	if cmd == nil {
		return storyLoaded{}, false
	}
	switch msg := cmd().(type) {
	case storyLoaded:
		return msg, true
	case tea.BatchMsg:
		for _, c := range msg {
			if s, ok := theStory(c); ok {
				return s, true
			}
		}
	}
	return storyLoaded{}, false
}
