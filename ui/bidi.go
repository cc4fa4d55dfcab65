package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/bidi"
)

// visual sets one line of text in the order in which a terminal that knows no direction has to show it (Unicode Standard
// Annex 9, by golang.org/x/text). Letters that lean on their neighbours are left to the terminal's font.
func visual(text string) string {
	var p bidi.Paragraph
	if _, err := p.SetString(text, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		return text
	}
	order, err := p.Order()
	if err != nil {
		return text
	}
	var b strings.Builder
	for i := order.NumRuns() - 1; i >= 0; i-- { // the paragraph's first run stands at the right
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			b.WriteString(mirrored(run.String()))
		} else {
			b.WriteString(run.String())
		}
	}
	return b.String()
}

// aligned is a line of text as it is set into a room of cells: one that is read from right to left stands at the right end,
// and in the order of a terminal that knows no direction where the officer asked for that.
func (p pen) aligned(text string, room int) string {
	if !rightToLeft(text) {
		return text
	}
	if p.visual {
		text = visual(text)
	}
	return flushRight(text, room)
}

// mirrored is a run back to front, cluster by cluster, with brackets turned.
func mirrored(run string) string {
	turned := map[string]string{"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«", "<": ">", ">": "<", "{": "}", "}": "{"}
	var parts []string
	for run != "" {
		cluster, _ := ansi.FirstGraphemeCluster(run, ansi.GraphemeWidth)
		if cluster == "" {
			break
		}
		run = run[len(cluster):]
		if other, ok := turned[cluster]; ok {
			cluster = other
		}
		parts = append(parts, cluster)
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}
