package conform

import (
	"context"
	"errors"
	"net/url"
	"testing"

	"harmattan/internal/store"
)

// stint takes the stint of a desk.
func stint(t *testing.T, s desk) store.Stint {
	t.Helper()
	taken, err := s.TakeStint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(taken.End)
	return taken
}

// since are the articles that came or moved in the stints after one, with their stories.
func since(t *testing.T, s desk, number int64) map[string]string {
	t.Helper()
	stories := map[string]string{}
	err := s.VectorsSince(t.Context(), number, func(story, article string, _ []byte) error {
		stories[article] = story
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

// What is written in a stint, in the middle of it and without one, is there.
func aStintIsTakenAndEnds(t *testing.T, s desk) {
	t.Helper()
	for n := range 3 {
		mine := stint(t, s)
		save(t, s, change(2*n))
		mine.End()
		mine.End()
		save(t, s, change(2*n+1))
	}
	articles, _, _, err := s.Counts(t.Context())
	if err != nil || articles != 6 {
		t.Errorf("%d articles, %v; want 6", articles, err)
	}
	whole(t, s)
}

func TestProgramsTakeStints(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	first := stint(t, one)
	taken := make(chan store.Stint, 1)
	go func() {
		second, err := two.TakeStint(context.WithoutCancel(t.Context()))
		if err != nil {
			t.Error(err)
		}
		taken <- second
	}()
	save(t, one, change(1)) // also when the other one waits already
	save(t, one, change(2))
	select {
	case <-taken:
		t.Fatal("two programs have their stints at once")
	default:
	}
	first.End()
	second := <-taken
	defer second.End()
	if second.Number <= first.Number {
		t.Errorf("stint %d comes after stint %d", second.Number, first.Number)
	}
	if got := since(t, two, first.Number-1); len(got) != 2 {
		t.Errorf("the second program is told of %v, want the two articles of the stint before", got)
	}
	if got := since(t, two, first.Number); len(got) != 0 {
		t.Errorf("what came in turn %d is told after it: %v", first.Number, got)
	}
}

func TestWhatMovedIsToldToTheNextStint(t *testing.T) {
	data := newSchema(t)
	s := newDesk(t, data)
	a, b := change(1), change(2)
	save(t, s, a, b)
	before := stint(t, s)
	before.End()
	a.Story.Articles, b.Story.Articles = 0, 2
	r := store.Rearrangement{From: a.Story, Into: b.Story, Articles: []string{a.Article.ID}, At: noon}
	if _, err := s.Rearrange(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	got := since(t, s, before.Number)
	if len(got) != 1 || got[a.Article.ID] != b.Story.ID {
		t.Errorf("told of %v, want article %s in story %s", got, a.Article.ID, b.Story.ID)
	}
	whole(t, s)
}

// The server loses sight of a program in the middle of its stint, and another one goes on.
func TestAStintThatWasTakenOverWritesNothing(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	lost := stint(t, one)
	save(t, one, change(1))
	u, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	ask(t, `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
		WHERE locktype = 'advisory' AND granted AND application_name = $1`, u.Query().Get("application_name"))
	now := stint(t, two)
	err = one.SaveArticles(t.Context(), []store.Change{change(2)})
	if !errors.Is(err, store.ErrStintOver) {
		t.Errorf("writing in a stint that is over: %v, want %v", err, store.ErrStintOver)
	}
	save(t, two, change(3))
	now.End()
	lost.End()
	save(t, one, change(4)) // it has no stint any more, and goes on
	articles, _, _, err := two.Counts(t.Context())
	if err != nil || articles != 3 {
		t.Errorf("%d articles, %v; want 3", articles, err)
	}
	whole(t, two)
}

func TestWhoGivesUpWaitingTakesNoStint(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	first := stint(t, one)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := two.TakeStint(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("took its stint: %v, want %v", err, context.Canceled)
	}
	first.End()
	stint(t, one).End()
}
