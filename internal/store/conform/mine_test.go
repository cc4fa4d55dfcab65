package conform

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// state is a story's present state.
func state(t *testing.T, s desk, id string) news.State {
	t.Helper()
	row, err := s.Story(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return row.State
}

// came is a context of an officer who came to the desk from elsewhere.
func came(t *testing.T, officer string) context.Context {
	t.Helper()
	return store.ReadBy(store.Signed(t.Context(), officer, "1"), officer)
}

// Two officers take steps in turn on the same stories; each takes back the own ones alone.
func undoTakesBackAnOfficersOwnSteps(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1), change(2))
	awa, bintou := came(t, "Awa"), came(t, "Bintou")
	one, two := storyID(1), storyID(2)
	var errs []error
	_, err := s.SetState(awa, one, news.Watching, noon)
	errs = append(errs, err)
	_, err = s.SetState(bintou, two, news.Dismissed, noon)
	errs = append(errs, err)
	_, err = s.SetState(bintou, one, news.Cited, noon)
	errs = append(errs, err)
	_, err = s.SetRemark(awa, []string{one}, news.DeedOwner, "Awa", noon)
	errs = append(errs, err)
	_, err = s.SetRemark(bintou, []string{one}, news.DeedOwner, "Bintou", noon)
	errs = append(errs, err)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	owner := func(want string) {
		t.Helper()
		if row, err := s.Story(t.Context(), one); err != nil || row.Owner != want {
			t.Errorf("the owner is %q, %v; want %q", row.Owner, err, want)
		}
	}
	for range 2 { // the owner, then the state: what the colleague decided since stays
		if _, ok, err := s.Undo(awa, noon); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	owner("Bintou")
	if got := state(t, s, one); got != news.Cited {
		t.Errorf("the story is %s, want %s", got, news.Cited)
	}
	if _, ok, err := s.Undo(awa, noon); ok || err != nil {
		t.Errorf("a colleague's step was taken back: %t, %v", ok, err)
	}
	for range 2 {
		if _, ok, err := s.Undo(bintou, noon); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	owner("") // nobody's step stands
	if got := state(t, s, one); got != news.New {
		t.Errorf("the story is %s, want %s", got, news.New)
	}
	if got := state(t, s, two); got != news.Dismissed {
		t.Errorf("the other story is %s, want %s", got, news.Dismissed)
	}
	whole(t, s)
}

// A desk that officers share on a server goes into a file, where whoever works at it takes back what was done last.
func TestAtAFileTheLastStepIsTakenBackWhosesoeverItWas(t *testing.T) {
	s := newDesk(t, newSchema(t))
	save(t, s, change(1), change(2))
	for story, officer := range []string{1: "Awa", 2: "Bintou"} {
		if _, err := s.SetState(came(t, officer), storyID(story), news.Dismissed, noon); officer != "" && err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := s.Undo(came(t, "Awa"), noon); !ok || err != nil {
		t.Fatal(ok, err)
	}
	folder := filepath.Join(t.TempDir(), "copy")
	if err := store.Copy(t.Context(), s.data, folder, func(store.Copied) {}); err != nil {
		t.Fatal(err)
	}
	file := newDesk(t, folder)
	if _, ok, err := file.Undo(t.Context(), noon); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if got := state(t, file, storyID(2)); got != news.New {
		t.Errorf("in the copy the story is %s after undo, want %s", got, news.New)
	}
	if _, ok, err := file.Undo(t.Context(), noon); ok || err != nil {
		t.Errorf("what was taken back is taken back again: %t, %v", ok, err)
	}
	whole(t, file)
}

func whatAColleagueBuiltOnIsNotTakenBack(t *testing.T, s desk) {
	t.Helper()
	a, b, c := change(1), change(2), change(3)
	save(t, s, a, b, c)
	awa, bintou := came(t, "Awa"), came(t, "Bintou")
	merge := func(from, into store.Change) store.Rearrangement {
		from.Story.Articles, into.Story.Articles = 0, 2
		return store.Rearrangement{
			From: from.Story, Into: into.Story, Articles: []string{from.Article.ID}, At: noon, Hand: &store.Hand{Deed: news.DeedMerge},
		}
	}
	if _, err := s.Rearrange(awa, merge(a, b)); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.LastDeed(awa); !ok || err != nil {
		t.Errorf("the merge cannot be taken back: %t, %v", ok, err)
	}
	if _, err := s.Rearrange(bintou, merge(c, b)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.LastDeed(awa); !errors.Is(err, store.ErrGoneOn) {
		t.Errorf("taking back what a colleague built on: %v, want %v", err, store.ErrGoneOn)
	}
	if d, ok, err := s.LastDeed(bintou); !ok || err != nil || d.Story != c.Story.ID {
		t.Errorf("the colleague's own merge is %+v, %t, %v", d, ok, err)
	}
}
