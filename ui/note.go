package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// noteScreen writes a note in place.
type noteScreen struct {
	input textarea.Model
	rows  []news.StoryRow

	waiting bool   // the note as it is has not come yet: what is typed goes behind it
	keeping bool   // what is written so far is on its way to the file
	kept    string // what was last sent there
	leaving bool   // it is left as soon as nothing is on its way
}

// unfinishedKept answers that what is written so far is in the file.
type unfinishedKept struct{ err error }

// noteRead answers with the note as it is now.
type noteRead struct {
	rows   []news.StoryRow
	text   string
	editor bool // the officer wants it in the editor
	begun  bool // the text is what was being written when the program was cut off
	err    error
}

// noteEdited answers the end of the editor.
type noteEdited struct {
	rows []news.StoryRow
	path string
	err  error
}

// note reads the note of a story; of several stories a new one begins.
func (l loader) note(rows []news.StoryRow, editor bool) tea.Cmd {
	return func() tea.Msg {
		out := noteRead{rows: rows, editor: editor}
		if len(rows) == 1 {
			out.text, out.err = l.desk.Note(l.ctx, rows[0].ID)
		}
		if out.err != nil {
			return out
		}
		begun, err := l.desk.Unfinished(l.ctx, rows[0].ID)
		if begun != "" {
			out.text, out.begun = begun, true
		}
		out.err = err
		return out
	}
}

// openNote opens the note at once, so that the next key is text already; what it held comes after.
func (m *Model) openNote(rows []news.StoryRow) tea.Cmd {
	in := textarea.New()
	in.Prompt = " "
	in.ShowLineNumbers = false
	// Unstyled, it can be read on any ground; its own styles paint the line of the cursor black.
	bare := textarea.StyleState{Selection: lipgloss.NewStyle().Reverse(true)}
	in.SetStyles(textarea.Styles{Focused: bare, Blurred: bare, Cursor: in.Styles().Cursor})
	in.SetVirtualCursor(false)
	in.CharLimit = 20_000
	in.KeyMap.Paste.SetEnabled(false)
	m.note = noteScreen{input: in, rows: rows, waiting: true}
	m.screen = screenNote
	return tea.Batch(m.note.input.Focus(), m.load.note(rows, false))
}

// noteCame shows the note as it is, before what was typed meanwhile.
func (m *Model) noteCame(msg noteRead) tea.Cmd {
	m.failed(msg.err)
	if msg.editor {
		if msg.err != nil {
			return nil
		}
		return m.editNote(msg)
	}
	if !m.note.waiting || m.note.rows[0].ID != msg.rows[0].ID { // of a note that was left
		return nil
	}
	typed := m.note.input.Value()
	m.note.input.SetValue(multiline(msg.text) + typed)
	m.note.kept, m.note.waiting = multiline(msg.text), false
	if msg.begun {
		m.status.say(m.pen.texts.triage.begun)
	}
	if m.note.leaving {
		return m.endNote()
	}
	return m.keepUnfinished()
}

// pressNote answers a key of the note: all is text but the keys that keep it or leave it.
func (m *Model) pressNote(msg tea.KeyPressMsg) tea.Cmd {
	if m.note.leaving {
		return nil
	}
	switch msg.String() {
	case "ctrl+s", "ctrl+d":
		return m.endNote()
	case "esc", "ctrl+c":
		if m.note.input.Value() != "" { // nothing that was written is lost by leaving
			return m.endNote()
		}
		m.screen = screenPanes
		return nil
	}
	m.status.clear()
	return m.typedIntoNote(msg)
}

// endNote keeps the note and leaves it, after what is still on its way to the file.
func (m *Model) endNote() tea.Cmd {
	if m.note.leaving = m.note.keeping || m.note.waiting; m.note.leaving {
		return nil
	}
	m.screen = screenPanes
	return m.keepNote(m.note.rows, m.note.input.Value())
}

// keepUnfinished sends what is written so far to the file, one piece after the other.
func (m *Model) keepUnfinished() tea.Cmd {
	text := m.note.input.Value()
	if m.note.keeping || m.note.waiting || text == m.note.kept {
		return nil
	}
	m.note.keeping, m.note.kept = true, text
	story := m.note.rows[0].ID
	return m.load.step(func(l loader) tea.Msg { return unfinishedKept{err: l.desk.KeepUnfinished(l.ctx, story, text)} })
}

