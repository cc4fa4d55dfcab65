package ui

import (
	tea "charm.land/bubbletea/v2"
)

// hintLetters are the labels of links, those under the fingers first.
const hintLetters = "asdfghjklqwertyuiopzxcvbnm"

// openHints puts a letter beside each link in the briefing, from the top of what is seen; the next key opens one.
func (m *Model) openHints() {
	b := &m.briefing
	if b.page == nil || !m.sees(onBriefing) {
		m.status.say(m.pen.texts.status.noStory)
		return
	}
	b.hints = map[int]string{}
	letter := 0
	for i := b.top; i < len(b.items) && letter < len(hintLetters); i++ {
		if b.linkOf(b.items[i]) != "" {
			b.hints[i] = string(hintLetters[letter])
			letter++
		}
	}
	if letter == 0 {
		b.hints = nil
		m.status.say(m.pen.texts.status.noLink)
		return
	}
	m.status.say(m.pen.texts.find.hints)
}

// pressHint opens the link with the letter that was pressed; any other key takes the letters away.
func (m *Model) pressHint(msg tea.KeyPressMsg) tea.Cmd {
	b := &m.briefing
	hints := b.hints
	b.hints = nil
	for i, letter := range hints {
		if msg.String() == letter {
			return m.opens(b.linkOf(b.itemAt(i)))
		}
	}
	return nil
}

// linkOf is the link of an item, "" where it has none.
func (b *briefingPane) linkOf(it item) string {
	switch it.kind {
	case itemPoint:
		return b.page.points[it.n].link
	case itemSource:
		return b.page.sources[it.n].link
	}
	return ""
}
