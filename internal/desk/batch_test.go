package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/feeds/sample"
	"harmattan/internal/news"
)

// sampleArticles are the articles of the sample as its feeds bring them, by time of publication.
func sampleArticles(t *testing.T, c *clock) []news.Article {
	t.Helper()
	s, err := sample.Serve(t.Context(), c.now())
	if err != nil {
		t.Fatal(err)
	}
	d := openDesk(t, t.TempDir(), c, s.Feeds...)
	if _, err := d.Refresh(t.Context(), Ask{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Stories(t.Context(), Query{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	var all []news.Article
	for _, row := range rows {
		articles, err := d.StoryArticles(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			a.Seen, a.Revised, a.Revision, a.Prior, a.Origin = time.Time{}, time.Time{}, 0, nil, ""
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b news.Article) int {
		if n := a.Published.Compare(b.Published); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all
}

// rowsByArticles lists the stories of a desk with what their rows say, each by its articles.
func rowsByArticles(t *testing.T, d *Desk) map[string]string {
	t.Helper()
	whole(t, d)
	rows, err := d.Stories(t.Context(), Query{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		articles, err := d.StoryArticles(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		var key []string
		for _, a := range articles {
			key = append(key, a.ID+" of "+a.Origin)
		}
		out[strings.Join(key, "\n")] = fmt.Sprint(r.Title, r.Articles, r.Outlets, r.Origins, r.Differs, r.Readings, r.Placement)
	}
	return out
}

// However articles are cut into batches, also in the middle of a story that is repaired, the stories are the same.
func TestStoriesDoNotDependOnHowArticlesAreTakenTogether(t *testing.T) {
	c := newClock()
	all := sampleArticles(t, c)
	var want map[string]string
	sizes := []int{1, 2, 7, 40, len(all)}
	if testing.Short() { // both cores are at work in the last of them alone
		sizes = []int{40, len(all)}
	}
	for _, size := range sizes {
		d := openDesk(t, t.TempDir(), c)
		for part := range slices.Chunk(all, size) {
			ingest(t, d, part...)
		}
		got := rowsByArticles(t, d)
		if want == nil {
			want = got
		}
		for key, row := range want {
			if got[key] != row {
				t.Errorf("in batches of %d the story of\n%s\nis %q, taken in otherwise %q", size, key, got[key], row)
			}
		}
		if len(got) != len(want) {
			t.Errorf("in batches of %d there are %d stories, one by one %d", size, len(got), len(want))
		}
	}
}

// What of a batch is stored while the rest of it is found may change again, be split or go into another story: the stories are
// those that there would have been.
func TestStoriesDoNotDependOnWhatIsStoredBeforeAllAreFound(t *testing.T) {
	c := newClock()
	for name, all := range map[string][]news.Article{"the sample": sampleArticles(t, c), "stories that are repaired": raids(c)} {
		t.Run(name, func(t *testing.T) {
			desk := func(together int) map[string]string {
				d := openDesk(t, t.TempDir(), c)
				d.together, d.readers.most = together, 64 // hands over whatever is settled
				ingest(t, d, all...)
				return rowsByArticles(t, d)
			}
			want := desk(len(all))
			for _, together := range []int{1, 3} {
				got := desk(together)
				for key, row := range want {
					if got[key] != row {
						t.Errorf("%d together, the story of\n%s\nis %q, stored in the end %q", together, key, got[key], row)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%d together, there are %d stories, stored in the end %d", together, len(got), len(want))
				}
			}
		})
	}
}

// raids are articles on attacks that begin in few words, the same for all, and become longer and more unlike each other: stories
// that began together are split, and those that began apart go together.
func raids(c *clock) (out []news.Article) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func(kind string, of int) string { return fmt.Sprint(kind, rng.IntN(of)) }
	for i := range 160 {
		town := []string{"Djibo", "Fada", "Dori", "Kaya"}[rng.IntN(4)]
		text := "Gunmen on motorbikes attacked " + town + " in Burkina Faso at dawn"
		for _, shared := range []string{"killing", "soldiers", "villagers", "army", "fled", "ambush", "column", "repelled", "barracks", "helicopters"} {
			if rng.IntN(10) < 6 {
				text += " " + shared
			}
		}
		for range 2 + i/8 {
			text += " " + word(town+"ka", 16)
		}
		for range 12 {
			text += " " + word("zo", 3_000)
		}
		a := article(c, fmt.Sprint("outlet", i%17), "Gunmen attack "+town+" "+word("zo", 3_000), text+".")
		a.ID, a.Published = fmt.Sprintf("%032x", i*7919), c.now().Add(time.Duration(i-200)*time.Hour)
		out = append(out, a)
	}
	return out
}

// What two feeds of one outlet carry in one refresh is one article; the longer text is a revision of the shorter.
func TestAnArticleThatTwoFeedsBringAtOnceIsOne(t *testing.T) {
	for name, tc := range map[string]struct {
		texts    []string
		revision int
	}{
		"the same twice":    {[]string{attackText, attackText}, 1},
		"the shorter first": {[]string{otherText, attackText + " " + otherText}, 2},
		"the shorter last":  {[]string{attackText + " " + otherText, otherText}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			d := openDesk(t, t.TempDir(), c)
			var both []news.Article
			for i, text := range tc.texts {
				a := article(c, "soum", "Attack on the market of Djibo", text)
				a.FeedURL += fmt.Sprint(i)
				both = append(both, a)
			}
			ingest(t, d, both...)
			articles, err := d.StoryArticles(t.Context(), onlyStory(t, d).ID)
			if err != nil {
				t.Fatal(err)
			}
			if len(articles) != 1 || articles[0].Revision != tc.revision {
				t.Errorf("%d articles, the first in revision %d, want one in revision %d", len(articles), articles[0].Revision, tc.revision)
			}
		})
	}
}

// A story that is opened while a batch is on its way to the store is read as it stood before: what the batch brings was
// not on the screen.
func TestWhatArrivesWhileAStoryIsOpenStaysUnread(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	c.add(time.Minute)
	batch := c.now()
	d.arriving.Store(batch.UnixMicro())
	c.add(time.Second)
	v, err := d.Story(t.Context(), onlyStory(t, d).ID)
	if err != nil {
		t.Fatal(err)
	}
	if !v.At.Before(batch) {
		t.Errorf("read as of %v, though a batch of %v is not in it", v.At, batch)
	}
}

// A batch may be larger than what grouping keeps in mind: what it forgets meanwhile keeps the story that it was given.
func TestABatchMayBeLargerThanWhatIsKeptInMind(t *testing.T) {
	c := newClock()
	all := sampleArticles(t, c)
	d := openDesk(t, t.TempDir(), c)
	end, err := d.weave(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.loom.most = len(all) / 4
	end()
	ingest(t, d, all...)
	whole(t, d)
	if d.loom.index.Len() > len(all)/4 {
		t.Errorf("%d articles are kept in mind", d.loom.index.Len())
	}
	stored, err := d.known(t.Context(), idsOf(all))
	if err != nil || len(stored) != len(all) {
		t.Fatalf("%d of %d articles are stored, %v", len(stored), len(all), err)
	}
	rows, err := d.Stories(t.Context(), Query{AnyState: true})
	if err != nil || len(rows) == 0 {
		t.Fatal(len(rows), err)
	}
	for _, r := range rows {
		if articles, err := d.StoryArticles(t.Context(), r.ID); err != nil || len(articles) != r.Articles {
			t.Errorf("story %s has %d articles, its row says %d, %v", r.ID, len(articles), r.Articles, err)
		}
	}
}

// A large batch that is ended leaves what it has stored, each story whole, and the next one brings the rest.
func TestAnEndedBatchKeepsWholeStories(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	var all []news.Article
	for i := range 4 * savedTogether {
		all = append(all, article(c, fmt.Sprint("outlet", i%7), fmt.Sprintf("zo%dka ti%dmo", i, i*7), fmt.Sprintf("Ba%dru so%dpe gi%dla.", i, i*3, i*5)))
	}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	events, stop := d.Listen()
	defer stop()
	go func() {
		for e := range events {
			if e.Kind == StoryChanged {
				end()
			}
		}
	}()
	if err := d.Ingest(ctx, all); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want that of the context", err)
	}
	whole(t, d)
	stored, err := d.known(t.Context(), idsOf(all))
	if err != nil || len(stored) == 0 || len(stored) == len(all) {
		t.Fatalf("%d of %d articles are stored, %v", len(stored), len(all), err)
	}
	ingest(t, d, all...)
	whole(t, d)
	if stored, err = d.known(t.Context(), idsOf(all)); err != nil || len(stored) != len(all) {
		t.Errorf("%d of %d articles are stored in the end, %v", len(stored), len(all), err)
	}
}

// Where a batch reads months from end to end, what nobody joins any more leaves first. After smaller ones older articles may come.
func TestOfABatchOfMonthsTheLastWeeksAreKeptInMind(t *testing.T) {
	for _, c := range []struct {
		name        string
		together    int
		least, most int
	}{
		{"all at once", 100, 21, 22},
		{"a few days at a time", 10, 100, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := newClock()
			d := openDesk(t, t.TempDir(), clock)
			end, err := d.weave(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			d.loom.past = 10
			end()
			var all []news.Article
			for day := range 100 {
				a := article(clock, "outlet", fmt.Sprintf("zo%dka ti%dmo", day, day*7), fmt.Sprintf("Ba%dru so%dpe gi%dla.", day, day*3, day*5))
				a.Published = clock.now().Add(-time.Duration(100-day) * 24 * time.Hour)
				all = append(all, a)
			}
			for some := range slices.Chunk(all, c.together) {
				ingest(t, d, some...)
			}
			if held := d.loom.index.Len(); held < c.least || held > c.most {
				t.Errorf("%d articles of as many days are kept in mind, not %d to %d", held, c.least, c.most)
			}
			if story := d.loom.index.StoryOf(all[99].ID); story == "" {
				t.Error("the last article is not in mind")
			}
			whole(t, d)
		})
	}
}
