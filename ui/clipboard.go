package ui

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/report"
)

// clipboardMost is how many bytes terminals take at once by OSC 52: xterm and its kind stop at 100,000 bytes of base64.
const clipboardMost = 74_000

// longestCopy bounds how long the program that takes what is copied may run.
const longestCopy = 5 * time.Second

// copied answers the copying of a text.
type copied struct {
	text, said string

	err error
}

// toClipboard copies a text: by the program of the desktop, where there is one, and by the terminal (OSC 52), which never
// says whether it took it.
func (m *Model) toClipboard(text, said string) tea.Cmd {
	program, ctx := m.o.Clipboard, m.load.ctx
	tooLong := fmt.Errorf(m.pen.texts.draft.noClip, m.pen.keys.name(actWrite))
	return func() tea.Msg {
		out := copied{text: text, said: said}
		switch {
		case len(program) > 0:
			if err := handOver(ctx, program, text); len(text) > clipboardMost {
				out.err = err // the terminal does not take it either
			}
		case len(text) > clipboardMost:
			out.err = tooLong
		}
		return out
	}
}

// handOver gives a text to a program, started by its words and never by a shell.
func handOver(ctx context.Context, program []string, text string) error {
	ctx, cancel := context.WithTimeout(ctx, longestCopy)
	defer cancel()
	cmd := exec.CommandContext(ctx, program[0], program[1:]...) //nolint:gosec // the officer's own, or the desktop's
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil { // it may go on behind with the text: nobody reads what it writes
		return fmt.Errorf("copy by %s: %w", program[0], err)
	}
	return nil
}

// copiedCame says what was copied, and hands it to the terminal too.
func (m *Model) copiedCame(msg copied) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	m.status.say(msg.said)
	if len(msg.text) > clipboardMost {
		return nil
	}
	return tea.SetClipboard(msg.text)
}

// copyPage puts a paper on the clipboard.
func (m *Model) copyPage(p report.Page, f report.Format, stories []string) tea.Cmd {
	t := m.pen.texts.draft
	if f.Binary() {
		m.failed(fmt.Errorf(t.noClip, m.pen.keys.name(actWrite)))
		return nil
	}
	var text bytes.Buffer
	if err := report.Write(&text, p, f); err != nil {
		m.failed(err)
		return nil
	}
	copies := m.toClipboard(text.String(), fmt.Sprintf(t.written, t.clipboard))
	return func() tea.Msg {
		done := copies()
		if c, ok := done.(copied); ok && c.err == nil {
			c.err = m.load.keep(p, stories)
			return c
		}
		return done
	}
}
