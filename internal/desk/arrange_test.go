package desk

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// events are invented texts that have nothing in common.
func events() [][2]string {
	return [][2]string{
		{"Attack on the market of Djibo", attackText},
		{"Ferry sinks near Ayorou", "A ferry carrying rice and traders sank near Ayorou on the Niger River. Divers searched until dark."},
		{"Locusts reach the fields of Kayes", "Swarms of locusts reached the millet fields of Kayes in Mali. Farmers lit fires to drive them off."},
		{"Bauta bridge reopens in Zinder", "The bridge of Bauta in Zinder opened again after repairs. Lorries had queued for eleven days."},
		{"Teachers strike in Garoua", "Teachers in Garoua in northern Cameroon began a strike over unpaid wages. Pupils went home at noon."},
		{"Gold pit collapses at Kéniéba", "A gold pit collapsed at Kéniéba in western Mali after rain. Rescuers dug with shovels through the night."},
	}
}

// withEvents opens a desk with a story for each of the first n events, and tells the stories' and articles' ids.
func withEvents(t *testing.T, c *clock, folder string, n int) (d *Desk, stories, articles []string) {
	t.Helper()
	d = openDesk(t, folder, c)
	for i, e := range events()[:n] {
		a := article(c, fmt.Sprint("outlet", i), e[0], e[1])
		ingest(t, d, a)
		stories, articles = append(stories, storyOf(t, d, a.ID)), append(articles, a.ID)
	}
	return d, stories, articles
}

func storyOf(t *testing.T, d *Desk, article string) string {
	t.Helper()
	known, err := d.store.Known(t.Context(), []string{article})
	if err != nil {
		t.Fatal(err)
	}
	return known[article].Story
}

