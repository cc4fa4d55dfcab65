package ui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// TestAnyKeysAtAnySizeLeaveAWholeScreen walks at random: keys, sizes, answers of the desk early and late. Whatever comes,
// the screen has exactly its lines, none wider than it, and nothing panics.
func TestAnyKeysAtAnySizeLeaveAWholeScreen(t *testing.T) {
	for seed := range uint64(12) {
		walk(t, rand.New(rand.NewPCG(seed, 7)), 400)
	}
}

// everyKey lists the keys of all bindings, and some that are text only.
func everyKey() []string {
	keys := []string{"backspace", "é", "٣", "0", "9", "-", "\"", ","}
	for _, preset := range Presets() {
		all, err := newKeys(Preset(preset), english())
		if err != nil {
			panic(err)
		}
		for _, b := range all.all {
			for _, k := range b.binding.Keys() {
				if k != "ctrl+z" && k != "ctrl+c" && !slices.Contains(keys, k) { // these leave the program
					keys = append(keys, k)
				}
			}
		}
	}
	return keys
}

// presetOf gives a reader the keys of a preset.
func presetOf(t *testing.T, m *Model, name string) {
	t.Helper()
	var err error
	if m.pen.keys, err = newKeys(Preset(name), m.pen.texts); err != nil {
		t.Fatal(err)
	}
}

// mouseAt is what a mouse may do at a place of the screen.
func mouseAt(n, x, y int) tea.Msg {
	mouse := tea.Mouse{X: x, Y: y, Button: tea.MouseLeft}
	switch n % 5 {
	case 0:
		mouse.Button = tea.MouseWheelDown
		return tea.MouseWheelMsg(mouse)
	case 1:
		mouse.Button = tea.MouseWheelUp
		return tea.MouseWheelMsg(mouse)
	case 2:
		return tea.MouseMotionMsg(mouse)
	case 3:
		return tea.MouseReleaseMsg(mouse)
	}
	return tea.MouseClickMsg(mouse)
}

func walk(t *testing.T, r *rand.Rand, steps int) {
	t.Helper()
	keys := everyKey()
	m := withDesk(newReader(Options{Theme: "dark", Lang: []news.Lang{news.English, news.French}[r.IntN(2)]}, 100, 30))
	presetOf(t, m, Presets()[r.IntN(3)])
	m.o.Mouse = true
	m.load.desk = nil // commands are never run here: their answers are made up below
	for range steps {
		switch r.IntN(12) {
		case 0:
			m.Update(tea.WindowSizeMsg{Width: r.IntN(170), Height: r.IntN(50)})
		case 1:
			m.Update(answerLists(m, m.lists.last-r.IntN(2)))
		case 2:
			answerStory(m)
		case 3:
			m.Update(deskEvents{progress: &desk.Event{Kind: desk.EventKind(r.IntN(2)), Done: r.IntN(9), Total: 9}, lists: true, ended: true})
		case 5:
			m.Update(mouseAt(r.IntN(9), r.IntN(180), r.IntN(60)))
		case 4:
			m.Update(undone{ok: true, row: inventedStories()[0]})
		default:
			m.Update(keyPress(keys[r.IntN(len(keys))]))
		}
		wholeScreen(t, m)
		if t.Failed() {
			return
		}
	}
}

// wholeScreen asks that the screen has exactly its lines and that each is exactly as wide as it.
func wholeScreen(t *testing.T, m *Model) {
	t.Helper()
	content := m.View().Content
	if m.width < 1 || m.tall < 1 {
		return
	}
	lines := strings.Split(content, "\n")
	if len(lines) != m.tall {
		t.Errorf("%dx%d: %d lines on the screen", m.width, m.tall, len(lines))
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w != m.width {
			t.Errorf("%dx%d, screen %d: line %d is %d cells wide: %q", m.width, m.tall, m.screen, i, w, ansi.Strip(l))
			return
		}
	}
}
