package summarize

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// invented is an article of n statements about one made-up province. Each outlet words the same facts a little
// differently, and the facts share the words of their story and few others, as in the news.
func invented(outlet, n int) news.Article {
	who := []string{"the governor", "a police officer", "the mayor", "an aid worker", "the prefect", "a nurse", "traders", "the radio", "an engineer", "teachers", "elders"}
	says := []string{"said that", "confirmed on Monday that", "told reporters that", "wrote that", "reported that"}
	what := []string{
		"%[2]d trucks of millet reached the depot at %[1]s", "the bridge near %[1]s stays closed for %[2]d days",
		"%[2]d families left %[1]s since the storm", "rice at %[1]s market costs %[2]d percent more",
		"salaries at %[1]s college were withheld over %[2]d weeks", "a convoy escorts the %[1]s harvest past %[2]d checkpoints",
		"the %[1]s clinic treated %[2]d measles patients", "%[2]d wells dried up around %[1]s",
		"lightning burned %[2]d granaries outside %[1]s", "ferry crossings at %[1]s resume after %[2]d repairs",
		"hunters spotted %[2]d elephants beyond %[1]s", "a court in %[1]s acquitted %[2]d smugglers",
		"locusts stripped %[2]d hectares of %[1]s sorghum",
	}
	syllables := []string{"ta", "mou", "rit", "zen", "ka", "ghou", "dal", "in", "ab", "tes"}
	var b strings.Builder
	for i := range n {
		place := "A" + syllables[i%10] + syllables[(i/10+3)%10] + syllables[(i*7+1)%10]
		fact := fmt.Sprintf(what[i%len(what)], place, 13+i*37)
		fmt.Fprintf(&b, "In the province %s %s %s.%s", who[(i+outlet)%len(who)], says[(i+2*outlet)%len(says)], fact, []string{" ", "\n"}[i%2])
	}
	return news.Article{
		ID: fmt.Sprint("a", outlet), Outlet: fmt.Sprint("Outlet ", outlet), Lang: news.English,
		Title: "Storm leaves villages of the province cut off", Text: b.String(),
	}
}

func BenchmarkBriefArticleOf40(b *testing.B) {
	a := []news.Article{invented(1, 40)}
	for b.Loop() {
		Brief(a)
	}
}

func BenchmarkAddToStoryOf50(b *testing.B) {
	c := NewCollapser(nil)
	for i := range 50 {
		c.Add(invented(i, 25))
	}
	for i := 50; b.Loop(); i++ {
		a := invented(i, 25)
		a.ID = "last" // each is a revision of the one before, so the story stays of its size
		c.Add(a)
	}
}

func BenchmarkBriefingOfStoryOf50(b *testing.B) {
	c := NewCollapser(nil)
	for i := range 50 {
		c.Add(invented(i, 25))
	}
	for b.Loop() {
		c.Briefing()
	}
}

// BenchmarkMemoryOfAStory tells what a story of 50 articles keeps in memory while it is worked on, by statement; what an
// empty one keeps is told by BenchmarkMemoryOfAStory/empty.
func BenchmarkMemoryOfAStory(b *testing.B) {
	const articles, statements = 50, 25
	for name, n := range map[string]int{"empty": 0, "of50": articles} {
		b.Run(name, func(b *testing.B) {
			var before, after runtime.MemStats
			var kept []*Collapser
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				c := NewCollapser(nil)
				for i := range n {
					c.Add(invented(i, statements))
				}
				kept = append(kept, c)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(len(kept)*max(1, n*statements)), "B/statement")
			runtime.KeepAlive(kept)
		})
	}
}
