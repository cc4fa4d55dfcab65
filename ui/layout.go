package ui

import "strings"

// focus is the pane that has the keys.
type focus int

// The panes, from left to right.
const (
	onRegions focus = iota
	onStories
	onBriefing
)

func (f focus) scope() scope {
	switch f {
	case onRegions:
		return inRegions
	case onBriefing:
		return inBriefing
	default:
		return inStories
	}
}

// Widths, in columns, from which two and three panes stand side by side, and the height from which thin rules part the
// header and the foot from the panes.
const (
	twoPanes   = 80
	threePanes = 120
	widePanes  = 160 // from here the regions have room for their days
	withRules  = 16
)

// column is a pane with its width.
type column struct {
	pane  focus
	width int
}

// columns divides a width among the panes that stand side by side; between two of them is one column for the border.
func columns(width int, f focus) []column {
	switch {
	case width >= threePanes:
		regions := min(36, width*11/40)
		if width >= widePanes {
			regions = sparkRoom + 4
		}
		stories := min(64, (width-regions-2)*9/20)
		return []column{{onRegions, regions}, {onStories, stories}, {onBriefing, width - regions - stories - 2}}
	case width >= twoPanes && f == onRegions:
		regions := min(36, width*2/5)
		return []column{{onRegions, regions}, {onStories, width - regions - 1}}
	case width >= twoPanes:
		stories := width * 9 / 20
		return []column{{onStories, stories}, {onBriefing, width - stories - 1}}
	default:
		return []column{{f, width}}
	}
}

// join puts drawn panes side by side, each already exactly its width, with a thin border between.
func join(panes [][]string, height int, border string) []string {
	out := make([]string, height)
	for y := range out {
		parts := make([]string, len(panes))
		for i, p := range panes {
			parts[i] = p[y]
		}
		out[y] = strings.Join(parts, border)
	}
	return out
}

// rule draws a thin line across the screen; joint stands where a border meets it.
func rule(cols []column, joint string) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		parts[i] = strings.Repeat("─", max(0, c.width))
	}
	return strings.Join(parts, joint)
}

// narrowest is how narrow the officer can make a pane, in cells.
const narrowest = 24

// shifted makes the list of stories wider by some cells, at the cost of its neighbour on the right.
func shifted(cols []column, by int) []column {
	for i := range len(cols) - 1 {
		if cols[i].pane != onStories {
			continue
		}
		by = max(narrowest-cols[i].width, min(by, cols[i+1].width-narrowest))
		cols[i].width += by
		cols[i+1].width -= by
	}
	return cols
}

// turnPanes shows one pane or all, and moves the border between the list and the briefing.
func (m *Model) turnPanes(a action) {
	switch a {
	case actWider, actNarrower:
		if !m.sees(onStories) || len(m.columns()) < 2 {
			m.status.say(m.pen.texts.find.onePane)
			return
		}
		by := splitStep
		if a == actNarrower {
			by = -splitStep
		}
		m.split += by
		m.status.say(m.pen.texts.find.moved)
	default:
		m.zoom = !m.zoom
		m.status.say(m.pen.texts.find.unzoomed)
		if m.zoom {
			m.status.say(m.pen.texts.find.zoomed)
		}
	}
	m.split = max(-m.width, min(m.split, m.width))
}

// splitStep is by how many cells the border moves at a time.
const splitStep = 4
