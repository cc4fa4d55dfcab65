package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

// draw shows the heading and the rows in sight.
func (s *storyPane) draw(p pen, a area) []string {
	remark := fmt.Sprintf("%d/%d", min(s.list.cursor+1, len(s.rows)), len(s.rows))
	if s.more {
		remark += "+"
	}
	name := s.name
	if s.filter != filterAll {
		name += " · " + s.filter.label(p.texts)
	}
	if s.grouped && s.list.cursor < len(s.rows) && s.filter == filterAll {
		name += " · " + s.names[s.rows[s.list.cursor].Placement.Region]
	}
	lines := []string{p.heading(name, remark, a)}
	body := area{width: a.width, height: a.height - 1, focused: a.focused}
	switch {
	case s.err != nil:
		return append(lines, p.notice(body, p.texts.screens.failed, p.texts.problem(s.err), p.texts.screens.doctor)...)
	case !s.loaded:
		return append(lines, "", " "+p.styles.Dim.Render(p.texts.screens.loading))
	case len(s.rows) == 0 && s.filter != filterAll:
		hint := fmt.Sprintf(p.texts.screens.emptyFilter, s.filter.label(p.texts), p.keys.name(actFilter))
		return append(lines, p.notice(body, hint)...)
	case len(s.rows) == 0:
		return append(lines, p.notice(body, p.texts.screens.empty)...)
	}
	first, last := s.list.window(body.height, func(i int) int { return s.rowHeight(i) })
	for i := first; i < last; i++ {
		row := s.row(p, i, body)
		if i == first && len(row) == 4 { // no empty line above the first region
			row = row[1:]
		}
		lines = append(lines, row...)
	}
	return lines
}

// rowHeight is two lines, and two more where a region begins; the one above the first region is never drawn.
func (s *storyPane) rowHeight(i int) int {
	if !s.beginsRegion(i) {
		return 2
	}
	return 4
}

func (s *storyPane) beginsRegion(i int) bool {
	return s.grouped && (i == 0 || s.rows[i].Placement.Region != s.rows[i-1].Placement.Region)
}

func (s *storyPane) row(p pen, i int, a area) []string {
	row := s.rows[i]
	key := rowKey{
		id: row.ID, width: a.width, cursor: i == s.list.cursor, focused: a.focused, state: row.State,
		changed: row.Changed, read: row.Read, outlets: row.Outlets, age: p.clock.age(row.Last),
		marked: s.marked[row.ID], remarks: p.remarks(row),
	}
	if s.beginsRegion(i) {
		key.heading = row.Placement.Region
	}
	lines, ok := s.drawn[key]
	if !ok {
		lines = s.drawRow(p, row, key)
		if s.drawn == nil || len(s.drawn) >= drawnRows {
			s.drawn = make(map[rowKey][]string)
		}
		s.drawn[key] = lines
	}
	return lines
}

func (s *storyPane) drawRow(p pen, row news.StoryRow, key rowKey) []string {
	var lines []string
	if key.heading != "" {
		lines = append(lines, "", " "+p.styles.Heading.Render(strings.ToUpper(s.names[key.heading])))
	}
	on := ground{}
	if key.cursor && key.focused {
		on = p.selected()
	}
	style, sign := p.styles.Text, p.styles.state(row.State)
	switch {
	case row.Unread():
		style = p.styles.Strong
	case row.State == news.New:
		style, sign = p.styles.Dim, p.styles.Faint
	}
	mark, room := "   ", max(1, key.width-6)
	switch {
	case key.cursor && key.marked:
		mark = "✓▸ "
	case key.cursor:
		mark = " ▸ "
	case key.marked:
		mark = "✓  "
	}
	mark, state := on.put(p.styles.Accent, mark), on.put(sign, letter(row)+" ")
	title := ansi.Truncate(line(row.Title), room, "…")
	first, tail := mark+state+on.put(style, title), on.put(p.styles.Dim, "     ")
	if rightToLeft(title) {
		if p.visual {
			title = visual(title)
		}
		// A title read from right to left has its line to itself; the state's letter moves to the second line.
		gap := strings.Repeat(" ", room-ansi.StringWidth(title)+2)
		first, tail = mark+on.put(style, gap+title), on.put(p.styles.Dim, "   ")+state
	}
	second := tail
	if key.remarks != "" {
		text := ansi.Truncate(key.remarks, max(1, room/2), "…")
		second += on.put(p.styles.Key, text+"  ")
		room = max(1, room-ansi.StringWidth(text)-2)
	}
	second += p.facts(row, room, on)
	return append(lines, fitOn(first, key.width, on.style), fitOn(second, key.width, on.style))
}

// letter is the state of a story in one letter; a dot when it is new no more and undecided.
func letter(row news.StoryRow) string {
	switch row.State {
	case news.Watching:
		return "W"
	case news.Cited:
		return "C"
	case news.Dismissed:
		return "x"
	}
	if row.Unread() {
		return "N"
	}
	return "·"
}

// facts writes a story's second line: place, outlets and origins, age, and what differs at the right end. What does not
// fit is shortened, the differing figures last.
func (p pen) facts(row news.StoryRow, width int, on ground) string {
	right := ""
	if row.Differs > 0 {
		right = strings.TrimSpace(p.texts.words.differs + " " + line(row.Readings))
	}
	w := ansi.StringWidth(right)
	for _, left := range p.factForms(row) {
		if room := width - w; w == 0 && ansi.StringWidth(left) <= width || w > 0 && ansi.StringWidth(left)+2 <= room {
			return on.ends(on.put(p.styles.Dim, left), on.put(p.styles.Warn, right), width)
		}
	}
	if right != "" {
		left := dotted(row.Placement.Country, p.clock.age(row.Last))
		right = ansi.Truncate(right, max(1, width-ansi.StringWidth(left)-2), "…")
		return on.ends(on.put(p.styles.Dim, left), on.put(p.styles.Warn, right), width)
	}
	return on.put(p.styles.Dim, ansi.Truncate(p.factForms(row)[0], width, "…"))
}

// factForms returns the facts of a story from long to short.
func (p pen) factForms(row news.StoryRow) []string {
	t := p.texts
	place := row.Placement.Country
	if row.Placement.Region == news.Unplaced || row.Placement.Region == "" {
		place = t.words.unplaced
	}
	outlets := t.count(row.Outlets, t.words.outlet)
	both := outlets
	if row.Outlets > 1 {
		both += ", " + t.count(row.Origins, t.words.origin)
	}
	age := p.clock.age(row.Last)
	return []string{dotted(place, both, age), dotted(place, outlets, age), dotted(place, age), age}
}

// dotted joins what is not empty with middle dots.
func dotted(parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}
