package conform

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

func allStates() []news.State {
	return []news.State{news.New, news.Watching, news.Cited, news.Dismissed}
}

func statesOf(t *testing.T, s desk) map[string]news.State {
	t.Helper()
	rows, err := s.Stories(t.Context(), store.Filter{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]news.State{}
	for _, r := range rows {
		states[r.ID] = r.State
	}
	return states
}

// undoOne takes one step back and compares the desk with how it was before that step.
func undoOne(t *testing.T, s desk, at time.Time, stack []map[string]news.State) []map[string]news.State {
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

func theLogTellsEveryStepInOrder(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1), change(2))
	a, b := storyID(1), storyID(2)
	at := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }
	var want []news.Step
	for n, do := range []func() (news.Step, error){
		func() (news.Step, error) { return s.SetState(t.Context(), a, news.Watching, at(0)) },
		func() (news.Step, error) { return s.SetState(t.Context(), b, news.Dismissed, at(1)) },
		func() (news.Step, error) { step, _, err := s.Undo(t.Context(), at(2)); return step, err },
		func() (news.Step, error) { return s.SetState(t.Context(), a, news.Cited, at(3)) },
	} {
		step, err := do()
		if err != nil {
			t.Fatal(n, err)
		}
		want = append(want, step)
	}
	if want[2].Undoes != want[1].ID || want[2].From != news.Dismissed || want[2].To != news.New || want[2].Story != b {
		t.Errorf("the undo is %+v of %+v", want[2], want[1])
	}
	for from := range want {
		got, err := s.Steps(t.Context(), at(from))
		for i := range got {
			got[i].Title = "" // a step that was just taken has no need to tell it
		}
		if err != nil || !reflect.DeepEqual(got, want[from:]) {
			t.Errorf("since %d: got %+v, %v; want %+v", from, got, err, want[from:])
		}
	}
}

func triageOfWhatIsNotThere(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	if _, err := s.SetState(t.Context(), "nothing", news.Cited, noon); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	if _, err := s.SetState(t.Context(), storyID(1), "lost", noon); err == nil {
		t.Error("a state that does not exist is no error")
	}
	if err := s.MarkRead(t.Context(), "nothing", noon); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	steps, err := s.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) != 0 {
		t.Errorf("what failed is in the log: %+v, %v", steps, err)
	}
}

func readIsNeverTakenBack(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	for _, hour := range []int{2, 1} {
		if err := s.MarkRead(t.Context(), storyID(1), noon.Add(time.Duration(hour)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	row, err := s.Story(t.Context(), storyID(1))
	if err != nil || row.Unread() || !row.Read.Equal(noon.Add(2*time.Hour)) {
		t.Errorf("the story is %+v, %v", row, err)
	}
}
