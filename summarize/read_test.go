package summarize

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
)

// found is all that is found out about articles in their order.
type found struct {
	briefing news.Briefing
	vectors  []Vector
	origins  []string
	without  []news.Article
}

func someArticles() []news.Article {
	var out []news.Article
	for i := range 12 {
		a := invented(i, 9)
		a.FeedURL = "https://example.org/feed"
		a.Text += "\nRead also: the harvest of last year\nSign up for our newsletter"
		a.Published = time.Unix(int64(i)*60, 0)
		out = append(out, a)
	}
	return out
}

// takenUnread takes articles in as they are; each of them is read three times over.
func takenUnread(articles []news.Article) found {
	habits := NewHabits()
	c, f := NewCollapser(habits), NewOriginFinder()
	var out found
	for _, a := range articles {
		out.without = append(out.without, habits.Without(a))
		out.vectors = append(out.vectors, NewVector(a, []news.Place{{Code: "ML"}}))
		c.Add(a)
		f.Add(a)
		habits.Learn(a, a.ID)
	}
	out.briefing, out.origins = c.Briefing(), f.Names()
	return out
}

func TestArticlesReadAheadBySeveralReadersGiveTheSame(t *testing.T) {
	articles := someArticles()
	texts, vectors := make([]*Text, len(articles)), make([]Vector, len(articles))
	var readers sync.WaitGroup
	for worker := range 3 {
		readers.Go(func() {
			r := NewReader()
			for i := worker; i < len(articles); i += 3 {
				texts[i], vectors[i] = r.Read(articles[i]), r.Vector(articles[i], []news.Place{{Code: "ML"}})
			}
		})
	}
	readers.Wait()
	habits := NewHabits()
	c, f := NewCollapser(habits), NewOriginFinder()
	got := found{vectors: vectors}
	for i, a := range articles {
		got.without = append(got.without, habits.WithoutRead(a, texts[i]))
		c.AddRead(a, texts[i])
		f.AddRead(a, texts[i])
		habits.MeetRead(a, texts[i])
		habits.JoinedRead(a, texts[i], a.ID)
	}
	got.briefing, got.origins = c.Briefing(), f.Names()
	if want := takenUnread(articles); !reflect.DeepEqual(got, want) {
		t.Errorf("articles read ahead:\n%+v\nread when they are needed:\n%+v", got, want)
	}
}
