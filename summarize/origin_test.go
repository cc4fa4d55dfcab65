package summarize

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

const wire = "The bridge at Markala in central Mali was closed to lorries on Sunday after a pier sank by nine centimetres, the roads office said. Repairs will take nine days."

func article(outlet, text string) news.Article {
	return news.Article{Outlet: outlet, Lang: "en", Text: text}
}

func TestOrigins(t *testing.T) {
	own := "Lorries may not cross the Markala bridge before next week. A pier gave way on Sunday, engineers told our reporter, and divers are looking at the others."
	tests := map[string]struct {
		articles []news.Article
		want     []string
	}{
		"a copy with light edits": {
			[]news.Article{article("A", wire), article("B", "The bridge at Markala in central Mali was shut to lorries on Sunday after a pier sank by nine centimetres, the roads office said.")},
			[]string{"A", "A"},
		},
		"a copy with as much again of its own": {
			[]news.Article{article("A", wire), article("B", wire+" Drivers are sent by way of Ségou, where queues reached four kilometres by noon. The town has asked for police at the crossing.")},
			[]string{"A", "A"},
		},
		"two reports of one event": {
			[]news.Article{article("A", wire), article("B", own)},
			[]string{"A", "B"},
		},
		"an agency's credit names the origin of all copies": {
			[]news.Article{article("A", wire), article("B", "BAMAKO (Reuters) - "+wire)},
			[]string{"Reuters", "Reuters"},
		},
		"an agency nobody knows, named in a dateline": {
			[]news.Article{article("A", "MARKALA, Mali (ZSN) – "+wire), article("B", wire)},
			[]string{"ZSN", "ZSN"},
		},
		"words in brackets that are no agency": {
			[]news.Article{article("A", "Markala (centre) – "+wire)},
			[]string{"A"},
		},
		"a text with an agency is judged by the agency's text": {
			[]news.Article{article("A", "MARKALA (AFP) - "+wire), article("B", wire+"\nA with AFP"), article("C", own+"\nC avec AFP")},
			[]string{"AFP", "AFP", "C"},
		},
		"a text with an agency is the agency's where there is nothing to judge it by": {
			[]news.Article{article("A", own+"\nAvec AFP")},
			[]string{"AFP"},
		},
		"an agency that is only quoted": {
			[]news.Article{article("A", "The minister told Reuters on Sunday that the bridge was closed. He gave no reason for it.")},
			[]string{"A"},
		},
		"small words that look like agencies": {
			[]news.Article{article("A", "The map of the spa was drawn by nan reporters, and a map of the map again.")},
			[]string{"A"},
		},
		"an outlet that is an agency": {
			[]news.Article{article("Agence France-Presse", own), article("B", "(AFP)")},
			[]string{"AFP", "AFP"},
		},
		"an outlet without a name": {
			[]news.Article{{FeedURL: "https://www.puits.example/feed", Text: own}, {URL: "https://radio.example/1", Text: wire}, {ID: "x"}},
			[]string{"puits.example", "radio.example", "x"},
		},
		"texts too short to tell": {
			[]news.Article{article("A", "Bridge closed."), article("B", "Bridge closed.")},
			[]string{"A", "B"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Origins(test.articles); !slices.Equal(got, test.want) {
				t.Errorf("origins %q, want %q", got, test.want)
			}
		})
	}
}

func TestCreditsNameTheirAgency(t *testing.T) {
	const body = "Le pont de Markala est fermé aux camions depuis dimanche, selon la direction des routes."
	tests := map[string]struct {
		author, text, want string
	}{
		"source on the last line":   {"", body + "\nSource : APA", "APA"},
		"brackets at the end":       {"", body + " (Xinhua)", "Xinhua"},
		"alone on the last line":    {"", body + "\nAFP\n", "AFP"},
		"copyright":                 {"", body + "\n© 2026 The Associated Press", "AP"},
		"above another last line":   {"", body + "\n(PANA)\nLire la suite sur notre site", "PANA"},
		"a town, a date and a dash": {"", "BAMAKO, 3 août (Xinhua) -- " + body, "Xinhua"},
		"a correspondent's eyes":    {"", body + " Un correspondant de l’AFP a vu trois camions.", "AFP"},
		"reporting and editing":     {"", body + "\n(Reporting by Awa Sidi; Editing by Jo Moor)", "Reuters"},
		"byline":                    {"Reuters Staff", body, "Reuters"},
		"byline in two parts":       {"Le Puits avec AFP", body, "AFP"},
		"a person's byline":         {"Awa Sidi", body, "Le Puits"},
		"Arabic brackets":           {"", "أغلق الجسر يوم الأحد. (أ ف ب)", "AFP"},
		"Arabic full stops":         {"", "أغلق الجسر يوم الأحد.\nالمصدر: أ.ف.ب", "AFP"},
		"Arabic name":               {"", "باماكو (رويترز) - أغلق الجسر يوم الأحد", "Reuters"},
		"two agencies: the first":   {"", body + "\nSource: AFP et Reuters", "AFP"},
		"a sentence about agencies": {"", body + "\nLa grève touche aussi Reuters à Paris", "Le Puits"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := news.Article{Outlet: "Le Puits", Lang: "fr", Author: test.author, Text: test.text}
			if got := Origins([]news.Article{a})[0]; got != test.want {
				t.Errorf("origin %q, want %q", got, test.want)
			}
		})
	}
}

