package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// sizes are those at which every main screen is kept.
var sizes = [][2]int{{40, 12}, {60, 18}, {80, 24}, {120, 40}}

// screens are the main screens, each as the keys that lead to it.
var screens = []struct {
	name string
	keys []string
}{
	{"stories", nil},
	{"regions", []string{"left"}},
	{"briefing", []string{"enter"}},
	{"unfolded", []string{"enter", "enter", "down"}},
	{"asides", []string{"enter", "down", "down", "down", "down", "enter"}},
	{"evidence", []string{"enter", "i"}},
	{"feeds", []string{"F"}},
	{"help", []string{"?"}},
}

func TestScreensAreAsKept(t *testing.T) {
	for _, s := range screens {
		for _, size := range sizes {
			m := press(screenOf(size[0], size[1]), s.keys...)
			plain, _ := cells(m)
			expect(t, keptScreen(s.name, size, "txt"), plain)
		}
	}
}

func keptScreen(name string, size [2]int, kind string) string {
	return filepath.Join("testdata", "screens", fmt.Sprintf("%s-%dx%d.%s", name, size[0], size[1], kind))
}

// cells draws the reader into a buffer of cells as a terminal would, and returns it without and with its styles.
func cells(m *Model) (plain, styled string) {
	buf := uv.NewScreenBuffer(m.width, m.tall)
	uv.NewStyledString(m.View().Content).Draw(buf, uv.Rect(0, 0, m.width, m.tall))
	styled = buf.Render()
	var b strings.Builder
	for l := range strings.SplitSeq(styled, "\n") {
		b.WriteString(strings.TrimRight(ansi.Strip(l), " \r"))
		b.WriteByte('\n')
	}
	return b.String(), strings.ReplaceAll(styled, "\r", "")
}

func TestLooksAreAsKept(t *testing.T) {
	for _, l := range []struct {
		name    string
		theme   string
		profile colorprofile.Profile
	}{
		{"dark", "dark", colorprofile.TrueColor},
		{"light", "light", colorprofile.TrueColor},
		{"sixteen", "dark", colorprofile.ANSI},
		{"sixteen-light", "light", colorprofile.ANSI},
		{"plain", "none", colorprofile.TrueColor},
	} {
		m := newReader(Options{Theme: l.theme}, 120, 40)
		m.Update(tea.ColorProfileMsg{Profile: l.profile})
		press(withDesk(m), "enter", "enter")
		_, styled := cells(m)
		expect(t, keptScreen("look-"+l.name, [2]int{120, 40}, "ansi"), styled)
	}
}

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

func TestSpecialScreensAreAsKept(t *testing.T) {
	empty := func(m *Model, feeds []news.FeedRow) *Model {
		m.lists.ask()
		m.Update(listsLoaded{request: m.lists.last, query: m.query(), feeds: feeds})
		return m
	}
	running := desk.Event{Kind: desk.FeedDone, Done: 12, Total: 35, Articles: 41}
	for _, s := range []struct {
		name string
		make func(*Model) *Model
	}{
		{"loading", func(m *Model) *Model { return m }},
		{"first-run", func(m *Model) *Model {
			m.Update(deskEvents{progress: &running, ended: true})
			return empty(m, inventedFeeds())
		}},
		{"offline-empty", func(m *Model) *Model {
			m.Update(deskEvents{progress: &desk.Event{Kind: desk.RefreshDone, Offline: true}, ended: true})
			return empty(m, inventedFeeds())
		}},
		{"no-feeds", func(m *Model) *Model { return empty(m, nil) }},
		{"offline", func(m *Model) *Model {
			m.Update(deskEvents{progress: &desk.Event{Kind: desk.RefreshDone, Offline: true}, ended: true})
			return withDesk(m)
		}},
		{"refreshing", func(m *Model) *Model {
			m.Update(deskEvents{progress: &running, ended: true})
			return withDesk(m)
		}},
		{"error", func(m *Model) *Model {
			m.lists.ask()
			m.Update(listsLoaded{request: m.lists.last, query: m.query(), err: errLink})
			return m
		}},
		{"search", func(m *Model) *Model { return search(withDesk(m)) }},
	} {
		for _, size := range [][2]int{{60, 18}, {80, 24}} {
			plain, _ := cells(s.make(newReader(Options{Theme: "dark"}, size[0], size[1])))
			expect(t, keptScreen(s.name, size, "txt"), plain)
		}
	}
}

// search is the reader with an invented answer to a search.
func search(m *Model) *Model {
	press(m, "/", "w", "e", "l")
	m.Update(searchDone{request: m.search.request, query: "wel", hits: []news.Hit{
		{Story: "more1", Title: "Council 2 votes on wells for the dry season", Outlet: "Le Puits", Region: "coastal", Published: at(7, 0), Snippet: "votes on \x02wells\x03 for the dry"},
		{Story: "arabic", Title: "آبار جديدة", Outlet: "Radio Dune", Region: "maghreb", Published: at(6, 0), Snippet: "… \x02welfare\x03 of herders"},
	}})
	return m
}

func TestFrenchScreenIsAsKept(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark", Lang: news.French}, 120, 40))
	plain, _ := cells(press(m, "enter", "enter"))
	expect(t, keptScreen("french", [2]int{120, 40}, "txt"), plain)
	plain, _ = cells(press(m, "?"))
	expect(t, keptScreen("french-help", [2]int{120, 40}, "txt"), plain)
}
