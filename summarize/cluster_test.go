package summarize

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

func monday(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }

// tidings is an invented article with the places that its text names.
type tidings struct {
	lang   news.Lang
	hour   int // after Monday 0:00
	title  string
	text   string
	places []string
}

func (a tidings) vector() Vector {
	var places []news.Place
	all := a.title + "\n" + a.text
	for at := 0; at < len(all); at++ {
		for name, code := range map[string]string{"Burkina Faso": "BF", "Mali": "ML", "Niger": "NE", "Benin": "BJ", "Guinea-Bissau": "GW"} {
			if strings.HasPrefix(all[at:], name) {
				places = append(places, news.Place{Code: code, Start: at, End: at + len(name)})
			}
		}
	}
	for _, code := range a.places {
		places = append(places, news.Place{Code: code})
	}
	return NewVector(news.Article{Lang: a.lang, Published: monday(a.hour), Title: a.title, Text: a.text}, places)
}

// storiesOf files articles in the order they come and gives each its story: s0 is begun by the first, and so on.
func storiesOf(articles []tidings) []string {
	return storiesAfter(articles, func(*Index, string) {})
}

// mendedStories is storiesOf with stories repaired after each article.
func mendedStories(articles []tidings) []string {
	return storiesAfter(articles, func(x *Index, article string) { mendAll(x, []string{article}) })
}

// storiesAfter files articles, does something after each, and gives each the story that it is in at the end.
func storiesAfter(articles []tidings, then func(x *Index, article string)) (out []string) {
	x := NewIndex()
	for i, a := range articles {
		v := a.vector()
		story, _ := x.Find(v)
		if story == "" {
			story = fmt.Sprint("s", i)
		}
		x.Put(story, fmt.Sprint(i), v)
		then(x, fmt.Sprint(i))
	}
	for i := range articles {
		out = append(out, x.StoryOf(fmt.Sprint(i)))
	}
	return out
}

func djibo() tidings {
	return tidings{
		"en", 6, "Attack on the market of Djibo kills 12",
		"Gunmen on motorbikes attacked the market of Djibo in northern Burkina Faso on Sunday, the governor said.",
		[]string{"BF", "BF:Djibo"},
	}
}

func TestOneEventIsOneStory(t *testing.T) {
	tests := map[string][]tidings{
		"by two outlets": {djibo(), {
			"en", 8, "Djibo market attack: 15 dead, survivors say",
			"Survivors of the attack on the market of Djibo said on Monday that gunmen on motorbikes had killed 15 people.",
			[]string{"BF:Djibo"},
		}},
		"over three days": {djibo(), {
			"en", 30, "Djibo market reopens two days after attack",
			"Traders returned to the market of Djibo on Tuesday. Gunmen on motorbikes had killed 12 people there.",
			[]string{"BF:Djibo"},
		}, {
			"en", 78, "Djibo buries the dead of the market attack",
			"The 12 people whom gunmen killed on the market of Djibo were buried on Thursday, the governor said.",
			[]string{"BF:Djibo"},
		}},
		"with the later report first": {{
			"en", 30, "Djibo market reopens two days after attack",
			"Traders returned to the market of Djibo on Tuesday. Gunmen on motorbikes had killed 12 people there.",
			[]string{"BF:Djibo"},
		}, djibo()},
		"in French and English": {{
			"fr", 6, "Un bac chavire près d’Ayorou",
			"Un bac transportant 120 passagers a chaviré lundi près d’Ayorou, sur le fleuve Niger. La préfecture de Tillabéri parle de 21 morts.",
			[]string{"NE:Ayorou", "NE:Tillabéri"},
		}, {
			"en", 8, "Ferry sinks near Ayorou",
			"A ferry carrying 120 people sank near Ayorou on the Niger River on Monday. The prefecture of Tillabéri spoke of 21 dead.",
			[]string{"NE:Ayorou", "NE:Tillabéri"},
		}},
		"in Arabic and French": {{
			"ar", 6, "غرق عبارة قرب أيورو",
			"غرقت عبارة تحمل 120 راكبا قرب أيورو في منطقة تيلابيري يوم الاثنين، وقتل 21 شخصا.",
			[]string{"NE:Ayorou", "NE:Tillabéri"},
		}, {
			"fr", 9, "Un bac chavire près d’Ayorou",
			"Un bac transportant 120 passagers a chaviré lundi près d’Ayorou, dans la région de Tillabéri. Vingt et une personnes sont mortes.",
			[]string{"NE:Ayorou", "NE:Tillabéri"},
		}},
	}
	for name, articles := range tests {
		t.Run(name, func(t *testing.T) {
			for i, got := range storiesOf(articles) {
				if got != "s0" {
					t.Errorf("article %d began or joined %s", i, got)
				}
			}
		})
	}
}

