package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"harmattan/internal/news"
)

// maxEvidence is how many of the words that placed a story are shown.
const maxEvidence = 6

// head draws the title, where and when, and on demand the words that placed the story.
func (d *drawing) head() []string {
	p, b := d.pen, d.pane
	lines := d.title(b.page.title)
	lines = append(lines, d.setText(indented(1), d.facts(b.row), p.styles.Dim, nil)...)
	if note := d.note(); note.text != "" {
		lines = append(lines, d.setRich(indented(1), note)...)
	}
	if text := p.remarked(b.row); text != "" {
		lines = append(lines, d.setText(indented(1), text, p.styles.Key, nil)...)
	}
	if len(b.also) > 0 {
		text := fmt.Sprintf(p.texts.draft.also, line(strings.Join(b.also, ", ")))
		lines = append(lines, d.setText(indented(1), text, p.styles.Warn, nil)...)
	}
	if b.row.Note != "" {
		for text := range strings.SplitSeq(b.row.Note, "\n") {
			lines = append(lines, d.setText(margin{" ✎ ", "   "}, line(text), p.styles.Text, nil)...)
		}
	}
	if b.evidence {
		lines = append(lines, d.setRich(indented(1), p.evidence(b.row.Placement))...)
		lines = append(lines, d.setText(indented(1), p.texts.find.suggested, p.styles.Dim, nil)...)
	}
	if len(b.page.points) == 0 {
		text := fmt.Sprintf(p.texts.screens.noText, p.keys.name(actOpenLink))
		lines = append(append(lines, ""), d.setText(indented(1), text, p.styles.Dim, nil)...)
	}
	return append(lines, "")
}

func (d *drawing) title(title string) []string {
	style := d.pen.styles.Strong
	if d.area.focused {
		style = d.pen.styles.HeadFocus
	}
	return d.setText(indented(1), title, style, nil)
}

// facts writes where a story is, how many carry it, and from when to when.
func (d *drawing) facts(row news.StoryRow) string {
	p := d.pen
	if row.Outlets == 0 { // known from a search only: its page brings the rest
		return p.texts.screens.loading
	}
	both := p.texts.count(row.Outlets, p.texts.words.outlet)
	if row.Outlets > 1 {
		both += ", " + p.texts.count(row.Origins, p.texts.words.origin)
	}
	place := line(row.Placement.CountryName)
	if row.Placement.Region == news.Unplaced || row.Placement.Region == "" {
		place = p.texts.words.unplaced
	}
	return dotted(place, both, p.clock.period(row.First, row.Last))
}

// note writes the officer's decision, and what is new since they last read.
func (d *drawing) note() rich {
	p, b := d.pen, d.pane
	var note rich
	if b.row.State != news.New && b.row.State != "" {
		note = note.and(p.styles.state(b.row.State), letter(b.row)+" "+p.texts.states[b.row.State])
	}
	if b.page.again {
		text := d.since()
		if note.text != "" {
			note = note.and(p.styles.Dim, " · ")
		}
		note = note.and(p.styles.Accent, text)
	}
	if shown := d.shown(); shown < len(b.page.points) {
		if note.text != "" {
			note = note.and(p.styles.Dim, " · ")
		}
		text := fmt.Sprintf(p.texts.screens.lengths[b.length], shown, len(b.page.points), p.keys.name(actLength))
		note = note.and(p.styles.Warn, text)
	}
	return note
}

// since tells what is new since the officer read the story, and what of it they left unseen.
func (d *drawing) since() string {
	p, page := d.pen, d.pane.page
	var fresh, missed string
	if page.fresh > 0 {
		fresh = fmt.Sprintf("• %d %s %s %s", page.fresh, p.texts.words.fresh, p.texts.words.since, p.clock.moment(page.row.Read))
	}
	if page.missed > 0 {
		missed = fmt.Sprintf("◦ "+p.texts.screens.missed, page.missed)
	}
	return dotted(fresh, missed)
}

// shown is how many statements the length shows.
func (d *drawing) shown() int {
	n := 0
	for _, x := range d.pane.page.lengths[d.pane.length] {
		n += len(x.points)
	}
	return n
}

