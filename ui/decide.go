package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/news"
)

// decide answers the keys that change something outside the screen: triage, links, refreshes, the sample.
func (m *Model) decide(a action) tea.Cmd {
	switch a {
	case actWatch:
		return m.setState(news.Watching)
	case actCite:
		return m.setState(news.Cited)
	case actDismiss:
		return m.setState(news.Dismissed)
	case actUndo:
		return m.undo()
	case actOpenLink:
		return m.openLink()
	case actCopyLink:
		return m.copy(m.briefing.link())
	case actRefresh:
		return m.refreshStory()
	case actRefreshAll:
		return m.askRefresh(nil, m.pen.texts.count(len(m.feeds.rows), m.pen.texts.words.feed))
	case actSample:
		return m.askSample()
	}
	return nil
}

// chosen is the story that a decision is about: the one being read, or the one under the cursor of the list.
func (m *Model) chosen() (news.StoryRow, bool) {
	if m.focus == onBriefing {
		return m.briefing.row, m.briefing.story != ""
	}
	return m.stories.current()
}

// writable tells whether the desk may be changed, and says why not.
func (m *Model) writable() bool {
	if m.readOnly {
		m.status.warn(m.pen.texts.status.readOnly)
		return false
	}
	return true
}

// setState decides on a story: the same key again takes the decision back to new.
func (m *Model) setState(to news.State) tea.Cmd {
	row, ok := m.chosen()
	if !ok {
		m.status.say(m.pen.texts.status.noStory)
		return nil
	}
	if !m.writable() {
		return nil
	}
	if row.State == to {
		to = news.New
	}
	m.stories.touched = true
	m.changeState(row.ID, to)
	return m.load.setState(row, to)
}

// changeState shows a new state at once.
func (m *Model) changeState(story string, to news.State) {
	m.stories.change(story, to)
	if m.briefing.story == story {
		m.briefing.row.State = to
	}
}

// stateCame says what was decided, or takes it back from the screen when it could not be kept.
func (m *Model) stateCame(msg stateSet) tea.Cmd {
	if msg.err != nil {
		m.changeState(msg.row.ID, msg.row.State)
		m.failed(msg.err)
		return nil
	}
	t := m.pen.texts
	m.status.say(fmt.Sprintf(t.status.stateSet, t.states[msg.to], short(msg.row.Title)))
	return m.loadLists()
}

func (m *Model) undo() tea.Cmd {
	if !m.writable() {
		return nil
	}
	return m.load.undo()
}

// undoCame says what was taken back, and puts the cursor on its story.
func (m *Model) undoCame(msg undone) tea.Cmd {
	t := m.pen.texts
	switch {
	case msg.err != nil:
		m.failed(msg.err)
		return nil
	case !msg.ok:
		m.status.say(t.status.nothingToUndo)
		return nil
	}
	if msg.step.Deed != "" {
		return m.arrangedCame(arranged{step: msg.step})
	}
	// The step that undoes leads from the state taken back to the one before it.
	m.changeState(msg.step.Story, msg.step.To)
	m.status.say(fmt.Sprintf(t.status.undone, short(msg.row.Title), t.states[msg.step.To], t.states[msg.step.From]))
	if m.focus != onBriefing {
		m.choose = msg.step.Story
	}
	return m.loadLists()
}

// short cuts a title for the status line.
func short(title string) string {
	const most = 40
	title = line(title)
	if runes := []rune(title); len(runes) > most {
		title = strings.TrimSpace(string(runes[:most])) + "…"
	}
	return "“" + title + "”"
}

// refreshStory asks the feeds of the story again.
func (m *Model) refreshStory() tea.Cmd {
	if m.briefing.page == nil {
		m.status.say(m.pen.texts.status.noStory)
		return nil
	}
	feeds := m.briefing.page.feeds
	if len(feeds) == 0 {
		m.status.say(m.pen.texts.status.noFeeds)
		return nil
	}
	return m.askRefresh(feeds, m.pen.texts.count(len(feeds), m.pen.texts.words.feed))
}

// askRefresh asks feeds now, all of them when none are given.
func (m *Model) askRefresh(feeds []string, name string) tea.Cmd {
	if !m.writable() {
		return nil
	}
	if m.refresh.running {
		m.status.say(m.pen.texts.status.refreshing)
		return nil
	}
	m.status.say(fmt.Sprintf(m.pen.texts.status.refreshStarted, name))
	return m.load.refresh(feeds)
}

// askSample ends the program so that it starts again with the sample, where there is nothing else to show.
func (m *Model) askSample() tea.Cmd {
	if !m.offersSample() {
		m.status.say(m.pen.texts.status.noSample)
		return nil
	}
	m.sample = true
	return m.quit()
}

// offersSample tells whether the sample is of use: nothing is kept, or there is no network.
func (m *Model) offersSample() bool {
	return !m.o.Demo && (m.refresh.offline || m.stories.loaded && m.regions.total() == 0)
}

// linkOpened answers the opening of a link.
type linkOpened struct {
	link string
	err  error
}

func (m *Model) openLink() tea.Cmd {
	link := m.briefing.link()
	if link == "" {
		m.status.say(m.pen.texts.status.noLink)
		return nil
	}
	return openLink(m.load.ctx, link)
}

func (m *Model) linkCame(msg linkOpened) {
	if msg.err != nil {
		m.failed(msg.err)
		return
	}
	m.status.say(fmt.Sprintf(m.pen.texts.status.opened, line(msg.link)))
}

// copy puts a link on the clipboard of the terminal.
func (m *Model) copy(link string) tea.Cmd {
	if link == "" {
		m.status.say(m.pen.texts.status.noLink)
		return nil
	}
	link, ok := safeLink(link)
	if !ok {
		m.status.say(m.pen.texts.status.badLink)
		return nil
	}
	m.status.say(fmt.Sprintf(m.pen.texts.status.copied, line(link)))
	return tea.SetClipboard(link)
}
