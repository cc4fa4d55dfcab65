package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/news"
)

// read answers the keys of reading on and finding; done is false for others.
func (m *Model) read(a action) (cmd tea.Cmd, done bool) {
	switch a {
	case actRead:
		return m.readOn(), true
	case actNextUnread:
		return m.nextUnread(), true
	case actNextDiffer:
		return m.nextDifference(), true
	case actUnfold:
		m.unfold(actOpen)
		return nil, true
	case actLength:
		m.briefing.turnLength()
		m.status.say(m.pen.texts.status.lengths[m.briefing.length])
		return nil, true
	case actEvidence:
		if m.focus == onRegions && m.regions.list.cursor < len(m.regions.rows) {
			m.status.say(inWords(m.regions.rows[m.regions.list.cursor], m.pen.texts))
			return nil, true
		}
		if m.briefing.story == "" {
			m.status.say(m.pen.texts.status.noStory)
			return nil, true
		}
		m.briefing.evidence = !m.briefing.evidence
		m.briefing.scroll = -1 << 20
		if !m.sees(onBriefing) {
			return m.turnTo(onBriefing), true
		}
		return nil, true
	case actFilter:
		return m.filterTo((m.stories.filter + 1) % filters), true
	}
	return m.turn(a)
}

// turn answers the keys that open other screens and arrange the panes; done is false for others.
func (m *Model) turn(a action) (cmd tea.Cmd, done bool) {
	switch a {
	case actSearch:
		m.screen = screenSearch
		m.search.input.SetValue("")
		m.search.hits, m.search.query, m.search.err = nil, "", nil
		m.search.asks = ticket{last: m.search.asks.last + 1} // an answer still to come is of another search
		return m.search.input.Focus(), true
	case actMap:
		return m.openMap(), true
	case actBrief:
		return m.openDraft(), true
	case actHandover:
		return m.handover(), true
	case actLog:
		return m.openLog(), true
	case actFeeds:
		m.screen = screenFeeds
		return tea.Batch(m.loadLists(), m.load.perDay()), true
	case actHelp:
		m.openHelp()
		return nil, true
	case actQuit:
		return m.quit(), true
	case actHints:
		m.openHints()
		return nil, true
	case actWatches:
		return m.openWatches(), true
	case actZoom, actWider, actNarrower:
		m.turnPanes(a)
		return nil, true
	case actBriefList:
		return m.briefList(), true
	}
	return nil, false
}

// show turns the briefing to a story of the list and asks for it.
func (m *Model) show(row news.StoryRow) tea.Cmd {
	if m.briefing.story == row.ID {
		m.briefing.show(row)
		return nil
	}
	m.briefing.show(row)
	return m.loadStory()
}

// open turns the briefing to a story and gives it the keys, so that leaving it marks it read.
func (m *Model) open(row news.StoryRow) tea.Cmd {
	cmd := tea.Batch(m.leave(), m.show(row))
	m.briefing.opened = true
	m.stories.touched = true
	m.focus = onBriefing
	return cmd
}

// leave ends the reading of an opened story: it is marked read as it stood when it was opened, but for the statements that
// were never on the screen.
func (m *Model) leave() tea.Cmd {
	b := &m.briefing
	if !b.opened {
		return nil
	}
	b.opened = false
	if b.page == nil || m.readOnly && m.load.role() == nil { // what a reader reads is noted too: it is theirs alone
		return nil
	}
	m.stories.markRead(b.story, b.page.at)
	return m.load.markRead(b.story, b.page.at, b.unseen())
}

// readOn shows the next page of the story, and after the last one goes on to the next unread story.
func (m *Model) readOn() tea.Cmd {
	switch {
	case m.briefing.story == "":
		return m.nextUnread()
	case !m.sees(onBriefing): // what is not on the screen is not read
		return m.turnTo(onBriefing)
	case m.briefing.page == nil && m.briefing.err == nil:
		m.status.say(m.pen.texts.screens.loading)
		return nil
	}
	m.briefing.opened = true
	m.stories.touched = true
	if m.briefing.page != nil && !m.briefing.last.atEnd {
		m.briefing.act(actPageDown)
		return nil
	}
	return m.nextUnread()
}

