package summarize

import (
	"testing"

	"harmattan/internal/news"
)

// figuresOf reads the figures of a text as collapsing does.
func figuresOf(text string, lang news.Lang) []figure { return newReader().read(text, lang).figures }

func TestFiguresAreReadInDigitsAndWords(t *testing.T) {
	for _, c := range []struct {
		lang  news.Lang
		text  string
		value float64
		unit  unit
	}{
		{news.English, "Some 5,800 tonnes burned", 5800e3, mass},
		{news.French, "Quelque 5 800 tonnes ont brûlé", 5800e3, mass},
		{news.French, "Quelque 5\u202f800 tonnes ont brûlé", 5800e3, mass},
		{news.English, "It rose 3.5 percent", 3.5, percent},
		{news.French, "Une hausse de 3,5 %", 3.5, percent},
		{news.French, "une hausse de 40 pour cent", 40, percent},
		{news.English, "worth $12.4 million", 12.4e6, money},
		{news.English, "a fine of 75,000 CFA francs", 75e3, money},
		{news.French, "2,7 milliards de francs CFA de dégâts", 2.7e9, money},
		{news.English, "at $US13.15 each", 13.15, money},
		{news.English, "twenty-one people drowned", 21, count},
		{news.English, "six hundred and forty lorries", 640, count},
		{news.English, "a dozen of its men", 12, count},
		{news.French, "six mille deux cents personnes", 6200, count},
		{news.French, "quatre-vingt-dix-sept blessés", 97, count},
		{news.French, "dix-sept bombes artisanales", 17, count},
		{news.French, "près d’une centaine de passagers", 100, count},
		{news.Portuguese, "eram trinta e um homens", 31, count},
		{news.Portuguese, "quarenta e oito toneladas de peixe", 48e3, mass},
		{news.Arabic, "مقتل خمسة وعشرين شخصا", 25, count},
		{news.Arabic, "إصابة ١٢ شخصا", 12, count},
		{news.English, "on the road 12 km from town", 12e3, length},
		{news.French, "il a duré dix-neuf heures", 19, hours},
		{news.English, "for three weeks", 21, days},
		{news.English, "at about 3:40 p.m. on the day", 220, clock},
		{news.English, "around 3.40 in the afternoon", 220, clock},
		{news.French, "Il est 5 h 40 quand il part", 340, clock},
		{news.English, "closed on July 2 because of rain", 702, monthDay},
		{news.French, "à partir du 20 juin", 620, monthDay},
		{news.English, "had not been inspected since 2022", 2022, year},
		{news.French, "l’hôpital du 3e arrondissement", 3, ordinal},
		{news.English, "a contractor working on the N24", 24, code},
		{news.English, "shares of the FTSE 100, which fell", 100, code},
		{news.English, "12 UN peacekeepers were hurt", 12, count},
		{news.English, "fines of more than half a billion dollars", .5e9, money},
		{news.English, "half a million people fled", .5e6, count},
		{news.French, "un demi-million de personnes", .5e6, count},
	} {
		got := figuresOf(c.text, c.lang)
		if len(got) != 1 {
			t.Errorf("%q: %d figures, want one: %+v", c.text, len(got), got)
			continue
		}
		if got[0].value != c.value || got[0].unit != c.unit {
			t.Errorf("%q: %v of unit %d, want %v of unit %d", c.text, got[0].value, got[0].unit, c.value, c.unit)
		}
	}
}

func TestANumberEndsBeforeOneThatDescribes(t *testing.T) {
	got := figuresOf("six hundred and forty four-person teams", news.English)
	if len(got) != 2 || got[0].value != 640 || got[1].value != 4 {
		t.Errorf("%+v, want 640 and 4", got)
	}
}

func TestADayIsReadFromEachOfTwo(t *testing.T) {
	for _, text := range []string{"entre le 3 et le 9 juin", "du 3 au 9 juin"} {
		got := figuresOf(text, news.French)
		if len(got) != 2 || got[0].unit != monthDay || got[1].unit != monthDay {
			t.Errorf("%q: %+v, want two days of June", text, got)
		}
	}
}

func TestArticlesAndPronounsAreNoFigures(t *testing.T) {
	for _, c := range []struct {
		lang news.Lang
		text string
	}{
		{news.French, "Un homme a traversé le fleuve"},
		{news.Portuguese, "Um homem atravessou o rio"},
		{news.English, "They may march again"},
		{news.French, "des centaines de familles"},
	} {
		if got := figuresOf(c.text, c.lang); len(got) != 0 {
			t.Errorf("%q: %+v, want no figure", c.text, got)
		}
	}
}

func TestAmountsAgreeWithinWhatWasSaid(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"nearly 100 people", "about a hundred people", true},
		{"1.13 percent", "1.1 percent", true},
		{"$247.7 billion", "$248 billion", true},
		{"12 people", "15 people", false},
		{"3.5 percent", "35 percent", false},
		{"12 people", "12 percent", false},
	} {
		f, g := figuresOf(c.a, news.English)[0], figuresOf(c.b, news.English)[0]
		if got := sameValue(&f, &g); got != c.want {
			t.Errorf("%q and %q agree: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
