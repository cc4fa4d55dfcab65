package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"harmattan/feeds"
	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// sizes are those at which every screen is kept.
var sizes = [][2]int{{40, 12}, {60, 18}, {80, 24}, {120, 40}, {200, 50}}

// kept is one screen that is kept in every language, at every size and in every look.
type kept struct {
	name string
	make func(t *testing.T, o Options) *Model
}

// byKeys is a screen of the invented desk, as the keys that lead to it.
func byKeys(name string, keys ...string) kept {
	return kept{name, func(_ *testing.T, o Options) *Model { return press(withDesk(newReader(o, 120, 40)), keys...) }}
}

// atWork is a screen over a real desk, as the keys that lead to it.
func atWork(name string, keys ...string) kept {
	return kept{name, func(t *testing.T, o Options) *Model {
		t.Helper()
		sat := withNews(t, t.TempDir())
		t.Cleanup(func() {
			if err := sat.d.Close(); err != nil {
				t.Error(err)
			}
		})
		sat.readIn(o.Lang, 120, 40).press(keys...)
		return sat.m
	}}
}

// told is a screen of a reader that was told something before it had any stories.
func told(name string, tell func(m *Model)) kept {
	return kept{name, func(_ *testing.T, o Options) *Model {
		m := newReader(o, 120, 40)
		tell(m)
		return m
	}}
}

// listed is an answer of the desk without stories.
func listed(m *Model, rows []news.FeedRow, err error) {
	m.lists.ask()
	m.Update(listsLoaded{request: m.lists.last, query: m.query(), feeds: rows, err: err})
}

// openAt opens the story of a row of the invented desk.
func openAt(m *Model, row int) {
	withDesk(m)
	for range row {
		press(m, "down")
	}
	answerStory(m)
	press(m, "enter")
}

func screens() []kept {
	running := desk.Event{Kind: desk.FeedDone, Done: 12, Total: 35, Articles: 41}
	offline := deskEvents{progress: &desk.Event{Kind: desk.RefreshDone, Offline: true}, ended: true}
	return []kept{
		byKeys("stories"),
		byKeys("regions", "left"),
		byKeys("briefing", "enter"),
		byKeys("unfolded", "enter", "enter", "down"),
		byKeys("asides", "enter", "down", "down", "down", "down", "enter"),
		byKeys("evidence", "enter", "i"),
		byKeys("line", "=", "=", "enter"),
		byKeys("marked", "v", "v", "v"),
		byKeys("hints", "enter", ";"),
		byKeys("feeds", "F"),
		byKeys("help", "?"),
		told("search", func(m *Model) { search(withDesk(m)) }),
		told("map", func(m *Model) { mapOf(m) }),
		told("map-list", func(m *Model) { press(mapOf(m), "t") }),
		told("loading", func(*Model) {}),
		told("first-run", func(m *Model) {
			m.Update(deskEvents{progress: &running, ended: true})
			listed(m, inventedFeeds(), nil)
		}),
		told("no-feeds", func(m *Model) { listed(m, nil, nil) }),
		told("offline", func(m *Model) { withDesk(m).Update(offline) }),
		told("offline-empty", func(m *Model) {
			m.Update(offline)
			listed(m, inventedFeeds(), nil)
		}),
		told("refreshing", func(m *Model) { withDesk(m).Update(deskEvents{progress: &running, ended: true}) }),
		told("error", func(m *Model) { listed(m, nil, errLink) }),
		told("new-since", func(m *Model) { openAt(m, 2) }),
		told("arabic", func(m *Model) { openAt(m, 16) }),
		told("dismissed-gained", func(m *Model) {
			press(withDesk(m), "5")
			rows := inventedStories()[:2]
			for i := range rows {
				rows[i].State, rows[i].Read, rows[i].Decided = news.Dismissed, at(8, 35), at(8, 35)
			}
			rows[0].Changed, rows[0].Last = at(8, 40), at(8, 40)
			m.Update(listsLoaded{request: m.lists.last, query: m.query(), regions: inventedRegions(), stories: rows, feeds: inventedFeeds()})
			press(m, "esc")
		}),
		told("finds", func(m *Model) {
			withDesk(m)
			regions := append(inventedRegions(),
				news.RegionRow{ID: "watch Kidal", Name: "◉ Kidal", Find: `watch:"Kidal"`, Total: 3, Left: 1, Quiet: true},
				news.RegionRow{ID: "search Wells", Name: "/ Wells", Find: "wells", Total: 12, Left: 12})
			m.lists.ask()
			m.Update(listsLoaded{request: m.lists.last, query: m.query(), regions: regions, stories: inventedStories(), feeds: inventedFeeds()})
			press(m, "left")
		}),
		told("feed-preview", func(m *Model) {
			press(withDesk(m), "F")
			m.Update(previewed{address: "https://puits.example", preview: desk.Preview{
				Feeds:  []news.Feed{{URL: "https://puits.example/rss", Lang: "fr"}},
				Report: feeds.Report{Title: "Le Puits", Format: "RSS 2.0", Language: "fr", Items: []feeds.ReportItem{{Title: "Un puits à Tessoum"}, {Title: "افتتاح مدرسة جديدة"}}},
			}})
		}),
		told("brief-list", func(m *Model) {
			press(withDesk(m), "f", "esc")
			m.screen, m.draft.of = screenDraft, "Wells"
			m.Update(drafted{request: m.draft.request})
		}),
		atWork("merge", "M"),
		atWork("differing", "6"),
		atWork("owner", "O"),
		atWork("triage", "w", "down", "c", "+"),
		atWork("note", "a", "a", "s", "k", "enter", "m", "e"),
		atWork("snooze", "z", "2", "h"),
		atWork("draft", "v", "v", "c", "b"),
		atWork("draft-reason", "c", "b", "e", "w", "h", "y"),
		atWork("handover", "c", "+", "H"),
		atWork("log", "c", "x", "u", "L"),
		atWork("watch", "W", "a", "B", "o", "a", "t", "s", ":", "f", "e", "r", "r", "y"),
		atWork("watches", "W", "a", "B", "o", "a", "t", "s", ":", "f", "e", "r", "r", "y", "enter"),
		atWork("command", ":", "c", "tab"),
		atWork("zoomed", "enter", "Z"),
		atWork("searched", "/", "f", "e", "r", "r", "y"),
		atWork("feed-asked", "F", "a"),
		{"guide", func(t *testing.T, o Options) *Model {
			t.Helper()
			m := atWork("").make(t, o)
			m.guide.on = true
			return m
		}},
	}
}

