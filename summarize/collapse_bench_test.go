package summarize

import (
	"fmt"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// invented is an article of n statements about one made-up event, worded anew for each outlet.
func invented(outlet, n int) news.Article {
	who := []string{"The governor", "A police officer", "The mayor of the town", "An aid worker", "The prefect"}
	did := []string{"confirmed that", "said on Monday that", "told reporters that", "announced on the radio that", "wrote that"}
	what := []string{
		"%d trucks of millet had reached the depot at Tamourit",
		"the bridge over the Wadi Ashkar would stay closed for %d days",
		"%d families had left the village of Inzeguen since the storm",
		"the price of a sack of rice had risen by %d percent at the market",
		"%d teachers had not been paid since the beginning of the season",
		"a convoy of %d vehicles would escort the harvest to the capital",
		"the clinic had treated %d children for measles within a week",
		"%d wells had run dry in the northern cantons of the province",
	}
	var b strings.Builder
	for i := range n {
		k := i*7 + outlet%3
		fmt.Fprintf(&b, "%s %s "+what[i%len(what)]+", and that talks with elders number %d went on.", who[(i+outlet)%len(who)], did[(i+2*outlet)%len(did)], 12+k, i)
		b.WriteString([]string{" ", "\n"}[i%2])
	}
	return news.Article{
		ID: fmt.Sprint("a", outlet), Outlet: fmt.Sprint("Outlet ", outlet), Lang: news.English,
		Title: "Storm leaves villages around Tamourit cut off", Text: b.String(),
	}
}

func BenchmarkBriefArticleOf40(b *testing.B) {
	a := []news.Article{invented(1, 40)}
	for b.Loop() {
		Brief(a)
	}
}

func BenchmarkAddToStoryOf50(b *testing.B) {
	c := NewCollapser()
	for i := range 50 {
		c.Add(invented(i, 25))
	}
	last := invented(50, 25)
	for b.Loop() {
		c.Add(last)
	}
}

func BenchmarkBriefingOfStoryOf50(b *testing.B) {
	c := NewCollapser()
	for i := range 50 {
		c.Add(invented(i, 25))
	}
	for b.Loop() {
		c.Briefing()
	}
}
