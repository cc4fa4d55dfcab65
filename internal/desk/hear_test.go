package desk

import (
	"os"
	"slices"
	"testing"

	"harmattan/internal/news"
)

// await waits for an event that is wanted, beside others; a test that waits in vain ends with its own time.
func await(t *testing.T, events <-chan Event, wanted func(Event) bool) Event {
	t.Helper()
	for {
		select {
		case e := <-events:
			if wanted(e) {
				return e
			}
		case <-t.Context().Done():
			t.Fatal("the desk was not told")
		}
	}
}

// Two officers have the same desk open, each in a program of their own.
func TestAColleaguesStepIsSeen(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("a desk in a file is held by one program; .ci/postgres runs this on a server")
	}
	c, folder := newClock(), t.TempDir()
	mine, hers := openDesk(t, folder, c), openDesk(t, folder, c)
	events, end := mine.Listen()
	defer end()
	ingest(t, hers, article(c, "soum", "Attack on the market of Djibo", attackText))
	story := onlyStory(t, hers).ID
	// Whether the program listens yet is not known: she goes on until it has heard of her.
	stop := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := hers.SetState(t.Context(), story, []news.State{news.Watching, news.Cited}[n%2]); err != nil {
				t.Error(err)
				return
			}
		}
	}()
	await(t, events, func(e Event) bool { return e.Kind == DeskChanged })
	close(stop)
	<-stopped
	ingest(t, hers, article(c, "liptako", "Djibo market attacked", otherText))
	e := await(t, events, func(e Event) bool { return e.Kind == StoryChanged && slices.Contains(e.Stories, story) })
	if len(e.Stories) != 1 {
		t.Errorf("told of the stories %v, want %s", e.Stories, story)
	}
}
