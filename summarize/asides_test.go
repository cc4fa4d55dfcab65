package summarize

import (
	"testing"

	"harmattan/internal/news"
)

func TestLinesOfThePageAreBoilerplate(t *testing.T) {
	for _, c := range []struct {
		lang news.Lang
		line string
	}{
		{news.English, "Read also: How a well changed a village"},
		{news.English, "Sign up for our evening newsletter"},
		{news.English, "This site uses cookies to remember you."},
		{news.English, "© Wadi Post 2026 – all rights reserved"},
		{news.English, "Photo: Idder Amzil / Wadi Post"},
		{news.English, "AFP / Getty Images"},
		{news.French, "Lire aussi : Les promesses du soleil"},
		{news.French, "Abonnez-vous à notre lettre d’information"},
		{news.French, "Tous droits réservés"},
		{news.Portuguese, "Leia também: O regresso do caju"},
		{news.Portuguese, "Subscreva a nossa newsletter"},
		{news.Arabic, "اقرأ أيضا: عودة المدارس"},
		{news.Hausa, "Karanta kuma: Yadda rijiya ta sauya kauye"},
	} {
		if why := known().page.boilerplate(c.line, newReader().read(c.line, c.lang).words); why == "" {
			t.Errorf("%q is taken for a statement", c.line)
		}
	}
}

func TestStatementsAreNoBoilerplate(t *testing.T) {
	for _, c := range []struct {
		lang news.Lang
		line string
	}{
		{news.English, "The photo agency said its reporter had been freed."},
		{news.English, "Readers also wrote to the minister about the wells."},
		{news.French, "Lire aussi des romans est un plaisir pour les élèves."},
		{news.English, "Reuters reported the attack on Monday."},
	} {
		if why := known().page.boilerplate(c.line, newReader().read(c.line, c.lang).words); why != "" {
			t.Errorf("%q is folded: %s", c.line, why)
		}
	}
}

func TestAListIsNoHeadline(t *testing.T) {
	b := brief("The prize for wells was shared by four villages this year.\nPrize for deep wells in the north\nPrize for deep wells in the south\nPrize for covered wells\nThe jury met for two days.\nIt will meet again.\nNobody objected.\nThe end came late.\n")
	for _, a := range b.Asides {
		t.Errorf("%q is folded as %s", b.Statements[a.ID-1].Text, a.Kind)
	}
}

func TestAFeedCutsSentencesOff(t *testing.T) {
	for _, c := range []struct {
		last   string
		folded bool
	}{
		{"The...", true},
		{"Le ministre…", true},
		{"في ...", true},
		{"The minister of wells has...", false},
		{"12...", false},
		{"He refused.", false},
	} {
		b := brief("Four villages of the north shared the prize for wells this year. " + c.last)
		if folded := len(b.Asides) > 0; folded != c.folded {
			t.Errorf("%q is folded: %v; its statements are %+v", c.last, folded, b.Statements)
		}
	}
	if b := brief("Wells..."); len(b.Asides) > 0 {
		t.Error("all that an article says is folded")
	}
}
