package summarize

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

func monday(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }

// storiesOf groups invented articles in the order they come and gives each its story.
func storiesOf(articles []news.Article) []string {
	x := NewIndex()
	var out []string
	for i, a := range articles {
		a.ID = fmt.Sprint(i)
		v := NewVector(a, nil)
		story, _ := x.Find(v)
		if story == "" {
			story = "s" + a.ID
		}
		x.Put(story, a.ID, v)
		out = append(out, story)
	}
	return out
}

func TestGrouping(t *testing.T) {
	djibo := news.Article{Lang: "en", Published: monday(6), Title: "Attack on the market of Djibo kills 12", Text: "Gunmen on motorbikes attacked the market of Djibo in northern Burkina Faso on Sunday, the governor said."}
	tests := map[string]struct {
		articles []news.Article
		want     []string
	}{
		"one event by two outlets": {
			[]news.Article{djibo, {Lang: "en", Published: monday(8), Title: "Djibo market attack: 15 dead, survivors say", Text: "Survivors of the attack on the market of Djibo said on Monday that gunmen on motorbikes had killed 15 people."}},
			[]string{"s0", "s0"},
		},
		"two attacks in one week": {
			[]news.Article{djibo, {Lang: "en", Published: monday(9), Title: "Attack on an army post near Diffa kills 7", Text: "Fighters attacked an army post near Diffa in south-eastern Niger on Monday, the defence ministry said."}},
			[]string{"s0", "s1"},
		},
		"two elections": {
			[]news.Article{
				{Lang: "en", Published: monday(6), Title: "Benin votes for a new parliament", Text: "Voters in Benin choose 109 members of parliament on Sunday; polling stations in Cotonou opened at seven."},
				{Lang: "en", Published: monday(7), Title: "Guinea-Bissau votes for president", Text: "Voters in Guinea-Bissau choose a president on Sunday; polling stations in Bissau opened at seven."},
			},
			[]string{"s0", "s1"},
		},
		"one event in two languages": {
			[]news.Article{
				{Lang: "fr", Published: monday(6), Title: "Un bac chavire près d’Ayorou", Text: "Un bac transportant 120 passagers a chaviré lundi près d’Ayorou, sur le fleuve Niger. La préfecture de Tillabéri parle de 21 morts."},
				{Lang: "en", Published: monday(8), Title: "Ferry sinks near Ayorou", Text: "A ferry carrying 120 people sank near Ayorou on the Niger River on Monday. The prefecture of Tillabéri spoke of 21 dead."},
			},
			[]string{"s0", "s0"},
		},
		"the same words a season later": {
			[]news.Article{
				{Lang: "en", Published: monday(6).AddDate(0, -3, 0), Title: "Market day in Gaya brings traders", Text: "Traders came to Gaya for the weekly cattle market."},
				{Lang: "en", Published: monday(6), Title: "Cattle prices at Gaya market fall", Text: "Cattle prices fell at the weekly market in Gaya as traders stayed away."},
			},
			[]string{"s0", "s1"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := storiesOf(test.articles); !slices.Equal(got, test.want) {
				t.Errorf("stories %q, want %q", got, test.want)
			}
		})
	}
}

func TestARevisionReplacesItsFormerText(t *testing.T) {
	x := NewIndex()
	old := NewVector(news.Article{Lang: "en", Title: "Convoy reaches Arbinda", Text: "A convoy of lorries reached Arbinda under fire."}, nil)
	x.Put("s1", "a1", old)
	x.Put("s1", "a1", NewVector(news.Article{Lang: "en", Title: "Cotton prices rise in Koutiala", Text: "Cotton prices rose in Koutiala."}, nil))
	if story, _ := x.Find(old); story != "" {
		t.Errorf("the former text still leads to %s", story)
	}
	if len(x.numbers) != 1 {
		t.Errorf("%d articles in the index, want 1", len(x.numbers))
	}
}

func TestOldArticlesAreForgotten(t *testing.T) {
	x := NewIndex()
	v := NewVector(news.Article{Lang: "en", Published: monday(6), Title: "Convoy reaches Arbinda", Text: "A convoy of lorries reached Arbinda."}, nil)
	x.Put("s1", "a1", v)
	x.Forget(monday(7))
	if story, _ := x.Find(v); story != "" || len(x.numbers) != 0 {
		t.Errorf("an old article leads to %q, %d live", story, len(x.numbers))
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := NewIndex()
			for i := range n {
				a := inventedArticle(i)
				x.Put(fmt.Sprint("s", i/3), a.ID, NewVector(a, nil))
			}
			v := NewVector(inventedArticle(n/2), nil)
			for b.Loop() {
				x.Find(v)
			}
		})
	}
}

// inventedArticle makes an article whose words follow from its number: common ones and a few rare ones.
func inventedArticle(i int) news.Article {
	word := func(n int) string { return fmt.Sprintf("zo%dka", n) }
	text := "The governor of the region said on Sunday that the road to the town was open"
	for j := range 20 {
		text += " " + word((i/3*7+j*j*31)%20_000) + " " + word(i*j%50)
	}
	return news.Article{ID: fmt.Sprint("a", i), Lang: "en", Title: "Road to " + word(i/3) + " open", Text: text, Published: monday(6)}
}
