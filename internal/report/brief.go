package report

import (
	"fmt"
	"strings"

	"harmattan/internal/news"
)

// BuildBrief lays out a brief of many stories, in the order given and under their regions: each with the reason why it is
// in the brief and without what was folded away, which a single story's own page shows.
func BuildBrief(stories []Story, briefings []news.Briefing, o Options) Page {
	page := Build(stories, briefings, o)
	rows := map[string][]news.StoryRow{} // by section, in its order
	for _, s := range stories {
		name := o.Region(s.Row.Placement.Region)
		rows[name] = append(rows[name], s.Row)
	}
	for _, section := range page.Sections {
		for i := range section.Stories {
			e := &section.Stories[i]
			e.Asides, e.State, e.Reason = nil, "", reason(rows[section.Name][i], page.Words)
		}
	}
	return page
}

// reason says in one line why a story is in a brief, from what is counted: what outlets contradict, what watches for it,
// and how far it is borne out. The officer writes a better one in the reader.
func reason(row news.StoryRow, words Words) string {
	var parts []string
	if row.Differs > 0 && row.Readings != "" {
		parts = append(parts, words.Differs+": "+oneLine(row.Readings))
	}
	if len(row.Watches) > 0 {
		parts = append(parts, words.watch+": "+oneLine(strings.Join(row.Watches, ", ")))
	}
	if row.Origins > 1 {
		parts = append(parts, fmt.Sprintf(words.independent, row.Origins))
	} else {
		parts = append(parts, words.single)
	}
	return strings.Join(parts, " · ")
}
