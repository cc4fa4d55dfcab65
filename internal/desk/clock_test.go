package desk

import (
	"testing"
	"time"

	"harmattan/internal/news"
)

// A refresh while the clock was a year ahead forgets what recent articles are like; that comes back with the right time.
func TestAClockThatWasAheadTearsNoStoryApart(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	d := openDesk(t, folder, c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	const year = 365 * 24 * time.Hour
	c.add(year)
	if err := d.forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	c.add(-year)
	d = openDesk(t, folder, c)
	ingest(t, d, article(c, "liptako", "Djibo market attacked", otherText))
	if row := onlyStory(t, d); row.Outlets != 2 {
		t.Errorf("the story has %d outlets, want 2", row.Outlets)
	}
	if err := d.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// The log is in the order in which steps were taken, and what came after a story was read is new, whatever the clock says.
func TestAClockThatWasSetBackLosesNoNewsAndNoStep(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	read(t, d, c)
	story := onlyStory(t, d).ID
	for _, state := range []news.State{news.Watching, news.Cited} {
		if _, err := d.SetState(t.Context(), story, state); err != nil {
			t.Fatal(err)
		}
		c.add(-24 * time.Hour)
	}
	ingest(t, d, article(c, "liptako", "Djibo market attack: army sends helicopters", moreText))
	if row := onlyStory(t, d); !row.Unread() || row.State != news.Cited {
		t.Errorf("after the clock was set back, the story is %s and unread: %v", row.State, row.Unread())
	}
	steps, err := d.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) != 2 || steps[0].To != news.Watching || steps[1].To != news.Cited {
		t.Errorf("the log is %+v, %v", steps, err)
	}
	if step, ok, err := d.Undo(t.Context()); err != nil || !ok || step.To != news.Watching {
		t.Errorf("undo gives %+v, %v, %v", step, ok, err)
	}
}

// A story sleeps until the time that the officer named, as the clock on the wall shows it, in whatever time zone.
func TestAStorySleepsUntilTheTimeThatWasNamed(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	until := c.now().Add(2 * time.Hour)
	if _, err := d.Snooze(t.Context(), []string{onlyStory(t, d).ID}, until.In(time.FixedZone("east", 5*3600))); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		pass  time.Duration
		awake int
	}{{0, 0}, {-3 * time.Hour, 0}, {4 * time.Hour, 0}, {time.Hour, 1}} {
		c.add(step.pass)
		rows, err := d.Stories(t.Context(), Query{Awake: true})
		if err != nil || len(rows) != step.awake {
			t.Errorf("at %s %d stories are awake, %v; want %d", c.now(), len(rows), err, step.awake)
		}
	}
}
