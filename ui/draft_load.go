package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// draft reads the stories of a brief, most often those cited, in the order of their regions, each in its brief length.
func (l loader) draft(request int, o report.Options, q desk.Query) tea.Cmd {
	return func() tea.Msg {
		out := drafted{request: request}
		rows, err := l.desk.Stories(l.ctx, q)
		if err != nil {
			out.err = err
			return out
		}
		order := l.desk.RegionOrder()
		slices.SortStableFunc(rows, func(a, b news.StoryRow) int {
			return slices.Index(order, a.Placement.Region) - slices.Index(order, b.Placement.Region)
		})
		for _, row := range rows {
			v, err := l.desk.Story(l.ctx, row.ID)
			if err != nil {
				out.err = err
				return out
			}
			out.stories = append(out.stories, draftOf(v, o))
		}
		return out
	}
}

// draftOf lays a story out for the draft. Of differing figures its reason begins with these: an officer reads them first.
func draftOf(v desk.View, o report.Options) draftStory {
	b := v.Briefing
	b.Order = nil
	for _, p := range v.Readings[desk.Brief] {
		b.Order = append(b.Order, p.Statements...)
	}
	page := report.Build([]report.Story{{Row: v.Row, Articles: b.Articles}}, []news.Briefing{b}, o)
	s := draftStory{id: v.Row.ID, section: page.Sections[0].Name, entry: page.Sections[0].Stories[0]}
	s.entry.Asides, s.entry.State = nil, ""
	if v.Row.Differs > 0 && v.Row.Readings != "" {
		s.entry.Reason = report.WordsIn(o.Lang).Differs + ": " + v.Row.Readings
	}
	return s
}
