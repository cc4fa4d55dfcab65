package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// arranged answers a step by hand.
type arranged struct {
	step news.Step
	err  error
}

// othersFound answers with the stories that a story may go into.
type othersFound struct {
	story, title string
	rows         []news.StoryRow
	err          error
}

func (l loader) arrange(do func(context.Context, *desk.Desk) (news.Step, error)) tea.Cmd {
	return l.step(func(l loader) tea.Msg {
		step, err := do(l.ctx, l.desk)
		return arranged{step: step, err: err}
	})
}

// othersShown is how many stories are offered to go into.
const othersShown = 200

// others lists the stories that a story may go into, those first whose titles share most words with its own.
func (l loader) others(story, title string) tea.Cmd {
	return func() tea.Msg {
		rows, err := l.desk.Stories(l.ctx, desk.Query{AnyState: true, Lean: true})
		rows = slices.DeleteFunc(rows, func(r news.StoryRow) bool { return r.ID == story })
		words := strings.Fields(strings.ToLower(title))
		shared := make(map[string]int, len(rows))
		for _, r := range rows {
			for _, w := range strings.Fields(strings.ToLower(r.Title)) {
				if len(w) > 3 && slices.Contains(words, w) {
					shared[r.ID]++
				}
			}
		}
		slices.SortStableFunc(rows, func(a, b news.StoryRow) int { return shared[b.ID] - shared[a.ID] })
		return othersFound{story: story, title: title, rows: rows[:min(len(rows), othersShown)], err: err}
	}
}
