package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// ferries is a story told by so many outlets.
func ferries(c *clock, n int) []news.Article {
	var out []news.Article
	for i := range n {
		out = append(out, article(c, fmt.Sprintf("Outlet %d", i), "Ferry sinks near Mopti in Mali", fmt.Sprintf(
			"A ferry carrying grain sank near Mopti in Mali on Monday. The boat of quarter %d brought %d people ashore.", i%7, i+2)))
	}
	return out
}

func TestALargeStoryIsMadeOnce(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	articles := ferries(c, keptFrom)
	made, lengths, err := d.collapsed(t.Context(), "s1", articles)
	if err != nil || !reflect.DeepEqual(made, summarize.BriefWith(d.habits, articles)) {
		t.Fatalf("made first, it is another briefing; error %v", err)
	}
	hurried, stop := context.WithCancel(t.Context())
	stop() // what is made now ends at once
	kept, again, err := d.collapsed(hurried, "s1", articles)
	if err != nil || !reflect.DeepEqual(kept, made) || !reflect.DeepEqual(again, lengths) {
		t.Errorf("opened again, it is another briefing; error %v", err)
	}
	d.program = "another"
	if _, _, err := d.collapsed(hurried, "s1", articles); err == nil {
		t.Error("what another program made was taken")
	}
	if _, _, err := d.collapsed(t.Context(), "s2", articles[1:]); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(d.stories(), "s2"+keptEnd)); err == nil {
		t.Error("a small story was kept")
	}
}

func TestLargeStoriesThatChangedAreMadeAhead(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	began := c.now()
	c.add(time.Minute)
	copies := ferries(c, keptFrom)
	for i := range copies {
		copies[i].Text = copies[0].Text
	}
	ingest(t, d, copies...)
	row := onlyStory(t, d)
	if err := d.collapseAhead(t.Context(), c.now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(d.stories(), row.ID+keptEnd)
	if _, err := os.Stat(path); err == nil {
		t.Error("a story that did not change was made")
	}
	if err := d.collapseAhead(t.Context(), began); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the story is not kept for the officer's eyes alone: %v, %v", info, err)
	}
	before, err := d.Story(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	after, err := d.Story(t.Context(), row.ID)
	if err != nil || !reflect.DeepEqual(before.Briefing, after.Briefing) || !reflect.DeepEqual(before.Readings, after.Readings) {
		t.Errorf("kept, the story is another one; error %v", err)
	}
}

func TestOnlySoManyStoriesAreKept(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	folder := d.stories()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range keptStories + 3 {
		path := filepath.Join(folder, fmt.Sprint(i)+keptEnd)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		made := c.now().Add(time.Duration(i) * time.Second)
		if err := os.Chtimes(path, made, made); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.dropKept(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != keptStories {
		t.Errorf("%d are left; error %v", len(left), err)
	}
	for _, gone := range []string{"0", "1", "2"} {
		if _, err := os.Stat(filepath.Join(folder, gone+keptEnd)); err == nil {
			t.Errorf("%s was made before the others and is left", gone)
		}
	}
}
