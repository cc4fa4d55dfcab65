package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// While the server of a shared desk is away officers read what they have on the screen, and the header says how many steps
// wait for it, until it is back.

// serverChanged takes what was told of the desk's server: what may have changed meanwhile is read once it is back.
func (m *Model) serverChanged(e deskEvents) tea.Cmd {
	if !e.server || m.load.desk == nil {
		return nil
	}
	for _, lost := range e.refused {
		if lost.Who == m.load.desk.Officer(m.load.ctx) {
			m.failed(lost.Err)
		}
	}
	before := m.outage
	m.outage = m.load.desk.Outage()
	if before == m.outage || m.outage.Away || m.outage.Waits > 0 {
		return nil
	}
	return tea.Batch(m.loadLists(), m.loadStory())
}

// outageText says in the header that the desk's server is away or has no room, and how many steps wait; "" where all is well.
func (m *Model) outageText() string {
	t, waits := m.pen.texts.outage, ""
	if m.outage.Waits > 0 {
		waits = m.pen.texts.count(m.outage.Waits, t.waits)
	}
	switch {
	case m.outage.Away:
		return dotted(t.away, waits)
	case m.outage.Full:
		return dotted(t.full, waits)
	}
	return waits
}

// keepsShown tells whether what is on the screen stays there although it could not be read again: the server is away, and
// whoever reads goes on with what they have.
func keepsShown(err error, shown bool) bool { return shown && errors.Is(err, desk.ErrAway) }

// undoneLater takes the answer to an undo that waits for the server, as the step does that it takes back.
func (m *Model) undoneLater(step news.Step) {
	if state, known := m.before[step.Story]; known && step.Deed == "" {
		m.changeState(step.Story, state)
	}
	m.status.say(m.pen.texts.outage.undone)
}

// remember keeps the states that stories had before a decision, for an undo while the server is away.
func (m *Model) remember(rows []news.StoryRow) {
	if m.before == nil {
		m.before = map[string]news.State{}
	}
	for _, row := range rows {
		m.before[row.ID] = row.State
	}
}

// outageTexts are about a server that is away.
type outageTexts struct {
	away, full, undone, arranged string
	waits                        noun
}

func englishOutage() outageTexts {
	return outageTexts{
		away: "the desk's server is away", full: "the desk's server has no room", undone: "that is taken back as soon as the desk's server is there",
		arranged: "that is done as soon as the desk's server is there",
		waits:    noun{"step waits", "steps wait"},
	}
}

func frenchOutage() outageTexts {
	return outageTexts{
		away: "le serveur du bureau est injoignable", full: "le serveur du bureau n’a plus de place",
		undone: "ce sera annulé dès que le serveur du bureau sera là", arranged: "ce sera fait dès que le serveur du bureau sera là",
		waits: noun{"geste attend", "gestes attendent"},
	}
}
