package store

import (
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
)

func allStates() []news.State {
	return []news.State{news.New, news.Watching, news.Cited, news.Dismissed}
}

func statesOf(t *testing.T, s *Store) map[string]news.State {
	t.Helper()
	rows, err := s.Stories(t.Context(), Filter{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]news.State{}
	for _, r := range rows {
		states[r.ID] = r.State
	}
	return states
}

// The model is a stack: a step that changes something goes on it, undo takes one off.
func TestUndoTakesBackAnyMixtureOfStepsToTheBeginning(t *testing.T) {
	seeds := uint64(8)
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 1))
		path := filepath.Join(t.TempDir(), "harmattan.db")
		s := open(t, path, Write)
		for n := range 4 {
			save(t, s, change(n))
		}
		first := statesOf(t, s)
		var stack []map[string]news.State
		at := noon
		for range 60 {
			at = at.Add(time.Minute)
			before := statesOf(t, s)
			if r.IntN(3) > 0 {
				step, err := s.SetState(t.Context(), storyID(r.IntN(4)), allStates()[r.IntN(4)], at)
				if err != nil {
					t.Fatal(err)
				}
				if (step.ID == 0) != (step.From == step.To) {
					t.Fatalf("step %+v: only one that changes nothing has no number", step)
				}
				if step.ID != 0 {
					stack = append(stack, before)
				}
			} else {
				stack = undoOne(t, s, at, stack)
			}
			if r.IntN(20) == 0 { // the log outlives the program
				shut(t, s)
				s = open(t, path, Write)
			}
		}
		for len(stack) > 0 {
			stack = undoOne(t, s, at, stack)
		}
		undoOne(t, s, at, nil)
		if got := statesOf(t, s); !reflect.DeepEqual(got, first) {
			t.Errorf("seed %d: after undoing all: %v, want %v", seed, got, first)
		}
		whole(t, s)
	}
}

// undoOne takes one step back and compares the desk with how it was before that step.
func undoOne(t *testing.T, s *Store, at time.Time, stack []map[string]news.State) []map[string]news.State {
	t.Helper()
	step, ok, err := s.Undo(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if ok != (len(stack) > 0) {
		t.Fatalf("undo says %v with %d steps to take back", ok, len(stack))
	}
	if !ok {
		return stack
	}
	want := stack[len(stack)-1]
	if got := statesOf(t, s); !reflect.DeepEqual(got, want) {
		t.Fatalf("after %+v: %v, want %v", step, got, want)
	}
	return stack[:len(stack)-1]
}
