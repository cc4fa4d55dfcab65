package conform

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/disk"
	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// lived does to a desk all that can be done to one.
func lived(t *testing.T, s desk) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	manyStories(t, s, 30)
	edited := change(3)
	edited.Article.Text = "A longer text.\n" + string(bytes.Repeat([]byte("Sand and wind over Gao. "), 300))
	edited.Watches = []string{"fuel"}
	odd := change(40)
	odd.Article.ID, odd.Article.GUID, odd.Article.Text = "an id, 'no' hex", odd.Article.URL, "قُتِل ١٢ جنديًا; l’armée \\ \"x\" '\t"
	must(s.SaveArticles(t.Context(), []store.Change{edited, odd}))
	must(s.AddFeed(t.Context(), news.Feed{URL: "https://example.org/a", FullText: true, Every: time.Hour}))
	must(s.SaveFeedStates(t.Context(), news.FeedState{URL: "https://example.org/a", ETag: "W/\"\xff\x00é\U0010FFFE\"", Status: news.FetchOK, Fetched: noon}))
	must(s.SaveHabit(t.Context(), "https://example.org/a", []byte{0, 1, 2}))
	must(s.SaveWatch(t.Context(), news.Watch{Name: "fuel", Any: []string{"fuel"}}))
	must(s.SaveSearch(t.Context(), news.Search{Name: "n", Query: "gao"}))
	must(s.SetMeta(t.Context(), "shift", "06:00"))
	set(t, s, 1, news.Cited)
	set(t, s, 2, news.Dismissed)
	takeBack(t, s)
	_, err := s.SetRemark(t.Context(), []string{storyID(1), storyID(2)}, news.DeedNote, "ask", noon)
	must(err)
	_, err = s.SetRegion(t.Context(), store.RegionChoice{Story: storyID(5), Region: "coastal", At: noon})
	must(err)
	hold := []string{change(6).Article.ID}
	rearrange(t, s, into(6, 7, &store.Hand{Deed: news.DeedMerge, Hold: hold}))
	rearrange(t, s, store.Rearrangement{
		From: rowOf(7, 1), Into: rowOf(99, 1), Articles: hold, At: noon, Hand: &store.Hand{Deed: news.DeedSplit, Hold: hold, Apart: true},
	})
	must(s.MarkRead(t.Context(), storyID(8), noon.Add(24*time.Hour), news.Mark{Article: change(8).Article.ID, Words: 1 << 63}))
	_, err = s.SaveBrief(store.Signed(t.Context(), "Aïssa", "7"), news.WrittenBrief{At: noon, Title: "Morning", Stories: []string{storyID(1)}}, []byte{0, 255})
	must(err)
	_, err = s.SetState(came(t, "Aïssa"), storyID(9), news.Watching, noon)
	must(err)
	renamed(t, s, "Aïssa", "Aïssa Ba")
	whole(t, s)
}

// seen is all that a desk shows, as text.
func seen(t *testing.T, s desk) string {
	t.Helper()
	all := map[string]any{}
	keep := func(name string) func(any, error) {
		return func(v any, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			all[name] = v
		}
	}
	rows := list(t, s, store.Filter{AnyState: true})
	for _, r := range rows {
		articles, err := s.StoryArticles(t.Context(), r.ID)
		keep("articles of "+r.ID)(articles, err)
		marks, err := s.ReadMarks(t.Context(), r.ID)
		keep("marks of "+r.ID)(marks, err)
		unseen, err := s.Unseen(t.Context(), r.ID)
		keep("unseen of "+r.ID)(len(unseen), err)
		places, err := s.StoryPlacements(t.Context(), r.ID)
		keep("places of "+r.ID)(places, err)
	}
	keep("stories")(rows, nil)
	one := func(name string, v any, err error) { keep(name)(v, err) }
	steps, err := s.Steps(t.Context(), time.Time{})
	one("log", steps, err)
	duties, err := s.Duties(t.Context(), time.Time{})
	one("shifts", duties, err)
	pins, err := s.Pins(t.Context())
	one("pins", pins, err)
	feeds, err := s.Feeds(t.Context())
	one("feeds", feeds, err)
	states, err := s.FeedStates(t.Context())
	one("states", states, err)
	watched, err := s.WatchedStories(t.Context())
	one("watched", watched, err)
	briefs, err := s.Briefs(t.Context(), time.Time{})
	one("briefs", briefs, err)
	counts, err := s.RegionCounts(t.Context())
	one("counts", counts, err)
	countries, err := s.CountryCounts(t.Context())
	one("countries", countries, err)
	perFeed, err := s.ArticlesPerFeed(t.Context())
	one("articles per feed", perFeed, err)
	hits, err := s.Search(t.Context(), store.Question{Terms: find.Terms("sand wind")}, 0)
	one("hits", hits, err)
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestADeskMovesEitherWayAndIsTheSame(t *testing.T) {
	places := map[string]func(tb testing.TB) string{
		"a file":   func(tb testing.TB) string { tb.Helper(); return filepath.Join(tb.TempDir(), "new") },
		"a server": func(tb testing.TB) string { tb.Helper(); return newSchema(tb) },
	}
	for from, place := range places {
		for to, other := range places {
			t.Run(from+" to "+to, func(t *testing.T) {
				source, target := newDesk(t, place(t)), other(t)
				lived(t, source)
				want := seen(t, source)
				if err := source.Close(); err != nil {
					t.Fatal(err)
				}
				tables := 0
				if err := store.Copy(t.Context(), source.data, target, func(store.Copied) { tables++ }); err != nil {
					t.Fatal(err)
				}
				copied := newDesk(t, target)
				if got := seen(t, copied); got != want {
					t.Errorf("the copy shows\n%s\nwant\n%s", got, want)
				}
				whole(t, copied)
				if tables < 20 {
					t.Errorf("only %d tables were told of", tables)
				}
				// It lives on: new numbers come after the old ones, and the log goes back to its beginning.
				save(t, copied, change(200))
				for takeBack(t, copied) {
				}
				whole(t, copied)
			})
		}
	}
}

func TestACopyNeverGoesOverADesk(t *testing.T) {
	source := newDesk(t, t.TempDir())
	save(t, source, change(1))
	file := newDesk(t, t.TempDir())
	targets := []desk{file}
	if server.address != "" {
		targets = append(targets, newDesk(t, newSchema(t)))
	}
	for _, target := range targets {
		save(t, target, change(2))
		before := seen(t, target)
		err := store.Copy(t.Context(), source.data, target.data, func(store.Copied) { t.Error("a table was copied") })
		var hinted interface{ Hint() string }
		if !errors.Is(err, disk.ErrExists) || !errors.As(err, &hinted) {
			t.Errorf("error is %v, want ErrExists with a hint", err)
		}
		if after := seen(t, target); !reflect.DeepEqual(after, before) {
			t.Errorf("the target shows\n%s\nwant\n%s", after, before)
		}
	}
}
