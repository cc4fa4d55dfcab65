package ui

import (
	"testing"

	"harmattan/internal/news"
)

// TestScreensOverTheDeskAreAsKept keeps the screens that need a real desk, in both languages and at every size.
func TestScreensOverTheDeskAreAsKept(t *testing.T) {
	screens := []struct {
		name string
		keys []string
	}{
		{"draft", []string{"v", "v", "c", "b"}},
		{"handover", []string{"c", "+", "H"}},
		{"log", []string{"c", "x", "u", "L"}},
		{"watch", []string{"W", "a", "B", "o", "a", "t", "s", ":", "f", "e", "r", "r", "y"}},
		{"command", []string{":", "c", "i", "tab"}},
		{"zoomed", []string{"enter", "Z"}},
		{"searched", []string{"/", "f", "e", "r", "r", "y"}},
	}
	for _, lang := range []news.Lang{news.English, news.French} {
		for _, s := range screens {
			for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {200, 50}} {
				o := sitDown(t, t.TempDir())
				if err := o.d.Ingest(t.Context(), invented()); err != nil {
					t.Fatal(err)
				}
				o.readIn(lang, size[0], size[1])
				o.press(s.keys...)
				wholeScreen(t, o.m)
				plain, _ := cells(o.m)
				expect(t, keptScreen("desk-"+string(lang)+"-"+s.name, size, "txt"), plain)
				if err := o.d.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