// evidence writes the words that placed a story and what they name.
func (p pen) evidence(pl news.Placement) rich {
	if len(pl.Evidence) == 0 {
		return rich{}.and(p.styles.Dim, p.texts.screens.notPlaced)
	}
	var parts []string
	for i, e := range pl.Evidence {
		if i == maxEvidence {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("“%s” → %s %.1f", line(e.Text), line(e.Place), e.Weight))
	}
	if len(pl.Also) > 0 {
		parts = append(parts, p.texts.words.also+" "+line(strings.Join(pl.Also, " ")))
	}
	return rich{}.and(p.styles.Key, p.texts.screens.placedBy+" ").and(p.styles.Dim, strings.Join(parts, " · "))
}

// waiting draws what the list already knows of a story while its page is being read.
func (b *briefingPane) waiting(p pen, a area) []string {
	d := &drawing{pane: b, pen: p, area: a}
	lines := d.title(line(b.row.Title))
	return append(lines, d.setText(indented(1), d.facts(b.row), p.styles.Dim, nil)...)
}

// asides draws the folded line at the end of the statements, or each aside with its reason.
func (d *drawing) asides(key itemKey) []string {
	p, list := d.pen, d.pane.page.asides
	counts := make(map[news.AsideKind]int)
	var order []news.AsideKind
	for _, a := range list {
		if counts[a.kind] == 0 {
			order = append(order, a.kind)
		}
		counts[a.kind]++
	}
	var parts []string
	for _, k := range order {
		parts = append(parts, p.texts.count(counts[k], p.texts.asides[k]))
	}
	text := p.texts.count(len(list), p.texts.words.aside) + ": " + strings.Join(parts, ", ")
	style := p.styles.Dim
	if key.cursor {
		style = p.styles.Text
	}
	lines := d.setText(margin{key.mark(d.pen.styles), "   "}, text, style, nil)
	if !key.unfolds {
		return lines
	}
	for _, a := range list {
		who := dotted(p.texts.asides[a.kind].one, a.outlet, p.texts.why(a.why))
		lines = append(lines, "")
		lines = append(lines, d.setText(indented(5), who, p.styles.Faint, nil)...)
		lines = append(lines, d.setText(indented(5), a.text, p.styles.Dim, nil)...)
	}
	return lines
}

// source draws an article: outlet, time, language, origin and grade, its title, its link; unfolded, its text.
func (d *drawing) source(n int, key itemKey) []string {
	p, s := d.pen, d.pane.page.sources[n]
	when := p.clock.moment(s.published)
	if s.guessed {
		when = p.texts.words.guessed + " " + when
	}
	facts := dotted(s.outlet, when, string(s.lang))
	if s.revision > 1 {
		facts = dotted(facts, p.texts.words.edited)
	}
	if s.teaser {
		facts = dotted(facts, p.texts.words.teaser)
	}
	if !s.letGo.IsZero() {
		facts = dotted(facts, p.texts.words.letGo+" "+p.clock.date(s.letGo))
	}
	if s.origin != "" && s.origin != s.outlet {
		facts = dotted(facts, p.texts.words.origins+" "+s.origin)
	}
	if s.grade != "" {
		facts = dotted(facts, s.grade)
	}
	style := p.styles.Text
	if key.cursor {
		style = p.styles.Strong
	}
	if slices.Contains(d.pane.marked, s.key) {
		facts = "✓ " + facts
	}
	if len(d.pane.page.sources) > 1 {
		facts = raised(n+1) + " " + facts
	}
	lines := d.setText(margin{key.mark(d.pen.styles), "   "}, facts, style, nil)
	lines = append(lines, d.setText(indented(3), s.title, p.styles.Dim, nil)...)
	lines = append(lines, d.corrections(s.changes)...)
	if s.link != "" {
		lines = append(lines, fit("   "+p.styles.Faint.Render(line(s.link)), d.area.width-1))
	}
	if key.unfolds {
		lines = append(lines, d.edits(s.changes)...)
		for text := range strings.SplitSeq(s.text, "\n") {
			lines = append(lines, "")
			lines = append(lines, d.setText(indented(3), text, lipgloss.NewStyle(), nil)...)
		}
	}
	return append(lines, "")
}
