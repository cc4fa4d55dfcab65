package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

func (d *draftScreen) draw(p pen, a area) []string {
	t := p.texts.draft
	remark := fmt.Sprintf(t.remark, len(d.ids()), len(d.stories), d.format)
	title := t.title
	if d.of != "" {
		title = fmt.Sprintf(p.texts.find.briefList, line(d.of))
	}
	lines := []string{p.heading(title, remark, area{width: a.width, focused: true}), ""}
	body := area{width: a.width, height: a.height - len(lines), focused: true}
	switch {
	case d.err != nil:
		return append(lines, p.notice(body, p.texts.screens.failed, p.texts.problem(d.err))...)
	case !d.loaded:
		return append(lines, " "+p.styles.Dim.Render(p.texts.screens.loading))
	case len(d.stories) == 0:
		return append(lines, p.notice(body, t.empty, fmt.Sprintf(t.emptyHint, p.keys.name(actCite)))...)
	}
	first, last := d.list.window(body.height, func(i int) int { return len(d.row(p, i, a.width)) })
	for i := first; i < last; i++ {
		lines = append(lines, d.row(p, i, a.width)...)
	}
	return lines
}

// row draws a story with its facts, or one of its lines. The first story of a region stands under the region's name.
func (d *draftScreen) row(p pen, i, width int) []string {
	at := d.rows[i]
	s := d.stories[at.story]
	on, mark := p.chosen(d.list, i)
	room := max(10, min(width-8, measure))
	if at.line < 0 {
		return d.storyRow(p, i, width)
	}
	l := s.entry.Lines[at.line]
	style, sign := p.styles.Text, "  "
	if s.dropped[at.line] {
		style, sign = p.styles.Faint, "✗ "
	}
	text := line(l.Text)
	var out []string
	for n, piece := range wrap(text, room) {
		head := "       "
		if n == 0 {
			head = mark + "  " + sign
		}
		out = append(out, fitOn(on.put(p.styles.Accent, head)+on.put(style, p.aligned(text[piece.start:piece.end], room)), width, on.style))
	}
	for _, differs := range l.Differs {
		out = append(out, fitOn(on.put(p.styles.Warn, "         "+ansi.Truncate(p.texts.words.differs+" "+line(differs), room, "…")), width, on.style))
	}
	return out
}

// chosen is the ground and the mark of row i of a list: the one with the cursor stands out.
func (p pen) chosen(l list, i int) (on ground, mark string) {
	if l.cursor == i {
		return p.selected(), " ▸ "
	}
	return ground{}, "   "
}

func (d *draftScreen) storyRow(p pen, i, width int) []string {
	at := d.rows[i].story
	s := d.stories[at]
	on, mark := p.chosen(d.list, i)
	var out []string
	if at > 0 {
		out = append(out, "")
	}
	if at == 0 || d.stories[at-1].section != s.section {
		out = append(out, " "+p.styles.Heading.Render(strings.ToUpper(line(s.section))))
	}
	style, sign := p.styles.Strong, ""
	if s.out {
		style, sign = p.styles.Faint, "✗ "
	}
	title := sign + p.aligned(ansi.Truncate(line(s.entry.Title), max(1, width-8), "…"), max(1, width-8))
	if s.entry.Direction != "" {
		title = p.texts.draft.directions[s.entry.Direction] + " " + title
	}
	out = append(out, fitOn(on.put(p.styles.Accent, mark)+on.put(style, ansi.Truncate(title, max(1, width-5), "…")), width, on.style))
	if s.out {
		return out
	}
	if s.entry.Reason != "" {
		out = append(out, fitOn(on.put(p.styles.Key, "   "+ansi.Truncate(line(s.entry.Reason), max(1, width-5), "…")), width, on.style))
	}
	out = append(out, fitOn(on.put(p.styles.Dim, "   "+ansi.Truncate(line(s.entry.Facts), max(1, width-5), "…")), width, on.style))
	if s.entry.Note != "" {
		note, _, _ := strings.Cut(s.entry.Note, "\n")
		out = append(out, fitOn(on.put(p.styles.Text, "   ✎ "+ansi.Truncate(line(note), max(1, width-7), "…")), width, on.style))
	}
	return out
}
