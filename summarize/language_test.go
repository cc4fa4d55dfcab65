package summarize

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func TestTheLanguageOfAText(t *testing.T) {
	for _, c := range []struct {
		text        string
		prior, want news.Lang
	}{
		{"The ferry resumes at Ayorou after two months", "", news.English},
		{"The ferry that links the banks resumes at Ayorou after two months of repairs", news.French, news.English},
		{"La traversée reprend à Ayorou dans les prochains jours, selon le préfet de la région", "", news.French},
		{"Os pescadores das ilhas voltam ao mar depois de duas semanas sem gasóleo, segundo o governador", "", news.Portuguese},
		{"Gwamnan jihar ya ce an sake bude kasuwar bayan wata biyu saboda rashin tsaro a yankin", "", news.Hausa},
		{"استأنفت العبارة رحلاتها في أيورو بعد شهرين من الإصلاح", "", news.Arabic},
		{"آغاز دوباره خدمات کشتی در رودخانه پس از دو ماه تعمیر", "fa", "fa"},
		{"Six pages", news.French, news.French}, // too little to overrule the feed
		{"Il traghetto che collega le due rive del fiume riprende dopo due mesi, ha detto il prefetto della regione", "it", "it"},
		{"Ursula von der Leyen visits the ferry at Ayorou with the prefect", "", news.English},
		{"The ferry of Ayorou", news.French, news.French},
		{"Ferry Operator Raises Profit Forecast After Strong Results", "", news.English}, // French by its runs of letters
		{"Live news: ferry profits plunge 83% on weaker diesel price and no small word", news.English, news.English},
		{"Prom, który łączy oba brzegi rzeki, nie kursuje od dwóch miesięcy, powiedział prefekt, ale wróci na trasę", news.English, news.Unknown},
		{"Prom, który łączy oba brzegi rzeki, nie kursuje od dwóch miesięcy, powiedział prefekt, ale wróci na trasę", "pl", "pl"},
		{"Kompa, ktorá spája oba brehy rieky, sa po dvoch mesiacoch vracia, povedal prefekt, ale nie je to isté", "sk", "sk"},
		{"Emma der Kinderen, Rochelle de la Cruz and the wing of Les Bleus: Surete du Quebec, La Rochelle", "", news.English},
	} {
		if got := Detect(c.text, c.prior); got != c.want {
			t.Errorf("%q in a feed in %q is taken for %q, want %q", c.text, c.prior, got, c.want)
		}
	}
}

func TestAPlainTextIsToldByItsSmallWordsAlone(t *testing.T) {
	for text, want := range map[string]bool{
		"The ferry resumes at Ayorou after two months of repairs":                                                true,
		"La traversée reprend dans les prochains jours, selon le préfet":                                         true,
		"Het veer dat niet voor de dag van het feest zou varen, vaart maar op dinsdag":                           false, // Dutch
		"Ferry Ayorou: Sanda Kadre, Tarbié Moussa":                                                               false,
		"The ferry that was on the bank resumes with trois voyages dans chaque sens, avec leurs gens, selon lui": false, // two languages
		"Паром the снова of ходит by через is реку on после was ремонта":                                         false,
	} {
		c := census{known: smallWords()}
		c.take(text)
		if _, got := c.plain(); got != want {
			t.Errorf("%q is plain: %v, want %v", text, got, want)
		}
	}
}

func TestTheLanguageOfAFeedIsThatOfMostOfItsTexts(t *testing.T) {
	english := []string{
		"Ferry resumes at Ayorou", "The prefect said that it had been repaired", "Market without millet for the second week",
		"Ferry Operator Raises Profit Forecast", "Who was on the boat and what is known of them", "Two held after the storm",
	}
	french := []string{"La traversée reprend à Ayorou dans les prochains jours", "Le préfet a dit que le bac est réparé depuis lundi par les ouvriers du port"}
	for name, c := range map[string]struct {
		texts []string
		want  news.Lang
	}{
		"of one language":          {english, news.English},
		"of two":                   {slices.Concat(english, french, french, french), news.Unknown},
		"of too few words to tell": {english[:2], news.Unknown},
		"of none":                  {nil, news.Unknown},
	} {
		if got := Common(articlesOf(c.texts)); got != c.want {
			t.Errorf("a feed %s is taken for %q, want %q", name, got, c.want)
		}
	}
}

func articlesOf(titles []string) (out []news.Article) {
	for _, title := range titles {
		out = append(out, news.Article{Title: title})
	}
	return out
}

func FuzzDetect(f *testing.F) {
	f.Add("The ferry resumes at Ayorou after two months", "fr")
	f.Add("Prom, który łączy oba brzegi rzeki, nie kursuje", "")
	f.Add("استأنفت العبارة رحلاتها", "fa")
	f.Add("de la de la de la \xff\x00", "sk")
	f.Fuzz(func(t *testing.T, text, prior string) {
		known := []news.Lang{news.English, news.French, news.Portuguese, news.Hausa, news.Arabic, "es", "de", news.Unknown, news.Lang(prior)}
		if got := Detect(text, news.Lang(prior)); !slices.Contains(known, got) {
			t.Errorf("%q in a feed in %q is taken for %q", text, prior, got)
		}
		if got := Common(articlesOf([]string{text, text, text})); !slices.Contains(known, got) {
			t.Errorf("a feed of %q is taken for %q", text, got)
		}
	})
}
