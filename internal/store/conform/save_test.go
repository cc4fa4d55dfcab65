package conform

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

func anArticleComesBackAsItWasSaved(t *testing.T, s desk) {
	t.Helper()
	long := change(3)
	long.Article.Text = strings.Repeat("Le convoi a quitté Gao à l’aube, selon la gendarmerie.\n", 400)
	bare := store.Change{
		Article: news.Article{ID: "not hex", Title: "x", Published: noon, Seen: noon, Revised: noon, Revision: 1},
		Story:   news.StoryRow{ID: "bare", Placement: news.Placement{Region: news.Unplaced}, State: news.New},
	}
	upper := change(4)
	upper.Article.ID = "ABCD"
	arabic := change(5)
	arabic.Article.Title, arabic.Article.Lang = "مقتل ١٢ جنديا في تيلابيري", news.Arabic
	guessed := change(6)
	guessed.Article.Guessed, guessed.Article.Teaser, guessed.Article.GUID = true, true, guessed.Article.URL
	noOrigin := change(7)
	noOrigin.Article.Origin = ""
	prior := change(8)
	prior.Article.Revision, prior.Article.Revised = 2, noon.Add(9*time.Hour)
	prior.Article.Prior = []news.Revision{{Number: 1, Seen: noon, Title: "Before", Text: "The text before."}}

	for _, c := range []store.Change{change(1), change(2), long, bare, upper, arabic, guessed, noOrigin, prior} {
		save(t, s, c)
		got, err := s.Article(t.Context(), c.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, c.Article) {
			t.Errorf("got  %+v\nwant %+v", got, c.Article)
		}
		row, err := s.Story(t.Context(), c.Story.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(row, c.Story) {
			t.Errorf("got  %+v\nwant %+v", row, c.Story)
		}
		places, err := s.StoryPlacements(t.Context(), c.Story.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(places, map[string]news.Placement{c.Article.ID: c.Placement}) {
			t.Errorf("got  %+v\nwant %+v", places, c.Placement)
		}
	}
	whole(t, s)
}

func anEditBecomesARevision(t *testing.T, s desk) {
	t.Helper()
	c := change(1)
	save(t, s, c)
	first := c.Article
	for n := 2; n <= 3; n++ {
		c.Article.Text += fmt.Sprintf("\nUpdate %d.", n)
		c.Article.Title = fmt.Sprintf("Title %d", n)
		c.Article.Revised, c.Article.Seen = noon.Add(time.Duration(n)*time.Hour), noon.Add(time.Duration(n)*time.Hour)
		c.Article.Published = c.Article.Published.Add(time.Minute)
		save(t, s, c)
	}
	save(t, s, c) // the same once more is no edit
	articles, err := s.StoryArticles(t.Context(), c.Story.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := c.Article
	want.Revision, want.Seen = 3, first.Seen
	want.Prior = []news.Revision{
		{Number: 1, Seen: first.Seen, Title: first.Title, Text: first.Text},
		{Number: 2, Seen: noon.Add(2 * time.Hour), Title: "Title 2", Text: first.Text + "\nUpdate 2."},
	}
	if !reflect.DeepEqual(articles, []news.Article{want}) {
		t.Errorf("got  %+v\nwant %+v", articles, want)
	}
	for query, count := range map[string]int{"update": 1, `"Update 3"`: 1, "convoy": 1, "Ménaka": 0} {
		hits, err := s.Search(t.Context(), store.Question{Terms: find.Terms(query)}, 0)
		if err != nil || len(hits) != count {
			t.Errorf("search for %s after the edit: %d hits, %v; want %d", query, len(hits), err, count)
		}
	}
	vectors := 0
	err = s.Vectors(t.Context(), time.Time{}, 100, func(_, _ string, _ []byte) error { vectors++; return nil })
	if err != nil || vectors != 1 {
		t.Errorf("%d vectors after the edits, %v; want 1", vectors, err)
	}
	whole(t, s)
}

func savingAStoryAgainKeepsWhatTheOfficerDid(t *testing.T, s desk) {
	t.Helper()
	c := change(1)
	save(t, s, c)
	id := c.Story.ID
	if _, err := s.SetState(t.Context(), id, news.Watching, noon); err != nil {
		t.Fatal(err)
	}
	read := noon.Add(time.Hour)
	if err := s.MarkRead(t.Context(), id, read); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		changed time.Time
		unread  bool
	}{
		{"a copy changes nothing", c.Story.Changed, false},
		{"news makes it unread", noon.Add(2 * time.Hour), true},
	}
	for _, test := range tests {
		c.Story.State, c.Story.Read, c.Story.Changed = news.New, time.Time{}, test.changed
		save(t, s, c)
		row, err := s.Story(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if row.State != news.Watching || !row.Read.Equal(read) || row.Unread() != test.unread {
			t.Errorf("%s: state %s, read %s, unread %v", test.name, row.State, row.Read, row.Unread())
		}
	}
}

func newsIsUnreadAlsoAfterTheClockWasSetBack(t *testing.T, s desk) {
	t.Helper()
	c := change(1)
	save(t, s, c)
	if err := s.MarkRead(t.Context(), c.Story.ID, noon.Add(5*time.Hour)); err != nil {
		t.Fatal(err)
	}
	next := change(2)
	next.Story = c.Story
	next.Story.Changed = noon.Add(time.Hour) // the clock said five hours more when the officer read
	save(t, s, next)
	row, err := s.Story(t.Context(), c.Story.ID)
	if err != nil || !row.Unread() {
		t.Errorf("the story is %+v, %v; want it unread", row, err)
	}
}

func originsOfTheStoryAreSavedWithTheArticle(t *testing.T, s desk) {
	t.Helper()
	first, second := change(1), change(2)
	second.Story.ID = first.Story.ID
	second.Article.Origin = "Agence X"
	second.Origins = map[string]string{first.Article.ID: "Agence X", second.Article.ID: "Agence X"}
	save(t, s, first, second)
	articles, err := s.StoryArticles(t.Context(), first.Story.ID)
	if err != nil || len(articles) != 2 {
		t.Fatal(articles, err)
	}
	for _, a := range articles {
		if a.Origin != "Agence X" {
			t.Errorf("article %s is of %q", a.ID, a.Origin)
		}
	}
}

func storyArticlesStandInOrderOfPublication(t *testing.T, s desk) {
	t.Helper()
	for _, n := range []int{5, 1, 9, 3} {
		c := change(n)
		c.Story.ID = "one"
		if n == 9 {
			c.Article.Published = change(1).Article.Published // the same moment: by ID
		}
		save(t, s, c)
	}
	articles, err := s.StoryArticles(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range articles {
		got = append(got, a.Title)
	}
	want := []string{change(1).Article.Title, change(9).Article.Title, change(3).Article.Title, change(5).Article.Title}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func whatFailsLeavesNothingBehind(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1))
	wrong := change(3)
	wrong.Story.State = "lost"
	if err := s.SaveArticles(t.Context(), []store.Change{change(2), wrong}); err == nil {
		t.Fatal("a state that does not exist was saved")
	}
	if _, err := s.Article(t.Context(), change(2).Article.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("half of what failed is there: %v", err)
	}
	if _, err := s.Story(t.Context(), change(2).Story.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("half of what failed is there: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := s.SaveArticles(ended, []store.Change{change(2)}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want context.Canceled", err)
	}
	save(t, s, change(2))
	whole(t, s)
}

func knownTellsWhatIsStored(t *testing.T, s desk) {
	t.Helper()
	odd := change(2)
	odd.Article.ID = "an id, 'no' hex"
	save(t, s, change(1), odd)
	edited := change(1)
	edited.Article.Text += " More."
	save(t, s, edited)
	known, err := s.Known(t.Context(), []string{edited.Article.ID, odd.Article.ID, change(3).Article.ID, "", "zz"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]store.Digest{
		edited.Article.ID: {Hash: store.HashText(edited.Article.Title, edited.Article.Text), Revision: 2, Story: edited.Story.ID},
		odd.Article.ID:    {Hash: store.HashText(odd.Article.Title, odd.Article.Text), Revision: 1, Story: odd.Story.ID},
	}
	if !reflect.DeepEqual(known, want) {
		t.Errorf("got %v, want %v", known, want)
	}
	if known, err := s.Known(t.Context(), nil); err != nil || len(known) != 0 {
		t.Errorf("asked for nothing: %v, %v", known, err)
	}
}

func vectorsComeInTheOrderOfArrivalSinceATime(t *testing.T, s desk) {
	t.Helper()
	for _, n := range []int{4, 2, 9, 7} {
		save(t, s, change(n))
	}
	var got []string
	err := s.Vectors(t.Context(), noon.Add(4*time.Minute), 100, func(story, article string, vector []byte) error {
		got = append(got, fmt.Sprintf("%s %s %x", story, article, vector))
		return nil
	})
	var want []string
	for _, n := range []int{4, 7, 9} {
		want = append(want, fmt.Sprintf("%s %s %x", storyID(n), change(n).Article.ID, change(n).Vector))
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	stop := errors.New("enough")
	if err := s.Vectors(t.Context(), time.Time{}, 100, func(_, _ string, _ []byte) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error is %v, want that of the callback", err)
	}
}

func oldVectorsAreForgottenAndNothingElse(t *testing.T, s desk) {
	t.Helper()
	for n := range 6 {
		save(t, s, change(n))
	}
	if err := s.ForgetVectors(t.Context(), noon.Add(4*time.Minute)); err != nil {
		t.Fatal(err)
	}
	save(t, s, change(1)) // an old article that comes again
	left := 0
	err := s.Vectors(t.Context(), noon.Add(4*time.Minute), 100, func(_, _ string, _ []byte) error { left++; return nil })
	if err != nil || left != 2 {
		t.Errorf("%d vectors are left, %v; want 2", left, err)
	}
	articles, _, _, err := s.Counts(t.Context())
	if err != nil || articles != 6 {
		t.Errorf("%d articles are left, %v; want 6", articles, err)
	}
	whole(t, s)
}
