package ui

import (
	tea "charm.land/bubbletea/v2"
)

// wheelLines is by how many lines the wheel scrolls a briefing.
const wheelLines = 3

// pointed answers the mouse, where the officer has turned it on: a click goes to what it is on, a second one there opens
// it, the wheel moves what is under it, and the border between list and briefing can be dragged.
func (m *Model) pointed(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		return m.wheel(at)
	case tea.MouseReleaseMsg:
		m.dragging = false
	case tea.MouseMotionMsg:
		if m.dragging {
			m.dragTo(at.X)
		}
	case tea.MouseClickMsg:
		if at.Button == tea.MouseLeft && m.screen == screenPanes && !m.asking() && !m.welcoming() {
			return m.click(at.X, at.Y)
		}
	}
	return nil
}

func (m *Model) wheel(at tea.Mouse) tea.Cmd {
	down := at.Button == tea.MouseWheelDown
	if !down && at.Button != tea.MouseWheelUp || m.asking() {
		return nil
	}
	key := tea.KeyPressMsg{Code: tea.KeyUp}
	if down {
		key.Code = tea.KeyDown
	}
	if m.screen != screenPanes {
		return m.press(key)
	}
	pane, _ := m.paneAt(at.X)
	if pane == onBriefing && m.briefing.page != nil {
		lines := wheelLines
		if !down {
			lines = -wheelLines
		}
		m.briefing.scroll += lines
		return nil
	}
	var cmd tea.Cmd
	if pane != m.focus {
		cmd = m.turnTo(pane)
	}
	return tea.Batch(cmd, m.press(key))
}

// paneAt is the pane in a column of the screen, and whether the column is the border to its right.
func (m *Model) paneAt(x int) (pane focus, border bool) {
	left := 0
	cols := m.columns()
	for i, c := range cols {
		if x < left+c.width {
			return c.pane, false
		}
		if left += c.width; x == left && i < len(cols)-1 {
			return c.pane, true
		}
		left++
	}
	return m.focus, false
}

func (m *Model) click(x, y int) tea.Cmd {
	pane, border := m.paneAt(x)
	if border {
		m.dragging = pane == onStories
		return nil
	}
	line := y - m.bodyTop()
	if line < 0 {
		return nil
	}
	var cmd tea.Cmd
	if pane != m.focus {
		if cmd = m.turnTo(pane); m.focus != pane {
			return cmd
		}
	}
	switch pane {
	case onRegions:
		return tea.Batch(cmd, m.clickRegion(line-1))
	case onStories:
		return tea.Batch(cmd, m.clickStory(line-1))
	}
	m.clickItem(line)
	return cmd
}

func (m *Model) clickRegion(line int) tea.Cmd {
	i := m.regions.list.top + line
	if line < 0 || i >= len(m.regions.rows) || i == m.regions.list.cursor {
		return nil
	}
	m.regions.list.cursor = i
	m.stories.country, m.stories.find = "", ""
	return tea.Batch(m.leave(), m.loadLists())
}

func (m *Model) clickStory(line int) tea.Cmd {
	s := &m.stories
	for i := s.list.top; i < len(s.rows) && line >= 0; i++ {
		height := s.rowHeight(i)
		if i == s.list.top && height == 4 { // no empty line stands above the first region
			height = 3
		}
		if line >= height {
			line -= height
			continue
		}
		if i == s.list.cursor {
			return m.turnTo(onBriefing)
		}
		s.list.cursor, s.touched = i, true
		return tea.Batch(m.leave(), m.followList())
	}
	return nil
}

// clickItem puts the cursor on the item of the briefing in a line; a click on the item under the cursor unfolds it.
func (m *Model) clickItem(line int) {
	b := &m.briefing
	if b.page == nil {
		return
	}
	cols := m.columns()
	d := &drawing{pane: b, pen: m.pen, area: area{width: cols[len(cols)-1].width, height: b.last.height, focused: true}}
	line += b.skip
	for i := b.top; i < len(b.items); i++ {
		if h := d.height(i); line >= h {
			line -= h
			continue
		}
		if !b.items[i].selectable() {
			return
		}
		if i == b.cursor {
			b.fold()
			return
		}
		b.cursor = i
		return
	}
}

// dragTo moves the border between list and briefing to a column.
func (m *Model) dragTo(x int) {
	left := 0
	for _, c := range m.columns() {
		if c.pane == onStories {
			m.split += x - (left + c.width)
			return
		}
		left += c.width + 1
	}
}
