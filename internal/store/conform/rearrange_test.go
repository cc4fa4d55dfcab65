package conform

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// held saves so many stories of one article each.
func held(t *testing.T, s desk, count int) {
	t.Helper()
	for n := range count {
		save(t, s, change(n))
	}
}

// rowOf is the row of a story with so many articles.
func rowOf(n, articles int) news.StoryRow {
	row := change(n).Story
	row.Articles = articles
	return row
}

// into moves article n, the only one of its story, into story to, which has two then.
func into(n, to int, hand *store.Hand) store.Rearrangement {
	return store.Rearrangement{
		From: rowOf(n, 0), Into: rowOf(to, 2), Articles: []string{change(n).Article.ID}, At: noon.Add(time.Hour), Hand: hand,
	}
}

func rearrange(t *testing.T, s desk, r store.Rearrangement) news.Step {
	t.Helper()
	step, err := s.Rearrange(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

func set(t *testing.T, s desk, n int, to news.State) {
	t.Helper()
	if _, err := s.SetState(t.Context(), storyID(n), to, noon); err != nil {
		t.Fatal(err)
	}
}

// takeBack takes the last step back as a desk does: states and remarks by Undo, deeds by doing the opposite.
func takeBack(t *testing.T, s desk) bool {
	t.Helper()
	deed, isDeed, err := s.LastDeed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !isDeed {
		_, ok, err := s.Undo(t.Context(), noon)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if deed.Kind == news.DeedRegion {
		_, err := s.SetRegion(t.Context(), store.RegionChoice{
			Story: deed.Story, Region: deed.Former, Chosen: change(0).Placement.Region, At: noon, Undoes: deed.Step,
		})
		if err != nil {
			t.Fatal(err)
		}
		return true
	}
	back := store.Rearrangement{
		From: storyNow(t, s, deed.Other), Into: change(0).Story, Articles: deed.Articles, At: noon,
		Hand: &store.Hand{Deed: deed.Kind, Undoes: deed.Step},
	}
	back.Into.ID, back.Into.Articles = deed.Story, len(deed.Articles)
	if !deed.Revives {
		back.Into = storyNow(t, s, deed.Story)
		back.Into.Articles += len(deed.Articles)
	}
	back.From.Articles -= len(deed.Articles)
	rearrange(t, s, back)
	return true
}

func bothPartsOfACitedStoryStayCited(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	rearrange(t, s, into(1, 0, nil))
	set(t, s, 0, news.Cited)
	part := rowOf(7, 1)
	rearrange(t, s, store.Rearrangement{From: rowOf(0, 1), Into: part, Articles: []string{change(1).Article.ID}, At: noon})
	for _, id := range []string{storyID(0), storyID(7)} {
		if row := storyNow(t, s, id); row.State != news.Cited || row.Articles != 1 {
			t.Errorf("story %s is %s with %d articles", id, row.State, row.Articles)
		}
	}
	takeBack(t, s) // citing is taken back from both
	for _, id := range []string{storyID(0), storyID(7)} {
		if row := storyNow(t, s, id); row.State != news.New {
			t.Errorf("after undo story %s is %s", id, row.State)
		}
	}
	whole(t, s)
}

func aMergedStoryHasTheStrongerState(t *testing.T, s desk) {
	t.Helper()
	tests := []struct{ from, into, want news.State }{
		{news.Cited, news.New, news.Cited},
		{news.New, news.Cited, news.Cited},
		{news.Cited, news.Dismissed, news.Cited},
		{news.Watching, news.New, news.Watching},
		{news.Dismissed, news.New, news.New},
		{news.New, news.Dismissed, news.New},
		{news.Watching, news.Cited, news.Cited},
		{news.Dismissed, news.Dismissed, news.Dismissed},
	}
	held(t, s, 2*len(tests))
	for i, test := range tests {
		set(t, s, 2*i, test.from)
		set(t, s, 2*i+1, test.into)
		rearrange(t, s, into(2*i, 2*i+1, nil))
		now, err := s.Present(t.Context(), storyID(2*i))
		if err != nil || now != storyID(2*i+1) {
			t.Errorf("the id of the story that ended leads to %s, %v", now, err)
		}
		if row := storyNow(t, s, storyID(2*i)); row.ID != storyID(2*i+1) || row.State != test.want {
			t.Errorf("%s into %s is %s %s, want %s", test.from, test.into, row.ID, row.State, test.want)
		}
	}
	if taken, err := s.Taken(t.Context(), storyID(0)); err != nil || !taken {
		t.Errorf("the id of a story that ended is free: %v", err)
	}
	if taken, err := s.Taken(t.Context(), "nothing"); err != nil || taken {
		t.Errorf("an id that never was is taken: %v", err)
	}
	for takeBack(t, s) {
	}
	for _, row := range list(t, s, store.Filter{AnyState: true}) {
		if row.State != news.New {
			t.Errorf("at the beginning of the log story %s is %s", row.ID, row.State)
		}
	}
	whole(t, s)
}

func list(t *testing.T, s desk, f store.Filter) []news.StoryRow {
	t.Helper()
	rows, err := s.Stories(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func aMergeByHandIsTakenBackWithAllItDid(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 3)
	set(t, s, 0, news.Cited)
	if _, err := s.SetRemark(t.Context(), []string{storyID(0)}, news.DeedNote, "of the first", noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SetRemark(t.Context(), []string{storyID(1)}, news.DeedNote, "of the second", noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	before := list(t, s, store.Filter{AnyState: true})
	articles := []string{change(0).Article.ID, change(1).Article.ID}
	step := rearrange(t, s, into(0, 1, &store.Hand{Deed: news.DeedMerge, Hold: articles}))
	if step.ID == 0 || step.Deed != news.DeedMerge || step.Story != storyID(0) || step.Other != storyID(1) {
		t.Errorf("the step is %+v", step)
	}
	row := storyNow(t, s, storyID(0))
	if row.State != news.Cited || row.Note != "of the first\nof the second" {
		t.Errorf("merged it is %s with the note %q", row.State, row.Note)
	}
	if note, err := s.OwnNote(t.Context(), storyID(1)); err != nil || note != "of the second" {
		t.Errorf("its own note is %q, %v", note, err)
	}
	if pins, err := s.Pins(t.Context()); err != nil || !reflect.DeepEqual(pins, store.Pins{Held: articles}) {
		t.Errorf("pinned %+v, %v", pins, err)
	}
	if inStory, err := s.StoryArticles(t.Context(), storyID(0)); err != nil || len(inStory) != 2 {
		t.Errorf("%d articles, %v", len(inStory), err)
	}
	whole(t, s)
	takeBack(t, s)
	after := list(t, s, store.Filter{AnyState: true})
	for i := range after { // the rows are as whoever takes back says; states and remarks are the store's
		if got, want := remarks(after[i]), remarks(before[i]); after[i].ID != before[i].ID || got != want {
			t.Errorf("taken back %s is %s, want %s", after[i].ID, got, want)
		}
	}
	if pins, err := s.Pins(t.Context()); err != nil || len(pins.Held) != 0 {
		t.Errorf("still pinned %+v, %v", pins, err)
	}
	whole(t, s)
}

func aSplitByHandHoldsItsArticles(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 3)
	rearrange(t, s, into(1, 0, nil))
	part := []string{change(1).Article.ID}
	rearrange(t, s, store.Rearrangement{
		From: rowOf(0, 1), Into: rowOf(9, 1), Articles: part, At: noon, Hand: &store.Hand{Deed: news.DeedSplit, Hold: part, Apart: true},
	})
	want := store.Pins{Held: part, Apart: [][2]string{{storyID(0), storyID(9)}}}
	if pins, err := s.Pins(t.Context()); err != nil || !reflect.DeepEqual(pins, want) {
		t.Errorf("pinned %+v, %v; want %+v", pins, err, want)
	}
	// What a story is kept apart from, the story that it goes into is kept apart from.
	r := into(1, 2, nil)
	r.From = rowOf(9, 0)
	rearrange(t, s, r)
	want.Apart = [][2]string{{storyID(0), storyID(9)}, {storyID(2), storyID(0)}}
	pins, err := s.Pins(t.Context())
	slices.SortFunc(pins.Apart, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	if err == nil { // the story that ended is not listed by all that it was called
		pins.Apart = slices.DeleteFunc(pins.Apart, func(p [2]string) bool { return p == want.Apart[0] })
		want.Apart = want.Apart[1:]
	}
	if err != nil || !reflect.DeepEqual(pins, want) {
		t.Errorf("pinned %+v, %v; want %+v", pins, err, want)
	}
	whole(t, s)
}

func whatMovedIsAsReadAsItWas(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	read := noon.Add(10 * time.Minute)
	if err := s.MarkRead(t.Context(), storyID(1), read); err != nil {
		t.Fatal(err)
	}
	if err := s.MarkRead(t.Context(), storyID(1), read); err != nil { // the same again
		t.Fatal(err)
	}
	rearrange(t, s, into(0, 1, nil))
	if row := storyNow(t, s, storyID(1)); !row.Unread() {
		t.Errorf("news went into a story that was read, and it is not unread: %+v", row)
	}
	marks, err := s.ReadMarks(t.Context(), storyID(1))
	want := map[string]store.ReadMark{change(0).Article.ID: {At: noon.Add(time.Hour), Read: time.Time{}}}
	if err != nil || !reflect.DeepEqual(marks, want) {
		t.Errorf("marks are %+v, %v; want %+v", marks, err, want)
	}
	whole(t, s)
}

func aRegionByHandStays(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	for _, region := range []string{"coastal", "lake-chad"} {
		step, err := s.SetRegion(t.Context(), store.RegionChoice{Story: storyID(0), Region: region, Chosen: "central-sahel", At: noon})
		if err != nil || step.Deed != news.DeedRegion || step.Other != region {
			t.Fatal(step, err)
		}
	}
	save(t, s, change(0)) // the program thinks otherwise
	for _, want := range []string{"lake-chad", "coastal", "central-sahel"} {
		if row := storyNow(t, s, storyID(0)); row.Placement.Region != want {
			t.Errorf("the story is in %s, want %s", row.Placement.Region, want)
		}
		counts, err := s.RegionCounts(t.Context())
		if err != nil || counts[want].Total == 0 {
			t.Errorf("counted %v, %v", counts, err)
		}
		if want != "central-sahel" {
			takeBack(t, s)
		}
	}
	if _, err := s.SetRegion(t.Context(), store.RegionChoice{Story: "nothing", Region: "coastal"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	whole(t, s)
}

func rearrangingWhatIsNotThereChangesNothing(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	wrong := []store.Rearrangement{into(5, 0, nil), into(0, 1, nil), into(0, 1, &store.Hand{Deed: news.DeedMerge, Undoes: 77})}
	wrong[1].Articles = []string{change(1).Article.ID} // of another story
	for _, r := range wrong {
		if _, err := s.Rearrange(t.Context(), r); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: error is %v, want ErrNotFound", r, err)
		}
	}
	if rows := list(t, s, store.Filter{AnyState: true}); len(rows) != 2 || rows[0].Articles != 1 {
		t.Errorf("the stories are %+v", rows)
	}
	whole(t, s)
}

// anyMixtureOfDeedsIsTakenBack: whatever is decided, moved, split and merged, undo leads back to the beginning.
func anyMixtureOfDeedsIsTakenBack(t *testing.T, s desk) {
	t.Helper()
	const stories = 5
	held(t, s, stories)
	look := func() []string {
		var all []string
		for _, row := range list(t, s, store.Filter{AnyState: true}) {
			articles, err := s.StoryArticles(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			line := fmt.Sprint(row.ID, row.State, row.Owner)
			for _, a := range articles {
				line += " " + a.ID
			}
			all = append(all, line)
		}
		slices.Sort(all)
		return all
	}
	r := rand.New(rand.NewPCG(5, 8))
	history := [][]string{look()}
	for n := range 40 {
		rows := list(t, s, store.Filter{AnyState: true})
		one, other := rows[r.IntN(len(rows))], rows[r.IntN(len(rows))]
		articles, err := s.StoryArticles(t.Context(), one.ID)
		if err != nil {
			t.Fatal(err)
		}
		switch deed := r.IntN(9); {
		case deed < 3:
			if _, err := s.SetState(t.Context(), one.ID, allStates()[r.IntN(4)], noon); err != nil {
				t.Fatal(err)
			}
		case deed == 3 || deed == 4:
			if _, err := s.SetRemark(t.Context(), []string{one.ID, other.ID}, news.DeedOwner, fmt.Sprint(n), noon); err != nil {
				t.Fatal(err)
			}
		case deed == 5:
			if _, err := s.SetRegion(t.Context(), store.RegionChoice{Story: one.ID, Region: fmt.Sprint("r", n), At: noon}); err != nil {
				t.Fatal(err)
			}
		case len(articles) > 1 && deed < 8:
			part := rowOf(100+n, 1)
			one.Articles--
			rearrange(t, s, store.Rearrangement{
				From: one, Into: part, Articles: []string{articles[0].ID}, At: noon, Hand: &store.Hand{Deed: news.DeedSplit, Apart: true},
			})
		case one.ID != other.ID:
			var ids []string
			for _, a := range articles {
				ids = append(ids, a.ID)
			}
			other.Articles += one.Articles
			one.Articles = 0
			rearrange(t, s, store.Rearrangement{From: one, Into: other, Articles: ids, At: noon, Hand: &store.Hand{Deed: news.DeedMerge, Hold: ids}})
		}
		if now := look(); !reflect.DeepEqual(now, history[len(history)-1]) {
			history = append(history, now)
		}
	}
	whole(t, s)
	for takeBack(t, s) {
	}
	if got := look(); !reflect.DeepEqual(got, history[0]) {
		t.Errorf("at the beginning of the log:\ngot  %q\nwant %q", got, history[0])
	}
	if len(history) < 20 {
		t.Errorf("only %d of the deeds did anything", len(history)-1)
	}
	whole(t, s)
}
