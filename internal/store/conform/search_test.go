package conform

import (
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// archive saves one article per text, "title | text", the first one oldest.
func archive(tb testing.TB, s desk, texts ...string) {
	tb.Helper()
	for n, x := range texts {
		c := change(n)
		c.Article.Title, c.Article.Text, _ = strings.Cut(x, " | ")
		save(tb, s, c)
	}
}

func hitsOf(tb testing.TB, s desk, query string, limit int) []news.Hit {
	tb.Helper()
	hits, err := s.Search(tb.Context(), store.Question{Terms: find.Terms(query)}, limit)
	if err != nil {
		tb.Fatalf("search for %q: %v", query, err)
	}
	return hits
}

func aSearchFindsWhatWasAskedFor(t *testing.T, s desk) {
	t.Helper()
	texts := []string{
		"Drought in Gao | The governor of Gao asked for food aid. The army watched.",
		"L’armée à Ménaka | Des soldats de l'armée malienne sont arrivés à Gao.",
		"Army and rebels | Rebel army units left the town of Kidal; the army of Mali did not.",
		"مقتل جنود في تيلابيري | قُتِل ١٢ جنديًا في هجوم على إقليم تيلابيري.",
		"Œuvre de Sœur Awa | Cœur à l'ouvrage, N'Djaména.",
		"Ɓarna a Ƙofar Gabas | An yi ɓarna a garin Ɗanja.",
		"Numbers | 12 killed, 3.5 million in need, U.S. aid, COVID-19.",
	}
	archive(t, s, texts...)
	tests := []struct {
		query string
		want  []int // of texts
	}{
		{"gao", []int{0, 1}},
		{"GAO", []int{0, 1}},
		{"ga", []int{0, 1, 5}},
		{"govern", []int{0}},
		{"governor army", []int{0}},
		{"armee", []int{1}},
		{"ARMÉE", []int{1}},
		{"arme", []int{1}},
		{"menaka", []int{1}},
		{"army -rebels", []int{0}},
		{"army -rebel", []int{0}},
		{`"army of mali"`, []int{2}},
		{`"army mali"`, nil},
		{`"rebel army"`, []int{2}},
		{`«rebel army»`, []int{2}},
		{`"arm"`, nil},
		{`army -"of mali"`, []int{0}},
		{`"the army`, []int{0, 2}},
		{"-army", nil},
		{"جنود", []int{3}},
		{"قتل", []int{3}},
		{"جندي", []int{3}},
		{"soeur", []int{4}},
		{"sœur", []int{4}},
		{"coeur", []int{4}},
		{"ndjamena", nil},
		{"n'djam", []int{4}},
		{"barna", []int{5}},
		{"danja kofar", []int{5}},
		{"U.S.", []int{6}},
		{"3.5", []int{6}},
		{"covid-19", []int{6}},
		{"covid -19", nil},
		{"12", []int{6}},
		{"", nil},
		{"   ", nil},
		{`"" - -- * ^ : ( ) 🙂`, nil},
		{"gao AND governor", nil}, // words, not operators
		{"NEAR(gao)", nil},
		{"text:gao", nil},
	}
	for _, test := range tests {
		var got []int
		for _, h := range hitsOf(t, s, test.query, 0) {
			got = append(got, slices.IndexFunc(texts, func(x string) bool { return strings.HasPrefix(x, h.Title+" |") }))
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s finds %v, want %v", test.query, got, test.want)
		}
	}
}

func theBestHitComesFirst(t *testing.T, s desk) {
	t.Helper()
	filler := strings.Repeat(" and so on it went through the long day", 20)
	archive(
		t, s,
		"Harvest | A bridge was mentioned once."+filler,
		"The bridge of Gao | It fell.",
		"Roads | The bridge, the bridge, and again the bridge.",
		"Older twin | Floods took the market.",
		"Newer twin | Floods took the market.",
	)
	tests := []struct {
		query string
		want  []string
	}{
		{"bridge", []string{"The bridge of Gao", "Roads", "Harvest"}},
		{"floods market", []string{"Newer twin", "Older twin"}},
		{`"floods took"`, []string{"Newer twin", "Older twin"}},
	}
	for _, test := range tests {
		var got []string
		for _, h := range hitsOf(t, s, test.query, 10) {
			got = append(got, h.Title)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s finds %q, want %q", test.query, got, test.want)
		}
		if one := hitsOf(t, s, test.query, 1); len(one) != 1 || one[0].Title != test.want[0] {
			t.Errorf("%s with a limit of one finds %+v, want %s", test.query, one, test.want[0])
		}
	}
}

func aHitSaysAllThatAListShows(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(4))
	want := news.Hit{
		Story: storyID(4), Article: change(4).Article.ID, Title: "Convoy 4 reaches Ménaka", Outlet: "Radio Kidal",
		Region: "central-sahel", Published: noon.Add(4 * time.Minute),
		Snippet: "\x02Convoy\x03 number 4 reached the town. Nobody was hurt, the governor said.",
	}
	if hits := hitsOf(t, s, "convoy menaka", 5); len(hits) != 1 || hits[0] != want {
		t.Errorf("got  %+v\nwant %+v", hits, want)
	}
}
