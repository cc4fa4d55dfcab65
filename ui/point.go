package ui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
	"harmattan/internal/report"
)

// measure is the widest a text is set, in cells: longer lines are hard to read.
const measure = 88

// drawItem draws one item of the briefing into lines.
func (d *drawing) drawItem(it item, key itemKey) []string {
	switch it.kind {
	case itemHead:
		return d.head()
	case itemPoint:
		return d.point(it, key)
	case itemTimeline:
		return d.timeline(key)
	case itemAsides:
		return d.asides(key)
	case itemHeading:
		name := d.pen.texts.screens.articles + " · " + strconv.Itoa(len(d.pane.page.sources))
		lines := []string{"", " " + d.pen.styles.Heading.Render(name)}
		if text := whose(d.pane.page.sources); text != "" {
			lines = append(lines, d.setText(indented(1), d.pen.texts.arrange.whose+" "+text, d.pen.styles.Dim, nil)...)
		}
		return append(lines, "")
	default:
		return d.source(it.n, key)
	}
}

// margin is what stands to the left of a text: before its first line, and before the others.
type margin struct{ first, rest string }

// indented is a margin of blank cells.
func indented(cells int) margin {
	pad := strings.Repeat(" ", cells)
	return margin{pad, pad}
}

// textWidth is the room for text beside a margin, with two cells left free at the right.
func (d *drawing) textWidth(m margin) int {
	return max(4, min(measure, d.area.width-ansi.StringWidth(m.rest)-2))
}

// setText wraps a text beside a margin. A text read from right to left stands on lines of its own, below a margin that
// says something, and flush right.
func (d *drawing) setText(m margin, text string, base lipgloss.Style, spans []span) []string {
	width := d.textWidth(m)
	var out []string
	rtl := rightToLeft(text)
	if rtl && m.first != m.rest {
		out = append(out, m.first)
		m.first = m.rest
	}
	for _, l := range wrap(text, width) {
		drawn := paint(text, l, base, spans)
		if rtl && d.pen.visual {
			drawn = base.Render(visual(text[l.start:l.end]))
		}
		if rtl {
			drawn = flushRight(drawn, width)
		}
		out = append(out, m.first+drawn)
		m.first = m.rest
	}
	return out
}

// setRich wraps a text of several styles beside a margin.
func (d *drawing) setRich(m margin, r rich) []string {
	return d.setText(m, r.text, d.pen.styles.Text, r.spans)
}

// mark is the three cells that show the cursor.
func (k itemKey) mark(s *Styles) string {
	if k.hint != "" {
		return s.Key.Render(" " + k.hint + " ")
	}
	if !k.cursor {
		return "   "
	}
	return s.Accent.Render(" ▸ ")
}

// numberWidth is the room for statement numbers.
func (d *drawing) numberWidth() int { return len(strconv.Itoa(len(d.pane.page.points))) }

