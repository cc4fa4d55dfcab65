package ui

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

func wrapped(text string, width int) []string {
	var out []string
	for _, l := range wrap(text, width) {
		out = append(out, text[l.start:l.end])
	}
	return out
}

func TestWrapCutsAtSpaces(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"wells are dug", 7, []string{"wells", "are dug"}},
		{"wells are dug", 40, []string{"wells are dug"}},
		{"  wells   are", 40, []string{"wells   are"}},
		{"https://example.org/a", 8, []string{"https://", "example.", "org/a"}},
		{"one\ntwo", 40, []string{"one", "two"}},
		{"one\n\ntwo", 40, []string{"one", "", "two"}},
		{"水水水水", 4, []string{"水水", "水水"}},
		{"水", 1, []string{"水"}},
		{"", 10, []string{""}},
		{"رفع الستار", 5, []string{"رفع", "الستا", "ر"}},
	} {
		if got := wrapped(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrapKeepsEveryLetterWithinTheWidth(f *testing.F) {
	f.Add("The bridge reopened, وقال السكان, 👩‍🌾 水水 and then", 9)
	f.Add("a\n\n b", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		text = line(text)
		width = 2 + width&63
		if !utf8.ValidString(text) {
			t.Skip("cleaned text is valid UTF-8")
		}
		lines := wrapped(text, width)
		for _, l := range lines {
			if w := ansi.StringWidth(l); w > width {
				t.Errorf("line %q is %d cells wide, more than %d", l, w, width)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(strings.Join(lines, "")) != squeeze(text) {
			t.Errorf("wrapping %q lost letters: %q", text, lines)
		}
	})
}

func TestFitMakesLinesExactlyAsWide(t *testing.T) {
	style := lipgloss.NewStyle().Bold(true)
	for _, s := range []string{"", "short", "a line that is too long", style.Render("bold and too long"), "水水水水水水", "وقال السكان إن"} {
		if got := ansi.StringWidth(fit(s, 10)); got != 10 {
			t.Errorf("fit(%q, 10) is %d cells wide", s, got)
		}
	}
}

func TestWordsAreFoundWholeOnly(t *testing.T) {
	style := lipgloss.NewStyle()
	for _, c := range []struct {
		text, words string
		want        int
	}{
		{"12 stalls and 12 more", "12", 2},
		{"112 stalls, 125 more", "12", 0},
		{"wells", "", 0},
		{"(12)", "12", 1},
	} {
		if got := len(findWords(c.text, c.words, style)); got != c.want {
			t.Errorf("%q is found %d times in %q, want %d", c.words, got, c.text, c.want)
		}
	}
}

func TestWidthsAreThoseEveryTerminalAgreesOn(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain words", "plain words"},
		{"a farmer 👩‍🌾 speaks", "a farmer 👩 speaks"},
		{"well ❤️ done", "well ❤ done"},
		{"وقال السكان", "وقال السكان"},
		{"नमस्ते", "नमस्ते"},
	} {
		if got := line(c.in); got != c.want {
			t.Errorf("line(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
