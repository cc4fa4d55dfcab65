package conform

import (
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

// Two officers take steps in turn on the same stories; each takes back the own ones alone.
func TestUndoTakesBackAnOfficersOwnSteps(t *testing.T) {
	s := newDesk(t, newSchema(t))
	save(t, s, change(1), change(2))
	awa, bintou := store.Signed(t.Context(), "Awa", "1"), store.Signed(t.Context(), "Bintou", "1")
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
	folder := filepath.Join(t.TempDir(), "copy") // where each step names the one below it
	if err := store.Copy(t.Context(), s.data, folder, func(store.Copied) {}); err != nil {
		t.Fatal(err)
	}
	file := newDesk(t, folder)
	if _, ok, err := file.Undo(t.Context(), noon); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if got := state(t, file, two); got != news.New {
		t.Errorf("in the copy the other story is %s after undo, want %s", got, news.New)
	}
	whole(t, s)
}

func TestWhatAColleagueBuiltOnIsNotTakenBack(t *testing.T) {
	s := newDesk(t, newSchema(t))
	a, b, c := change(1), change(2), change(3)
	save(t, s, a, b, c)
	awa, bintou := store.Signed(t.Context(), "Awa", "1"), store.Signed(t.Context(), "Bintou", "1")
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
