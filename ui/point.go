package ui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

// measure is the widest a text is set, in cells: longer lines are hard to read.
const measure = 88

// drawItem draws one item of the briefing into lines.
func (d *drawing) drawItem(it item, key itemKey) []string {
	switch it.kind {
	case itemHead:
		return d.head()
	case itemPoint:
		return d.point(it.n, key)
	case itemAsides:
		return d.asides(key)
	case itemHeading:
		name := d.pen.texts.screens.articles + " · " + strconv.Itoa(len(d.pane.page.sources))
		return []string{"", " " + d.pen.styles.Heading.Render(name), ""}
	default:
		return d.source(it.n, key)
	}
}

// textWidth is the room for text after an indent.
func (d *drawing) textWidth(indent int) int { return max(4, min(measure, d.area.width-indent-2)) }

// setText wraps a text behind an indent. The first line begins with lead, which is as wide as the indent; a text read
// from right to left stands on lines of its own below it.
func (d *drawing) setText(lead string, indent int, text string, base lipgloss.Style, spans []span) []string {
	width := d.textWidth(indent)
	pad := strings.Repeat(" ", indent)
	var out []string
	rtl := rightToLeft(text)
	if rtl && strings.TrimSpace(ansi.Strip(lead)) != "" {
		out = append(out, lead)
		lead = pad
	}
	for _, l := range wrap(text, width) {
		drawn := paint(text, l, base, spans)
		if rtl {
			drawn = flushRight(drawn, width)
		}
		out = append(out, lead+drawn)
		lead = pad
	}
	return out
}

// mark is the two cells that show the cursor.
func (d *drawing) mark(cursor bool) string {
	if !cursor {
		return "  "
	}
	return d.pen.styles.Accent.Render("▸ ")
}

// numberWidth is the room for statement numbers.
func (d *drawing) numberWidth() int { return len(strconv.Itoa(len(d.pane.page.points))) }

func (d *drawing) point(n int, key itemKey) []string {
	p, s, pt := d.pen, d.pen.styles, d.pane.page.points[n]
	base, number, dot := s.Fresh, s.Dim, " "
	if d.pane.page.again {
		base = s.Seen
		if pt.fresh {
			base, dot = s.Strong, s.Accent.Render("•")
		}
	}
	if key.cursor {
		number = s.Accent
	}
	digits := d.numberWidth()
	lead := d.mark(key.cursor) + dot + number.Render(fmt.Sprintf("%*d", digits, n+1)) + "  "
	indent := 5 + digits
	lines := d.setText(lead, indent, pt.text, base, pt.marks(s.Warn))
	pad := strings.Repeat(" ", indent)
	for _, sp := range pt.splits {
		lines = append(lines, d.wrapped(pad, p.splitLine(sp))...)
	}
	says := s.Dim.Render(strings.Join(pt.outlets, ", "))
	if pt.times > 1 {
		says = s.Strong.Render(fmt.Sprintf("×%d", pt.times)) + s.Dim.Render(" · ") + says
	}
	lines = append(lines, d.wrapped(pad, says)...)
	if key.unfolds {
		for _, r := range pt.repeats {
			lines = append(lines, d.repeat(pad, r)...)
		}
	}
	return append(lines, "")
}

// wrapped wraps a drawn line behind an indent.
func (d *drawing) wrapped(pad, drawn string) []string {
	width := d.textWidth(ansi.StringWidth(pad))
	var out []string
	for l := range strings.SplitSeq(ansi.Wrap(drawn, width, ""), "\n") {
		out = append(out, pad+l)
	}
	return out
}

// marks finds, in the text of a point, the words that others contradict.
func (pt point) marks(style lipgloss.Style) []span {
	var out []span
	for _, sp := range pt.splits {
		out = append(out, findWords(pt.text, sp[0].words, style)...)
	}
	return inOrder(out)
}

// splitLine writes who says which: "differs: 12 (AFP, RFI) / 15 (Radio Omega)".
func (p pen) splitLine(sp split) string {
	var parts []string
	for _, r := range sp {
		part := p.styles.Warn.Render(r.words)
		if len(r.outlets) > 0 {
			part += p.styles.Dim.Render(" (" + strings.Join(r.outlets, ", ") + ")")
		}
		parts = append(parts, part)
	}
	return p.styles.Warn.Render(p.texts.words.differs) + " " + strings.Join(parts, p.styles.Dim.Render(" / "))
}

// repeat draws another wording under its point: who and when, then the words, with what they add marked.
func (d *drawing) repeat(pad string, r repeat) []string {
	p, s := d.pen, d.pen.styles
	style := s.Dim
	if r.kind == news.Differs {
		style = s.Warn
	}
	bar := pad + s.Faint.Render("│ ")
	who := style.Render(p.texts.kinds[r.kind]) + s.Dim.Render(" · "+dotted(r.outlet, p.clock.moment(r.when), r.why))
	lines := []string{pad + s.Faint.Render("│")}
	for _, l := range d.wrapped(strings.Repeat(" ", ansi.StringWidth(bar)), who) {
		lines = append(lines, bar+strings.TrimLeft(l, " "))
	}
	var spans []span
	for _, a := range r.adds {
		spans = append(spans, findWords(r.text, a, s.Added)...)
	}
	if r.kind == news.Differs {
		spans = append(spans, findWords(r.text, r.mine, s.Warn)...)
	}
	base := s.Text
	if d.pane.page.again && !r.fresh {
		base = s.Seen
	}
	for _, l := range d.setText("", 0, r.text, base, inOrder(spans)) {
		lines = append(lines, fit(bar+l, d.area.width-1))
	}
	return lines
}