func TestTheFirstTextIsTheOriginWhateverTheOrderOfTheArticles(t *testing.T) {
	late, early := article("Late", wire), article("Early", wire)
	late.Published, early.Published = monday(9), monday(9).Add(-time.Hour)
	if got := Origins([]news.Article{late, early}); !slices.Equal(got, []string{"Early", "Early"}) {
		t.Errorf("origins %q", got)
	}
}

func TestTheSameTextInManyOutletsHasOneOrigin(t *testing.T) {
	articles := []news.Article{article("First", wire)}
	for range 3 * mostHolders {
		articles = append(articles, article("Later", wire))
	}
	articles = append(articles, article("Client", "MARKALA (AFP) - "+wire))
	if got := slices.Compact(Origins(articles[:len(articles)-1])); !slices.Equal(got, []string{"First"}) {
		t.Errorf("origins %q", got)
	}
	if got := slices.Compact(Origins(articles)); !slices.Equal(got, []string{"AFP"}) {
		t.Errorf("with a credited copy: origins %q", got)
	}
}

func BenchmarkOrigins(b *testing.B) {
	articles := make([]news.Article, 600)
	for i := range articles {
		articles[i] = inventedArticle(i)
	}
	for b.Loop() {
		Origins(articles)
	}
}

// TestOriginsDoNotDependOnTheOrderOfArrival adds an agency's text, its copies and texts of outlets' own in any order.
func TestOriginsDoNotDependOnTheOrderOfArrival(t *testing.T) {
	wire := "The convoy left Gao at dawn under the eyes of the gendarmes, who had searched each of the forty lorries, the governor said. " +
		"Traders on the road to Ansongo waited for it with tea and with their accounts."
	own := "Our reporter counted forty lorries at the gate of Gao, and four more behind the hill, where nobody had searched them at all."
	list := []news.Article{
		{ID: "1", Outlet: "Le Puits", Published: monday(6), Text: own},
		{ID: "2", Outlet: "Radio Mil", Published: monday(7), Text: wire},
		{ID: "3", Outlet: "The Sahel Post", Published: monday(8), Text: wire + " (AFP)"},
		{ID: "4", Outlet: "Dune", Published: monday(8), Text: "Update. " + wire},
		{ID: "5", Outlet: "Echo", Published: monday(9), Text: own + " It rained."},
	}
	want := map[string]string{"1": "Le Puits", "2": "AFP", "3": "AFP", "4": "AFP", "5": "Le Puits"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		f := NewOriginFinder()
		for _, a := range list {
			f.Add(a)
		}
		for i, got := range f.Names() {
			if got != want[list[i].ID] {
				t.Errorf("article %s is of %s, want %s", list[i].ID, got, want[list[i].ID])
			}
		}
	}
}

func TestCreditsInManyFormsNameOneAgency(t *testing.T) {
	body := "Le convoi a quitté Gao à l’aube, selon la gendarmerie, qui a fouillé chacun des quarante camions."
	tests := map[string]news.Article{
		"byline":                 {Author: "AFP", Text: body},
		"byline with the outlet": {Author: "Le Puits avec AFP", Text: body},
		"translated byline":      {Author: "Agence France-Presse", Text: body},
		"dateline":               {Text: "GAO (AFP) – " + body},
		"end in brackets":        {Text: body + " (AFP)"},
		"end on a line":          {Text: body + "\nAvec AFP"},
		"with the article":       {Text: body + "\nAvec l’AFP"},
		"English":                {Text: body + "\nWith AFP"},
		"source":                 {Text: body + "\nSource : AFP"},
		"Arabic":                 {Text: body + "\n(أ ف ب)"},
		"Arabic in full":         {Text: body + "\nوكالة فرانس برس"},
		"Portuguese":             {Text: body + "\nCom AFP"},
	}
	for name, a := range tests {
		a.Outlet = "Le Puits"
		if got := Origins([]news.Article{a})[0]; got != "AFP" {
			t.Errorf("%s: the origin is %q", name, got)
		}
	}
}

func BenchmarkOriginsOfOneMore(b *testing.B) {
	for _, n := range []int{50, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := NewOriginFinder()
			for i := range n {
				f.Add(inventedArticle(i))
			}
			for b.Loop() {
				f.Add(inventedArticle(n))
				f.Names()
				f.texts = f.texts[:n]
			}
		})
	}
}
