package summarize

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func flood() news.Briefing {
	return Brief([]news.Article{
		{ID: "a", Origin: "Radio Tessit", Lang: news.English, Text: "A flood destroyed the bridge at Tessit on Sunday night. Engineers expect repairs to take six weeks. Farmers fear for the onion harvest. The governor visited the valley by boat. Schools remain closed until Thursday."},
		{ID: "b", Origin: "Wadi Post", Lang: news.English, Text: "A flood destroyed the bridge at Tessit on Sunday night. Two lorries were swept away with it. Engineers expect repairs to take six weeks."},
	})
}

func TestTheOrderFollowsTheLeadingArticle(t *testing.T) {
	b := flood()
	var got []string
	for _, id := range b.Order {
		got = append(got, b.Statements[id-1].Text)
	}
	want := []string{
		"A flood destroyed the bridge at Tessit on Sunday night.", "Two lorries were swept away with it.",
		"Engineers expect repairs to take six weeks.", "Farmers fear for the onion harvest.",
		"The governor visited the valley by boat.", "Schools remain closed until Thursday.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

func TestThreeLengths(t *testing.T) {
	b := flood()
	line, short, full := Shorten(b, Line), Shorten(b, Short), Shorten(b, Full)
	if len(line) != 1 || line[0] != b.Order[0] {
		t.Errorf("a line is %v, want the first statement, which both state", line)
	}
	if len(short) != 3 || !slices.IsSortedFunc(short, func(x, y int) int { return slices.Index(b.Order, x) - slices.Index(b.Order, y) }) {
		t.Errorf("short is %v, want three in the order of reading %v", short, b.Order)
	}
	if !slices.Equal(full, b.Order) {
		t.Errorf("full is %v, want all of %v", full, b.Order)
	}
	if got := Shorten(news.Briefing{}, Short); len(got) != 0 {
		t.Errorf("nothing shortens to %v", got)
	}
}
