package summarize

import (
	"fmt"
	"testing"

	"harmattan/internal/news"
)

func TestRecurringSentencesAreLeftOutOfGrouping(t *testing.T) {
	r := NewRecurring()
	var last string
	for i := range 6 {
		last = r.Without(news.Article{Outlet: "Le Puits", Lang: "fr", Text: fmt.Sprintf("Nouvelle numéro %d.\nAbonnez-vous à notre lettre.", i)}).Text
	}
	if last != "Nouvelle numéro 5.\n" {
		t.Errorf("what is left: %q", last)
	}
	if other := r.Without(news.Article{Outlet: "Autre", Lang: "fr", Text: "Abonnez-vous à notre lettre."}).Text; other == "" {
		t.Error("a sentence of one outlet was left out of another")
	}
}

func TestAColumnsTitleCountsNoMore(t *testing.T) {
	r := NewRecurring()
	days := []string{"Monday", "Tuesday", "Wednesday", "Thursday"}
	for i, day := range days {
		a := news.Article{Outlet: "Le Puits", Lang: "en", Title: day + " briefing", Text: "What came on " + day + "."}
		if got := r.Without(a).Title; (got == "") != (i >= seriesTitles) {
			t.Errorf("issue %d is titled %q", i, got)
		}
	}
	a := news.Article{Outlet: "Radio Mil", Lang: "en", Title: "Monday briefing", Text: "Another outlet's."}
	if got := r.Without(a).Title; got != a.Title {
		t.Errorf("another outlet's title is %q", got)
	}
}
