package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// ErrSample says that the officer asked for the sample: the reader is to be started again over it.
var ErrSample = errors.New("the sample was asked for")

// eventPause is how long desk events are gathered, at least, before the lists are read again for them. Where the desk is
// slow to answer it is patience times as long as the last answer took, so that a refresh never leaves it busy with us.
const (
	eventPause = 100 * time.Millisecond
	patience   = 4
)

// firstRows is how many stories are read before the first frame; the others follow behind it.
const firstRows = 80

// framesASecond is how often the screen is written where Bubble Tea keeps its own clock.
const framesASecond = 120

// Options says what the reader shows and how.
type Options struct {
	Desk      *desk.Desk
	Theme     string            // auto, dark, light or none; "" is auto
	Keys      map[string]string // the officer's own keys: action = keys, divided by spaces
	Lang      news.Lang         // language of the interface: English or French
	Notify    string            // how the terminal tells of a match: bell, osc9, osc777, none; "" is none
	Bidi      string            // who sets text read from right to left in order: app, terminal; "" or auto is the terminal
	Clipboard []string          // a program with its arguments that takes what is copied, besides the terminal; none for none
	Mouse     bool              // clicks, the wheel, and the border between panes
	Guide     bool              // lead through the reader, a key at a time
	Demo      bool              // the desk holds the sample, and the header says so
	Version   string            // of the program, for the help
	Session   *Session          // the officer's terminal, where it is not that of this program
	Now       func() time.Time  // nil is time.Now
	Location  *time.Location    // zone in which times are written; nil is the machine's
	Leave     <-chan struct{}   // closed when the reader is to end as if the officer quit; nil for never
}

// Prepare begins what a reader needs of any desk, so that it is there once the desk is open: the table of widths, which is made
// with the first letter above U+0300 and lies in two megabytes that were not touched before. It does not wait for it.
func Prepare() { go ansi.StringWidthWc("─") }

// Run shows the desk on the terminal until the officer quits, and refreshes feeds behind the screen as they fall due; of
// an officer at another machine their connection is the terminal, and whoever runs it refreshes. It returns ErrSample when the officer asked for the sample.
func Run(ctx context.Context, o Options) error {
	if err := CheckKeys(o.Keys); err != nil {
		return err
	}
	asked, cancel := context.WithCancel(ctx) // what the reader asks ends with the reader
	defer cancel()
	m := newModel(asked, o)
	events, stop := o.Desk.Listen()
	defer stop()
	m.events = events
	if m.visitor != nil {
		defer m.visitor.Leave()
	}
	err := m.run(asked, tea.WithContext(ctx))
	m.keepNoteAtEnd()
	m.load.taken.end()
	switch {
	case m.sample:
		return ErrSample
	case ctx.Err() != nil || errors.Is(err, tea.ErrInterrupted): // told to end from outside: an end like any other
		return nil
	case err != nil:
		return fmt.Errorf("show the desk: %w", err)
	}
	return nil
}

// askStored reads the first of what is kept, while the terminal is set up.
func (m *Model) askStored() <-chan tea.Msg {
	lists, read := m.load.lists(m.lists.ask(), m.query(), firstRows), make(chan tea.Msg, 1)
	go func() { read <- lists() }()
	return read
}

// takeStored takes it before the first frame, so that the screen never opens empty.
func (m *Model) takeStored(read tea.Msg) { _, m.first = m.Update(read) }

// leaveAsked comes once the reader is asked to leave: it ends as if the officer quit, so that another one can be opened on the same terminal.
type leaveAsked struct{}

// awaitLeave waits until the reader is asked to leave.
func (m *Model) awaitLeave() tea.Cmd {
	if m.o.Leave == nil {
		return nil
	}
	leave, ended := m.o.Leave, m.load.ctx.Done()
	return func() tea.Msg {
		select {
		case <-leave:
			return leaveAsked{}
		case <-ended:
			return nil
		}
	}
}

// listen waits for the desk to tell something, gathers what follows within the pause, and answers with it all.
func (m *Model) listen() tea.Cmd {
	events, wait := m.events, m.gathering()
	if events == nil {
		return nil
	}
	return func() tea.Msg {
		var got deskEvents
		first, ok := <-events
		if !ok {
			return deskEvents{ended: true}
		}
		got.add(first)
		pause := time.NewTimer(wait)
		defer pause.Stop()
		for {
			select {
			case ev, ok := <-events:
				if !ok {
					got.ended = true
					return got
				}
				got.add(ev)
			case <-pause.C:
				return got
			}
		}
	}
}
