package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// stepsTaken answers steps on several stories.
type stepsTaken struct {
	said string
	err  error
}

// steps takes steps on stories and says what was done.
func (l loader) steps(said string, do func(context.Context, *desk.Desk) ([]news.Step, error)) tea.Cmd {
	return l.step(func(l loader) tea.Msg {
		_, err := do(l.ctx, l.desk)
		return stepsTaken{said: said, err: err}
	})
}

func (m *Model) stepsCame(msg stepsTaken) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
	} else {
		m.stories.marked = nil
		m.status.say(msg.said + " · " + fmt.Sprintf(m.pen.texts.arrange.undoes, m.pen.keys.name(actUndo)))
	}
	return tea.Batch(m.loadLists(), m.loadStory())
}

// remark answers the keys for what is kept beside stories; done is false for others.
func (m *Model) remark(a action) (cmd tea.Cmd, done bool) {
	switch a {
	case actSnooze, actNote, actEditNote, actOwner, actHandoverMark:
	default:
		return nil, false
	}
	rows := m.chosenSet()
	if len(rows) == 0 || !m.writable() {
		return nil, true
	}
	switch a {
	case actSnooze:
		return m.askSnooze(rows), true
	case actNote:
		return m.openNote(rows), true
	case actEditNote:
		return m.load.note(rows, true), true
	case actOwner:
		return m.askOwner(rows), true
	}
	return m.markForHandover(rows), true
}

func (m *Model) askSnooze(rows []news.StoryRow) tea.Cmd {
	t := m.pen.texts.triage
	now := m.o.Now().In(m.o.Location)
	if len(rows) == 1 && rows[0].Asleep(now) {
		return m.load.steps(fmt.Sprintf(t.awake, m.name(rows)), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
			return d.Snooze(ctx, idsOf(rows), time.Time{})
		})
	}
	take := func(text string) tea.Cmd {
		if text == "" {
			return nil
		}
		until, err := desk.ParseWhen(text, m.o.Now().In(m.o.Location))
		if err != nil {
			m.failed(err)
			return nil
		}
		said := fmt.Sprintf(t.asleep, m.name(rows), m.pen.clock.moment(until))
		return m.load.steps(said, func(ctx context.Context, d *desk.Desk) ([]news.Step, error) { return d.Snooze(ctx, idsOf(rows), until) })
	}
	complete := func(string) []string { return []string{"2h", "18:00", t.tomorrow, t.monday} }
	return m.ask(prompt{asks: fmt.Sprintf(t.askSnooze, m.name(rows)), take: take, complete: complete}, "")
}

// askOwner asks whose stories are. An officer who takes a story over has only to press enter.
func (m *Model) askOwner(rows []news.StoryRow) tea.Cmd {
	t := m.pen.texts.triage
	text := ""
	if m.load.desk != nil && (len(rows) > 1 || rows[0].Owner == "") {
		text = m.load.desk.Officer(m.load.ctx)
	}
	take := func(owner string) tea.Cmd {
		said := fmt.Sprintf(t.owned, m.name(rows), line(owner))
		if owner == "" {
			said = fmt.Sprintf(t.unowned, m.name(rows))
		}
		return m.load.steps(said, func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
			return d.SetOwner(ctx, idsOf(rows), owner)
		})
	}
	complete := func(string) []string { return m.owners() }
	return m.ask(prompt{asks: fmt.Sprintf(t.askOwner, m.name(rows)), take: take, complete: complete}, text)
}

// owners are the names that stories of the list have now.
func (m *Model) owners() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, r := range m.stories.rows {
		if !seen[r.Owner] {
			seen[r.Owner] = true
			out = append(out, r.Owner)
		}
	}
	return out
}

func (m *Model) markForHandover(rows []news.StoryRow) tea.Cmd {
	t := m.pen.texts.triage
	marked, said := false, t.unhanded
	for _, r := range rows {
		marked = marked || !r.Handover
	}
	if marked {
		said = t.handed
	}
	return m.load.steps(fmt.Sprintf(said, m.name(rows)), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
		if marked {
			return d.MarkHandover(ctx, idsOf(rows))
		}
		return d.UnmarkHandover(ctx, idsOf(rows))
	})
}
