package ui

import (
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
		l.desk.ByRegion(rows)
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

// draftOf lays a story out for the draft, in its brief length.
func draftOf(v desk.View, o report.Options) draftStory {
	b := v.Briefing
	b.Order = v.Shortened(desk.Brief)
	page := report.BuildBrief([]report.Story{{Row: v.Row, Articles: b.Articles}}, []news.Briefing{b}, o)
	return draftStory{id: v.Row.ID, section: page.Sections[0].Name, entry: page.Sections[0].Stories[0]}
}
