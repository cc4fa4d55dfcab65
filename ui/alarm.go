package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
)

// The ways in which the terminal tells of a match.
const (
	notifyBell = "bell"
	notify9    = "osc9"   // iTerm2, Windows Terminal, kitty, WezTerm, Ghostty
	notify777  = "osc777" // urxvt, foot, Ghostty, WezTerm
)

// alarmed tells the officer which watches matched: in the status line, and by the terminal as the configuration says.
// Many matches at once are one notification.
func (m *Model) alarmed(matches []desk.Event) tea.Cmd {
	if len(matches) == 0 {
		return nil
	}
	first := matches[0]
	text := fmt.Sprintf(m.pen.texts.find.matched, line(first.Watch), short(first.Title))
	if more := len(matches) - 1; more > 0 {
		text += fmt.Sprintf(" +%d", more)
	}
	m.status.say(text)
	switch m.o.Notify {
	case notifyBell:
		return tea.Raw("\a")
	case notify9:
		return tea.Raw("\x1b]9;" + oscText(text) + "\a")
	case notify777:
		return tea.Raw("\x1b]777;notify;harmattan;" + oscText(text) + "\a")
	}
	return nil
}

// oscText is a text as it may stand in a control sequence, which a semicolon or a control character would end: line has
// taken the latter out.
func oscText(text string) string { return strings.ReplaceAll(line(text), ";", ",") }
