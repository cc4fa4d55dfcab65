package desk

import (
	"errors"
	"os"
	"testing"
	"time"

	"harmattan/internal/news"
)

// awayWithEvents opens a desk of three events whose store can be away.
func awayWithEvents(t *testing.T, c *clock) (d *Desk, server *outage, stories, articles []string) {
	t.Helper()
	d, stories, articles = withEvents(t, c, t.TempDir(), 3)
	server = &outage{Keeper: d.store}
	share(d, server)
	return d, server, stories, articles
}

// What an officer arranges by hand while the server is away is done once it is back, in its order.
func TestArrangingWaitsForAServerThatIsAway(t *testing.T) {
	c := newClock()
	d, server, stories, articles := awayWithEvents(t, c)
	set(t, d, stories[2], news.Watching) // which is taken back while the server is away
	events, end := d.Listen()
	defer end()
	server.begins(errAway())
	_, undone, err := d.Undo(t.Context())
	merged, errMerge := d.Merge(t.Context(), stories[1], stories[0])
	moved, errMove := d.MoveTo(t.Context(), stories[2], news.Unplaced)
	split, errSplit := d.Split(t.Context(), stories[0], articles[1:2])
	back, backOK, errBack := d.Undo(t.Context()) // the split
	if err := errors.Join(err, errMerge, errMove, errSplit, errBack); err != nil {
		t.Fatal(err)
	}
	if !undone || !backOK || !merged.Waits || !moved.Waits || !split.Waits || !back.Waits {
		t.Errorf("%t, %+v, %+v, %+v, %+v: want all to wait", undone, merged, moved, split, back)
	}
	if got := d.Outage(); got != (Outage{Away: true, Waits: 5}) {
		t.Errorf("the mark says %+v, want five steps", got)
	}
	server.ends()
	if refused := taken(t, d, events); len(refused) > 0 {
		t.Error(refused)
	}
	if storyOf(t, d, articles[1]) != stories[0] {
		t.Error("the stories are not one")
	}
	if got := row(t, d, stories[2]); got.Placement.Region != news.Unplaced || got.State != news.New {
		t.Errorf("the third story is %s in %s, want new, unplaced", got.State, got.Placement.Region)
	}
}

// What is arranged, and its answer lost, is not taken for something that cannot be done any more.
func TestArrangingWhoseAnswerIsLostIsDoneOnce(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("of a file everybody is told; .ci/postgres runs this on a server")
	}
	c := newClock()
	d, server, stories, articles := awayWithEvents(t, c)
	events, end := d.Listen()
	defer end()
	server.after.Store(true)
	server.begins(errAway())
	if step, err := d.Merge(t.Context(), stories[1], stories[0]); err != nil || !step.Waits {
		t.Fatalf("%+v, %v", step, err)
	}
	server.after.Store(false)
	server.ends()
	if refused := taken(t, d, events); len(refused) > 0 {
		t.Error(refused)
	}
	if steps, err := d.Steps(t.Context(), time.Time{}); err != nil || len(steps) != 1 || storyOf(t, d, articles[1]) != stories[0] {
		t.Errorf("the log is %+v, %v; want one step that joined them", steps, err)
	}
}

// A brief that is written, and a shift that goes to somebody else, wait too; whose answer is lost is kept once.
func TestBriefsAndShiftsWaitForAServerThatIsAway(t *testing.T) {
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	awa, bintou := As(t.Context(), "Awa"), As(t.Context(), "Bintou")
	if err := d.ComeOn(awa, c.now()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Shift(awa); err != nil { // as the header asks
		t.Fatal(err)
	}
	events, end := d.Listen()
	defer end()
	if os.Getenv("HARMATTAN_POSTGRES") != "" { // of a file everybody is told
		server.after.Store(true)
	}
	server.begins(errAway())
	err := d.KeepBrief(awa, "Morning", nil, []byte("a brief"))
	server.after.Store(false)
	c.add(time.Minute)
	_, handed := d.HandOver(awa, "Bintou")
	if err := errors.Join(err, handed); err != nil {
		t.Fatal(err)
	}
	s, err := d.Shift(bintou)
	if err != nil || len(s.On) != 0 || len(s.To("Bintou")) != 1 {
		t.Errorf("while it is away: %+v, %v; want nobody on, and a hand-over", s, err)
	}
	server.ends()
	if refused := taken(t, d, events); len(refused) > 0 {
		t.Error(refused)
	}
	briefs, err := d.Briefs(awa, time.Time{})
	if err != nil || len(briefs) != 1 || briefs[0].Title != "Morning" || briefs[0].Who != "Awa" {
		t.Errorf("the briefs are %+v, %v", briefs, err)
	}
	if s, err = d.Shift(bintou); err != nil || len(s.On) != 0 || len(s.To("Bintou")) != 1 {
		t.Errorf("then: %+v, %v; want nobody on, and a hand-over", s, err)
	}
	if log, err := d.Duties(awa, time.Time{}); err != nil || len(log) != 2 {
		t.Errorf("the log is %+v, %v; want two entries", log, err)
	}
}

// What was read of shifts before the server went is no longer than what is asked for.
func TestAHandOverThatIsLongPastIsNotShownWhileTheServerIsAway(t *testing.T) {
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	if _, err := d.HandOver(As(t.Context(), "Awa"), "Bintou"); err != nil {
		t.Fatal(err)
	}
	if s, err := d.Shift(t.Context()); err != nil || len(s.To("Bintou")) != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	server.begins(errAway())
	c.add(handedFor + time.Hour)
	if s, err := d.Shift(t.Context()); err != nil || len(s.To("Bintou")) != 0 {
		t.Errorf("%+v, %v; want no hand-over", s, err)
	}
}
