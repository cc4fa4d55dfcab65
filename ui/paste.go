package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// pasted hands what was pasted to where the officer types, as much of it as there is room for, and says where that was not
// all. Elsewhere there is nothing that a text could be pasted into.
func (m *Model) pasted(msg tea.PasteMsg) tea.Cmd {
	take, written := m.writing()
	if take == nil {
		m.pastes.told()
		return nil
	}
	msg.Content = pasteable(msg.Content)
	before := written()
	cmd := take(msg)
	taken, all := written()-before, utf8.RuneCountInString(msg.Content)+m.pastes.told()
	if taken < all {
		m.warnWriting(fmt.Sprintf(m.pen.texts.status.pasted, max(0, taken), all))
	}
	return cmd
}

// writing is what takes a text where the officer types now, and how many characters are written there; nil where they do not.
func (m *Model) writing() (take func(tea.Msg) tea.Cmd, written func() int) {
	count := func(value func() string) func() int {
		return func() int { return utf8.RuneCountInString(value()) }
	}
	switch {
	case m.asking():
		return m.typedIntoPrompt, count(func() string { return m.prompt.input.Value() })
	case m.screen == screenNote:
		return m.typedIntoNote, count(func() string { return m.note.input.Value() })
	case m.screen == screenWatches && m.watches.typing:
		return m.typedIntoWatch, count(func() string { return m.watches.input.Value() })
	case m.screen == screenSearch:
		return m.searchTyped, count(func() string { return m.search.input.Value() })
	}
	return nil, nil
}

// warnWriting warns where an officer who types sees it.
func (m *Model) warnWriting(text string) {
	if m.asking() {
		m.prompt.notice = text
		return
	}
	m.status.warn(text)
}

// full warns that a letter found no room, where so much is written as there is room for.
func (m *Model) full(msg tea.Msg, written, room int) {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.Text != "" && written >= room {
		m.warnWriting(fmt.Sprintf(m.pen.texts.status.full, room))
	}
}

// pasteable is a pasted text as it can be written: the ends of its lines alike, tabs as blanks, nothing that steers.
func pasteable(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(text)
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
}
