package ui

import (
	"strings"
	"testing"

	"harmattan/internal/news"
)

// longStory is one article of so many statements, of which a small screen shows some.
func longStory() news.Article {
	a := invented()[0]
	var text strings.Builder
	for _, place := range []string{"Konna", "Sofara", "Djenne", "Bandiagara", "Douentza", "Bankass", "Koro", "Tenenkou", "Youwarou"} {
		text.WriteString("In " + place + " the council opened a new well and a market hall with room for the traders of the district.\n\n")
	}
	a.Text = text.String()
	return a
}

func TestAStatementThatWasNeverOnTheScreenStaysUnread(t *testing.T) {
	folder := t.TempDir()
	o := sitDown(t, folder)
	if err := o.d.Ingest(t.Context(), []news.Article{longStory()}); err != nil {
		t.Fatal(err)
	}
	o.read(80, 18)
	o.press("enter")
	o.sees("Konna")
	o.seesNot("Youwarou")
	o.press("esc")
	o.sees("· Ferry") // the story counts as read
	o.standUp()

	o = sitDown(t, folder).read(80, 18)
	o.press("enter")
	o.sees("not seen yet")
	o.seesNot("new since")
	plain := cells(o.m)
	for l := range strings.SplitSeq(plain, "\n") {
		if strings.Contains(l, "◦") && strings.Contains(l, "Konna") {
			t.Errorf("a statement that was read counts as unseen: %s", l)
		}
	}
	o.press("space", "space", "space")
	o.press("esc")
	o.standUp()

	o = sitDown(t, folder).read(80, 18)
	o.press("enter")
	o.sees("Konna")
	o.seesNot("not seen yet")
	o.standUp()
}

func TestAShorterLengthLeavesTheRestUnread(t *testing.T) {
	o := sitDown(t, t.TempDir())
	if err := o.d.Ingest(t.Context(), []news.Article{longStory()}); err != nil {
		t.Fatal(err)
	}
	o.read(60, 18)
	o.press("=", "=", "enter", "esc")
	o.read(60, 18) // in full again
	o.press("enter")
	o.sees("8 not seen yet")
	o.standUp()
}
