package summarize

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
	"time"

	"harmattan/internal/news"
)

// keptInMind is how many articles the desk lets the index hold.
const keptInMind = 60_000

// BenchmarkGrouping puts one more article into its story, as the desk does, after so many others: real articles where
// they are there, without the places that they name, and invented ones. More than there are come again, later.
func BenchmarkGrouping(b *testing.B) {
	rows := map[string][]Vector{"real": realVectors(b), "invented": inventedVectors(30_000)}
	for _, name := range []string{"real", "invented"} {
		for _, seen := range []int{1_000, 10_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprint(name, "/", seen), func(b *testing.B) {
				if len(rows[name]) == 0 {
					b.Skip("the real articles are not here")
				}
				before := heap()
				s := stream{index: NewIndex(), rows: rows[name]}
				for range seen {
					s.next()
				}
				size := float64(heap()-before) / float64(len(s.index.numbers))
				b.ReportAllocs()
				for b.Loop() {
					s.next()
				}
				b.ReportMetric(size, "B/indexed") // what an article in the index takes
			})
		}
	}
}

// BenchmarkIndexBuiltAnew builds the index of stored vectors, as the desk does when it opens.
func BenchmarkIndexBuiltAnew(b *testing.B) {
	rows := realVectors(b)
	if len(rows) < keptInMind {
		rows = inventedVectors(keptInMind)
	}
	s := stream{index: NewIndex(), rows: rows}
	for range keptInMind {
		s.next()
	}
	var stored [][]byte
	var articles, stories []string
	for i, v := range rows[:keptInMind] {
		stored = append(stored, v.Encode())
		articles = append(articles, fmt.Sprint("a", i))
		stories = append(stories, s.index.StoryOf(articles[i]))
	}
	for b.Loop() {
		x := NewIndex()
		for i := range stored {
			v, err := DecodeVector(stored[i])
			if err != nil {
				b.Fatal(err)
			}
			x.Put(stories[i], articles[i], v)
		}
	}
}

// stream is articles that come one after the other.
type stream struct {
	index *Index
	rows  []Vector
	came  int
}

func (s *stream) next() {
	v, again := s.rows[s.came%len(s.rows)], s.came/len(s.rows)
	v.when += int64(again) * 120 * secondsPerDay
	article := fmt.Sprint("a", s.came)
	s.came++
	x := s.index
	story, _ := x.Find(v)
	if story == "" {
		story = x.unusedName(article)
	}
	x.Put(story, article, v)
	for range RepairsAtOnce {
		r, ok := x.Mend(article)
		if !ok {
			break
		}
		if r.Into == "" {
			r.Into = x.unusedName(r.Articles[0])
		}
		x.Move(r.Articles, r.Into)
	}
	x.Keep(keptInMind)
}

func (x *Index) unusedName(article string) string {
	name := "s" + article
	for x.Has(name) {
		name += "+"
	}
	return name
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func inventedVectors(n int) []Vector {
	var out []Vector
	for i := range n {
		out = append(out, NewVector(inventedArticle(i), nil))
	}
	return out
}

// realVectors reads the real articles in the order they came; none where they are not there.
func realVectors(b *testing.B) []Vector {
	b.Helper()
	folder := os.Getenv("HARMATTAN_SHARED")
	if folder == "" {
		folder = "../../shared"
	}
	file, err := os.Open(filepath.Join(folder, "bench", "news-100k.jsonl.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<24)
	var out []Vector
	for lines.Scan() {
		var row struct{ Title, Description, Date, Source string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		day, err := time.Parse("2006-01-02", row.Date[:10])
		if err != nil {
			b.Fatal(err)
		}
		text := html.UnescapeString(tags.ReplaceAllString(row.Description, " "))
		a := news.Article{Title: row.Title, Text: text, Outlet: row.Source, Published: day}
		a.Lang = Detect(a.Title+"\n"+a.Text, news.English)
		out = append(out, NewVector(a, nil))
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}
