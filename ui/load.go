package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/find"
	"harmattan/internal/news"
)

// searchLimit is how many answers a search shows.
const searchLimit = 100

// loader makes the commands that ask the desk. Each runs on its own goroutine and answers with one message; a request
// number in the answer lets Update drop what is no longer wanted.
type loader struct {
	ctx  context.Context // ends with the program: commands have no other way to be told
	desk *desk.Desk
	now  func() time.Time

	taken *steps

	looking string // the search by which stories were found, whose words are marked in them
}

// listsLoaded answers with the regions, the stories of one query and the feeds.
type listsLoaded struct {
	request int
	query   desk.Query
	limit   int // of stories; 0 for all
	regions []news.RegionRow
	stories []news.StoryRow
	feeds   []news.FeedRow
	took    time.Duration // how long the desk needed
	passed  bool          // nothing was read: others were asked for
	err     error
}

// storyLoaded answers with one story, made ready to be drawn.
type storyLoaded struct {
	request int
	story   string
	page    *page
	err     error
}

// passed tells whether the story was given up, as the cursor left it before it was read.
func (s storyLoaded) passed() bool { return errors.Is(s.err, context.Canceled) }

// searchDone answers with what a search found.
type searchDone struct {
	request int
	query   string
	hits    []news.Hit
	err     error
}

// stateSet answers a step of triage.
type stateSet struct {
	row news.StoryRow
	to  news.State
	err error
}

// undone answers an undo; row is empty where the story could not be read.
type undone struct {
	step news.Step
	row  news.StoryRow
	ok   bool
	err  error
}

// markedRead answers the mark that a story was read.
type markedRead struct {
	story string
	err   error
}

// unreadFound answers the search for the next unread story beyond the list.
type unreadFound struct {
	row news.StoryRow
	ok  bool
	err error
}

// refreshed answers a refresh the officer asked for.
type refreshed struct {
	asked  string // see refreshName
	report desk.Report
	err    error
}

// lists asks for the lists; at most limit stories, all of them for 0.
func (l loader) lists(request int, q desk.Query, limit int) tea.Cmd {
	return func() tea.Msg {
		began := time.Now()
		m := listsLoaded{request: request, query: q, limit: limit}
		q.Limit, q.InOrder = limit, true
		if m.regions, m.err = l.regions(limit); m.err != nil {
			return m
		}
		q.Lean = true // the reasons of a place come with the story
		if m.stories, m.err = l.desk.Stories(l.ctx, q); m.err != nil {
			return m
		}
		for i := range m.stories {
			m.stories[i].Placement.CountryName = l.desk.PlaceName(m.stories[i].Placement)
		}
		m.feeds, m.err = l.desk.Feeds(l.ctx)
		m.took = time.Since(began)
		return m
	}
}

// longestRest is how long what changed behind the lists waits for an officer who types.
const longestRest = time.Second

// rests waits while the officer types, at most for longestRest; it is false where ctx ended the rest.
func (l loader) rests(ctx context.Context) bool {
	rest, end := context.WithTimeout(ctx, longestRest)
	defer end()
	l.desk.Rest(rest)
	return ctx.Err() == nil
}

// regions lists the regions, and below them the searches. With the few stories before the first frame it leaves out what
// takes long.
func (l loader) regions(limit int) ([]news.RegionRow, error) {
	if limit == firstRows {
		return l.desk.RegionsAtFirst(l.ctx)
	}
	rows, err := l.desk.Regions(l.ctx)
	if err != nil {
		return nil, err
	}
	finds, err := l.finds()
	return append(rows, finds...), err
}

// story asks for a story after a pause; ctx gives it up.
func (l loader) story(ctx context.Context, request int, id string, pause time.Duration) tea.Cmd {
	return func() tea.Msg {
		if pause > 0 {
			select {
			case <-time.After(pause):
			case <-ctx.Done():
				return storyLoaded{request: request, story: id, err: ctx.Err()}
			}
		}
		v, err := l.desk.Story(ctx, id)
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		if err != nil {
			return storyLoaded{request: request, story: id, err: err}
		}
		v.Row.Placement.CountryName = l.desk.PlaceName(v.Row.Placement)
		p := newPage(v)
		p.wanted = append(l.desk.Wanted(v.Row), find.Ask(l.looking).Terms...)
		return storyLoaded{request: request, story: id, page: p}
	}
}

func (l loader) search(request int, query string) tea.Cmd {
	return func() tea.Msg {
		hits, err := l.desk.Search(l.ctx, query, searchLimit)
		return searchDone{request: request, query: query, hits: hits, err: err}
	}
}

func (l loader) setState(row news.StoryRow, to news.State) tea.Cmd {
	return l.step(func(l loader) tea.Msg {
		_, err := l.desk.SetState(l.ctx, row.ID, to)
		return stateSet{row: row, to: to, err: err}
	})
}

func (l loader) undo() tea.Cmd {
	return l.step(func(l loader) tea.Msg {
		step, ok, err := l.desk.Undo(l.ctx)
		if err != nil || !ok {
			return undone{err: err}
		}
		if step.Waits {
			return undone{step: step, ok: true}
		}
		v, err := l.desk.Story(l.ctx, step.Story)
		return undone{step: step, row: v.Row, ok: true, err: err}
	})
}

func (l loader) markRead(story string, at time.Time, unseen []news.Mark) tea.Cmd {
	return l.step(func(l loader) tea.Msg {
		return markedRead{story: story, err: l.desk.MarkRead(l.ctx, story, at, unseen...)}
	})
}

// nextUnread finds the most important unread story of the whole desk, other than the one just read.
func (l loader) nextUnread(but string) tea.Cmd {
	return func() tea.Msg {
		rows, err := l.desk.Stories(l.ctx, desk.Query{Unread: true, Limit: 2})
		for _, r := range rows {
			if r.ID != but {
				return unreadFound{row: r, ok: true}
			}
		}
		return unreadFound{err: err}
	}
}

func (l loader) refresh(feeds []string) tea.Cmd {
	return func() tea.Msg {
		report, err := l.desk.RefreshNow(l.ctx, feeds)
		return refreshed{asked: refreshName(feeds), report: report, err: err}
	}
}
