package ui

import (
	"fmt"
	"strings"

	"harmattan/internal/news"
)

// remarks writes in a few signs what is kept beside a story: a note, its owner, the hand-over mark, its sleep, the watches
// that match it, and what came since it was dismissed.
func (p pen) remarks(row news.StoryRow) string {
	var parts []string
	now := p.clock.now()
	if row.Note != "" {
		parts = append(parts, "✎")
	}
	if row.Owner != "" {
		parts = append(parts, "@"+line(row.Owner))
	}
	if row.Handover {
		parts = append(parts, "⇢")
	}
	switch {
	case row.Asleep(now):
		parts = append(parts, "z "+p.clock.moment(row.Snoozed))
	case row.Woke(now):
		parts = append(parts, "!z")
	}
	if len(row.Watches) > 0 {
		parts = append(parts, "◉ "+line(strings.Join(row.Watches, ", ")))
	}
	if row.Gained() {
		parts = append(parts, "+"+p.texts.words.fresh)
	}
	return strings.Join(parts, " ")
}

// remarked writes the same in full, for the head of a briefing: a line for all but the note, which has its own lines.
func (p pen) remarked(row news.StoryRow) string {
	t := p.texts.triage
	now := p.clock.now()
	var owner, handover, sleep, watches, gained string
	if row.Owner != "" {
		owner = t.owner + " " + line(row.Owner)
	}
	if row.Handover {
		handover = "⇢ " + t.handover
	}
	switch {
	case row.Asleep(now):
		sleep = t.sleeping + " " + fmt.Sprintf(t.until, p.clock.moment(row.Snoozed))
	case row.Woke(now):
		sleep = fmt.Sprintf(t.woke, p.clock.moment(row.Snoozed))
	}
	if len(row.Watches) > 0 {
		watches = "◉ " + line(strings.Join(row.Watches, ", "))
	}
	if row.Gained() {
		gained = "+ " + t.gained + " " + p.clock.moment(row.Decided)
	}
	return dotted(owner, handover, sleep, watches, gained)
}
