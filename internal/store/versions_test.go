package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// Each of testdata/version-*.sql was dumped from a file that the store of that version wrote: six articles as change
// invents them, one of them edited, one that nothing places, one with an id of its own, decided on and read. From version 3
// on a story is in another region by hand, from 4 on there are notes, a brief and a watch. From 6 on four of the articles
// are in a piece of the search index, which took four at a time for that.
func TestFilesOfEveryVersionAreReadOn(t *testing.T) {
	for at := 1; at < version; at++ {
		t.Run(fmt.Sprint("version ", at), func(t *testing.T) {
			path := fileOfVersion(t, at)
			s := open(t, path, Write)
			oldDesk(t, s, at)
			for more := true; more; {
				var err error
				if more, err = s.Compact(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			beside := -1
			if err := s.one(t.Context(), "SELECT count(*) FROM article WHERE url <> ''", nil, []any{&beside}); err != nil || beside != 0 {
				t.Errorf("%d links still stand beside their texts, %v", beside, err)
			}
			oldDesk(t, s, at)
			shut(t, s)

			s = open(t, path, ReadOnly)
			oldDesk(t, s, at)
			shut(t, s)

			s = open(t, path, Write)
			save(t, s, change(9))
			_, deed, err := s.LastDeed(t.Context())
			_, undone, again := s.Undo(t.Context(), noon)
			if err != nil || again != nil || !deed && !undone {
				t.Errorf("nothing to take back in the old file: %v, %v", err, again)
			}
			whole(t, s)
		})
	}
}

// Before version 10 what was read was read by all: each officer in the log goes on from there, and who comes later begins anew.
func TestOfficersOfTheLogKeepWhatWasRead(t *testing.T) {
	s := open(t, fileOfVersion(t, 9), Write)
	for officer, want := range map[string]bool{"": true, "Awa": true, "Bintou": true, "Chinedu": false} {
		ctx := ReadBy(t.Context(), officer)
		row, err := s.Story(ctx, storyID(1))
		unseen, missing := s.Unseen(ctx, storyID(1))
		if err != nil || missing != nil || row.Unread() == want || unseen[news.Mark{Article: change(1).Article.ID, Words: 77}] != want {
			t.Errorf("%q finds %+v and %v unseen, %v, %v", officer, row, unseen, err, missing)
		}
	}
	if err := s.MarkRead(ReadBy(t.Context(), "Chinedu"), storyID(0), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if row, err := s.Story(ReadBy(t.Context(), "Bintou"), storyID(0)); err != nil || !row.Unread() {
		t.Errorf("what a colleague read since is read by Bintou: %+v, %v", row, err)
	}
	whole(t, s)
	shut(t, s)
	alone := open(t, fileOfVersion(t, 8), Write) // nobody's name stands in its log
	readers := -1
	if err := alone.one(t.Context(), "SELECT count(*) FROM reader", nil, []any{&readers}); err != nil || readers != 0 {
		t.Errorf("a desk of one has %d readers, %v", readers, err)
	}
}

// fileOfVersion is a file as an older version wrote it.
func fileOfVersion(t *testing.T, at int) string {
	t.Helper()
	dump, err := os.ReadFile(fmt.Sprintf("testdata/version-%d.sql", at))
	if err != nil {
		t.Fatal("a version has no file that it wrote: ", err)
	}
	path := filepath.Join(t.TempDir(), "harmattan.db")
	run(t, path, string(dump))
	return path
}

// oldDesk looks for all that the file of a version holds.
func oldDesk(t *testing.T, s *Store, at int) {
	t.Helper()
	whole(t, s)
	day := noon.Add(24 * time.Hour)
	for n := range 6 {
		want := change(n).Article
		switch n {
		case 1:
			want.Text, want.Revision = "Convoy number 1 reached the town.\nTwo were hurt, the governor said.", 2
			want.Revised = day
			want.Prior = []news.Revision{{Number: 1, Seen: want.Seen, Title: want.Title, Text: change(n).Article.Text}}
		case 2:
			want.ID, want.GUID = "radio-2", want.URL
		case 3:
			want.Text += strings.Repeat("\nThe governor spoke of wells, of wells and of wells.", 9)
		}
		if got, err := s.Article(t.Context(), want.ID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("article %d is %+v, %v\nwant %+v", n, got, err, want)
		}
		oldStory(t, s, n, at)
	}
	hits, err := s.Search(t.Context(), Question{Terms: find.Terms("convoy -hurt")}, 0)
	if err != nil || len(hits) != 0 {
		t.Errorf("%d articles of convoys that hurt nobody, %v", len(hits), err)
	}
	for words, want := range map[string]int{"convoy": 6, "conv": 6, "two": 1, "wells": 1} {
		if hits, err := s.Search(t.Context(), Question{Terms: find.Terms(words)}, 0); err != nil || len(hits) != want {
			t.Errorf("%d articles have %q, %v; want %d", len(hits), words, err, want)
		}
	}
	oldFacts(t, s, at)
}

func oldStory(t *testing.T, s *Store, n, at int) {
	t.Helper()
	row, err := s.Story(t.Context(), storyID(n))
	if err != nil {
		t.Fatal(err)
	}
	state := map[int]news.State{0: news.Cited, 2: news.Dismissed, 3: news.Watching}[n]
	if state == "" {
		state = news.New
	}
	place := change(n).Placement
	if n == 4 {
		place = news.Placement{Region: news.Unplaced}
	}
	placements, err := s.StoryPlacements(t.Context(), row.ID)
	for _, p := range placements {
		if !reflect.DeepEqual(p, place) {
			t.Errorf("the article of story %d is placed %+v, want %+v", n, p, place)
		}
	}
	if n == 5 && at >= 3 {
		place.Region = "lake-chad"
	}
	note := ""
	if at >= 4 && (n == 0 || n == 3) {
		note = "ask the prefect again"
	}
	if err != nil || len(placements) != 1 || row.State != state || row.Note != note || !reflect.DeepEqual(row.Placement, place) || row.Unread() != (n != 1) {
		t.Errorf("story %d is %+v", n, row)
	}
}

// oldFacts looks for what stands beside articles and stories.
func oldFacts(t *testing.T, s *Store, at int) {
	t.Helper()
	if shift, err := s.Meta(t.Context(), "shift"); err != nil || shift != "2026-11-23T06:00:00Z" {
		t.Errorf("the shift is %q, %v", shift, err)
	}
	if list, err := s.Feeds(t.Context()); err != nil || len(list) != 1 || list[0].Outlet != "The Boatman" {
		t.Errorf("the feeds are %v, %v", list, err)
	}
	wanted := map[bool]int{true: 3, false: 4}[at < 3] // steps
	if at >= 4 {
		wanted += 2
	}
	if steps, err := s.Steps(t.Context(), time.Time{}); err != nil || len(steps) != wanted {
		t.Errorf("%d steps, %v; want %d", len(steps), err, wanted)
	}
	if at >= 5 {
		unseen, err := s.Unseen(t.Context(), storyID(1))
		if err != nil || !unseen[news.Mark{Article: change(1).Article.ID, Words: 77}] {
			t.Errorf("unseen is %v, %v", unseen, err)
		}
	}
	if at < 4 {
		return
	}
	briefs, err := s.Briefs(t.Context(), time.Time{})
	if err != nil || len(briefs) != 1 || briefs[0].Title != "Morning" {
		t.Errorf("the briefs are %v, %v", briefs, err)
	}
	if content, err := s.Brief(t.Context(), 1); err != nil || string(content) != "a brief" {
		t.Errorf("the brief is %q, %v", content, err)
	}
	if matched, err := s.WatchedStories(t.Context()); err != nil || len(matched["convoys"]) != 1 {
		t.Errorf("watches matched %v, %v", matched, err)
	}
	if habit, err := s.Habit(t.Context(), "https://example.org/feed"); err != nil || len(habit) != 2 {
		t.Errorf("the habit is %v, %v", habit, err)
	}
}

// A later version may keep its journal in another way: not even that is changed.
func TestAFileOfANewerVersionIsLeftAsItIs(t *testing.T) {
	for _, journal := range []string{"wal", "delete"} {
		path := filepath.Join(t.TempDir(), "harmattan.db")
		s := open(t, path, Write)
		save(t, s, change(1))
		shut(t, s)
		run(t, path, fmt.Sprintf("PRAGMA journal_mode = %s; PRAGMA user_version = %d", journal, version+1))
		was, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		attempts := map[string]func() error{
			"opened for writing": func() error { return second(Open(t.Context(), path, Write)) },
			"opened for reading": func() error { return second(Open(t.Context(), path, ReadOnly)) },
			"repaired":           func() error { return second(Repair(t.Context(), path, noon)) },
			"restored":           func() error { return second(Restore(t.Context(), path, path+".restored", noon)) },
		}
		for name, attempt := range attempts {
			err := attempt()
			var hint interface{ Hint() string }
			if !errors.Is(err, ErrNewer) || !errors.As(err, &hint) || hint.Hint() == "" {
				t.Errorf("a newer file, %s: %v", name, err)
			}
			if is, err := os.ReadFile(path); err != nil || !bytes.Equal(is, was) {
				t.Errorf("a newer file with the journal %s was changed when %s: %v", journal, name, err)
			}
		}
	}
}