func (d *drawing) point(it item, key itemKey) []string {
	p, s, n, pt := d.pen, d.pen.styles, it.n, d.pane.page.points[it.n]
	base, number, dot := s.Fresh, s.Dim, " "
	if d.pane.page.again {
		base = s.Seen
		switch {
		case pt.missed:
			base, dot = s.Fresh, s.Accent.Render("◦")
		case pt.fresh:
			base, dot = s.Strong, s.Accent.Render("•")
		}
	}
	if key.cursor {
		number = s.Accent
	}
	digits := d.numberWidth()
	lead := key.mark(d.pen.styles) + dot + number.Render(fmt.Sprintf("%*d", digits, n+1)) + "  "
	side := indented(6 + digits)
	text, spans := pt.text, inOrder(append(pt.marks(s.Warn), wantedIn(pt.text, d.pane.page.wanted, s.Match)...))
	if len(d.pane.page.sources) > 1 {
		marks := superscripts(pt.sources)
		text += marks
		spans = append(spans, span{start: len(text) - len(marks), end: len(text), style: s.Dim})
	}
	if pt.times > 1 && !it.of.whole { // a paragraph that is repeated whole has one mark, at its end
		said := fmt.Sprintf("×%d", pt.times)
		text += "  " + said
		spans = append(spans, span{start: len(text) - len(said), end: len(text), style: s.Dim})
	}
	lines := d.setText(margin{lead, side.rest}, text, base, spans)
	for _, sp := range pt.splits {
		lines = append(lines, d.setRich(side, p.splitLine(sp))...)
	}
	if pt.against > 0 {
		text := fmt.Sprintf("%s %d", p.texts.words.differsFrom, pt.against)
		lines = append(lines, d.setText(side, text, s.Warn, nil)...)
	}
	if key.evidence {
		lines = append(lines, d.setText(side, p.texts.find.credible[pt.credible], s.Dim, nil)...)
	}
	if key.unfolds {
		for _, r := range pt.repeats {
			lines = append(lines, d.repeat(side.rest, r)...)
		}
	}
	if it.goesOn {
		return lines
	}
	return append(append(lines, d.said(it.of, side)...), "")
}

// said is the line under a paragraph: who says it, and how often where all of it is said as often.
func (d *drawing) said(of *paragraph, side margin) []string {
	s := d.pen.styles
	var says rich
	if of.whole && of.times > 1 {
		says = says.and(s.Strong, fmt.Sprintf("×%d", of.times)).and(s.Dim, " · ")
	}
	if says.text == "" && d.pane.page.outlets < 2 { // where one outlet says all, its name stands below, once
		return nil
	}
	return d.setRich(side, says.and(s.Dim, names(of.outlets)))
}

// marks finds, in the text of a point, the words that others contradict.
func (pt point) marks(style lipgloss.Style) []span {
	var out []span
	for _, sp := range pt.splits {
		out = append(out, findWords(pt.text, sp[0].Words, style)...)
	}
	return inOrder(out)
}

// splitLine writes who says which: "differs: 12 (AFP, RFI) / 15 (Radio Omega)".
func (p pen) splitLine(sp report.Split) rich {
	l := rich{}.and(p.styles.Warn, p.texts.words.differs+" ")
	for i, r := range sp {
		if i > 0 {
			l = l.and(p.styles.Dim, " / ")
		}
		l = l.and(p.styles.Warn, r.Words)
		if len(r.Outlets) > 0 {
			l = l.and(p.styles.Dim, " ("+names(r.Outlets)+")")
		}
	}
	return l
}

// maxNames is how many outlets are named beside a statement; unfolded, each is.
const maxNames = 8

// names lists outlets, the first of them by name: "AFP, RFI +3".
func names(outlets []string) string {
	if len(outlets) <= maxNames {
		return strings.Join(outlets, ", ")
	}
	return fmt.Sprintf("%s +%d", strings.Join(outlets[:maxNames], ", "), len(outlets)-maxNames)
}

// repeat draws another wording under its point: who and when, then the words, unless they are the same, with what they
// add marked.
func (d *drawing) repeat(pad string, r repeat) []string {
	p, s := d.pen, d.pen.styles
	style := s.Dim
	if r.kind == news.Differs {
		style = s.Warn
	}
	label, why := p.texts.kinds[r.kind], p.texts.why(r.why)
	if r.kind == news.Same || r.mine != "" { // the label, or the line of the readings, has said it
		why = ""
	}
	bar := pad + s.Faint.Render("│ ")
	side := margin{bar, bar}
	who := rich{}.and(style, label).and(s.Dim, " · "+dotted(r.outlet, p.clock.moment(r.when), why))
	lines := append([]string{pad + s.Faint.Render("│")}, d.setRich(side, who)...)
	if r.kind == news.Same {
		return lines
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
	return append(lines, d.setText(side, r.text, base, inOrder(spans))...)
}
