package ui

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// shiftCame answers with who is on, and what was handed over and waits.
type shiftCame struct {
	shift desk.Shift
	err   error
}

// passed answers the handing over of a shift, or its taking over.
type passed struct {
	entry news.Duty
	err   error
}

// shared tells whether others may work on this desk.
func (m *Model) shared() bool { return m.o.Session != nil || m.o.Desk != nil && m.o.Desk.Shared() }

// comeOn begins the officer's shift where the desk is shared, and asks who is on.
func (m *Model) comeOn() tea.Cmd {
	if !m.shared() || m.load.desk == nil {
		return nil
	}
	if m.load.mayOnlyRead() {
		return m.load.shift()
	}
	opened := m.opened
	return m.load.step(func(l loader) tea.Msg {
		if err := l.desk.ComeOn(l.ctx, opened); err != nil {
			return shiftCame{err: err}
		}
		return l.shift()()
	})
}

func (l loader) shift() tea.Cmd {
	return func() tea.Msg {
		s, err := l.desk.Shift(l.ctx)
		return shiftCame{shift: s, err: err}
	}
}

// shiftChanged asks who is on, when that may have changed.
func (m *Model) shiftChanged(e deskEvents) tea.Cmd {
	if !m.shared() || !e.shift && (!e.lists || !m.o.Desk.Shared()) {
		return nil
	}
	return m.load.shift()
}

// pressHandover answers the keys by which a shift goes to somebody else.
func (m *Model) pressHandover(a action) tea.Cmd {
	t := m.pen.texts.draft
	switch {
	case !m.paper.handover:
		m.status.say(fmt.Sprintf(t.notHandover, m.pen.keys.name(actHandover)))
		return nil
	case a == actTakeOver:
		return m.load.step(func(l loader) tea.Msg {
			entry, err := l.desk.TakeOver(l.ctx)
			return passed{entry, err}
		})
	}
	take := func(name string) tea.Cmd {
		return m.load.step(func(l loader) tea.Msg {
			entry, err := l.desk.HandOver(l.ctx, name)
			return passed{entry, err}
		})
	}
	return m.ask(prompt{asks: t.askWhom, take: take}, "")
}

// passedCame says that a shift went to somebody else.
func (m *Model) passedCame(msg passed) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	said := m.pen.texts.draft.handed
	if msg.entry.Whom == m.load.desk.Officer(m.load.ctx) {
		said = m.pen.texts.draft.taken
		msg.entry.Whom = msg.entry.Who
	}
	m.status.say(fmt.Sprintf(said, line(msg.entry.Whom)))
	return m.load.shift()
}

// onDuty writes who is on, for the header; "" where the desk is not shared.
func (m *Model) onDuty() string {
	var names []string
	for _, on := range m.shift.On {
		names = append(names, line(on.Who))
	}
	if !m.shared() || len(names) == 0 {
		return ""
	}
	return m.pen.texts.draft.on + " " + strings.Join(names, ", ")
}

// handedToMe writes who handed over to this officer and waits, "" for nobody.
func (m *Model) handedToMe() string {
	if !m.shared() || len(m.shift.Handed) == 0 {
		return ""
	}
	mine := m.shift.To(m.load.desk.Officer(m.load.ctx))
	if len(mine) == 0 {
		return ""
	}
	return fmt.Sprintf(m.pen.texts.draft.waits, line(mine[0].Who), m.pen.keys.name(actHandover))
}

// handoverOf begins the hand-over of a shared desk: since when it is, who is on and what waits.
func (l loader) handoverOf(t draftTexts, o report.Options, takeOver string) (since desk.Shift, head string, err error) {
	s, err := l.desk.Shift(l.ctx)
	if err != nil {
		return s, "", err
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, t.on, report.OnText(s.On, o))
	for _, h := range s.Handed {
		fmt.Fprintln(&b, report.HandedText(h, o))
	}
	if len(s.To(l.desk.Officer(l.ctx))) > 0 {
		fmt.Fprintf(&b, t.takeIt+"\n", takeOver)
	}
	fmt.Fprintln(&b)
	return s, b.String(), nil
}

// attend says which story the officer is in, where colleagues may be in it too.
func (m *Model) attend() tea.Cmd {
	story := ""
	if m.briefing.opened {
		story = m.briefing.story
	}
	if m.visitor == nil || m.attending == story {
		return nil
	}
	m.attending = story
	m.meet()
	v := m.visitor
	return func() tea.Msg {
		v.Attend(story)
		return nil
	}
}

// meet looks who else is in the story that is shown.
func (m *Model) meet() {
	if m.visitor == nil {
		return
	}
	if also := m.visitor.Others(m.briefing.story); !slices.Equal(also, m.briefing.also) {
		m.briefing.also = also
		m.briefing.forget()
	}
}
