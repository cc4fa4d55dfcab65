package conform

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// remarks is what a row shows of what officers keep beside it.
func remarks(r news.StoryRow) string {
	return fmt.Sprint(r.State, "|", r.Note, "|", r.Owner, "|", r.Handover, "|", r.Snoozed.Unix())
}

func aRemarkIsKeptAndTakenBack(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	id := change(1).Story.ID
	before := remarks(storyNow(t, s, id))
	until := noon.Add(6 * time.Hour)
	for kind, value := range map[news.Deed]string{
		news.DeedNote: "ask the prefect\nby noon", news.DeedOwner: "Aïssa", news.DeedHandover: "1",
		news.DeedSnooze: strconv.FormatInt(until.UnixMicro(), 10),
	} {
		steps, err := s.SetRemark(t.Context(), []string{id}, kind, value, noon)
		if err != nil || len(steps) != 1 {
			t.Fatalf("%s: %v, %v", kind, steps, err)
		}
		if steps, err = s.SetRemark(t.Context(), []string{id}, kind, value, noon); err != nil || len(steps) != 0 {
			t.Errorf("%s said again: %v, %v; want no step", kind, steps, err)
		}
	}
	r := storyNow(t, s, id)
	if r.Note != "ask the prefect\nby noon" || r.Owner != "Aïssa" || !r.Handover || !r.Snoozed.Equal(until) {
		t.Errorf("kept %+v", r)
	}
	for range 4 {
		if _, ok, err := s.Undo(t.Context(), noon); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if got := remarks(storyNow(t, s, id)); got != before {
		t.Errorf("after all was taken back: %s, before: %s", got, before)
	}
}

func aSetIsTakenBackAsOne(t *testing.T, s desk) {
	t.Helper()
	var ids []string
	for n := range 4 {
		save(t, s, change(n))
		ids = append(ids, change(n).Story.ID)
	}
	if _, err := s.SetState(t.Context(), ids[0], news.Watching, noon); err != nil {
		t.Fatal(err)
	}
	steps, err := s.SetStates(t.Context(), ids, news.Dismissed, noon)
	if err != nil || len(steps) != 4 || steps[0].From != news.Watching {
		t.Fatalf("%+v, %v", steps, err)
	}
	if _, err := s.SetRemark(t.Context(), ids, news.DeedOwner, "Issa", noon); err != nil {
		t.Fatal(err)
	}
	for _, want := range []news.State{news.Dismissed, news.Watching, news.New} {
		if _, ok, err := s.Undo(t.Context(), noon); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if r := storyNow(t, s, ids[0]); r.State != want || r.Owner != "" {
			t.Errorf("%s of %q, want %s of nobody", r.State, r.Owner, want)
		}
	}
	if _, ok, err := s.Undo(t.Context(), noon); ok || err != nil {
		t.Errorf("one more undo: %v, %v; want nothing to take back", ok, err)
	}
}

func undoLeadsBackToTheBeginningWhateverWasDone(t *testing.T, s desk) {
	t.Helper()
	var ids []string
	for n := range 5 {
		save(t, s, change(n))
		ids = append(ids, change(n).Story.ID)
	}
	look := func() (all []string) {
		for _, id := range ids {
			all = append(all, remarks(storyNow(t, s, id)))
		}
		return all
	}
	r := rand.New(rand.NewPCG(3, 5))
	states := []news.State{news.New, news.Watching, news.Cited, news.Dismissed}
	history := [][]string{look()}
	for n := range 60 {
		some := slices.Clone(ids)
		r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		some = some[:1+r.IntN(len(some))]
		var err error
		var steps []news.Step
		if r.IntN(2) == 0 {
			steps, err = s.SetStates(t.Context(), some, states[r.IntN(4)], noon)
		} else {
			kind := []news.Deed{news.DeedNote, news.DeedOwner, news.DeedHandover}[r.IntN(3)]
			steps, err = s.SetRemark(t.Context(), some, kind, []string{"", strconv.Itoa(n)}[r.IntN(2)], noon)
		}
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(steps, func(s news.Step) bool { return s.ID != 0 }) {
			history = append(history, look())
		}
	}
	for n := len(history) - 1; n >= 0; n-- {
		if got := look(); !reflect.DeepEqual(got, history[n]) {
			t.Fatalf("with %d steps left: %v, want %v", n, got, history[n])
		}
		if _, ok, err := s.Undo(t.Context(), noon); ok != (n > 0) || err != nil {
			t.Fatal(n, ok, err)
		}
	}
}

func aSleepingStoryIsLeftOutUntilItWakes(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	save(t, s, change(2))
	id := change(1).Story.ID
	until := noon.Add(time.Hour)
	if _, err := s.SetRemark(t.Context(), []string{id}, news.DeedSnooze, strconv.FormatInt(until.UnixMicro(), 10), noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now    time.Time
		asleep bool
		want   int
	}{{noon, false, 1}, {noon, true, 1}, {until, false, 2}, {until, true, 0}, {time.Time{}, false, 2}} {
		list, err := s.Stories(t.Context(), store.Filter{Now: c.now, Asleep: c.asleep})
		if err != nil || len(list) != c.want {
			t.Errorf("at %v, asleep %v: %d stories, %v; want %d", c.now, c.asleep, len(list), err, c.want)
		}
	}
}

func theLogTellsWhoAndByWhichRules(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	if _, err := s.SetState(store.Signed(t.Context(), "Aïssa", "7"), change(1).Story.ID, news.Cited, noon); err != nil {
		t.Fatal(err)
	}
	steps, err := s.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) != 1 || steps[0].Who != "Aïssa" || steps[0].Rules != "7" || steps[0].Title != change(1).Story.Title {
		t.Errorf("%+v, %v", steps, err)
	}
}

func storyNow(t *testing.T, s desk, id string) news.StoryRow {
	t.Helper()
	row, err := s.Story(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return row
}
