package desk

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// outage is a desk's store that can be away.
type outage struct {
	store.Keeper
	why   atomic.Pointer[error] // nil while it is there
	after atomic.Bool           // steps are kept, and only the answer is lost
}

func (o *outage) begins(why error) { o.why.Store(&why) }
func (o *outage) ends()            { o.why.Store(nil) }

// through takes a step, or fails as a server that is away does.
func (o *outage) through(take func() error) error {
	why := o.why.Load()
	if why == nil || o.after.Load() {
		if err := take(); err != nil || why == nil {
			return err
		}
	}
	return *why
}

func (o *outage) SetStates(ctx context.Context, stories []string, to news.State, at time.Time) (steps []news.Step, err error) {
	err = o.through(func() error { steps, err = o.Keeper.SetStates(ctx, stories, to, at); return err })
	return steps, err
}

func (o *outage) SetRemark(ctx context.Context, stories []string, kind news.Deed, value string, at time.Time) (steps []news.Step, err error) {
	err = o.through(func() error { steps, err = o.Keeper.SetRemark(ctx, stories, kind, value, at); return err })
	return steps, err
}

func (o *outage) Undo(ctx context.Context, at time.Time) (step news.Step, ok bool, err error) {
	err = o.through(func() error { step, ok, err = o.Keeper.Undo(ctx, at); return err })
	return step, ok, err
}

func (o *outage) MarkRead(ctx context.Context, story string, at time.Time, unseen ...news.Mark) error {
	return o.through(func() error { return o.Keeper.MarkRead(ctx, story, at, unseen...) })
}

func (o *outage) TakeStint(ctx context.Context) (stint store.Stint, err error) {
	if o.after.Load() {
		return o.Keeper.TakeStint(ctx)
	}
	err = o.through(func() error { stint, err = o.Keeper.TakeStint(ctx); return err })
	return stint, err
}

func (o *outage) RegrowAll(ctx context.Context, work func(context.Context) error) error {
	return o.through(func() error { return o.Keeper.RegrowAll(ctx, work) })
}

func (o *outage) LastDeed(ctx context.Context) (deed store.Deed, ok bool, err error) {
	err = o.through(func() error { deed, ok, err = o.Keeper.LastDeed(ctx); return err })
	return deed, ok, err
}

func (o *outage) SaveBrief(ctx context.Context, b news.WrittenBrief, content []byte) (id int64, err error) {
	err = o.through(func() error { id, err = o.Keeper.SaveBrief(ctx, b, content); return err })
	return id, err
}

func (o *outage) AddDuty(ctx context.Context, d news.Duty) (ok bool, err error) {
	err = o.through(func() error { ok, err = o.Keeper.AddDuty(ctx, d); return err })
	return ok, err
}

func (o *outage) Duties(ctx context.Context, since time.Time) (list []news.Duty, err error) {
	err = o.through(func() error { list, err = o.Keeper.Duties(ctx, since); return err })
	return list, err
}

// share lets a desk count as one that several programs write.
func share(d *Desk, s store.Keeper) {
	d.store, d.shared, d.habits = s, true, summarize.NewSharedHabits()
}

// openAway opens a desk that counts as shared, whose store can be away.
func openAway(t *testing.T, folder string, c *clock) (*Desk, *outage) {
	t.Helper()
	d := openDesk(t, folder, c)
	o := &outage{Keeper: d.store}
	share(d, o)
	return d, o
}

// taken waits until no step waits any more.
func taken(t *testing.T, d *Desk, events <-chan Event) (refused []error) {
	t.Helper()
	for d.Outage().Waits > 0 {
		e := await(t, events, func(e Event) bool { return e.Kind == ServerChanged })
		if e.Err != nil {
			refused = append(refused, e.Err)
		}
	}
	return refused
}

func errAway() error { return &store.Error{Kind: store.ErrAway, Says: "the server is away"} }