func row(t *testing.T, d *Desk, story string) news.StoryRow {
	t.Helper()
	v, err := d.Story(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	return v.Row
}

// repair rearranges stories as the program does it.
func repair(t *testing.T, d *Desk, from, into string, articles ...string) {
	t.Helper()
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if _, err := d.rearrange(t.Context(), summarize.Repair{Story: from, Into: into, Articles: articles}, nil); err != nil {
		t.Fatal(err)
	}
}

func set(t *testing.T, d *Desk, story string, to news.State) {
	t.Helper()
	if _, err := d.SetState(t.Context(), story, to); err != nil {
		t.Fatal(err)
	}
}

func undo(t *testing.T, d *Desk) bool {
	t.Helper()
	_, ok, err := d.Undo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func whole(t *testing.T, d *Desk) {
	t.Helper()
	if err := d.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestBothPartsOfACitedStoryStayCited(t *testing.T) {
	c := newClock()
	d, stories, articles := withEvents(t, c, t.TempDir(), 2)
	repair(t, d, stories[1], stories[0], articles[1])
	set(t, d, stories[0], news.Cited)
	repair(t, d, stories[0], "s-new", articles[1])
	for _, id := range []string{stories[0], "s-new"} {
		if got := row(t, d, id); got.State != news.Cited || got.Articles != 1 {
			t.Errorf("story %s is %s with %d articles", id, got.State, got.Articles)
		}
	}
	undo(t, d) // citing is taken back from both
	for _, id := range []string{stories[0], "s-new"} {
		if got := row(t, d, id); got.State != news.New {
			t.Errorf("after undo story %s is %s", id, got.State)
		}
	}
	whole(t, d)
}

func TestAMergedStoryHasTheStrongerState(t *testing.T) {
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
	for _, test := range tests {
		t.Run(fmt.Sprint(test.from, " into ", test.into), func(t *testing.T) {
			c := newClock()
			d, stories, articles := withEvents(t, c, t.TempDir(), 2)
			set(t, d, stories[0], test.from)
			set(t, d, stories[1], test.into)
			repair(t, d, stories[0], stories[1], articles[0])
			got := row(t, d, stories[0]) // the id of the story that ended leads to the other
			if got.ID != stories[1] || got.State != test.want || got.Articles != 2 {
				t.Errorf("%s is %s with %d articles, want %s", got.ID, got.State, got.Articles, test.want)
			}
			for undo(t, d) {
			}
			if got := row(t, d, stories[1]); got.State != news.New {
				t.Errorf("at the beginning of the log the story is %s", got.State)
			}
			whole(t, d)
		})
	}
}

func TestUndoTakesBackOnlyItsOwnStep(t *testing.T) {
	c := newClock()
	d, stories, articles := withEvents(t, c, t.TempDir(), 2)
	set(t, d, stories[0], news.Cited)
	set(t, d, stories[1], news.Watching)
	repair(t, d, stories[1], stories[0], articles[1])
	undo(t, d) // watching, of the story that ended
	if got := row(t, d, stories[0]).State; got != news.Cited {
		t.Errorf("what was cited is %s", got)
	}
	undo(t, d)
	if got := row(t, d, stories[0]).State; got != news.New {
		t.Errorf("the story is %s", got)
	}
}

func TestWhatWasReadStaysReadAndWhatWasNotDoesNot(t *testing.T) {
	c := newClock()
	d, stories, articles := withEvents(t, c, t.TempDir(), 2)
	c.add(time.Minute)
	v, err := d.Story(t.Context(), stories[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := d.MarkRead(t.Context(), stories[0], v.At); err != nil {
		t.Fatal(err)
	}
	repair(t, d, stories[1], stories[0], articles[1])
	if v, err = d.Story(t.Context(), stories[0]); err != nil {
		t.Fatal(err)
	}
	if !v.Row.Unread() {
		t.Error("an unread story went into a read one, and nothing is unread")
	}
	for _, s := range v.Briefing.Statements {
		if v.Fresh[s.ID] != (s.Article == articles[1]) {
			t.Errorf("fresh = %v for %q", v.Fresh[s.ID], s.Text)
		}
	}
}

func TestTheOfficersSplitStays(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	d := openDesk(t, folder, c)
	first := article(c, "soum", "Attack on the market of Djibo", attackText)
	second := article(c, "liptako", "Djibo market attacked", otherText)
	ingest(t, d, first, second)
	story := onlyStory(t, d).ID
	step, err := d.Split(t.Context(), story, []string{second.ID})
	if err != nil {
		t.Fatal(err)
	}
	if step.Deed != news.DeedSplit || step.Story != story || storyOf(t, d, second.ID) != step.Other {
		t.Errorf("the step is %+v", step)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openDesk(t, folder, c)
	for i := range 8 { // whatever comes, the two stay apart
		ingest(t, d, article(c, fmt.Sprint("more", i), fmt.Sprint("Attack on Djibo market, report ", i), attackText+moreText))
	}
	if a, b := storyOf(t, d, first.ID), storyOf(t, d, second.ID); a == b {
		t.Errorf("the program joined them again, in %s", a)
	}
	undo(t, d)
	if a, b := storyOf(t, d, first.ID), storyOf(t, d, second.ID); a != b {
		t.Errorf("after undo one is in %s, the other in %s", a, b)
	}
	whole(t, d)
}

func TestTheOfficersMergeIsTakenBack(t *testing.T) {
	c := newClock()
	d, stories, articles := withEvents(t, c, t.TempDir(), 2)
	set(t, d, stories[0], news.Watching)
	if _, err := d.Merge(t.Context(), stories[0], stories[1]); err != nil {
		t.Fatal(err)
	}
	if got := row(t, d, stories[0]); got.ID != stories[1] || got.State != news.Watching {
		t.Errorf("%s is %s", got.ID, got.State)
	}
	undo(t, d)
	for i, want := range []news.State{news.Watching, news.New} {
		if got := row(t, d, stories[i]); got.ID != stories[i] || got.State != want || got.Articles != 1 || storyOf(t, d, articles[i]) != stories[i] {
			t.Errorf("story %d is %s, %s, with %d articles", i, got.ID, got.State, got.Articles)
		}
	}
	if _, err := d.Merge(t.Context(), stories[0], stories[0]); !errors.Is(err, ErrSameStory) {
		t.Errorf("a story went into itself: %v", err)
	}
	whole(t, d)
}

func TestAnArticleIsMovedByHand(t *testing.T) {
	c := newClock()
	d, stories, articles := withEvents(t, c, t.TempDir(), 3)
	if _, err := d.Merge(t.Context(), stories[1], stories[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MoveArticle(t.Context(), articles[1], stories[2]); err != nil {
		t.Fatal(err)
	}
	if got := storyOf(t, d, articles[1]); got != stories[2] {
		t.Errorf("the article is in %s", got)
	}
	for undo(t, d) {
	}
	for i := range stories {
		if got := storyOf(t, d, articles[i]); got != stories[i] {
			t.Errorf("article %d is in %s, want %s", i, got, stories[i])
		}
	}
	if _, err := d.Split(t.Context(), stories[0], []string{articles[1]}); !errors.Is(err, ErrNotInStory) {
		t.Errorf("split by an article of another story: %v", err)
	}
	if _, err := d.Split(t.Context(), stories[0], []string{articles[0]}); !errors.Is(err, ErrWholeStory) {
		t.Errorf("split off all articles: %v", err)
	}
	if _, err := d.MoveArticle(t.Context(), "nothing", stories[0]); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("moved an article that is not there: %v", err)
	}
	whole(t, d)
}

func TestTheOfficersRegionWins(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	before := onlyStory(t, d)
	if _, err := d.MoveTo(t.Context(), before.ID, "lake-chad"); err != nil {
		t.Fatal(err)
	}
	ingest(t, d, article(c, "liptako", "Djibo market attacked", otherText))
	if got := onlyStory(t, d).Placement.Region; got != "lake-chad" {
		t.Errorf("an article moved the story to %s", got)
	}
	undo(t, d)
	if got := onlyStory(t, d).Placement.Region; got != before.Placement.Region {
		t.Errorf("after undo the story is in %s, want %s", got, before.Placement.Region)
	}
	if _, err := d.MoveTo(t.Context(), before.ID, "atlantis"); !errors.Is(err, ErrNoRegion) {
		t.Errorf("moved to a region that is none: %v", err)
	}
	whole(t, d)
}

// TestAnyWorkIsTakenBackToTheBeginning does steps at random, the officer's and the program's, and holds what must be
// true throughout: the program takes nothing out of a brief, and undo leads back to where the officer began.
func TestAnyWorkIsTakenBackToTheBeginning(t *testing.T) {
	seeds := uint64(5)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		c := newClock()
		n := len(events())
		d, stories, articles := withEvents(t, c, t.TempDir(), n)
		rng := rand.New(rand.NewPCG(seed, 7))
		for i := range 60 {
			c.add(time.Second)
			from, into := storyOf(t, d, articles[rng.IntN(n)]), storyOf(t, d, articles[rng.IntN(n)])
			cited := citedArticles(t, d, articles)
			switch rng.IntN(7) {
			case 0:
				undo(t, d)
			case 1, 2:
				states := []news.State{news.New, news.Watching, news.Cited, news.Dismissed}
				set(t, d, stories[rng.IntN(n)], states[rng.IntN(4)])
			case 3:
				_, err := d.Merge(t.Context(), from, into)
				must(t, err, ErrSameStory)
			case 4:
				_, err := d.Split(t.Context(), from, []string{articles[rng.IntN(n)]})
				must(t, err, ErrNotInStory, ErrWholeStory)
			default:
				program(t, d, i, from, into)
				for _, id := range cited {
					if !slices.Contains(citedArticles(t, d, articles), id) {
						t.Fatalf("seed %d, step %d: article %s is cited no more", seed, i, id)
					}
				}
			}
		}
		for undo(t, d) {
		}
		for _, id := range articles {
			if got := row(t, d, storyOf(t, d, id)); got.State != news.New {
				t.Errorf("seed %d: story %s is %s at the beginning of the log", seed, got.ID, got.State)
			}
		}
		whole(t, d)
	}
}

// program splits a story of several articles, and lets one of one go into another, unless the officer arranged it.
func program(t *testing.T, d *Desk, i int, from, into string) {
	t.Helper()
	list, err := d.StoryArticles(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	pins, err := d.store.Pins(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case slices.Contains(pins.Held, list[0].ID):
	case len(list) > 1:
		repair(t, d, from, fmt.Sprint("s-", i), list[0].ID)
	case from != into:
		repair(t, d, from, into, list[0].ID)
	}
}

func citedArticles(t *testing.T, d *Desk, articles []string) (cited []string) {
	t.Helper()
	for _, id := range articles {
		if row(t, d, storyOf(t, d, id)).State == news.Cited {
			cited = append(cited, id)
		}
	}
	return cited
}

func must(t *testing.T, err error, but ...error) {
	t.Helper()
	for _, e := range but {
		if errors.Is(err, e) {
			return
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnOldArticleFindsItsStoryAfterARestart(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	old := func(feed, title, text string) news.Article {
		a := article(c, feed, title, text)
		a.Published = c.now().AddDate(-3, 0, 0) // a feed that is new to the desk brings its archive
		return a
	}
	d := openDesk(t, folder, c)
	ingest(t, d, old("soum", "Attack on the market of Djibo", attackText))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openDesk(t, folder, c)
	ingest(t, d, old("liptako", "Djibo market attack: army sends helicopters", moreText))
	if row := onlyStory(t, d); row.Articles != 2 {
		t.Errorf("the story has %d articles", row.Articles)
	}
}