func TestLookAlikesStayApart(t *testing.T) {
	tests := map[string][]tidings{
		"two attacks in one week": {djibo(), {
			"en", 33, "Attack on an army post near Diffa kills 7",
			"Gunmen attacked an army post near Diffa in south-eastern Niger on Tuesday, the defence ministry said.",
			[]string{"NE", "NE:Diffa"},
		}},
		"two elections": {{
			"en", 6, "Benin votes for a new parliament",
			"Voters in Benin choose 109 members of parliament on Sunday; polling stations in Cotonou opened at seven.",
			[]string{"BJ", "BJ:Cotonou"},
		}, {
			"en", 7, "Guinea-Bissau votes for president",
			"Voters in Guinea-Bissau choose a president on Sunday; polling stations in Bissau opened at seven.",
			[]string{"GW", "GW:Bissau"},
		}},
		"two arrests, in two languages": {{
			"fr", 6, "Un ancien ministre arrêté à Lomé",
			"L’ancien ministre de l’Énergie a été arrêté lundi à Lomé. Le parquet parle de 3 millions de francs détournés.",
			[]string{"TG", "TG:Lomé"},
		}, {
			"en", 8, "Former minister arrested in Nouakchott",
			"A former minister of fisheries was arrested in Nouakchott on Monday. The prosecutor spoke of 40 boats.",
			[]string{"MR", "MR:Nouakchott"},
		}},
		"two titles with nothing but a name in common": {{
			"en", 6, "What it means to be a Jordan", "", nil,
		}, {
			"en", 7, "With no end to the fighting, families find refuge at camps in Jordan", "", nil,
		}},
		"two titles with nothing but a turn of phrase in common": {{
			"en", 6, "Residents lucky to be alive as fires rip through Tabarka", "", nil,
		}, {
			"en", 7, "Singer says she feels lucky to be alive", "", nil,
		}},
		"two teasers with nothing but a country in common": {{
			"en", 6, "Romanian abducted in Burkina Faso freed after six years", "He was taken from a mine in northern Burkina Faso and is on his way home.",
			[]string{"BF"},
		}, {
			"en", 30, "Suspected jihadist attack kills around 20 in Burkina Faso", "The Sunday raid in the east of Burkina Faso also wounded a dozen traders.",
			[]string{"BF"},
		}},
		"the same words a season later": {{
			"en", -24 * 90, "Market day in Gaya brings traders", "Traders came to Gaya for the weekly cattle market.", []string{"NE:Gaya"},
		}, {
			"en", 6, "Cattle prices at Gaya market fall", "Cattle prices fell at the weekly market in Gaya as traders stayed away.",
			[]string{"NE:Gaya"},
		}},
	}
	for name, articles := range tests {
		t.Run(name, func(t *testing.T) {
			if got := storiesOf(articles); !slices.Equal(got, []string{"s0", "s1"}) {
				t.Errorf("stories %q", got)
			}
		})
	}
}

func TestALargeOldStoryIsHarderToJoin(t *testing.T) {
	x := NewIndex()
	late := tidings{"en", 24 * 12, "Junta of Sorgho names a governor of the mint", "The junta of Sorgho named a governor of the mint on Friday.", nil}
	for i := range 80 {
		a := tidings{"en", 2 * i, "Junta of Sorgho holds the palace", fmt.Sprint("The junta of Sorgho held the palace for day ", i, "."), nil}
		x.Put("coup", fmt.Sprint(i), a.vector())
	}
	_, large := x.Find(late.vector())
	for i := 4; i < 80; i++ {
		x.Put("else", fmt.Sprint(i), tidings{"en", 2 * i, "Rains", "It rained.", nil}.vector())
	}
	_, small := x.Find(late.vector())
	if large <= 0 || large >= small {
		t.Errorf("like a large old story by %.2f, a small one by %.2f", large, small)
	}
}

