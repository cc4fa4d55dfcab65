package summarize

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"harmattan/internal/news"
)

// raid is the i-th of several articles on one of two invented attacks: words that both attacks are told in, most of the
// words that tell this one from others, and words of its own.
func raid(town string, i int) tidings {
	rng := rand.New(rand.NewPCG(uint64(len(town)), uint64(i)))
	text := "Gunmen on motorbikes attacked " + town + " in Burkina Faso at dawn"
	for _, shared := range []string{"killing", "soldiers", "villagers", "army", "fled", "ambush", "column", "repelled", "barracks", "helicopters"} {
		if rng.IntN(10) < 6 {
			text += " " + shared
		}
	}
	for n := range 16 {
		if rng.IntN(10) < 6 {
			text += fmt.Sprintf(" %ska%d", town, n)
		}
	}
	for range 12 {
		text += fmt.Sprintf(" zo%dka", rng.IntN(3_000))
	}
	return tidings{"en", 6 + i, fmt.Sprintf("Gunmen attack %s, zo%dka", town, rng.IntN(3_000)), text + ".", []string{"BF", "BF:" + town}}
}

// filedAs puts raids into an index, each under the story that story names.
func filedAs(n int, story func(town string, i int) string) *Index {
	x := NewIndex()
	for i := range n {
		for _, town := range []string{"Djibo", "Fada"} {
			x.Put(story(town, i), fmt.Sprint(town, i), raid(town, i).vector())
		}
	}
	return x
}

// mendAll repairs after each of the articles, as if it had just come, and counts the repairs.
func mendAll(x *Index, articles []string) (repairs int) {
	for _, a := range articles {
		r, ok := x.Mend(a)
		if !ok {
			continue
		}
		repairs++
		if r.Into == "" {
			r.Into = "new " + r.Articles[0]
		}
		x.Move(r.Articles, r.Into)
	}
	return repairs
}

func raids(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprint("Djibo", i), fmt.Sprint("Fada", i))
	}
	return out
}

func TestAStoryThatWasTwoIsSplit(t *testing.T) {
	x := filedAs(6, func(string, int) string { return "s0" })
	for i := 6; i < 9; i++ { // the larger event keeps the story
		x.Put("s0", fmt.Sprint("Fada", i), raid("Fada", i).vector())
	}
	r, ok := x.Mend("Fada8")
	if !ok || r.Story != "s0" || r.Into != "" {
		t.Fatalf("repair %+v, %v", r, ok)
	}
	want := []string{"Djibo0", "Djibo1", "Djibo2", "Djibo3", "Djibo4", "Djibo5"}
	if !slices.Equal(r.Articles, want) {
		t.Errorf("%q leave, want %q", r.Articles, want)
	}
}

func TestTwoStoriesThatAreOneAreMerged(t *testing.T) {
	x := NewIndex()
	for i := range 8 {
		x.Put(fmt.Sprint("s", i%2), fmt.Sprint("Djibo", i), raid("Djibo", i).vector())
	}
	r, ok := x.Mend("Djibo7")
	if !ok || r.Story != "s1" || r.Into != "s0" || len(r.Articles) != 4 {
		t.Fatalf("repair %+v, %v; want the younger story to go into the older", r, ok)
	}
	x.Move(r.Articles, r.Into)
	if x.Has("s1") || x.StoryOf("Djibo7") != "s0" {
		t.Errorf("Djibo7 is in %q", x.StoryOf("Djibo7"))
	}
}

func TestOneEventIsNotSplit(t *testing.T) {
	x := NewIndex()
	for i := range 24 {
		x.Put("s0", fmt.Sprint("Djibo", i), raid("Djibo", i).vector())
		if r, ok := x.Mend(fmt.Sprint("Djibo", i)); ok {
			t.Fatalf("after article %d: %+v", i, r)
		}
	}
}

func TestRepairComesToAnEnd(t *testing.T) {
	mixed := func(_ string, i int) string { return fmt.Sprint("s", i%2) }
	x := filedAs(12, mixed)
	for range 6 {
		mendAll(x, raids(12))
	}
	if n := mendAll(x, raids(12)); n > 0 {
		t.Errorf("%d repairs more of what was repaired", n)
	}
	if a, b := x.StoryOf("Djibo0"), x.StoryOf("Fada0"); a == b {
		t.Errorf("both attacks are in %s", a)
	}
	for i := range 12 {
		if x.StoryOf(fmt.Sprint("Djibo", i)) != x.StoryOf("Djibo0") || x.StoryOf(fmt.Sprint("Fada", i)) != x.StoryOf("Fada0") {
			t.Errorf("articles %d stand alone", i)
		}
	}
}

func TestWhatTheOfficerDidIsNotRepaired(t *testing.T) {
	x := filedAs(8, func(string, int) string { return "s0" })
	x.Pin(raids(8), nil)
	if r, ok := x.Mend("Fada7"); ok {
		t.Errorf("articles that are held leave: %+v", r)
	}
	x = NewIndex()
	for i := range 8 {
		x.Put(fmt.Sprint("s", i%2), fmt.Sprint("Djibo", i), raid("Djibo", i).vector())
	}
	x.Pin(nil, [][2]string{{"s1", "s0"}})
	if r, ok := x.Mend("Djibo7"); ok {
		t.Errorf("stories kept apart are joined: %+v", r)
	}
}

// TestAnyOrderOfArrivalGivesTheSameStories: what came first decides less once stories are repaired.
func TestAnyOrderOfArrivalGivesTheSameStories(t *testing.T) {
	for seed := range uint64(12) {
		order := raids(9)
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		x := NewIndex()
		for _, id := range order {
			var town string
			var i int
			if n, _ := fmt.Sscanf(id, "Djibo%d", &i); n == 1 {
				town = "Djibo"
			} else if n, _ := fmt.Sscanf(id, "Fada%d", &i); n == 1 {
				town = "Fada"
			}
			v := raid(town, i).vector()
			story, _ := x.Find(v)
			if story == "" {
				story = "s" + id
			}
			x.Put(story, id, v)
			mendAll(x, []string{id})
		}
		mixed := x.StoryOf("Djibo0") == x.StoryOf("Fada0")
		if mixed || len(x.stories) != 2 {
			t.Errorf("order %d: %d stories, mixed %v", seed, len(x.stories), mixed)
		}
	}
}

func TestCopiesAreNoWitnessesOfASecondEvent(t *testing.T) {
	x := NewIndex()
	for i := range 6 {
		x.Put("s0", fmt.Sprint("Djibo", i), raid("Djibo", i).vector())
	}
	for i := range 6 { // one article taken over five times
		x.Put("s0", fmt.Sprint("copy", i), raid("Fada", 0).vector())
	}
	if r, ok := x.Mend("copy5"); ok {
		t.Errorf("six copies of one text were taken for an event: %+v", r)
	}
}

func BenchmarkMend(b *testing.B) {
	x := NewIndex()
	for i := range 500 {
		a := inventedArticle(i % 90)
		x.Put("s0", fmt.Sprint(i), NewVector(news.Article{Lang: "en", Title: a.Title, Text: a.Text + fmt.Sprint(" zug", i)}, nil))
	}
	for b.Loop() {
		x.Mend("499")
	}
}
