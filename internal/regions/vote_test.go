package regions

import (
	"testing"

	"harmattan/internal/news"
)

func at(country, region string, score float64) news.Placement {
	return news.Placement{Country: country, Region: region, Score: score, Evidence: []news.Evidence{{Text: country, Place: country, Weight: score}}}
}

func TestAStoryStandsWhereMostOfItsArticlesDo(t *testing.T) {
	none := news.Placement{Region: news.Unplaced}
	mali, liptako, niger := at("ML", "central-sahel", 3), at("ML", "liptako", 4), at("NE", "central-sahel", 3)
	for _, c := range []struct {
		name            string
		articles        []news.Placement
		country, region string
	}{
		{"no article", nil, "", "unplaced"},
		{"one", []news.Placement{mali}, "ML", "central-sahel"},
		{"the second does not move it", []news.Placement{mali, niger}, "ML", "central-sahel"},
		{"a clear majority does", []news.Placement{mali, niger, niger}, "NE", "central-sahel"},
		{"abstentions speak softly", []news.Placement{none, none, mali}, "ML", "central-sahel"},
		{"many abstentions are heard", []news.Placement{none, none, none, none, none, none, mali}, "", "unplaced"},
		{"the area most of them name", []news.Placement{mali, liptako, liptako}, "ML", "liptako"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newPlacer(t).Vote(c.articles)
			if got.Country != c.country || got.Region != c.region {
				t.Errorf("the story stands in %q, %s, want %q, %s", got.Country, got.Region, c.country, c.region)
			}
		})
	}
}

func TestAStoryKeepsTheStrongestEvidence(t *testing.T) {
	got := newPlacer(t).Vote([]news.Placement{at("ML", "central-sahel", 2), at("ML", "central-sahel", 5), at("ML", "central-sahel", 3)})
	if got.Score != 5 {
		t.Errorf("the score is %v, want 5, that of the surest article", got.Score)
	}
}
