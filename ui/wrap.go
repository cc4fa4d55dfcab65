package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// piece is one line of a wrapped text, as byte offsets into it.
type piece struct{ start, end int }

// span is a stretch of a text, in bytes, that stands out.
type span struct {
	start, end int
	style      lipgloss.Style
}

// rich is a text of which stretches are drawn in styles of their own.
type rich struct {
	text  string
	spans []span
}

// and returns the text with words in a style added to it.
func (r rich) and(style lipgloss.Style, words string) rich {
	at := len(r.text)
	r.text += words
	r.spans = append(slices.Clip(r.spans), span{at, len(r.text), style})
	return r
}

// wrap cuts text into lines of at most width cells, at spaces where it can and inside a word only where the word alone is
// too long. A newline ends a line. Widths are those of grapheme clusters.
func wrap(text string, width int) []piece {
	if width < 1 {
		return nil
	}
	var out []piece
	line, used := piece{}, 0
	empty := true
	flush := func(next int) {
		out = append(out, line)
		line, used, empty = piece{next, next}, 0, true
	}
	stop := 0 // where the present word ends
	for at := 0; at < len(text); {
		switch text[at] {
		case '\n':
			flush(at + 1)
			at++
			continue
		case ' ':
			at++
			continue
		}
		if at >= stop {
			stop = wordEnd(text, at)
		}
		end, w := wordHead(text, at, stop, width)
		gap := at - line.end
		if !empty && (used+gap+w > width || end < stop && gap > 0) {
			flush(at)
		}
		if empty {
			line, gap = piece{at, at}, 0
		}
		line.end, used, empty = end, used+gap+w, false
		at = end
	}
	if !empty || len(out) == 0 {
		out = append(out, line)
	}
	return out
}

// wordEnd returns where the word that starts at byte at ends.
func wordEnd(text string, at int) int {
	if i := strings.IndexAny(text[at:], " \n"); i >= 0 {
		return at + i
	}
	return len(text)
}

// wordHead returns the end and the width of as much of a word as fits into width cells, at least one cluster. It looks at
// no more than that, so that a text without spaces costs no more than another.
func wordHead(text string, at, end, width int) (int, int) {
	used, cut := 0, at
	for cut < end {
		cluster, w := ansi.FirstGraphemeCluster(text[cut:end], ansi.GraphemeWidth)
		if used+w > width && cut > at {
			break
		}
		used, cut = used+w, cut+len(cluster)
	}
	return cut, used
}

// paint styles one line of text: base everywhere, the spans where they touch it.
func paint(text string, line piece, base lipgloss.Style, spans []span) string {
	if len(spans) == 0 {
		return base.Render(text[line.start:line.end])
	}
	var b strings.Builder
	at := line.start
	for _, s := range spans {
		from, to := max(s.start, at), min(s.end, line.end)
		if from >= to {
			continue
		}
		if from > at {
			b.WriteString(base.Render(text[at:from]))
		}
		b.WriteString(s.style.Render(text[from:to]))
		at = to
	}
	if at < line.end {
		b.WriteString(base.Render(text[at:line.end]))
	}
	return b.String()
}

// fit makes a styled line exactly width cells wide: cut with an ellipsis, or filled with spaces.
func fit(line string, width int) string { return fitOn(line, width, lipgloss.NewStyle()) }

// fitOn is fit on a ground of its own colour.
func fitOn(line string, width int, ground lipgloss.Style) string {
	if width < 1 {
		return ""
	}
	w := ansi.StringWidth(line)
	if w > width {
		line = ansi.Truncate(line, width, "…")
		w = ansi.StringWidth(line)
	}
	if w == width {
		return line
	}
	return line + ground.Render(strings.Repeat(" ", width-w))
}

// ends puts left and right at the two ends of a line of width cells; left gives way.
func ends(left, right string, width int) string {
	return endsOn(left, right, width, lipgloss.NewStyle())
}

// endsOn is ends on a ground of its own colour.
func endsOn(left, right string, width int, ground lipgloss.Style) string {
	w := ansi.StringWidth(right)
	if w == 0 || w+2 > width {
		return fitOn(left, width, ground)
	}
	return fitOn(left, width-w-1, ground) + ground.Render(" ") + right
}

// flushRight moves a styled line to the right end of width cells, as right-to-left text is read.
func flushRight(line string, width int) string {
	w := ansi.StringWidth(line)
	if w >= width {
		return fit(line, width)
	}
	return strings.Repeat(" ", width-w) + line
}

// rightToLeft tells whether a text is read from right to left: its first strong letter is Arabic or Hebrew.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// findWords returns where words stand in a text, as spans, without cutting a longer word or number.
func findWords(text, words string, style lipgloss.Style) []span {
	if words == "" {
		return nil
	}
	var out []span
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return out
		}
		start := at + i
		end := start + len(words)
		if !joins(text, start) && !joins(text, end) {
			out = append(out, span{start, end, style})
		}
		at = end
	}
}

// joins tells whether the byte offset at stands between two letters or digits.
func joins(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return inWord(before) && inWord(after)
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// inOrder sorts spans by where they begin.
func inOrder(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	return spans
}
