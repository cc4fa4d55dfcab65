package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"harmattan/feeds"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// BenchmarkOneMoreArticle takes one more article in by the ordinary way, with so many stored in the last three weeks: all
// of them are open to it.
func BenchmarkOneMoreArticle(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := newClock()
			d := filledDesk(b, c, n)
			i := n
			for b.Loop() {
				c.add(time.Second)
				if err := d.Ingest(b.Context(), []news.Article{inventedArticle(c, i, n)}); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// BenchmarkWeave readies the working memory of grouping, as the first refresh of a run does once it has something new.
func BenchmarkWeave(b *testing.B) {
	for _, n := range []int{1_000, 10_000, mostJoinable} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := filledDesk(b, newClock(), n)
			for b.Loop() {
				d.loom = nil
				end, err := d.weave(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				end()
			}
		})
	}
}

// inventedArticle is the i-th of n articles over twenty days. Its words follow from its number: common ones, and a few
// rare ones that it shares with the two others of its event.
func inventedArticle(c *clock, i, n int) news.Article {
	word := func(k int) string { return fmt.Sprintf("zo%dka", k) }
	text := "The governor of the region said on Sunday that the road to the town was open."
	for j := range 24 {
		if j%8 == 0 {
			text += fmt.Sprintf(" Traders of %s said so.", word(i/3))
		}
		text += " " + word((i/3*7+j*j*31)%5_000_000) + " common" + word(i*j%900)
	}
	age := time.Duration(max(0, n-i)) * 20 * 24 * time.Hour / time.Duration(n)
	id := fmt.Sprintf("%016x%016x", uint64(i)*0x9e3779b97f4a7c15, i)
	return news.Article{
		ID: id, FeedURL: "https://post.example/feed", Outlet: fmt.Sprint("outlet", i%40), URL: "https://post.example/" + id,
		Title: "Road to " + word(i/3) + " open for " + word(i*31%7_000), Lang: "en", Text: text + ".", Published: c.now().Add(-age), Home: "ML",
	}
}

// filledDesk is a desk with n articles, three to a story, written to the store directly.
func filledDesk(b *testing.B, c *clock, n int) *Desk {
	b.Helper()
	taxonomy, err := regions.Default()
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	s, err := store.Open(b.Context(), filepath.Join(folder, FileName), store.Write)
	if err != nil {
		b.Fatal(err)
	}
	var batch []store.Change
	for i := range n {
		a := inventedArticle(c, i, n)
		a.Seen, a.Revised, a.Revision, a.Origin = a.Published, a.Published, 1, a.Outlet
		row := news.StoryRow{
			ID: fmt.Sprint("s", i/3), Title: a.Title, Lang: "en", Placement: news.Placement{Region: news.Unplaced}, Articles: 1 + i%3,
			Outlets: 1 + i%3, Origins: 1 + i%3, First: a.Published, Last: a.Published, Changed: a.Published,
		}
		batch = append(batch, store.Change{Article: a, Placement: row.Placement, Story: row, Vector: summarize.NewVector(a, nil).Encode()})
		if len(batch) == 500 || i == n-1 {
			if err := s.SaveArticles(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return benchDesk(b, folder, taxonomy, c)
}

// BenchmarkOneMoreArticleOn takes one more article in on a desk that internal/fill made, of any size: HARMATTAN_DESK names
// its folder. It is written to, so name a copy.
func BenchmarkOneMoreArticleOn(b *testing.B) {
	folder := os.Getenv("HARMATTAN_DESK")
	if folder == "" {
		b.Skip("HARMATTAN_DESK names no desk")
	}
	taxonomy, err := regions.Default()
	if err != nil {
		b.Fatal(err)
	}
	c := &clock{t: time.Now()}
	d := benchDesk(b, folder, taxonomy, c)
	i := 0
	for b.Loop() {
		c.add(time.Second)
		if err := d.Ingest(b.Context(), []news.Article{inventedArticle(c, i, 1)}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func benchDesk(b *testing.B, folder string, taxonomy regions.Taxonomy, c *clock) *Desk {
	b.Helper()
	d, err := Open(b.Context(), Options{
		Data: folder, Regions: taxonomy, Lang: news.English, Now: c.now, Fetch: feeds.Options{Now: c.now},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := d.Close(); err != nil {
			b.Error(err)
		}
	})
	end, err := d.weave(b.Context()) // reading the recent vectors is the cost of a start, not of an article
	if err != nil {
		b.Fatal(err)
	}
	end()
	return d
}
