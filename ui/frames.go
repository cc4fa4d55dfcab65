package ui

import (
	"context"
	"reflect"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
)

// onTerminal is the reader on a terminal: what it shows is written as soon as it is drawn. Bubble Tea writes by a clock of
// its own, so that a key would wait for up to a frame after its answer is ready, and the first screen for a whole one.
type onTerminal struct {
	*Model
	frames chan<- time.Time // each time sent is a frame; nil where Bubble Tea keeps its own clock
	send   func(tea.Msg)    // to the program
	drawn  tea.View         // what View returned last
	same   bool             // nothing was asked since
	begun  bool             // the first screen was asked for
	usual  int              // how the collector is paced
	sweep  *sweep           // collects in the pauses; nil where others read too
	stored <-chan tea.Msg   // what is kept, as far as the first screen needs it
}

// viewDrawn follows each drawing. By the time it comes, Bubble Tea has taken what was drawn.
type viewDrawn struct{}

// firstShown follows the first screen, once it is written.
type firstShown struct{}

// run puts the reader on the terminal until it ends.
func (m *Model) run(ctx context.Context, options ...tea.ProgramOption) error {
	s := &onTerminal{Model: m}
	if m.o.Session != nil {
		options = append(options, m.o.Session.options(ctx)...)
	} else if in := boundedInput(m.pastes); in != nil {
		options = append([]tea.ProgramOption{tea.WithInput(in)}, options...)
	}
	s.stored = m.askStored()
	p := tea.NewProgram(s, append(options, tea.WithFPS(framesASecond))...)
	s.frames, s.send = keepClock(p), p.Send
	if m.o.Session != nil {
		go m.o.Session.hand(ctx, p, m.pastes)
	} else {
		s.usual = debug.SetGCPercent(-1) // the first screen needs a few megabytes; to collect them would hold it up
		defer debug.SetGCPercent(s.usual)
	}
	_, err := p.Run()
	return err //nolint:wrapcheck // the caller tells what it was for
}

// keepClock makes frames of what is sent to the channel it returns: a ticker that we tick, in the place of Bubble Tea's
// own, which has no other way to be asked for a frame. It returns nil where this version of Bubble Tea has none there, and
// the frames come by its clock.
func keepClock(p *tea.Program) chan<- time.Time {
	field := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	frames := make(chan time.Time, 1)
	ticker := time.NewTicker(time.Second / framesASecond)
	ticker.C = frames
	reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().Set(reflect.ValueOf(ticker))
	return frames
}

// Init reads what is kept. All else begins once that is on the screen, and does not hold it up.
func (s *onTerminal) Init() tea.Cmd {
	s.takeStored(<-s.stored)
	if s.frames == nil {
		return s.begin()
	}
	return nil
}

// begin begins as the reader does, and keeps the desk up to date behind it.
func (s *onTerminal) begin() tea.Cmd {
	if s.o.Session != nil { // others read here too: whoever keeps the desk for all paces the collector, and refreshes
		return s.Model.Init()
	}
	if s.usual > 0 {
		debug.SetGCPercent(s.usual) // at half of it most collections began in a key, not in a pause
		s.sweep = newSweep()
		go s.sweep.run(s.load.ctx)
	}
	if !s.readOnly {
		go s.o.Desk.Keep(s.load.ctx)
	}
	return s.Model.Init()
}

// Update answers one message; what it draws for that is asked for as a frame once it is drawn.
func (s *onTerminal) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	same := false
	switch msg := msg.(type) {
	case viewDrawn:
		s.same = true
		return s, s.frame()
	case firstShown:
		return s, s.begin()
	case tea.KeyPressMsg:
		s.pace.key(time.Now())
		if s.o.Session == nil { // on a served desk somebody always types
			s.o.Desk.Pressed()
		}
	case storyLoaded:
		same = msg.passed()
	case deskEvents:
		same = s.changesNothingSeen(msg)
	case tea.EnvMsg, tea.ModeReportMsg, tea.KeyboardEnhancementsMsg: // for Bubble Tea
		same = true
	}
	before := s.look.shown()
	_, cmd := s.Model.Update(msg)
	switch msg.(type) {
	case tea.ColorProfileMsg, tea.BackgroundColorMsg:
		same = s.look.shown() == before
	}
	s.same = s.same || same
	return s, cmd
}

// frame asks for a frame. With the first one that shows anything it waits until it is written: no third is taken before
// the first is done.
func (s *onTerminal) frame() tea.Cmd {
	s.sweep.frame()
	if s.begun || s.width == 0 {
		select {
		case s.frames <- time.Now():
		default: // the frame before has yet to be written, and shows this too
		}
		return nil
	}
	s.begun = true
	return func() tea.Msg {
		for range 3 {
			select {
			case s.frames <- time.Now():
			case <-s.load.ctx.Done():
			}
		}
		return firstShown{}
	}
}

// View draws the screen.
func (s *onTerminal) View() tea.View {
	same := s.same && s.drawn.Content != ""
	if s.same = false; same {
		return s.drawn
	}
	s.drawn = s.Model.View()
	if s.frames != nil {
		go s.send(viewDrawn{})
	}
	return s.drawn
}
