package store

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// letAllGo walks through all stories.
func letAllGo(t *testing.T, s *Store, k Keeping) {
	t.Helper()
	var at Place
	for done := false; !done; {
		var err error
		if at, done, err = s.LetGo(t.Context(), k, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyTextsThatNobodyNeedsAreLetGo(t *testing.T) {
	s := newStore(t)
	later := noon.Add(100 * 24 * time.Hour)
	stories := []string{
		"left alone", "dismissed", "dismissed of late", "read", "read of late", "read and cited", "read and watched", "read with a note",
		"dismissed and matched by a watch", "read and then more came",
	}
	number := map[string]int{}
	var all []Change
	for n := range joinedBelow / piecesJoined * 2 { // more than one step, and some of them in the search index
		all = append(all, change(n))
	}
	if err := s.SaveArticles(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	state := func(n int, to news.State, at time.Time) {
		_, err := s.SetState(t.Context(), storyID(n), to, at)
		must(err)
	}
	day := noon.Add(24 * time.Hour)
	for i, name := range stories {
		n := 11 + 7*i
		number[name] = n
		if strings.HasPrefix(name, "read") {
			at := day
			if name == "read of late" {
				at = later
			}
			must(s.MarkRead(t.Context(), storyID(n), at))
		}
		switch name {
		case "dismissed", "dismissed and matched by a watch":
			state(n, news.Dismissed, day)
		case "dismissed of late":
			state(n, news.Dismissed, later)
		case "read and cited":
			state(n, news.Cited, day)
		case "read and watched":
			state(n, news.Watching, day)
		case "read with a note":
			_, err := s.SetRemark(t.Context(), []string{storyID(n)}, news.DeedNote, "ask again", day)
			must(err)
		case "read and then more came":
			c := change(n)
			c.Story.Changed = day.Add(time.Hour)
			save(t, s, c)
		}
	}
	must(s.SetStoryWatches(t.Context(), storyID(number["dismissed and matched by a watch"]), []string{"boats"}, day))
	edited := change(number["dismissed"])
	edited.Article.Text += "\nIt left again."
	save(t, s, edited)

	at := later.Add(time.Hour)
	cut := noon.Add(90 * 24 * time.Hour)
	letAllGo(t, s, Keeping{Dismissed: cut, Read: cut, At: at})
	for name, n := range number {
		a, err := s.Article(t.Context(), change(n).Article.ID)
		must(err)
		gone := name == "dismissed" || name == "read"
		if gone != (a.Text == "") || gone != a.LetGo.Equal(at) {
			t.Errorf("a story %s: text %q, let go %s", name, a.Text, a.LetGo)
		}
		if a.Title != change(n).Article.Title || a.URL == "" || a.Outlet == "" || !a.Published.Equal(change(n).Article.Published) {
			t.Errorf("a story %s lost more than its text: %+v", name, a)
		}
		for _, r := range a.Prior {
			if gone && r.Text != "" {
				t.Errorf("a story %s keeps a former text", name)
			}
		}
	}
	hits, err := s.Search(t.Context(), Question{Terms: find.Terms("governor")}, 0)
	if err != nil || len(hits) != len(all)-2 {
		t.Errorf("a word of all texts finds %d, %v; want %d", len(hits), err, len(all)-2)
	}
	if hits = hitsOf(t, s, `"convoy 18"`, 0); len(hits) != 1 {
		t.Errorf("the title of a text that was let go finds %d", len(hits))
	}
	whole(t, s)
}

func TestATextThatWasLetGoIsNoEditWhenItComesAgain(t *testing.T) {
	s := newStore(t)
	c := change(1)
	save(t, s, c)
	if _, err := s.SetState(t.Context(), c.Story.ID, news.Dismissed, noon); err != nil {
		t.Fatal(err)
	}
	later := noon.Add(99 * 24 * time.Hour)
	letAllGo(t, s, Keeping{Dismissed: later, At: later})
	known, err := s.Known(t.Context(), []string{c.Article.ID})
	if err != nil || known[c.Article.ID].Hash != HashText(c.Article.Title, c.Article.Text) {
		t.Errorf("the article is known as %+v, %v", known, err)
	}
}

func TestCompactingGivesSpaceBackAndLosesNothing(t *testing.T) {
	s := newStore(t)
	v := newInventor()
	var all []Change
	for n := range 180 {
		c := change(n)
		c.Article.Text = v.text(4000)
		all = append(all, c)
	}
	if err := s.SaveArticles(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for n := range 150 {
		if _, err := s.SetState(t.Context(), storyID(n), news.Dismissed, noon); err != nil {
			t.Fatal(err)
		}
	}
	compactAll(t, s)
	before := sizeOf(t, s)
	later := noon.Add(99 * 24 * time.Hour)
	letAllGo(t, s, Keeping{Dismissed: later, At: later})
	compactAll(t, s)
	if after := sizeOf(t, s); after > before*3/4 {
		t.Errorf("the file has %d bytes, before five of six texts were let go %d", after, before)
	}
	if info, err := os.Stat(s.path + "-wal"); err != nil || info.Size() > logFrom {
		t.Errorf("the log is %v, %v", info, err)
	}
	whole(t, s)
	if a, err := s.Article(t.Context(), change(165).Article.ID); err != nil || a.Text != all[165].Article.Text {
		t.Errorf("a text that is kept has %d bytes, %v; want %d", len(a.Text), err, len(all[165].Article.Text))
	}
	reader := open(t, s.path, ReadOnly)
	if _, err := reader.Compact(t.Context()); !errors.Is(err, ErrNoWriting) {
		t.Errorf("compacting what is open for reading says %v", err)
	}
}

func compactAll(t *testing.T, s *Store) {
	t.Helper()
	for more := true; more; {
		var err error
		if more, err = s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func sizeOf(t *testing.T, s *Store) int64 {
	t.Helper()
	info, err := os.Stat(s.path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