func TestARevisionReplacesItsFormerText(t *testing.T) {
	x := NewIndex()
	old := tidings{"en", 6, "Convoy reaches Arbinda", "A convoy of lorries reached Arbinda under fire.", nil}.vector()
	x.Put("s1", "a1", old)
	x.Put("s1", "a1", tidings{"en", 6, "Cotton prices rise in Koutiala", "Cotton prices rose in Koutiala.", nil}.vector())
	if story, _ := x.Find(old); story != "" {
		t.Errorf("the former text still leads to %s", story)
	}
	if len(x.numbers) != 1 {
		t.Errorf("%d articles in the index, want 1", len(x.numbers))
	}
}

func TestAMovedArticleTakesItsLikesAlong(t *testing.T) {
	x := NewIndex()
	v := djibo().vector()
	x.Put("s1", "a1", v)
	x.Put("s2", "a1", v)
	if story, score := x.Find(v); story != "s2" || score < 1 {
		t.Errorf("found %q by %.2f, want s2", story, score)
	}
}

func TestTheArticlesFiledFirstAreLetGo(t *testing.T) {
	x := NewIndex()
	v := djibo().vector()
	x.Put("s1", "old", v)
	x.Put("s1", "moved", v)
	x.Put("s2", "later", NewVector(news.Article{Lang: "en", Title: "Undated"}, nil))
	x.Put("s1", "moved", v) // filed again: now the last
	x.Keep(3)
	if len(x.numbers) != 3 {
		t.Errorf("%d articles are left of three", len(x.numbers))
	}
	x.Keep(1)
	if _, kept := x.numbers["moved"]; !kept || len(x.numbers) != 1 || len(x.stories) != 1 {
		t.Errorf("kept %v", x.numbers)
	}
	x.Keep(0)
	if story, score := x.Find(v); story != "" || score != 0 {
		t.Errorf("an article that was let go leads to %q by %.2f", story, score)
	}
	x.Put("s3", "again", v)
	if story, _ := x.Find(v); story != "s3" {
		t.Errorf("a new article leads to %q", story)
	}
}

func TestNothingIsLikeAnEmptyIndexOrArticle(t *testing.T) {
	x := NewIndex()
	if story, score := x.Find(djibo().vector()); story != "" || score != 0 {
		t.Errorf("an empty index has %q by %.2f", story, score)
	}
	x.Put("s1", "a1", NewVector(news.Article{}, nil))
	x.Put("s2", "a2", djibo().vector())
	if story, score := x.Find(NewVector(news.Article{}, nil)); story != "" || score != 0 {
		t.Errorf("an empty article is like %q by %.2f", story, score)
	}
}

func BenchmarkOneMoreArticle(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := NewIndex()
			for i := range n {
				a := inventedArticle(i)
				x.Put(fmt.Sprint("s", i/3), a.ID, NewVector(a, nil))
			}
			i := n
			for b.Loop() {
				a := inventedArticle(i)
				v := NewVector(a, nil)
				story, _ := x.Find(v)
				if story == "" {
					story = a.ID
				}
				x.Put(story, a.ID, v)
				i++
			}
		})
	}
}

// inventedArticle makes an article whose words follow from its number: common ones and a few rare ones, which it shares
// with the two others of its event.
func inventedArticle(i int) news.Article {
	word := func(n int) string { return fmt.Sprintf("zo%dka", n) }
	text := "The governor of the region said on Sunday that the road to the town was open"
	for j := range 20 {
		text += " " + word((i/3*7+j*j*31)%20_000) + " " + word(i*j%50)
	}
	return news.Article{
		ID: fmt.Sprint("a", i), Lang: "en", Title: "Road to " + word(i/3) + " open", Text: text,
		Published: monday(0).Add(time.Duration(i) * time.Minute),
	}
}
