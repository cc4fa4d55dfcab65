package summarize

import (
	"fmt"
	"testing"
	"time"

	"harmattan/internal/news"
)

// shortArticle is an invented article as feeds carry them: a title and two or three sentences, 300 bytes. One in four is a copy of an
// earlier one.
func shortArticle(outlet int) news.Article {
	a := invented(outlet%3, 1)
	if outlet%4 != 3 {
		a = invented(outlet, 400)
		from := outlet * 7 % 390
		sentences := Split(a.Text, a.Lang)
		a.Text = a.Text[sentences[from].Start:sentences[from+2].End]
	}
	a.ID, a.Outlet = fmt.Sprint("a", outlet), fmt.Sprint("Outlet ", outlet)
	a.Published = time.Unix(int64(outlet)*600, 0)
	return a
}

func shorts(n int) []news.Article {
	var out []news.Article
	for i := range n {
		out = append(out, shortArticle(i))
	}
	return out
}

func BenchmarkReadShort(b *testing.B) {
	articles, r := shorts(20), NewReader()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.Read(articles[i%20])
	}
}

func BenchmarkVectorShort(b *testing.B) {
	articles, r := shorts(20), NewReader()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.Vector(articles[i%20], []news.Place{{Code: "ML"}, {Code: "ML:Gao"}})
	}
}

// BenchmarkShortArticleIntoStory takes five short articles into a story, with its briefing and origins after each; an
// operation is one of the five.
func BenchmarkShortArticleIntoStory(b *testing.B) {
	articles, r := shorts(5), NewReader()
	var texts []*Text
	for _, a := range articles {
		texts = append(texts, r.Read(a))
	}
	b.Run("collapse", func(b *testing.B) {
		b.ReportAllocs()
		var c *Collapser
		for i := 0; b.Loop(); i++ {
			if i%5 == 0 {
				c = NewCollapser(nil)
			}
			c.AddRead(articles[i%5], texts[i%5])
			c.Briefing()
		}
	})
	b.Run("origins", func(b *testing.B) {
		b.ReportAllocs()
		var f *OriginFinder
		for i := 0; b.Loop(); i++ {
			if i%5 == 0 {
				f = NewOriginFinder()
			}
			f.AddRead(articles[i%5], texts[i%5])
			f.Names()
		}
	})
}

func BenchmarkBriefOf500(b *testing.B) {
	articles := shorts(500)
	b.ReportAllocs()
	for b.Loop() {
		Brief(articles)
	}
}

func BenchmarkAddToStoryOf500(b *testing.B) {
	articles, r := shorts(500), NewReader()
	c, f := NewCollapser(nil), NewOriginFinder()
	for _, a := range articles {
		t := r.Read(a)
		c.AddRead(a, t)
		f.AddRead(a, t)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a := shortArticle(i)
		a.ID = "last" // each is a revision of the one before, so the story stays of its size
		c.AddRead(a, r.Read(a))
	}
}

func BenchmarkBriefingOfStoryOf500(b *testing.B) {
	c := NewCollapser(nil)
	for _, a := range shorts(500) {
		c.Add(a)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Briefing()
	}
}
