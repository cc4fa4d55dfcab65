package ui

import (
	"math/rand/v2"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// deskEvents is what the desk told within a tenth of a second.
type deskEvents struct {
	progress *desk.Event // the last progress, nil for none
	stories  map[string]bool
	states   []desk.Event // of stories, in their order
	matches  []desk.Event // of watches
	lists    bool         // rows or counts changed by a step
	later    bool         // they changed otherwise
	readers  []string     // who read a story
	shift    bool         // somebody came on, handed over or took over
	met      []string     // stories that somebody came to or left
	server   bool         // the desk's server went or came, or steps wait for it
	refused  []desk.Event // steps that waited and cannot be taken
	ended    bool         // the desk tells nothing any more
}

// add takes one event.
func (e *deskEvents) add(ev desk.Event) {
	switch ev.Kind {
	case desk.RefreshStarted, desk.FeedDone, desk.RefreshDone:
		e.progress = &ev
		e.later = e.later || ev.Kind == desk.RefreshDone
	case desk.WatchMatched:
		e.matches = append(e.matches, ev)
		e.later = true
	case desk.StoryChanged:
		if e.stories == nil {
			e.stories = make(map[string]bool)
		}
		for _, story := range ev.Stories {
			e.stories[story] = true
		}
		e.later = true
	case desk.ShiftChanged:
		e.shift = true
	case desk.PresenceChanged:
		e.met = append(e.met, ev.Stories...)
	case desk.ServerChanged:
		e.server = true
		if ev.Err != nil {
			e.refused = append(e.refused, ev)
		}
	case desk.DeskChanged:
		switch {
		case ev.To != "":
			e.states = append(e.states, ev)
		case ev.Read:
			e.readers = append(e.readers, ev.Who)
		default:
			e.lists = true
		}
	}
}

// How long events of a shared desk are gathered, at least and at most. Each of its screens is drawn again for what any
// officer does, not all at the same moment, and within a second is soon enough to see that.
const (
	shortestPause = 300 * time.Millisecond
	longestPause  = 900 * time.Millisecond
)

// gathering is how long events are gathered before what they tell is shown.
func (m *Model) gathering() time.Duration {
	if m.o.Session != nil {
		return shortestPause + rand.N(longestPause-shortestPause) //nolint:gosec // only a pause
	}
	if len(m.stories.rows) == 0 { // there is nothing to read meanwhile
		return eventPause / 10
	}
	return m.pause
}

// gained shows what changed. Where the officer is alone the lists are read again for it. On a shared desk each of its
// officers would read them again for each step of each other: there a colleague's decision is put into the row it is about
// at once, and the lists are read when a step changes more than that, or after a while.
func (m *Model) gained(e deskEvents) tea.Cmd {
	e.later = e.later || slices.ContainsFunc(e.readers, func(who string) bool { return who == m.load.desk.Officer(m.load.ctx) })
	if m.o.Session == nil {
		if e.lists || e.later || len(e.states) > 0 {
			return m.loadListsBehind()
		}
		return nil
	}
	own := m.load.desk.Officer(m.load.ctx)
	for _, ev := range e.states {
		if ev.Who != own { // what this officer did is shown already, and what they did since
			m.changeState(ev.Story, ev.To)
		}
	}
	byState := m.stories.filter != filterAll || m.stories.find != ""
	switch {
	case e.lists || byState && len(e.states) > 0:
		return m.loadLists()
	case e.later || len(e.states) > 0:
		return m.settle()
	}
	return nil
}

// changesNothingSeen tells whether events are only of colleagues' decisions on stories beyond the screen: then it need not be
// drawn again.
func (m *Model) changesNothingSeen(e deskEvents) bool {
	if m.o.Session == nil || e.progress != nil || len(e.matches) > 0 || e.lists || e.shift || e.server || slices.Contains(e.met, m.briefing.story) && m.briefing.story != "" || len(e.stories) > 0 || e.ended || m.screen != screenPanes {
		return false
	}
	first, last := max(0, m.stories.list.cursor-m.tall), min(len(m.stories.rows), m.stories.list.cursor+m.tall+1)
	for _, ev := range e.states {
		if ev.Story == m.briefing.story || slices.ContainsFunc(m.stories.rows[first:last], func(r news.StoryRow) bool { return r.ID == ev.Story }) {
			return false
		}
	}
	return true
}

// settled comes when the lists are to be read again.
type settled struct{}

// settleAfter is how long, at least, the lists of a shared desk wait for counts and order to be read again. They wait up to
// as long again, so that not all officers ask at once.
const settleAfter = 12 * time.Second

// settle reads the lists again: at once where the officer is alone, else after a while.
func (m *Model) settle() tea.Cmd {
	if m.o.Session == nil {
		return m.loadListsBehind()
	}
	if m.settles {
		return nil
	}
	m.settles = true
	return tea.Tick(settleAfter+rand.N(settleAfter), func(time.Time) tea.Msg { return settled{} }) //nolint:gosec // only a pause
}
