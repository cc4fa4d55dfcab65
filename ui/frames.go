package ui

import (
	"reflect"
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
}

// viewDrawn follows each drawing. By the time it comes, Bubble Tea has taken what was drawn.
type viewDrawn struct{}

// run puts the reader on the terminal until it ends.
func (m *Model) run(options ...tea.ProgramOption) error {
	s := &onTerminal{Model: m}
	p := tea.NewProgram(s, append(options, tea.WithFPS(framesASecond))...)
	s.frames, s.send = keepClock(p), p.Send
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

// Init reads what is kept, then begins as the reader does; the feeds wait until then.
func (s *onTerminal) Init() tea.Cmd {
	s.readStored()
	if !s.readOnly {
		go s.o.Desk.Keep(s.load.ctx)
	}
	return s.Model.Init()
}

// Update answers one message; what it draws for that is asked for as a frame once it is drawn.
func (s *onTerminal) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(viewDrawn); ok {
		select {
		case s.frames <- time.Now():
		default: // the frame before has yet to be written, and shows this too
		}
		s.same = true
		return s, nil
	}
	_, cmd := s.Model.Update(msg)
	return s, cmd
}

// View draws the screen.
func (s *onTerminal) View() tea.View {
	if s.same {
		s.same = false
		return s.drawn
	}
	s.drawn = s.Model.View()
	if s.frames != nil {
		go s.send(viewDrawn{})
	}
	return s.drawn
}
