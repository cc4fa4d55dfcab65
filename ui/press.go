package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// press does what a key asks, or says why it cannot.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	m.status.clear()
	switch {
	case m.asking():
		return m.pressPrompt(msg)
	case m.screen == screenNote:
		return m.pressNote(msg)
	}
	if m.briefing.hints != nil {
		return m.pressHint(msg)
	}
	a := m.pen.keys.action(msg, m.where())
	m.guide.did(a, m.pen.texts.guide.lessons)
	if a == "" && m.screen == screenPanes {
		m.unknown(msg)
		return nil
	}
	return m.dispatch(a, msg)
}

// dispatch does an action on the screen that is shown.
func (m *Model) dispatch(a action, msg tea.KeyPressMsg) tea.Cmd {
	switch a {
	case actInterrupt:
		return m.quit()
	case actSuspend:
		if m.remote() {
			return nil
		}
		return tea.Suspend
	case actCommand:
		if m.screen != screenWatches || !m.watches.typing {
			return m.openCommand()
		}
	}
	switch m.screen {
	case screenSearch:
		return m.pressSearch(a, msg)
	case screenFeeds:
		return m.pressFeeds(a)
	case screenHelp:
		return m.pressHelp(a)
	case screenChoose:
		return m.pressChooser(a)
	case screenMap:
		return m.pressMap(a)
	case screenDraft:
		return m.pressDraft(a)
	case screenPaper:
		return m.pressPaper(a)
	case screenWatches:
		return m.pressWatches(a, msg)
	}
	if a == actFilterTo {
		return m.filterTo(filter(slices.Index(m.pen.keys.binding(a).Keys(), msg.String())) % filters)
	}
	return m.perform(a)
}

// perform does an action of the panes.
func (m *Model) perform(a action) tea.Cmd {
	if m.wantsWhole(a) {
		return m.inWhole(a)
	}
	if cmd, done := m.move(a); done {
		return cmd
	}
	if cmd, done := m.read(a); done {
		return cmd
	}
	if m.focus != onBriefing && m.markStories(a) {
		return nil
	}
	if cmd, done := m.arrange(a); done {
		return cmd
	}
	if cmd, done := m.remark(a); done {
		return cmd
	}
	return m.decide(a)
}

// unknown says that a key does nothing, and which one helps.
func (m *Model) unknown(msg tea.KeyPressMsg) {
	name := line(keyNames([]string{msg.String()}))
	m.status.say(fmt.Sprintf(m.pen.texts.status.unknownKey, name, m.pen.keys.name(actHelp)))
}

// move answers the keys that move within a pane and between panes; done is false for others.
func (m *Model) move(a action) (cmd tea.Cmd, done bool) {
	switch a {
	case actNextPane:
		return m.turnTo((m.focus + 1) % 3), true
	case actPriorPane:
		return m.turnTo((m.focus + 2) % 3), true
	case actLeft, actRight, actOpen, actBack:
		return m.across(a), true
	}
	switch m.focus {
	case onRegions:
		return m.moveRegions(a)
	case onStories:
		return m.moveStories(a)
	default:
		return nil, m.briefing.act(a)
	}
}

func (m *Model) moveRegions(a action) (tea.Cmd, bool) {
	moved, handled := m.regions.list.act(a)
	if !moved {
		return nil, handled
	}
	m.stories.country, m.stories.find, m.load.looking = "", "", ""
	return tea.Batch(m.leave(), m.loadLists()), true
}

func (m *Model) moveStories(a action) (tea.Cmd, bool) {
	moved, handled := m.stories.list.act(a)
	if !handled {
		return nil, false
	}
	m.stories.touched = true
	switch {
	case moved:
		return tea.Batch(m.leave(), m.followList(), m.fillList()), true
	case m.stories.more && a.isDown():
		return m.onceFilled(a), true
	}
	m.atEdge(a)
	return nil, true
}

// atEdge says that the list ends here.
func (m *Model) atEdge(a action) {
	switch {
	case a.isDown():
		m.status.say(m.pen.texts.status.atBottom)
	case a == actUp, a == actPageUp, a == actHalfUp:
		m.status.say(m.pen.texts.status.atTop)
	}
}

// isDown tells whether an action goes down a list by less than all of it.
func (a action) isDown() bool { return a == actDown || a == actPageDown || a == actHalfDown }

// across answers left, right, open and back.
func (m *Model) across(a action) tea.Cmd {
	switch {
	case m.focus == onBriefing && (a == actRight || a == actOpen):
		m.unfold(a)
		return nil
	case m.focus == onBriefing && a == actLeft && m.briefing.isUnfolded():
		m.briefing.fold()
		return nil
	case a == actRight || a == actOpen:
		return m.turnTo(m.focus + 1)
	case m.focus == onStories && a == actBack && m.stories.find != "":
		return m.showFound("")
	case m.focus == onStories && a == actBack && m.stories.country != "":
		return m.unfilterCountry()
	case m.focus == onRegions:
		m.status.say(m.pen.texts.status.noPaneLeft)
		return nil
	default:
		return m.turnTo(m.focus - 1)
	}
}

// unfold opens what is folded under the cursor; Enter folds it again.
func (m *Model) unfold(a action) {
	if a == actRight && m.briefing.isUnfolded() {
		m.status.say(m.pen.texts.status.noPaneRight)
		return
	}
	if !m.briefing.fold() {
		m.status.say(m.pen.texts.status.noUnfold)
	}
}

// turnTo gives a pane the keys. Going into the briefing opens its story, going out of it leaves the story read.
func (m *Model) turnTo(f focus) tea.Cmd {
	var cmd tea.Cmd
	if m.welcoming() {
		m.status.say(m.pen.texts.screens.empty)
		return nil
	}
	if f == onBriefing {
		if m.briefing.story == "" {
			m.status.say(m.pen.texts.status.noStory)
			return nil
		}
		m.briefing.opened = true
		m.stories.touched = true
	} else if m.focus == onBriefing {
		m.focus = f
		cmd = tea.Batch(m.leave(), m.followList())
	}
	m.focus = f
	return cmd
}

// pressSearch answers a key of the search screen: what is no command is typed.
func (m *Model) pressSearch(a action, msg tea.KeyPressMsg) tea.Cmd {
	switch a {
	case actBack:
		m.screen = screenPanes
		m.search.input.Blur()
		return nil
	case actOpen:
		return m.openHit()
	}
	switch a {
	case actKeep:
		return m.askKeep(m.search.query)
	case actListHits:
		if m.search.query != "" {
			return m.showFound(m.search.query)
		}
		return nil
	}
	switch msg.String() {
	case "tab":
		return m.completeSearch()
	case "down", "ctrl+n":
		m.search.list.move(1)
		return nil
	case "up", "ctrl+p":
		m.search.list.move(-1)
		return nil
	case "pgdown":
		m.search.list.act(actPageDown)
		return nil
	case "pgup":
		m.search.list.act(actPageUp)
		return nil
	}
	return m.searchTyped(msg)
}

func (m *Model) pressHelp(a action) tea.Cmd {
	switch a {
	case actBack, actHelp:
		m.screen = m.help.from
	case actQuit:
		return m.quit()
	default:
		m.help.list.act(a)
	}
	return nil
}

// openHelp shows the keys of where the officer is.
func (m *Model) openHelp() {
	m.help = helpScreen{of: m.where(), from: m.screen, version: m.o.Version}
	m.screen = screenHelp
}
