package ui

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/news"
)

func TestWhatOfAPasteFindsNoRoomIsSaid(t *testing.T) {
	long := strings.Repeat("é", 30_000)
	for _, c := range []struct {
		name, pastes string
		open         func(*Model)
		written      func(*Model) string
		keeps        int
		says         string
	}{
		{"on the command line", long, func(m *Model) { press(m, ":") }, func(m *Model) string { return m.prompt.input.Value() }, 400, "400 of 30000 characters"},
		{"in a search", long, func(m *Model) { press(m, "/") }, func(m *Model) string { return m.search.input.Value() }, 200, "200 of 30000 characters"},
		{"in a note", long, begunNote, func(m *Model) string { return m.note.input.Value() }, 20_000, "20000 of 30000 characters"},
		{"in a note that has room", "two\r\nlines\tand a \x1b[1mbell\a", begunNote, func(m *Model) string { return m.note.input.Value() }, 26, ""},
	} {
		m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
		c.open(m)
		m.Update(tea.PasteMsg{Content: c.pastes})
		if got := utf8.RuneCountInString(c.written(m)); got != c.keeps {
			t.Errorf("%s, %d characters are taken, not %d", c.name, got, c.keeps)
		}
		screen := strings.Join(m.draw(), "\n")
		if c.says == "" && strings.Contains(screen, "characters pasted") || !strings.Contains(screen, c.says) {
			t.Errorf("%s, the screen does not say %q:\n%s", c.name, c.says, screen)
		}
	}
}

// begunNote opens a note whose text has come.
func begunNote(m *Model) {
	row, _ := m.stories.current()
	m.openNote([]news.StoryRow{row})
	m.note.waiting = false
}

func TestALetterThatFindsNoRoomIsSaid(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	press(m, ":")
	m.Update(tea.PasteMsg{Content: strings.Repeat("x", 400)})
	if screen := strings.Join(m.draw(), "\n"); strings.Contains(screen, "no more") {
		t.Error("a paste that was taken whole is warned of")
	}
	press(m, "y")
	if screen := strings.Join(m.draw(), "\n"); !strings.Contains(screen, "room for 400 characters and no more") {
		t.Errorf("nothing says that the letter was not taken:\n%s", screen)
	}
}

func TestAPasteIsLetThroughAsFarAsItIsOfUse(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", longestPaste) // two bytes each
	for _, c := range []struct {
		name, typed, passes string
		dropped             int
	}{
		{"keys", "j\x1b[A\x1b[200k~", "j\x1b[A\x1b[200k~", 0},
		{"a short paste", "a\x1b[200~text\x1b[201~b", "a\x1b[200~text\x1b[201~b", 0},
		{"a paste of the longest", pasteBegins + long[:longestPaste] + pasteEnds + "b", pasteBegins + long[:longestPaste] + pasteEnds + "b", 0},
		{"a long paste", pasteBegins + long + "\x1b[201\x1b\x1b[20" + pasteEnds + "b", pasteBegins + long[:longestPaste] + pasteEnds + "b", longestPaste/2 + 10},
		{"a letter on the edge", pasteBegins + "x" + long + pasteEnds, pasteBegins + "x" + long[:longestPaste] + pasteEnds, longestPaste / 2},
		{"two long pastes", strings.Repeat(pasteBegins+long+pasteEnds, 2), strings.Repeat(pasteBegins+long[:longestPaste]+pasteEnds, 2), longestPaste},
	} {
		for way, in := range map[string]io.Reader{
			"at once": strings.NewReader(c.typed), "in small pieces": pieces{strings.NewReader(c.typed)},
		} {
			var left pastes
			var got bytes.Buffer
			buffer := make([]byte, 4096)
			if _, err := io.CopyBuffer(&got, struct{ io.Reader }{&pasteBound{in: in, left: &left}}, buffer); err != nil {
				t.Fatal(err)
			}
			if got.String() != c.passes {
				t.Errorf("%s, %s: %d bytes pass, not %d; they end with %q", c.name, way, got.Len(), len(c.passes), got.Bytes()[max(0, got.Len()-20):])
			}
			if n := left.told(); n != c.dropped {
				t.Errorf("%s, %s: %d characters are said to be dropped, not %d", c.name, way, n, c.dropped)
			}
		}
	}
}

// pieces reads as many bytes at a time as put the marks of a paste apart at any place.
type pieces struct{ in io.Reader }

func (p pieces) Read(b []byte) (int, error) { return p.in.Read(b[:min(len(b), 61)]) }
