package ui

import (
	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
)

// listedRows is how many stories beyond the cursor a list holds. A desk of years has tens of thousands, of which nobody
// scrolls through more than some: the others are read when the cursor comes near them, or when a step is about all.
const listedRows = 1000

// wanted is how many stories are asked for a query; 0 for all.
func (s *storyPane) wanted(q desk.Query) int {
	switch {
	case q.Find != "" || s.whole && s.wholeOf == q:
		return 0
	case q == s.query:
		return s.list.cursor + listedRows
	}
	return listedRows
}

// runsOut tells whether the cursor comes near the end of what is held of a longer list.
func (s *storyPane) runsOut() bool {
	return s.more && s.list.cursor >= len(s.rows)-min(listedRows, len(s.rows))/2
}

// fillList reads on in the list where the cursor comes near the end of what is held.
func (m *Model) fillList() tea.Cmd {
	if !m.stories.runsOut() {
		return nil
	}
	return m.loadLists()
}

// arriveAt puts the cursor on the story that is to be chosen, once the list has it; where even the whole list has not, it
// never comes.
func (m *Model) arriveAt(q desk.Query) tea.Cmd {
	if m.choose == "" {
		return m.fillList()
	}
	if !m.stories.choose(m.choose) && m.stories.more {
		return m.loadWhole(q)
	}
	m.choose = ""
	return m.fillList()
}

// loadWhole asks for all stories of a query, and for all of them as long as the list shows that.
func (m *Model) loadWhole(q desk.Query) tea.Cmd {
	m.stories.whole, m.stories.wholeOf = true, q
	return m.loadLists()
}

// wantsWhole tells whether an action is about stories of the list that are not held.
func (m *Model) wantsWhole(a action) bool {
	if !m.stories.more {
		return false
	}
	switch a {
	case actBottom, actMarkBelow:
		return m.focus == onStories
	case actMarkRegion:
		return m.focus != onBriefing
	}
	return false
}

// inWhole does an action once the list is whole. The keys that are pressed meanwhile wait for it, so that each does what it
// would have done.
func (m *Model) inWhole(a action) tea.Cmd {
	m.next = a
	m.status.say(m.pen.texts.screens.loading)
	return m.loadWhole(m.query())
}

// onceFilled goes on down a list once more of it is held, and the keys that are pressed meanwhile wait for that.
func (m *Model) onceFilled(a action) tea.Cmd {
	m.next = a
	m.status.say(m.pen.texts.screens.loading)
	if !m.lists.busy {
		return m.loadLists()
	}
	if m.hurry != nil {
		m.hurry()
	}
	return nil
}

// heldBack tells whether a key waits: for more of the list, for the list that was turned to, or for the story that an undo
// brings back, so that it is never about a story of before. The key that ends the program waits for none.
func (m *Model) heldBack(msg tea.KeyPressMsg) bool {
	a := m.pen.keys.action(msg, m.where())
	if a == actInterrupt {
		return false
	}
	if m.next == "" && len(m.held) == 0 && (!m.turning() || m.turns(a)) {
		return false
	}
	m.held = append(m.held, msg)
	return true
}

// turning tells whether the list that is held is not the one that was asked for, or its cursor not where it is to be.
func (m *Model) turning() bool {
	if m.screen != screenPanes || m.focus == onBriefing || m.asking() {
		return false
	}
	return m.undoing > 0 || m.lists.busy && (m.choose != "" || m.stories.query != m.query())
}

// turns tells whether an action turns to a list, or away from it, and is about none of its stories.
func (m *Model) turns(a action) bool {
	switch a {
	case actFilter, actFilterTo, actUndo, actLeft, actBack, actPriorPane, actHelp, actSuspend, actQuit:
		return true
	case actDown, actUp, actTop, actBottom, actPageDown, actPageUp, actHalfDown, actHalfUp, actRight, actOpen, actNextPane:
		return m.focus == onRegions
	}
	return false
}

// goThrough does what waited for the list, once it is there.
func (m *Model) goThrough() tea.Cmd {
	if m.next != "" && m.lists.busy || m.turning() {
		return nil
	}
	a, held := m.next, m.held
	m.next, m.held = "", nil
	var cmds []tea.Cmd
	if a != "" {
		m.status.clear()
		cmds = append(cmds, m.perform(a))
	}
	for _, key := range held {
		if !m.heldBack(key) {
			cmds = append(cmds, m.press(key))
		}
	}
	return tea.Batch(cmds...)
}
