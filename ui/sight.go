package ui

import (
	"slices"

	"harmattan/internal/news"
)

// draw shows as much of the story as there is room for. Only items in sight, and those passed by a scroll, are wrapped.
func (b *briefingPane) draw(p pen, a area) []string {
	switch {
	case b.story == "":
		return p.notice(a, p.texts.screens.noStory)
	case b.err != nil:
		return p.notice(a, p.texts.screens.failed, p.texts.problem(b.err))
	case b.page == nil:
		return b.waiting(p, a)
	}
	d := &drawing{pane: b, pen: p, area: a}
	if b.scroll != 0 {
		d.scroll(b.scroll)
		d.cursorIntoSight()
	}
	resized := b.last.height != 0 && (b.last.height != a.height || b.last.width != a.width)
	if b.follow || resized {
		d.followCursor()
	}
	b.scroll, b.follow = 0, false
	d.scroll(0)
	lines := d.lines()
	d.noteSeen()
	b.last = d.sight()
	return lines[:min(len(lines), a.height)]
}

// drawing is one drawing of the pane into one area.
type drawing struct {
	pane *briefingPane
	pen  pen
	area area
}

// item returns the lines of an item, drawn once per look of it.
func (d *drawing) item(i int) []string {
	b := d.pane
	it := b.items[i]
	key := itemKey{
		index: i, width: d.area.width, cursor: i == b.cursor, focused: d.area.focused, unfolds: b.unfolded[it.key],
	}
	key.hint = b.hints[i]
	if it.kind == itemPoint {
		key.evidence = b.evidence
	}
	if it.kind == itemHead {
		key.evidence, key.state, key.cursor = b.evidence, b.row.State, false
	}
	if lines, ok := b.drawn[key]; ok {
		return lines
	}
	if b.drawn == nil || len(b.drawn) >= drawnRows {
		b.drawn = make(map[itemKey][]string)
	}
	lines := d.drawItem(it, key)
	b.drawn[key] = lines
	return lines
}

// height is the number of lines of an item.
func (d *drawing) height(i int) int { return len(d.item(i)) }

// scroll moves the top of the pane by a number of lines, and never past the end of the story.
func (d *drawing) scroll(by int) {
	b := d.pane
	b.skip += by
	for b.skip < 0 && b.top > 0 {
		b.top--
		b.skip += d.height(b.top)
	}
	b.skip = max(0, b.skip)
	for b.top < len(b.items)-1 && b.skip >= d.height(b.top) {
		b.skip -= d.height(b.top)
		b.top++
	}
	rest := -b.skip
	for i := b.top; i < len(b.items) && rest < d.area.height; i++ {
		rest += d.height(i)
	}
	for missing := d.area.height - rest; missing > 0; missing-- {
		if b.skip == 0 && b.top == 0 {
			return
		}
		if b.skip == 0 {
			b.top--
			b.skip = d.height(b.top)
		}
		b.skip--
	}
}

// cursorIntoSight moves the cursor to an item that can be seen, when a scroll left it behind.
func (d *drawing) cursorIntoSight() {
	b := d.pane
	at := -b.skip
	first, last := -1, -1
	for i := b.top; i < len(b.items) && at < d.area.height; i++ {
		if b.items[i].selectable() {
			if first < 0 && (at >= 0 || at+d.height(i) > d.area.height/2) {
				first = i
			}
			last = i
		}
		at += d.height(i)
	}
	if last < 0 {
		return
	}
	if first < 0 {
		first = last
	}
	b.cursor = max(first, min(b.cursor, last))
}

// followCursor scrolls until the item under the cursor is in sight, with the head of the story where it is the first.
func (d *drawing) followCursor() {
	b := d.pane
	if b.cursor <= b.firstSelectable() && d.fits(0, b.cursor, d.area.height) {
		b.top, b.skip = 0, 0
		return
	}
	if b.cursor < b.top || b.cursor == b.top && b.skip > 0 {
		b.top, b.skip = b.cursor, 0
		return
	}
	if !d.fits(b.top, b.cursor, b.skip+d.area.height) {
		d.endWithCursor()
	}
}

// endWithCursor makes the last line of the item under the cursor the last of the pane, or its first one the first where it
// is longer than that. Only what is then in sight is drawn for it.
func (d *drawing) endWithCursor() {
	b := d.pane
	b.top, b.skip = b.cursor, 0
	room := d.area.height - d.height(b.cursor)
	for room > 0 && b.top > 0 {
		b.top--
		room -= d.height(b.top)
	}
	if b.top < b.cursor {
		b.skip = max(0, -room)
	}
}

// span is the number of lines from item first to item last, both counted.
func (d *drawing) span(first, last int) int {
	n := 0
	for i := first; i <= last && i < len(d.pane.items); i++ {
		n += d.height(i)
	}
	return n
}

// fits tells whether the items from first to last, both counted, have no more lines than these. It draws no item beyond.
func (d *drawing) fits(first, last, lines int) bool {
	for i := first; i <= last && i < len(d.pane.items); i++ {
		if lines -= d.height(i); lines < 0 {
			return false
		}
	}
	return true
}

// noteSeen notes the points whose last line of text is on the screen.
func (d *drawing) noteSeen() {
	b := d.pane
	at := -b.skip
	for i := b.top; i < len(b.items) && at < d.area.height; i++ {
		at += d.height(i)
		it := b.items[i]
		if it.kind != itemPoint {
			continue
		}
		blank := 1
		if it.goesOn {
			blank = 0
		}
		if at-blank <= d.area.height {
			b.seen[it.key] = true
		}
	}
}

// unseen lists the statements that were new to the officer and never on the screen.
func (b *briefingPane) unseen() []news.Mark {
	var out []news.Mark
	for _, pt := range b.page.points {
		if pt.fresh && !b.seen[pt.key] {
			for _, s := range pt.says {
				out = append(out, news.MarkOf(s))
			}
		}
	}
	return out
}

// lines returns the lines from the top to at least the end of the area.
func (d *drawing) lines() []string {
	b := d.pane
	var out []string
	for i := b.top; i < len(b.items) && len(out) < d.area.height+b.skip; i++ {
		out = append(out, d.item(i)...)
	}
	return slices.Clip(out[min(b.skip, len(out)):])
}

func (d *drawing) sight() sight {
	b := d.pane
	s := sight{width: d.area.width, height: d.area.height}
	s.atEnd = d.fits(b.top, len(b.items)-1, b.skip+d.area.height)
	if b.cursor >= b.top {
		from := d.span(b.top, b.cursor-1) - b.skip
		s.above = max(0, -from)
		s.below = max(0, from+d.height(b.cursor)-d.area.height)
	}
	return s
}
