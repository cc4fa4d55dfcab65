package ui

import (
	"fmt"
	"time"

	"harmattan/internal/news"
)

// change is what an outlet changed in its article, ready to be drawn.
type change struct {
	when           time.Time
	removed, added []string
	corrections    []news.Correction
}

func changesOf(edits []news.Edit) []change {
	out := make([]change, 0, len(edits))
	for _, e := range edits {
		c := change{when: e.Seen}
		for _, s := range e.Removed {
			c.removed = append(c.removed, line(s))
		}
		for _, s := range e.Added {
			c.added = append(c.added, line(s))
		}
		for _, x := range e.Corrections {
			c.corrections = append(c.corrections, news.Correction{Was: line(x.Was), Now: line(x.Now)})
		}
		out = append(out, c)
	}
	return out
}

// corrections draws under a source what it corrected: "corrected: 12 → 15, 08:31".
func (d *drawing) corrections(changes []change) []string {
	var out []string
	for _, c := range changes {
		for _, x := range c.corrections {
			text := fmt.Sprintf(d.pen.texts.arrange.corrected, x.Was, x.Now, d.pen.clock.moment(c.when))
			out = append(out, d.setText(indented(3), text, d.pen.styles.Warn, nil)...)
		}
	}
	return out
}

// edits draws under an unfolded source what stood before and what stands now.
func (d *drawing) edits(changes []change) []string {
	var out []string
	for _, c := range changes {
		out = append(out, "")
		out = append(out, d.setText(indented(3), fmt.Sprintf(d.pen.texts.arrange.editedAt, d.pen.clock.moment(c.when)), d.pen.styles.Dim, nil)...)
		for _, s := range c.removed {
			out = append(out, d.setText(margin{"   − ", "     "}, s, d.pen.styles.Faint, nil)...)
		}
		for _, s := range c.added {
			out = append(out, d.setText(margin{"   + ", "     "}, s, d.pen.styles.Text, nil)...)
		}
	}
	return out
}
