package ui

import (
	"fmt"

	"harmattan/internal/news"
)

// chosen is the story that a decision is about: the one being read, or the one under the cursor of the list.
func (m *Model) chosen() (news.StoryRow, bool) {
	if m.focus == onBriefing {
		return m.briefing.row, m.briefing.story != ""
	}
	return m.stories.current()
}

// chosenSet is the stories that a step is about: those marked in the list, without any the chosen one. It says so where
// there is none.
func (m *Model) chosenSet() []news.StoryRow {
	if m.focus != onBriefing {
		if rows := m.stories.markedRows(); len(rows) > 0 {
			return rows
		}
	}
	row, ok := m.chosen()
	if !ok {
		m.status.say(m.pen.texts.status.noStory)
		return nil
	}
	return []news.StoryRow{row}
}

// name names a set of stories for the status line.
func (m *Model) name(rows []news.StoryRow) string {
	if len(rows) == 1 {
		return short(rows[0].Title)
	}
	return m.pen.texts.count(len(rows), m.pen.texts.words.story)
}

func idsOf(rows []news.StoryRow) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

// markStories answers the keys that mark stories of the list for the next step; done is false for others.
func (m *Model) markStories(a action) (done bool) {
	s := &m.stories
	at := s.list.cursor
	switch a {
	case actMark:
		s.mark(at, at)
		s.list.move(1)
	case actMarkAbove:
		s.mark(0, at)
	case actMarkBelow:
		s.mark(at, len(s.rows)-1)
	case actMarkRegion:
		if m.focus == onRegions {
			s.markListed(func(news.StoryRow) bool { return true })
		} else {
			s.markRegion()
		}
	default:
		return false
	}
	s.touched = true
	m.status.say(fmt.Sprintf(m.pen.texts.triage.marked, len(s.markedRows())))
	return true
}

// mark marks the rows from first to last; where all are marked it takes their marks away.
func (s *storyPane) mark(first, last int) {
	if len(s.rows) == 0 {
		return
	}
	if s.marked == nil {
		s.marked = map[string]bool{}
	}
	all := true
	for _, r := range s.rows[first : last+1] {
		all = all && s.marked[r.ID]
	}
	for _, r := range s.rows[first : last+1] {
		s.marked[r.ID] = !all
	}
}

// markRegion marks the stories of the region of the story under the cursor, or takes all marks away where there are any.
func (s *storyPane) markRegion() {
	row, ok := s.current()
	if !ok {
		return
	}
	s.markListed(func(r news.StoryRow) bool { return !s.grouped || r.Placement.Region == row.Placement.Region })
}

// markListed marks those of the listed stories that are wanted, or takes all marks away where there are any.
func (s *storyPane) markListed(wanted func(news.StoryRow) bool) {
	if len(s.markedRows()) > 0 {
		s.marked = nil
		return
	}
	for i, r := range s.rows {
		if wanted(r) {
			s.mark(i, i)
		}
	}
}

// markedRows are the marked stories of the list, in its order.
func (s *storyPane) markedRows() []news.StoryRow {
	var out []news.StoryRow
	for _, r := range s.rows {
		if s.marked[r.ID] {
			out = append(out, r)
		}
	}
	return out
}
