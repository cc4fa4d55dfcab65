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

// The sizes of archive that benchmarks are run on. The largest takes half a minute to write: -short leaves it out.
func sizes() []int {
	if testing.Short() {
		return []int{1000, 10_000}
	}
	return []int{1000, 10_000, 100_000}
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
		list[i] = c
		v.next++
	}
	return list
}

// filled is a store with so many invented articles, and the inventor of more.
func filled(b *testing.B, count int) (*Store, *inventor) {
	b.Helper()
	s := newStore(b)
	v := newInventor()
	for left := count; left > 0; left -= 500 {
		if err := s.SaveArticles(b.Context(), v.changes(min(left, 500))); err != nil {
			b.Fatal(err)
		}
	}
	return s, v
}

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

// BenchmarkSaveFeed saves a hundred articles at a time, as many as a feed brings when it is first read.
func BenchmarkSaveFeed(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, v *inventor) {
		b.Helper()
		for b.Loop() {
			b.StopTimer()
			list := v.changes(100)
			b.StartTimer()
			if err := s.SaveArticles(b.Context(), list); err != nil {
				b.Fatal(err)
			}
		}
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

// BenchmarkFirstScreen reads what the first screen shows: the counts of the regions, and the first stories of one.
func BenchmarkFirstScreen(b *testing.B) {
	onEachSize(b, func(b *testing.B, s *Store, _ *inventor) {
		b.Helper()
		for b.Loop() {
			_, err := s.RegionCounts(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Stories(b.Context(), Filter{Regions: []string{"region-1", "region-2"}, Limit: 100}); err != nil {
				b.Fatal(err)
			}
		}
	})
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
	for _, size := range sizes() {
		s, _ := filled(b, size)
		for name, query := range map[string]string{
			"one letter": "b", "two letters": "ba", "three letters": "kob", "a common word": "ba", "a rare word": "rikobari",
			"three words": "ba ko ri", "a phrase": `"ba ko"`, "without": "kori -ba",
		} {
			b.Run(fmt.Sprint(size, "/", name), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Search(b.Context(), Question{Terms: find.Terms(query)}, 50); err != nil {
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
