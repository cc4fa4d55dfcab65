package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"harmattan/internal/news"
)

// drawnCells draws the reader into a buffer of cells as a terminal would.
func drawnCells(m *Model) uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(m.width, m.tall)
	uv.NewStyledString(m.View().Content).Draw(buf, uv.Rect(0, 0, m.width, m.tall))
	return buf
}

// textOf is what stands in a buffer, without its styles.
func textOf(buf uv.ScreenBuffer) string {
	var b strings.Builder
	for y := range buf.Height() {
		var line strings.Builder
		for x := range buf.Width() {
			line.WriteString(buf.CellAt(x, y).Content)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// cells draws the reader as a terminal would, and returns what can be read there.
func cells(m *Model) string { return textOf(drawnCells(m)) }

func TestNoColourIsUsedWhereNoneIsWanted(t *testing.T) {
	for _, o := range []struct {
		theme   string
		profile colorprofile.Profile
	}{{"none", colorprofile.TrueColor}, {"auto", colorprofile.ASCII}, {"dark", colorprofile.NoTTY}} {
		m := newReader(Options{Theme: o.theme}, 120, 40)
		m.Update(tea.ColorProfileMsg{Profile: o.profile})
		content := press(withDesk(m), "enter", "enter").View().Content
		for _, code := range []string{"\x1b[3", "\x1b[4", "\x1b[9", ";38;", ";48;"} {
			for _, l := range strings.Split(content, "\n") {
				if i := strings.Index(l, code); i >= 0 && !strings.HasPrefix(l[i:], "\x1b[4m") && !strings.HasPrefix(l[i:], "\x1b[4;") {
					t.Fatalf("theme %q, profile %v: colour in %q", o.theme, o.profile, l)
				}
			}
		}
	}
}

func TestAutoThemeFollowsTheTerminalsGround(t *testing.T) {
	m := newReader(Options{Theme: "auto"}, 80, 24)
	dark := withDesk(m).View().Content
	m.Update(tea.BackgroundColorMsg{Color: white{}})
	if m.View().Content == dark {
		t.Error("the screen looks the same on a white ground")
	}
}

// white is the colour of a white ground.
type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

// search is the reader with an invented answer to a search.
func search(m *Model) *Model {
	press(m, "/", "w", "e", "l")
	m.Update(searchDone{request: m.search.asks.last, query: "wel", hits: []news.Hit{
		{Story: "more1", Title: "Council 2 votes on wells for the dry season", Outlet: "Le Puits", Region: "coastal", Published: at(7, 0), Snippet: "votes on \x02wells\x03 for the dry"},
		{Story: "arabic", Title: "آبار جديدة", Outlet: "Radio Dune", Region: "maghreb", Published: at(6, 0), Snippet: "… \x02welfare\x03 of herders"},
	}})
	return m
}
