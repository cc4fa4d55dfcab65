package ui

import (
	"bytes"
	"context"
	"errors"
	"image/color"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"harmattan/internal/news"
)

// TestBubbleTeaLetsUsKeepItsClock fails when a newer version of it keeps its ticker elsewhere: keys then wait for a frame.
func TestBubbleTeaLetsUsKeepItsClock(t *testing.T) {
	if keepClock(tea.NewProgram(New(Options{}))) == nil {
		t.Error("no frame can be asked for: look at how tea.go starts its renderer, and at frames.go")
	}
}

// TestWhatIsDrawnIsWrittenWithoutAClock runs the reader with a clock that nobody but itself ticks, until it shows a story,
// which is read once the first screen is written.
func TestWhatIsDrawnIsWrittenWithoutAClock(t *testing.T) {
	o := withNews(t, t.TempDir())
	defer o.d.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	m := newModel(ctx, Options{Desk: o.d, Theme: "dark", Lang: news.English, Now: morning})
	m.readOnly = true // no feed is asked
	paper := &paper{awaits: "A ferry carrying grain sank", shown: make(chan struct{})}
	ended := make(chan error, 1)
	go func() {
		ended <- m.run(ctx, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(paper), tea.WithWindowSize(160, 40), tea.WithoutSignalHandler())
	}()
	select {
	case <-paper.shown:
	case err := <-ended:
		t.Fatalf("the reader ended before it showed anything: %v", err)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the reader ended with %v", err)
	}
}

// TestADrawingIsMadeOnce asks that what only asks for a frame draws nothing anew.
func TestADrawingIsMadeOnce(t *testing.T) {
	m := withDesk(newReader(Options{Theme: "dark"}, 80, 24))
	s := &onTerminal{Model: m}
	first := s.View()
	m.status.say("something else")
	s.Update(viewDrawn{})
	if s.View().Content != first.Content {
		t.Error("the screen was drawn again though nothing was asked")
	}
	for _, msg := range []tea.Msg{tea.EnvMsg{}, tea.ColorProfileMsg{Profile: colorprofile.ANSI256}, tea.BackgroundColorMsg{Color: color.Black}} {
		if s.Update(msg); s.View().Content != first.Content {
			t.Errorf("the screen was drawn again for %T, which shows nothing else", msg)
		}
	}
	if s.View().Content == first.Content {
		t.Error("the screen stays as it was once")
	}
	first = s.View()
	if s.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII}); s.View().Content == first.Content {
		t.Error("a terminal without colours gets the screen with them")
	}
}

// paper is written to as a terminal, and tells when a text stands on it.
type paper struct {
	awaits string
	shown  chan struct{}

	mu   sync.Mutex
	text bytes.Buffer
	done bool
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.Write(b)
	if !p.done && bytes.Contains(p.text.Bytes(), []byte(p.awaits)) {
		p.done = true
		close(p.shown)
	}
	return len(b), nil
}