// What officers decide while the server is away waits, with a mark, and is taken in its order once it is back.
func TestStepsWaitForAServerThatIsAway(t *testing.T) {
	for says, why := range map[string]error{"away": errAway(), "full": &store.Error{Kind: store.ErrFull, Says: "no space is left"}} {
		t.Run(says, func(t *testing.T) {
			c := newClock()
			d, server := openAway(t, t.TempDir(), c)
			ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
			story := onlyStory(t, d).ID
			awa, bintou := As(t.Context(), "Awa"), As(t.Context(), "Bintou")
			events, end := d.Listen()
			defer end()

			server.begins(why)
			step, err := d.SetState(awa, story, news.Cited)
			if err != nil || !step.Waits {
				t.Errorf("the step is %+v, %v; want one that waits", step, err)
			}
			_, noted := d.SetNote(bintou, []string{story}, "ask the prefect")
			_, owned := d.SetOwner(awa, []string{story}, "Awa")
			read := d.MarkRead(awa, story, c.now())
			if err := errors.Join(noted, owned, read); err != nil {
				t.Error(err)
			}
			if step, ok, err := d.Undo(awa); !ok || err != nil || !step.Waits || step.Deed != news.DeedOwner {
				t.Errorf("taken back: %+v, %t, %v; want the owner", step, ok, err)
			}
			d.heard(false) // what was said before the server went, and comes late
			if got := d.Outage(); got.Away != (says == "away") || got.Full != (says == "full") || got.Waits != 5 {
				t.Errorf("the mark says %+v, want five steps", got)
			}
			if got := onlyStory(t, d); got.State != news.New || got.Note != "" {
				t.Errorf("the server has %s, %q while it is away", got.State, got.Note)
			}

			server.ends()
			if refused := taken(t, d, events); len(refused) > 0 {
				t.Error(refused)
			}
			got := onlyStory(t, d)
			if got.State != news.Cited || got.Note != "ask the prefect" || got.Owner != "" {
				t.Errorf("then the story is %s, %q, of %q; want cited, with the note, of nobody", got.State, got.Note, got.Owner)
			}
			steps, err := d.Steps(t.Context(), time.Time{})
			var who []string
			for _, s := range steps {
				who = append(who, s.Who)
			}
			if err != nil || len(steps) != 4 || who[0] != "Awa" || who[1] != "Bintou" || steps[3].Undoes != steps[2].ID {
				t.Errorf("the log is %+v, %v", steps, err)
			}
			if got := d.Outage(); got != (Outage{}) {
				t.Errorf("the mark says %+v, want none", got)
			}
		})
	}
}

// Whoever was not told whether a step is kept asks again, and it is kept once.
func TestAStepWhoseAnswerIsLostIsKeptOnce(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("of a file everybody is told; .ci/postgres runs this on a server")
	}
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	story := onlyStory(t, d).ID
	events, end := d.Listen()
	defer end()
	server.after.Store(true)
	server.begins(errAway())
	if _, err := d.SetState(t.Context(), story, news.Cited); err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.SetState(t.Context(), story, news.Dismissed, c.now()); err != nil { // a colleague's, meanwhile
		t.Fatal(err)
	}
	server.after.Store(false)
	server.ends()
	if refused := taken(t, d, events); len(refused) > 0 {
		t.Error(refused)
	}
	if steps, err := d.Steps(t.Context(), time.Time{}); err != nil || len(steps) != 2 {
		t.Errorf("the log is %+v, %v; want two steps", steps, err)
	}
	if got := onlyStory(t, d).State; got != news.Dismissed {
		t.Errorf("the story is %s: the step was taken again", got)
	}
}

// Steps that wait outlive the program, and what cannot be taken any more is said.
func TestStepsThatWaitOutliveTheProgram(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	d, server := openAway(t, folder, c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	story := onlyStory(t, d).ID
	server.begins(errAway())
	for _, id := range []string{story, "no such story"} {
		if _, err := d.SetState(t.Context(), id, news.Watching); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again, _ := openAway(t, folder, c)
	events, end := again.Listen()
	defer end()
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		again.resume() // which a desk in a file does not ask for
	}
	taken(t, again, events)
	if got := onlyStory(t, again).State; got != news.Watching {
		t.Errorf("the story is %s, want watching", got)
	}
	left, err := os.ReadDir(again.deferredIn())
	if err != nil || len(left) != 1 || !strings.HasSuffix(left[0].Name(), ".refused") {
		t.Errorf("files are left: %v, %v; want the step on the story that is not there", left, err)
	}
}

// An undo that waits is of one step: where that cannot be taken any more it takes no other one back.
func TestWhatIsRefusedTakesItsUndoWithIt(t *testing.T) {
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	story := onlyStory(t, d).ID
	if _, err := d.SetState(t.Context(), story, news.Watching); err != nil {
		t.Fatal(err)
	}
	events, end := d.Listen()
	defer end()
	server.begins(errAway())
	if _, err := d.SetState(t.Context(), "no such story", news.Cited); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := d.Undo(t.Context()); err != nil || !ok {
		t.Fatalf("%t, %v", ok, err)
	}
	server.ends()
	taken(t, d, events)
	if got := onlyStory(t, d).State; got != news.Watching {
		t.Errorf("the story is %s, want watching", got)
	}
}