// keepNoteAtEnd sends to the file what of a note is not there yet when the reader is ended from outside.
func (m *Model) keepNoteAtEnd() {
	n := &m.note
	if m.screen != screenNote {
		return
	}
	if n.waiting && n.input.Value() != "" { // what is written so far goes behind what the note held
		l := m.load
		l.ctx = context.WithoutCancel(l.ctx)
		if read, ok := l.note(n.rows, false)().(noteRead); ok && read.err == nil {
			m.noteCame(read)
		}
	}
	n.keeping = false // steps are taken in their order: none has to be waited for
	switch {
	case m.screen != screenNote: // the note had been ended already
	case n.leaving:
		m.endNote()
	default:
		m.keepUnfinished()
	}
}

func (m *Model) unfinishedCame(msg unfinishedKept) tea.Cmd {
	m.note.keeping = false
	if msg.err != nil {
		m.failed(msg.err)
	}
	if m.note.leaving {
		return m.endNote()
	}
	if m.screen != screenNote {
		return nil
	}
	return m.keepUnfinished()
}

func (m *Model) typedIntoNote(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	before := m.note.input.Length()
	m.note.input, cmd = m.note.input.Update(msg)
	if m.note.input.Length() == before {
		m.full(msg, before, m.note.input.CharLimit)
	}
	return tea.Batch(cmd, m.keepUnfinished())
}

func (m *Model) keepNote(rows []news.StoryRow, text string) tea.Cmd {
	t := m.pen.texts.triage
	said := fmt.Sprintf(t.noted, m.name(rows))
	if strings.TrimSpace(text) == "" {
		said = fmt.Sprintf(t.unnoted, m.name(rows))
	}
	return m.load.steps(said, func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
		return d.SetNote(ctx, idsOf(rows), multiline(text))
	})
}

// editNote hands the note to the officer's editor, in a file that only they can read. The editor is started by its words,
// never by a shell.
func (m *Model) editNote(msg noteRead) tea.Cmd {
	if m.remote() {
		return nil
	}
	editor := strings.Fields(os.Getenv("VISUAL"))
	if len(editor) == 0 {
		editor = strings.Fields(os.Getenv("EDITOR"))
	}
	if len(editor) == 0 {
		m.failed(errors.New(m.pen.texts.triage.noEditor))
		return nil
	}
	folder, err := os.MkdirTemp("", "harmattan-note-")
	if err != nil {
		m.failed(fmt.Errorf("make a file for the note: %w", err))
		return nil
	}
	path := filepath.Join(folder, "note.txt")
	if err := os.WriteFile(path, []byte(multiline(msg.text)), 0o600); err != nil {
		m.failed(fmt.Errorf("make a file for the note: %w", err))
		return nil
	}
	cmd := exec.CommandContext(m.load.ctx, editor[0], append(editor[1:], path)...) //nolint:gosec // the officer's own editor
	cmd.Stdin = os.Stdin                                                           // itself: the reader reads it through a bound
	return tea.ExecProcess(cmd, func(err error) tea.Msg { return noteEdited{rows: msg.rows, path: path, err: err} })
}

// editorEnded keeps what the editor left. Where the editor failed, or the note cannot be kept, its file stays.
func (m *Model) editorEnded(msg noteEdited) tea.Cmd {
	if msg.err != nil {
		m.failed(fmt.Errorf("the editor ended with an error, the note is in %s: %w", msg.path, msg.err))
		return nil
	}
	text, err := os.ReadFile(msg.path)
	if err != nil {
		m.failed(fmt.Errorf("read the note: %w", err))
		return nil
	}
	keep := m.keepNote(msg.rows, string(text))
	return func() tea.Msg {
		done := keep()
		if taken, ok := done.(stepsTaken); ok && taken.err == nil {
			_ = os.RemoveAll(filepath.Dir(msg.path)) // it is kept: the copy is of no use
		}
		return done
	}
}

func (n *noteScreen) draw(p pen, a area) []string {
	title := fmt.Sprintf(p.texts.triage.noteTitle, short(n.rows[0].Title))
	if len(n.rows) > 1 {
		title = fmt.Sprintf(p.texts.triage.noteTitle, p.texts.count(len(n.rows), p.texts.words.story))
	}
	n.input.SetWidth(max(10, min(measure, a.width-2)))
	n.input.SetHeight(max(1, a.height-2))
	lines := []string{p.heading(title, "", area{width: a.width, focused: true}), ""}
	lines = append(lines, strings.Split(n.input.View(), "\n")...)
	return lines
}

// multiline cleans a text and keeps its lines.
func multiline(text string) string {
	parts := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, s := range parts {
		parts[i] = line(s)
	}
	return strings.Join(parts, "\n")
}
