package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/find"
	"harmattan/internal/news"
)

// finds reads the watches and the kept searches as rows that stand below the regions.
func (l loader) finds() ([]news.RegionRow, error) {
	watches, err := l.desk.Watches(l.ctx)
	if err != nil {
		return nil, err
	}
	searches, err := l.desk.Searches(l.ctx)
	if err != nil {
		return nil, err
	}
	var out []news.RegionRow
	now := l.now()
	for _, w := range watches {
		out = append(out, news.RegionRow{
			ID: "watch " + w.Name, Name: "◉ " + w.Name, Find: findWatch(w.Name), Total: w.Stories, Left: w.Left, Quiet: w.TooQuiet(now),
		})
	}
	for _, s := range searches {
		out = append(out, news.RegionRow{ID: "search " + s.Name, Name: "/ " + s.Name, Find: s.Query, Total: s.Stories, Left: s.Left})
	}
	return out, nil
}

// findWatch is the search for what a watch matches.
func findWatch(name string) string { return string(find.Watch) + `:"` + name + `"` }

// showFound lists in the panes what a search finds; "" goes back to the region.
func (m *Model) showFound(query string) tea.Cmd {
	m.screen = screenPanes
	m.search.input.Blur()
	m.load.looking = query
	m.stories.find, m.stories.country, m.stories.filter = query, "", filterAll
	cmd := m.leave()
	m.focus = onStories
	return tea.Batch(cmd, m.loadLists())
}

// askKeep asks under which name a search is kept.
func (m *Model) askKeep(query string) tea.Cmd {
	t := m.pen.texts.find
	if query == "" || !m.writable() {
		return nil
	}
	take := func(name string) tea.Cmd {
		if name == "" {
			return nil
		}
		return m.load.kept(fmt.Sprintf(t.kept, line(name)), func(l loader) error {
			return l.desk.SaveSearch(l.ctx, news.Search{Name: name, Query: query})
		})
	}
	return m.ask(prompt{asks: t.askName, take: take}, "")
}

// saved answers the keeping of a watch, a search or a feed.
type saved struct {
	said string
	err  error
}

// kept keeps something and says so.
func (l loader) kept(said string, keep func(loader) error) tea.Cmd {
	return func() tea.Msg { return saved{said: said, err: keep(l)} }
}

func (m *Model) savedCame(msg saved) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	m.status.say(msg.said)
	return tea.Batch(m.loadLists(), m.loadWatches())
}

// offers completes the last word of a search.
func (m *Model) offers(text string) []string {
	if m.load.desk == nil {
		return nil
	}
	return m.load.desk.Offers(m.load.ctx, text)
}

// filterTo turns the list to a filter by its place.
func (m *Model) filterTo(f filter) tea.Cmd {
	m.stories.filter = f
	m.status.say(fmt.Sprintf(m.pen.texts.status.filter, f.label(m.pen.texts)))
	if m.focus == onBriefing {
		return tea.Batch(m.turnTo(onStories), m.loadLists())
	}
	return m.loadLists()
}

// query is what the desk is asked for the chosen region and filter.
func (m *Model) query() desk.Query {
	q := m.stories.filter.query("")
	switch row := m.regions.row(); {
	case m.stories.find != "":
		q.Find = m.stories.find
	case row.Find != "":
		q.Find = row.Find
	default:
		q.Region = row.ID
	}
	q.Country = m.stories.country
	return q
}
