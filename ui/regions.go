package ui

import (
	"fmt"
	"strings"

	"harmattan/internal/news"
)

// regionPane lists the regions with their counts. Its first row stands for all of them.
type regionPane struct {
	list  list
	rows  []news.RegionRow
	lines map[regionKey]string // drawn rows
}

// regionKey names a drawn row, as long as the rows are the same.
type regionKey struct {
	index, width    int
	cursor, focused bool
}

// forget drops drawn rows, when the look changes.
func (r *regionPane) forget() { r.lines = nil }

// set takes new rows and keeps the cursor on its region.
func (r *regionPane) set(rows []news.RegionRow, t *texts) {
	current := r.current()
	all := news.RegionRow{Name: t.words.all}
	for _, row := range rows {
		if row.Parent == "" && row.Find == "" {
			all.Days = addDays(all.Days, row.Days)
			all.Total += row.Total
			all.Left += row.Left
		}
	}
	r.rows, r.lines = append([]news.RegionRow{all}, underParents(rows)...), nil
	r.list.resize(len(r.rows))
	r.choose(current)
}

// underParents puts each region below the one it rolls up to, and keeps the order otherwise.
func underParents(rows []news.RegionRow) []news.RegionRow {
	known := make(map[string]bool, len(rows))
	below := make(map[string][]news.RegionRow)
	for _, row := range rows {
		known[row.ID] = true
		below[row.Parent] = append(below[row.Parent], row)
	}
	out := make([]news.RegionRow, 0, len(rows))
	for _, row := range rows {
		if row.Parent != "" && known[row.Parent] {
			continue
		}
		out = append(out, row)
		out = append(out, below[row.ID]...)
	}
	return out
}

// row is what the cursor is on; without an ID it stands for all regions.
func (r *regionPane) row() news.RegionRow {
	if r.list.cursor < len(r.rows) {
		return r.rows[r.list.cursor]
	}
	return news.RegionRow{}
}

// nameOf names the watch or kept search that asks this; another question is its own name.
func (r *regionPane) nameOf(find string) string {
	for _, row := range r.rows {
		if find != "" && row.Find == find {
			return line(row.Name)
		}
	}
	return line(find)
}

// current returns the id of the region under the cursor, "" for all.
func (r *regionPane) current() string {
	if r.list.cursor < len(r.rows) {
		return r.rows[r.list.cursor].ID
	}
	return ""
}

// choose puts the cursor on a region, or on all when it is not listed.
func (r *regionPane) choose(id string) {
	r.list.cursor = 0
	for i, row := range r.rows {
		if row.ID == id {
			r.list.cursor = i
			return
		}
	}
}

// name returns a region's name; an unknown id is its own.
func (r *regionPane) name(id string) string {
	for _, row := range r.rows {
		if row.ID == id {
			return line(row.Name)
		}
	}
	return id
}

// names returns the regions' names by id.
func (r *regionPane) names() map[string]string {
	out := make(map[string]string, len(r.rows))
	for _, row := range r.rows {
		out[row.ID] = line(row.Name)
	}
	return out
}

// left is how many stories of the whole desk are left to decide.
func (r *regionPane) left() int {
	if len(r.rows) == 0 {
		return 0
	}
	return r.rows[0].Left
}

// total is how many stories the desk holds, dismissed ones apart.
func (r *regionPane) total() int {
	if len(r.rows) == 0 {
		return 0
	}
	return r.rows[0].Total
}

func (r *regionPane) draw(p pen, a area) []string {
	counts := fmt.Sprintf("%4s %4s", p.texts.words.total, p.texts.words.left)
	lines := []string{p.heading(p.texts.words.regions, counts, a)}
	first, last := r.list.window(a.height-1, func(int) int { return 1 })
	for i := first; i < last; i++ {
		key := regionKey{index: i, width: a.width, cursor: i == r.list.cursor, focused: a.focused}
		if _, drawn := r.lines[key]; !drawn {
			if r.lines == nil || len(r.lines) >= drawnRows {
				r.lines = map[regionKey]string{}
			}
			r.lines[key] = r.drawn(p, i, a)
		}
		lines = append(lines, r.lines[key])
	}
	return lines
}

// quiet says that nothing has matched a watch for too long.
func (p pen) quiet(row news.RegionRow) string {
	if !row.Quiet {
		return ""
	}
	return " · " + p.texts.find.quiet
}

func (r *regionPane) drawn(p pen, i int, a area) string {
	row := r.rows[i]
	name, left := p.styles.Text, p.styles.Accent
	switch {
	case row.Total == 0:
		name, left = p.styles.Faint, p.styles.Faint
	case row.Left == 0:
		name, left = p.styles.Dim, p.styles.Faint
	}
	if row.Quiet {
		name = p.styles.Warn
	}
	mark, on := "   ", ground{}
	if i == r.list.cursor {
		mark, name = " ▸ ", p.styles.Strong
		if a.focused {
			on = p.selected()
		}
	}
	total, rest := fmt.Sprintf("%4d ", row.Total), fmt.Sprintf("%4d ", row.Left)
	if row.Total == 0 {
		total, rest = "   · ", "   · "
	}
	title := on.put(p.styles.Accent, mark) + on.put(name, strings.Repeat("  ", row.Depth)+line(row.Name)+p.quiet(row))
	days := ""
	if a.width >= sparkRoom && len(row.Days) > 0 {
		days = on.put(p.styles.Dim, spark(row.Days)+" ")
	}
	return on.ends(title, days+on.put(p.styles.Dim, total)+on.put(left, rest), a.width)
}