// nextUnread goes to the next unread story of the list, and beyond it to wherever one is.
func (m *Model) nextUnread() tea.Cmd {
	reading := m.briefing.story
	i, ok := m.stories.next(reading, news.StoryRow.Unread)
	if m.stories.more && (!ok || i < m.stories.list.cursor) {
		return m.inWhole(actNextUnread)
	}
	if !ok {
		return tea.Batch(m.leave(), m.load.nextUnread(reading))
	}
	cmd := m.leave()
	m.stories.touched = true
	m.stories.list.cursor = i
	return tea.Batch(cmd, m.goOn(m.stories.rows[i]), m.fillList())
}

// goOn shows the story that a reading pass comes to: opened where the officer is in the briefing.
func (m *Model) goOn(row news.StoryRow) tea.Cmd {
	cmd := m.show(row)
	if m.focus == onBriefing {
		m.briefing.opened = true
	}
	return cmd
}

// unreadCame goes to an unread story outside the list: the list turns to its region.
func (m *Model) unreadCame(msg unreadFound) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	if !msg.ok {
		m.status.say(m.pen.texts.status.noUnread)
		return nil
	}
	region := msg.row.Placement.Region
	m.status.say(fmt.Sprintf(m.pen.texts.status.elsewhere, m.regions.name(region)))
	return tea.Batch(m.turnList(region, msg.row.ID), m.goOn(msg.row))
}

// turnList turns the list to a region, every country and every state but dismissed, and to a story in it once it has come.
func (m *Model) turnList(region, story string) tea.Cmd {
	m.stories.filter, m.stories.country, m.stories.find = filterAll, "", ""
	m.regions.choose(region)
	m.choose = story
	return m.loadLists()
}

// nextDifference goes to the next point on which outlets differ; in the lists, to the next story with one.
func (m *Model) nextDifference() tea.Cmd {
	t := m.pen.texts
	if m.focus == onBriefing {
		if !m.briefing.nextDifference() {
			m.status.say(t.status.noDifferHere)
		}
		return nil
	}
	i, ok := m.stories.next(m.stories.currentID(), func(r news.StoryRow) bool { return r.Differs > 0 })
	if m.stories.more && (!ok || i < m.stories.list.cursor) {
		return m.inWhole(actNextDiffer)
	}
	if !ok {
		m.status.say(t.status.noDiffer)
		return nil
	}
	m.stories.touched = true
	m.stories.list.cursor = i
	return tea.Batch(m.leave(), m.followList(), m.fillList())
}

// searchTyped hands a key to the input line and searches when the words changed.
func (m *Model) searchTyped(msg tea.Msg) tea.Cmd {
	query, changed := m.search.typed(msg)
	if !changed {
		return nil
	}
	m.search.opens = false
	if query == "" {
		m.search.hits, m.search.query, m.search.err = nil, "", nil
	}
	return m.askSearch()
}

// openHit opens the story of the answer under the cursor.
func (m *Model) openHit() tea.Cmd {
	hit, ok := m.search.current()
	if m.search.opens = !ok && m.search.asks.busy; m.search.opens { // enter was faster than the answer
		m.status.say(m.pen.texts.screens.loading)
		return nil
	}
	if !ok {
		m.status.say(m.pen.texts.status.noHit)
		return nil
	}
	m.screen = screenPanes
	m.search.input.Blur()
	m.load.looking = m.search.query
	row := m.briefing.row
	if m.briefing.story != hit.Story { // its outlets and times come with its page
		row = news.StoryRow{ID: hit.Story, Title: hit.Title, Placement: news.Placement{Region: hit.Region}}
	}
	return tea.Batch(m.turnList(hit.Region, hit.Story), m.open(row))
}

// quit ends the program; a story that is open counts as read.
func (m *Model) quit() tea.Cmd {
	if cmd := m.leave(); cmd != nil {
		return tea.Sequence(cmd, tea.Quit)
	}
	return tea.Quit
}
