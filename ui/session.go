package ui

import (
	"context"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"harmattan/internal/news"
)

// Session is the terminal of an officer at another machine, at the end of a connection. This machine's files, programs and
// signals are not theirs: what would use them says so instead.
type Session struct {
	In      io.Reader // what is typed; at its end the reader quits, once all of it is done
	Out     io.Writer
	Term    string      // the terminal's kind, as TERM has it
	Size    Size        // at the beginning
	Resized <-chan Size // each new size, until it is closed or the reader quits
}

// Size is that of a terminal, in cells.
type Size struct{ Width, Height int }

// options are those that Bubble Tea needs to run a program there.
func (s *Session) options(ctx context.Context) []tea.ProgramOption {
	environment := []string{"TERM=" + s.Term}
	return []tea.ProgramOption{
		tea.WithInput(silence{ctx}), tea.WithOutput(s.Out), tea.WithEnvironment(environment),
		tea.WithColorProfile(colorprofile.Env(environment)), tea.WithWindowSize(s.Size.Width, s.Size.Height),
		tea.WithoutSignalHandler(),
	}
}

// silence is an input on which nothing comes: what is typed is handed to the program, which has no way to say that it has
// taken all of an input that ended, and leaves the one who reads it waiting when it quits before.
type silence struct{ ctx context.Context }

func (s silence) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, io.EOF
}

// hand gives the program what is typed and how large the terminal is, and lets it quit when nothing more comes.
func (s *Session) hand(ctx context.Context, p *tea.Program, left *pastes) {
	go func() {
		for size := range s.Resized {
			p.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
		}
	}()
	typed := make(chan uv.Event)
	go func() {
		defer close(typed)
		_ = uv.NewTerminalReader(&pasteBound{in: s.In, left: left}, s.Term).StreamEvents(ctx, typed) // how it ended is of no matter: it ended
	}()
	for event := range typed {
		p.Send(event)
	}
	p.Quit()
}

// remote tells whether the officer sits at another machine, and says that what they asked for is not to be had there.
func (m *Model) remote() bool {
	if m.o.Session == nil {
		return false
	}
	m.status.warn(m.pen.texts.status.remote)
	return true
}

// longestStep bounds how long the reader waits, when it quits, for steps that were taken.
const longestStep = 5 * time.Second

// steps are what the officer decided and what is on its way to the desk.
type steps struct {
	last func() tea.Msg // takes the last one, after those before it; nil for none
}

// step makes a command of a step. Once the key is pressed the step is taken, after those of the keys before it, also when
// the reader quits before it began or the officer's connection is gone.
func (l loader) step(take func(loader) tea.Msg) tea.Cmd {
	l.ctx = context.WithoutCancel(l.ctx)
	before := l.taken.last
	l.taken.last = sync.OnceValue(func() tea.Msg {
		if before != nil {
			before()
		}
		return take(l)
	})
	return l.taken.last
}

// end waits until what is on its way has come to the desk.
func (s *steps) end() {
	if s.last == nil {
		return
	}
	all := make(chan struct{})
	go func() {
		s.last()
		close(all)
	}()
	patience := time.NewTimer(longestStep)
	defer patience.Stop()
	select {
	case <-all:
	case <-patience.C:
	}
}

// mayOnlyRead tells whether this officer changes nothing on the desk.
func (l loader) mayOnlyRead() bool { return l.desk.ReadOnly() || l.role() != nil }

// role says why this officer takes no steps, nil where they do.
func (l loader) role() error { return l.desk.May(l.ctx, news.RoleOfficer) }
