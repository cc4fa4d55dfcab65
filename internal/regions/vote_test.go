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

func TestAStoryStaysWhereItStandsUntilAnotherPlaceIsClearlyAhead(t *testing.T) {
	mali, niger, liptako := at("ML", "central-sahel", 3), at("NE", "central-sahel", 3), at("ML", "liptako", 3)
	for _, c := range []struct {
		name            string
		now             news.Placement
		articles        []news.Placement
		country, region string
	}{
		{"an older article comes late", mali, []news.Placement{niger, mali}, "ML", "central-sahel"},
		{"as many for one as for the other", niger, []news.Placement{mali, niger, mali, niger}, "NE", "central-sahel"},
		{"twice as many for another", mali, []news.Placement{mali, niger, niger}, "NE", "central-sahel"},
		{"the area holds as well", liptako, []news.Placement{mali, liptako}, "ML", "liptako"},
		{"none of its articles speaks for it any more", niger, []news.Placement{mali}, "ML", "central-sahel"},
		{"it stood nowhere yet", news.Placement{}, []news.Placement{niger, mali}, "NE", "central-sahel"},
		{"it was unplaced", news.Placement{Region: news.Unplaced}, []news.Placement{{Region: news.Unplaced}, mali}, "ML", "central-sahel"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newPlacer(t).Hold(c.now, c.articles)
			if got.Country != c.country || got.Region != c.region {
				t.Errorf("the story stands in %q, %s, want %q, %s", got.Country, got.Region, c.country, c.region)
			}
		})
	}
}

func TestAStoryDoesNotFlickerAsArticlesArrive(t *testing.T) {
	p := newPlacer(t)
	votes := []news.Placement{at("ML", "central-sahel", 3), at("NE", "central-sahel", 3)}
	var articles []news.Placement
	var now news.Placement
	moves := 0
	for i := range 20 {
		articles = append([]news.Placement{votes[i%2]}, articles...) // each was published before those known
		next := p.Hold(now, articles)
		if i > 0 && next.Country != now.Country {
			moves++
		}
		now = next
	}
	if moves > 0 {
		t.Errorf("a story told by turns of two countries moved %d times", moves)
	}
}

func TestTheOfficersMoveHolds(t *testing.T) {
	p := newPlacer(t)
	mali, liptako := at("ML", "central-sahel", 3), at("ML", "liptako", 2)
	got := p.Moved("liptako", []news.Placement{mali, mali, liptako})
	if got.Region != "liptako" || got.Country != "ML" || got.Score != 2 {
		t.Errorf("moved to an area that one article names, the story has %+v", got)
	}
	got = p.Moved("coastal", []news.Placement{mali, mali})
	if got.Region != "coastal" || got.Country != "ML" || len(got.Evidence) == 0 {
		t.Errorf("moved to a region that none names, the story has %+v", got)
	}
}
