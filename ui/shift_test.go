package ui

import (
	"strings"
	"testing"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// Colleagues who are in the story that is shown stand in its head, and go with their leaving.
func TestWhoElseIsInAStoryStandsInItsHead(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 160, 40))
	m.visitor = (&desk.Desk{}).Visit(desk.As(t.Context(), "Aminata"))
	head := func() string { return strings.Join(m.draw(), "\n") }
	m.briefing.also = []string{"Boubacar"}
	m.briefing.forget()
	if !strings.Contains(head(), "also here: Boubacar") {
		t.Errorf("the head does not say who else is here:\n%s", head())
	}
	var e deskEvents
	e.add(desk.Event{Kind: desk.PresenceChanged, Stories: []string{m.briefing.story, ""}, Who: "Boubacar"})
	m.Update(e)
	if strings.Contains(head(), "also here") {
		t.Error("who left is still here")
	}
}

// The header of a shared desk says who is on and what was handed over; keys hand a shift over from the hand-over alone.
func TestTheHeaderSaysWhoIsOn(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark", Session: &Session{}}, 160, 40))
	m.load.ctx = desk.As(t.Context(), "Aminata") //nolint:fatcontext // of one reader
	m.load.desk = &desk.Desk{}
	m.Update(shiftCame{shift: desk.Shift{
		On:     []news.Duty{{Who: "Boubacar"}},
		Handed: []news.Duty{{Who: "Boubacar", Whom: "Aminata"}},
	}})
	for _, want := range []string{"on: Boubacar", "Boubacar hands over to you: H"} {
		if !strings.Contains(m.draw()[0], want) {
			t.Errorf("the header lacks %q: %s", want, m.draw()[0])
		}
	}
	m.Update(shiftCame{})
	if strings.Contains(m.draw()[0], "Boubacar") {
		t.Errorf("the header still says who was on: %s", m.draw()[0])
	}
	m.openPaper(paperCame{title: "Log of decisions", text: "1"})
	if cmd := m.pressPaper(actHandTo); cmd != nil || m.asking() || m.status.text == "" {
		t.Error("a shift is handed over from the log")
	}
	m.openPaper(paperCame{title: "Hand-over", text: "1", handover: true})
	if m.pressPaper(actHandTo); !m.asking() {
		t.Error("nobody is asked for whom a shift is handed over to")
	}
}

// Keys come as soon as the first screen is there, and the desk is told of the officer only behind it.
func TestTheFirstStepOfAShiftIsInItsHandover(t *testing.T) {
	o := atDesk(t)
	title := o.m.stories.rows[o.m.stories.list.cursor].Title
	o.press("c")
	o.now = o.now.Add(time.Second)
	o.m.o.Session = &Session{}
	o.run(o.m.comeOn())
	o.run(o.m.handover())
	if !o.m.paper.handover || !strings.Contains(strings.Join(o.m.paper.lines, "\n"), title) {
		t.Errorf("the hand-over lacks the story that was cited first:\n%s", strings.Join(o.m.paper.lines, "\n"))
	}
	o.standUp()
}