// looks are those in which every screen is kept.
var looks = [...]struct {
	name    string
	theme   string
	profile colorprofile.Profile
}{
	{"dark", "dark", colorprofile.TrueColor},
	{"light", "light", colorprofile.TrueColor},
	{"sixteen", "dark", colorprofile.ANSI},
	{"sixteen-light", "light", colorprofile.ANSI},
	{"none", "none", colorprofile.TrueColor},
}

// TestScreensAreAsKept keeps each screen in each language at each size: its text, which is the same in every look since
// nothing is said by colour alone, and below it the styles of its parts, which testdata/looks.txt tells for each look.
func TestScreensAreAsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine draws them: there is nothing for the race detector")
	}
	styles := allStyles()
	for _, s := range screens() {
		for _, lang := range []news.Lang{news.English, news.French} {
			t.Run(s.name+"-"+string(lang), func(t *testing.T) { keepScreen(t, s, lang, styles) })
		}
	}
}

func keepScreen(t *testing.T, s kept, lang news.Lang, styles styleNames) {
	t.Helper()
	m := s.make(t, Options{Lang: lang, Theme: "dark"})
	var out strings.Builder
	for _, size := range sizes {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		var drawn dressed
		for i, l := range looks {
			dress(m, l.theme, l.profile)
			wholeScreen(t, m)
			drawn[i] = drawnCells(m)
			if text := textOf(drawn[i]); i == 0 {
				fmt.Fprintf(&out, "== %d x %d\n%s", size[0], size[1], text)
			} else if !strings.HasSuffix(out.String(), "\n"+text) {
				t.Errorf("at %v the look %s has another text:\n%s", size, l.name, text)
			}
			if l.theme == "none" {
				withoutColour(t, drawn[i])
			}
			if c := m.View().Cursor; c != nil && c.Color != nil {
				t.Errorf("at %v the look %s has a cursor of its own colour", size, l.name)
			}
		}
		fmt.Fprintf(&out, "-- styles\n%s", runs(&drawn, styles))
	}
	expect(t, keptScreen(s.name, lang), out.String())
}

// dress gives the reader another look.
func dress(m *Model, theme string, profile colorprofile.Profile) {
	m.look.theme, m.look.dark = theme, theme != "light"
	m.Update(tea.ColorProfileMsg{Profile: profile})
	m.restyle()
}

func keptScreen(name string, lang news.Lang) string {
	return filepath.Join("testdata", "screens", name+"-"+string(lang)+".txt")
}

// TestEveryKeptScreenIsStillDrawn finds files that no screen asks for any more.
func TestEveryKeptScreenIsStillDrawn(t *testing.T) {
	wanted := map[string]bool{}
	for _, s := range screens() {
		wanted[s.name+"-en.txt"], wanted[s.name+"-fr.txt"] = true, true
	}
	files, err := os.ReadDir(filepath.Join("testdata", "screens"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !wanted[f.Name()] {
			t.Errorf("testdata/screens/%s is of no screen", f.Name())
		}
	}
}
