package summarize

import (
	"testing"

	"harmattan/internal/news"
)

func TestAStorysTitleIsWhatItsHeadlinesShare(t *testing.T) {
	digest := news.Article{
		ID: "d", Lang: "en", Grade: "B", Title: "Tuesday briefing: what a quiet night means for the rest of us",
		Text: "The bridge at Markala was closed on Monday. Engineers say that a pier sank. The town waits. Lorries wait too.",
	}
	articles := []news.Article{
		digest,
		{ID: "a", Lang: "en", Grade: "B", Title: "Markala bridge closed after pier sinks", Text: "The bridge at Markala was closed on Monday."},
		{ID: "b", Lang: "en", Grade: "C", Title: "Pier sinks: bridge at Markala closed to lorries", Text: "The Markala bridge was closed after a pier sank."},
	}
	if got := Brief(articles).Title; got == digest.Title {
		t.Errorf("the digest's headline became the story's: %q", got)
	}
	if got := Brief(articles[:1]).Title; got != digest.Title {
		t.Errorf("the only headline did not become the story's: %q", got)
	}
}
