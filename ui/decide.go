package ui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
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

// writable tells whether the desk may be changed, and says why not.
func (m *Model) writable() bool {
	if m.readOnly {
		m.status.warn(m.whyReadOnly())
		return false
	}
	return true
}

func (m *Model) whyReadOnly() string {
	if m.load.role() != nil {
		return m.pen.texts.status.reader
	}
	return m.pen.texts.status.readOnly
}

// setState decides on the chosen stories: on one story the same key again takes the decision back to new.
func (m *Model) setState(to news.State) tea.Cmd {
	rows := m.chosenSet()
	if len(rows) == 0 || !m.writable() {
		return nil
	}
	m.stories.touched = true
	m.remember(rows)
	if len(rows) > 1 {
		return m.setStates(rows, to)
	}
	row := rows[0]
	if row.State == to {
		to = news.New
	}
	m.stories.marked = nil
	m.changeState(row.ID, to)
	var follows tea.Cmd
	if m.focus != onBriefing && leaves(m.query(), to) {
		m.stories.drop(row.ID) // at once, so that the next key is about the next story
		follows = m.followList()
	}
	return tea.Batch(m.load.setState(row, to), follows)
}

// leaves tells whether a story that is dismissed, or dismissed no more, leaves the list of a query.
func leaves(q desk.Query, to news.State) bool {
	switch {
	case q.Find != "" || q.AnyState:
		return false
	case q.State == news.Dismissed:
		return to != news.Dismissed
	}
	return to == news.Dismissed
}

// setStates decides on a set of stories, which undo takes back as one.
func (m *Model) setStates(rows []news.StoryRow, to news.State) tea.Cmd {
	for _, row := range rows {
		m.changeState(row.ID, to)
	}
	t := m.pen.texts
	said := fmt.Sprintf(t.status.stateSet, t.states[to], m.name(rows))
	return m.load.steps(said, func(ctx context.Context, d *desk.Desk) ([]news.Step, error) { return d.SetStates(ctx, idsOf(rows), to) })
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
		return m.loadLists() // it may have left the list
	}
	t := m.pen.texts
	m.status.say(fmt.Sprintf(t.status.stateSet, t.states[msg.to], short(msg.row.Title)))
	if msg.to == news.Dismissed || msg.row.State == news.Dismissed {
		return m.loadLists()
	}
	return m.settle()
}

func (m *Model) undo() tea.Cmd {
	if !m.writable() {
		return nil
	}
	m.undoing++
	return m.load.undo()
}

// undoCame takes the answer to an undo, and then the keys that waited for it.
func (m *Model) undoCame(msg undone) tea.Cmd {
	m.undoing--
	return tea.Batch(m.takenBack(msg), m.goThrough())
}

// takenBack says what was taken back, and puts the cursor on its story.
func (m *Model) takenBack(msg undone) tea.Cmd {
	t := m.pen.texts
	switch {
	case msg.err != nil:
		m.failed(msg.err)
		return nil
	case !msg.ok:
		m.status.say(t.status.nothingToUndo)
		return nil
	case msg.step.Waits:
		m.undoneLater(msg.step)
		return nil
	}
	if isRemark(msg.step.Deed) || msg.step.Set != 0 {
		m.status.say(m.pen.texts.arrange.undone + " " + m.pen.texts.triage.deeds[msg.step.Deed] + " " + short(msg.row.Title))
		return tea.Batch(m.loadLists(), m.loadStory())
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

// askRefresh asks feeds now, all of them when none are given. While another refresh is running, which may ask only what is due,
// they are asked after it; to ask for the same once more changes nothing.
func (m *Model) askRefresh(feeds []string, name string) tea.Cmd {
	if !m.writable() {
		return nil
	}
	asked := refreshName(feeds)
	switch {
	case m.refresh.asked[asked]:
		m.status.say(m.pen.texts.status.refreshing)
		return nil
	case m.refresh.running:
		m.status.say(fmt.Sprintf(m.pen.texts.status.refreshNext, name))
	default:
		m.status.say(fmt.Sprintf(m.pen.texts.status.refreshStarted, name))
	}
	m.refresh.asked[asked] = true
	return m.load.refresh(feeds)
}

// refreshName tells refreshes apart by the feeds that they ask.
func refreshName(feeds []string) string { return strings.Join(feeds, "\n") }

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
	return !m.o.Demo && m.o.Session == nil && (m.refresh.offline || m.stories.loaded && m.regions.total() == 0)
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
	return m.opens(link)
}

// opens opens a link where the officer sits. From another machine no program of theirs can be started: they get the link.
func (m *Model) opens(link string) tea.Cmd {
	if m.o.Session != nil {
		return m.copy(link)
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
	return m.toClipboard(link, fmt.Sprintf(m.pen.texts.status.copied, line(link)))
}

// isRemark tells whether a deed wrote something beside a story.
func isRemark(d news.Deed) bool {
	switch d {
	case news.DeedNote, news.DeedOwner, news.DeedHandover, news.DeedSnooze:
		return true
	}
	return false
}
