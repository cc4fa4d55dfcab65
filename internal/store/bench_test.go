package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// The sizes of archive that benchmarks are run on. The largest takes minutes to write: -short leaves it and the one before
// out.
func sizes() []int {
	if testing.Short() {
		return []int{1000, 10_000}
	}
	return []int{1000, 10_000, 100_000, 1_000_000}
}

// inventor makes up articles of about sixty words, which are as rare and as common as those of a language are.
type inventor struct {
	random *rand.Rand
	words  *rand.Zipf
	next   int
}

func newInventor() *inventor {
	random := rand.New(rand.NewPCG(19, 23))
	return &inventor{random: random, words: rand.NewZipf(random, 1.1, 3, 60_000)}
}

func (v *inventor) text(words int) string {
	syllables := []string{"ba", "ko", "ri", "ten", "sa", "mou", "di", "gar", "le", "no", "fa", "wu", "chi", "ya", "zin", "pe"}
	var b strings.Builder
	for range words {
		for n := v.words.Uint64() + 16; n > 0; n /= 16 {
			b.WriteString(syllables[n%16])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// changes invents articles, two to a story, in eight regions.
func (v *inventor) changes(count int) []Change {
	list := make([]Change, count)
	for i := range list {
		c := change(v.next)
		c.Article.Title, c.Article.Text = v.text(9), v.text(30+v.random.IntN(60))
		c.Story.ID, c.Story.Title = storyID(v.next-v.next%2), c.Article.Title
		c.Story.Articles = 1 + v.next%2
		c.Story.Placement.Region = fmt.Sprint("region-", v.next/2%8)
		c.Vector = make([]byte, 240)
		at := invented(v.next)
		c.Article.Published, c.Article.Seen, c.Article.Revised = at, at, at
		c.Story.First, c.Story.Last, c.Story.Changed = at, at, at
		list[i] = c
		v.next++
	}
	return list
}

// archives are the folders of the archives that were filled in this run, by size; TestMain removes them.
var archives = map[int]archived{}

type archived struct {
	folder string
	next   *inventor
}

// filled is a store with so many invented articles, or some more, and the inventor of others. It is filled once in a run;
// an article comes every five minutes.
func filled(b *testing.B, count int) (*Store, *inventor) {
	b.Helper()
	a, ok := archives[count]
	if !ok {
		folder, err := os.MkdirTemp("", "harmattan-archive") //nolint:usetesting // it outlives the benchmark
		if err != nil {
			b.Fatal(err)
		}
		a = archived{folder, newInventor()}
		archives[count] = a
	}
	s := open(b, filepath.Join(a.folder, "harmattan.db"), Write)
	if ok {
		return s, a.next
	}
	for left := count; left > 0; left -= 2000 {
		if err := s.SaveArticles(b.Context(), a.next.changes(min(left, 2000))); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.ForgetVectors(b.Context(), invented(count).Add(-21*24*time.Hour)); err != nil {
		b.Fatal(err)
	}
	return s, a.next
}

// invented is when an article of the inventor's came.
func invented(n int) time.Time { return noon.Add(time.Duration(n) * 5 * time.Minute) }

func onEachSize(b *testing.B, run func(b *testing.B, s *Store, v *inventor)) {
	b.Helper()
	for _, size := range sizes() {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			s, v := filled(b, size)
			b.ResetTimer()
			run(b, s, v)
		})
	}
}

func BenchmarkSaveArticle(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, v *inventor) {
		b.Helper()
		list := v.changes(b.N)
		b.ResetTimer()
		for _, c := range list {
			if err := s.SaveArticle(b.Context(), c); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSaveTogether saves a thousand articles at a time, search index included, as a refresh hands them over.
func BenchmarkSaveTogether(b *testing.B) {
	const together = 1000
	onEachSize(b, func(b *testing.B, s *Store, v *inventor) {
		b.Helper()
		for b.Loop() {
			b.StopTimer()
			list := v.changes(together)
			b.StartTimer()
			if err := s.SaveArticles(b.Context(), list); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*together), "µs/article")
	})
}

func BenchmarkKnown(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, _ *inventor) {
		b.Helper()
		var ids []string
		for n := range 100 {
			ids = append(ids, change(n*7).Article.ID)
		}
		for b.Loop() {
			if known, err := s.Known(b.Context(), ids); err != nil || len(known) != 100 {
				b.Fatal(len(known), err)
			}
		}
	})
}

// BenchmarkFirstScreen reads what the first screen shows: the counts of the regions and of their days, the first stories,
// and the articles of the first one.
func BenchmarkFirstScreen(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, _ *inventor) {
		b.Helper()
		for b.Loop() {
			_, err := s.RegionCounts(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.StoriesByDay(b.Context(), invented(articlesIn(b, s)).Add(-14*24*time.Hour), 14); err != nil {
				b.Fatal(err)
			}
			list, err := s.Stories(b.Context(), Filter{Limit: 100})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.StoryArticles(b.Context(), list[0].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func articlesIn(b *testing.B, s *Store) int {
	b.Helper()
	articles, _, _, err := s.Counts(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return articles
}

// BenchmarkLists reads lists of a hundred stories as officers ask for them.
func BenchmarkLists(b *testing.B) {
	for _, size := range sizes() {
		s, _ := filled(b, size)
		for name, f := range map[string]Filter{
			"a region": {Regions: []string{"region-1"}}, "a country": {Country: "ML"}, "what differs": {Differs: true},
			"of the last day": {Since: invented(size).Add(-24 * time.Hour)}, "dismissed": {State: news.Dismissed},
			"unread": {Unread: true, Now: noon},
		} {
			b.Run(fmt.Sprint(size, "/", name), func(b *testing.B) {
				f.Limit = 100
				for b.Loop() {
					if _, err := s.Stories(b.Context(), f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkOpen opens a file that is there and reads the first screen from it.
func BenchmarkOpen(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, _ *inventor) {
		b.Helper()
		path := s.path
		shut(b, s)
		for b.Loop() {
			s, err := Open(b.Context(), path, Write)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Stories(b.Context(), Filter{Limit: 100}); err != nil {
				b.Fatal(err)
			}
			shut(b, s)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	type asked struct {
		name, query string
		where       []Where
	}
	for _, size := range sizes() {
		s, _ := filled(b, size)
		for _, a := range []asked{
			{"one letter", "b", nil},
			{"two letters", "ba", nil},
			{"three letters", "kob", nil},
			{"a rare word", "rikobari", nil},
			{"three words", "ba ko ri", nil},
			{"a phrase", `"bako koko"`, nil},
			{"a phrase that hardly anybody wrote", `"koko bako riko koko"`, nil},
			{"without a phrase", `bako -"koko riko"`, nil},
			{"without", "kori -ba", nil},
			{"without a letter", "kori -b", nil},
			{"a rare word without", "-ba rikobari", nil},
			{"two frequent words", "ba ko", nil},
			{"nothing", "nowhere", nil},
			{"since", "ba", []Where{{Field: Published, At: invented(size).Add(-72 * time.Hour)}}},
			{"until", "ba", []Where{{Field: Published, At: invented(size / 2), Not: true}}},
			{"a region", "ba", []Where{{Field: ByRegion, In: []string{"region-3"}}}},
			{"a country without stories", "ba", []Where{{Field: ByCountry, In: []string{"TD"}}}},
			{"what differs", "ba", []Where{{Field: StoryDiffer}}},
			{"another language", "ba", []Where{{Field: ByLang, In: []string{"en"}, Not: true}}},
			{"no grade", "ba", []Where{{Field: ByGrade, In: []string{"B"}, Not: true}}},
			{"a region alone", "", []Where{{Field: ByRegion, In: []string{"region-3"}}}},
			{"a state alone", "", []Where{{Field: ByState, In: []string{string(news.Cited)}}}},
			{"since alone", "", []Where{{Field: Published, At: invented(size).Add(-72 * time.Hour)}}},
		} {
			b.Run(fmt.Sprint(size, "/", a.name), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Search(b.Context(), Question{Terms: find.Terms(a.query), Where: a.where}, 50); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkSetState(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, _ *inventor) {
		b.Helper()
		states := []news.State{news.Watching, news.New}
		n := 0
		for b.Loop() {
			if _, err := s.SetState(b.Context(), storyID(0), states[n%2], noon); err != nil {
				b.Fatal(err)
			}
			n++
		}
	})
}

// BenchmarkLargestStory opens a story of five hundred articles of three thousand bytes.
func BenchmarkLargestStory(b *testing.B) {
	s := newStore(b)
	v := newInventor()
	list := v.changes(500)
	for i := range list {
		list[i].Article.Text, list[i].Story.ID = v.text(500), "largest"
	}
	if err := s.SaveArticles(context.Background(), list); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if articles, err := s.StoryArticles(b.Context(), "largest"); err != nil || len(articles) != 500 {
			b.Fatal(len(articles), err)
		}
	}
}

// BenchmarkSize reports the bytes on the disk of an article against those of its title and text.
func BenchmarkSize(b *testing.B) {
	for b.Loop() {
		s, _ := filled(b, 10_000)
		text := 0
		for _, c := range newInventor().changes(10_000) {
			text += len(c.Article.Title) + len(c.Article.Text)
		}
		if err := s.ForgetVectors(b.Context(), noon.Add(20_000*time.Hour)); err != nil {
			b.Fatal(err)
		}
		if _, err := s.writer.conn.ExecContext(b.Context(), "PRAGMA incremental_vacuum"); err != nil {
			b.Fatal(err)
		}
		path := s.path
		shut(b, s)
		info, err := os.Stat(filepath.Clean(path))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/10_000, "bytes/article")
		b.ReportMetric(float64(info.Size())/float64(text), "times-its-text")
	}
}
