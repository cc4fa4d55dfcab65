package ui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// pen is what every pane draws with.
type pen struct {
	styles *Styles
	texts  *texts
	clock  clock
	keys   keyMap
	visual bool // text read from right to left is set in order here, not by the terminal
}

// area is the room a pane draws into, in cells, and whether it has the keys.
type area struct {
	width, height int
	focused       bool
}

// ground is what a row is drawn on: nothing, or the selection.
type ground struct {
	set   bool
	style lipgloss.Style
}

// selected is the ground of the row under the cursor of the pane that has the keys.
func (p pen) selected() ground { return ground{set: true, style: p.styles.Selected} }

// put draws text in a style on the ground.
func (g ground) put(style lipgloss.Style, text string) string {
	if g.set {
		style = g.style.Inherit(style)
	}
	return style.Render(text)
}

// ends puts left and right, both drawn, at the two ends of a line.
func (g ground) ends(left, right string, width int) string {
	return endsOn(left, right, width, g.style)
}

// heading draws the name of a pane, with a remark at the right end.
func (p pen) heading(name, remark string, a area) string {
	style := p.styles.Heading
	if a.focused {
		style = p.styles.HeadFocus
	}
	return ends(" "+style.Render(name), p.styles.Dim.Render(remark)+" ", a.width)
}

// notice draws a message in the middle of an area: a bold line, then quieter ones.
func (p pen) notice(a area, bold string, quiet ...string) []string {
	width := max(1, min(a.width-4, 56))
	pad := strings.Repeat(" ", max(0, (a.width-width)/2))
	var body []string
	put := func(text string, style lipgloss.Style) {
		for _, l := range wrap(text, width) {
			body = append(body, pad+style.Render(text[l.start:l.end]))
		}
	}
	put(bold, p.styles.Strong)
	for _, q := range quiet {
		if q != "" {
			body = append(body, "")
			put(q, p.styles.Dim)
		}
	}
	above := max(0, (a.height-len(body))/3)
	return append(make([]string, above), body...)
}

// fill makes exactly height lines of exactly width cells.
func fill(lines []string, width, height int) []string {
	out := make([]string, height)
	for i := range out {
		if i < len(lines) {
			out[i] = fit(lines[i], width)
		} else {
			out[i] = strings.Repeat(" ", max(0, width))
		}
	}
	return out
}
