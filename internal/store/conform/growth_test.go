package conform

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

// grow is a program that stores something in a story.
func grow(t *testing.T, s desk, story string, meanwhile func()) {
	t.Helper()
	err := s.Grow(t.Context(), []string{story}, func(context.Context) error {
		meanwhile()
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// While one program moves articles between two stories, others store in all stories but these.
func TestStoriesThatAreRepairedKeepOnlyTheirOwnWaiting(t *testing.T) {
	data := newSchema(t)
	one, two, three := newDesk(t, data), newDesk(t, data), newDesk(t, data)
	defer stint(t, one).End()
	var repaired atomic.Bool
	var waiting sync.WaitGroup
	err := one.Regrow(t.Context(), []string{storyID(1), storyID(2)}, func(context.Context) error {
		waiting.Go(func() {
			grow(t, two, storyID(2), func() {
				if !repaired.Load() {
					t.Error("a program stores in a story that another one moves articles from")
				}
			})
		})
		for n := range 20 {
			grow(t, three, storyID(3+n), func() {})
		}
		repaired.Store(true)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	waiting.Wait()
}

// An officer's own rearranging may be about any story.
func TestWhereAllStoriesMayMoveNothingIsStoredMeanwhile(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	defer stint(t, one).End()
	var arranged atomic.Bool
	var waiting sync.WaitGroup
	err := one.RegrowAll(t.Context(), func(ctx context.Context) error {
		waiting.Go(func() {
			grow(t, two, storyID(2), func() {
				if !arranged.Load() {
					t.Error("a program stores in a story while all are kept")
				}
			})
		})
		for range 20 {
			if _, _, _, err := one.Counts(ctx); err != nil {
				return err
			}
		}
		arranged.Store(true)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	waiting.Wait()
}
