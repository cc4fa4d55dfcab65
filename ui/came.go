package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
)

// loadLists asks for the lists, one request at a time: a busy desk must not be asked in heaps.
func (m *Model) loadLists() tea.Cmd {
	if m.lists.busy {
		m.lists.again = true
		if m.hurry != nil { // the officer waits for this one
			m.hurry()
		}
		return nil
	}
	m.behind = false
	q := m.query()
	return m.load.lists(m.lists.ask(), q, m.stories.wanted(q))
}

// loadListsBehind asks for the lists once the officer does not type, or soon all the same: what brings counts and order up
// to date takes the processor from no key.
func (m *Model) loadListsBehind() tea.Cmd {
	if m.behind = m.lists.busy; m.behind {
		return nil
	}
	q, request, load := m.query(), m.lists.ask(), m.load
	var resting context.Context
	resting, m.hurry = context.WithCancel(load.ctx)
	read := load.lists(request, q, m.stories.wanted(q))
	return func() tea.Msg {
		if !load.rests(resting) {
			return listsLoaded{request: request, query: q, passed: true}
		}
		return read()
	}
}

// listsCame takes new lists, unless the officer has turned to others meanwhile; the briefing follows the cursor unless
// the officer is in it.
func (m *Model) listsCame(msg listsLoaded) tea.Cmd {
	if !m.lists.answered(msg.request) {
		return nil
	}
	if m.hurry != nil {
		m.hurry()
		m.hurry = nil
	}
	var again tea.Cmd
	switch {
	case m.lists.again:
		again = m.loadLists()
	case m.behind:
		again = m.loadListsBehind()
	}
	if msg.passed {
		return again
	}
	m.pause = max(eventPause, patience*msg.took)
	if msg.query != m.query() {
		return tea.Batch(again, m.goThrough())
	}
	if msg.err != nil {
		if !keepsShown(msg.err, m.stories.loaded && m.stories.err == nil && m.stories.query == msg.query) {
			m.stories.err = msg.err
		}
		m.next, m.held = "", nil
		return again
	}
	m.regions.set(msg.regions, m.pen.texts)
	m.stories.findName = m.regions.nameOf(msg.query.Find)
	m.stories.set(msg, &m.regions)
	m.feeds.set(msg.feeds)
	if m.focus == onBriefing {
		m.stories.choose(m.briefing.story) // where an undo brought it back, the list stands on it again
	}
	if again == nil {
		again = m.arriveAt(msg.query)
	}
	return tea.Batch(again, m.followList(), m.goThrough())
}

// followList shows in the briefing the story under the cursor of the list, except while the officer reads another.
func (m *Model) followList() tea.Cmd {
	if m.briefing.opened {
		return nil
	}
	row, ok := m.stories.current()
	if !ok {
		m.briefing.clear()
		return nil
	}
	cmd := m.show(row)
	m.briefing.opened = m.focus == onBriefing
	return cmd
}

// loadStory asks for the story of the briefing, one request at a time, and gives up the one for a story that the cursor has
// left, so that a key held down asks for the story it ends on and not for all it passes.
func (m *Model) loadStory() tea.Cmd {
	if m.briefing.story == "" {
		return nil
	}
	if m.pages.busy {
		m.pages.again = true
		if m.asked != m.briefing.story && m.giveUp != nil {
			m.giveUp()
		}
		return nil
	}
	return m.askStory(m.pace.rest)
}

// askStory asks for the story of the briefing after a pause.
func (m *Model) askStory(pause time.Duration) tea.Cmd {
	m.asked = m.briefing.story
	var ctx context.Context
	ctx, m.giveUp = context.WithCancel(m.load.ctx)
	return m.load.story(ctx, m.pages.ask(), m.asked, pause)
}

// storyCame takes a story, or asks again when it is no longer the one wanted.
func (m *Model) storyCame(msg storyLoaded) tea.Cmd {
	if !m.pages.answered(msg.request) {
		return nil
	}
	givenUp := msg.passed()
	if m.giveUp != nil {
		m.giveUp()
	}
	if msg.story == m.briefing.story && !givenUp {
		m.briefing.set(msg)
		m.meet()
		if m.status.text == m.pen.texts.screens.loading && m.next == "" && !m.search.opens { // nothing is waited for any more
			m.status.clear()
		}
	}
	switch {
	case !m.pages.again || m.briefing.story == "":
		return nil
	case givenUp:
		return m.askStory(passing)
	}
	return m.loadStory()
}

// readCame shows a story that was left as one that has been read: what is new in it is new no more.
func (m *Model) readCame(msg markedRead) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	if msg.story != m.briefing.story || m.briefing.opened {
		return nil
	}
	return m.loadStory()
}

// eventsCame shows progress, and reads again what changed.
func (m *Model) eventsCame(e deskEvents) tea.Cmd {
	var cmds []tea.Cmd
	if !e.ended {
		cmds = append(cmds, m.listen())
	}
	if e.progress != nil {
		m.refresh.set(*e.progress)
		if err := e.progress.Err; err != nil && !errors.Is(err, context.Canceled) {
			m.failed(err)
		}
	}
	cmds = append(cmds, m.serverChanged(e), m.gained(e), m.alarmed(e.matches), m.shiftChanged(e))
	if len(e.met) > 0 {
		m.meet()
	}
	if (e.lists || e.later || len(e.states) > 0) && m.screen == screenMap {
		cmds = append(cmds, m.loadCountries())
	}
	if e.stories[m.briefing.story] {
		cmds = append(cmds, m.loadStory())
	}
	return tea.Batch(cmds...)
}

// refreshCame tells how a refresh the officer asked for ended.
func (m *Model) refreshCame(msg refreshed) {
	t := m.pen.texts
	delete(m.refresh.asked, msg.asked)
	switch {
	case msg.err != nil:
		m.failed(msg.err)
	case msg.report.NewArticles == 0 && msg.report.ChangedArticles == 0:
		m.status.say(t.status.refreshQuiet)
	default:
		m.status.say(fmt.Sprintf(t.status.refreshDone, t.count(msg.report.NewArticles, t.words.newArticles)))
	}
}

// failed shows an error in the status line.
func (m *Model) failed(err error) {
	if err != nil {
		m.status.warn(fmt.Sprintf(m.pen.texts.status.failed, m.pen.texts.problem(err)))
	}
}

// progress is how far the refresh is, and what the last one told.
type progress struct {
	asked       map[string]bool // by their names the refreshes that the officer asked for and that have not ended
	running     bool
	done, total int
	articles    int
	failed      int
	offline     bool
}

func (p *progress) set(e desk.Event) {
	p.running = e.Kind != desk.RefreshDone
	p.done, p.total, p.articles, p.failed = e.Done, e.Total, e.Articles, e.Failed
	if e.Kind == desk.RefreshDone {
		p.offline = e.Offline
	}
}

// status is the line that answers a key.
type status struct {
	text    string
	warning bool
}

func (s *status) say(text string)  { *s = status{text: text} }
func (s *status) warn(text string) { *s = status{text: text, warning: true} }
func (s *status) clear()           { *s = status{} }
