package store

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// town is the word that article n has of its own kind: some towns have most articles, others one.
func town(n int) string {
	for kind := 2; ; kind++ {
		if (n+1)%kind != 0 {
			return fmt.Sprintf("town%d", kind)
		}
	}
}

// townsfolk are changes whose towns and languages are known by their numbers.
func townsfolk(from, to int) []Change {
	var list []Change
	for n := from; n < to; n++ {
		c := change(n)
		c.Article.Title, c.Article.Text = fmt.Sprint("Number ", n), "A boat came to "+town(n)+fmt.Sprintf(" and left for port%03d.", n%700)
		c.Article.Lang = []news.Lang{news.English, news.French, news.Hausa}[n%3]
		c.Article.Outlet = fmt.Sprint("Outlet ", n%5)
		c.Story.Title = c.Article.Title
		list = append(list, c)
	}
	return list
}

// foundNumbers asks and tells the numbers of the articles found, in order.
func foundNumbers(t *testing.T, s *Store, q Question) []int {
	t.Helper()
	hits, err := s.Search(t.Context(), q, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, h := range hits {
		n := 0
		if _, err := fmt.Sscan(strings.TrimPrefix(h.Title, "Number "), &n); err != nil {
			t.Fatal(err)
		}
		got = append(got, n)
	}
	slices.Sort(got)
	return got
}

func TestSearchFindsTheSameInAndOutsideTheIndex(t *testing.T) {
	const articles = 2*pieceArticles + 100
	s := newStore(t)
	if err := s.SaveArticles(t.Context(), townsfolk(0, articles)); err != nil {
		t.Fatal(err)
	}
	edited := map[int]bool{}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 3 { // some are edited twice, and enough to be indexed anew
		var again []Change
		for range mostReworded {
			n := random.IntN(articles)
			c := townsfolk(n, n+1)[0]
			c.Article.Text = fmt.Sprintf("Edit %d: the boat sank.", round)
			edited[n] = true
			again = append(again, c)
		}
		if err := s.SaveArticles(t.Context(), again); err != nil {
			t.Fatal(err)
		}
	}
	var pieces, listed, waiting int
	err := s.one(t.Context(), "SELECT count(*), count(listed), (SELECT count(*) FROM reworded WHERE piece IS NULL) FROM piece", nil, []any{&pieces, &listed, &waiting})
	if err != nil || pieces-listed != 2 || listed == 0 {
		t.Fatalf("%d pieces, %d of edited articles, %d waiting, %v: the test tests little", pieces, listed, waiting, err)
	}
	whole(t, s)
	langs := []string{"en", "fr", "ha"}
	tests := []struct {
		query string
		where []Where
		holds func(n int) bool
	}{
		{"town2", nil, func(n int) bool { return !edited[n] && town(n) == "town2" }},
		{"town5", nil, func(n int) bool { return !edited[n] && town(n) == "town5" }},
		{"town", nil, func(n int) bool { return !edited[n] }},
		{"boat", nil, func(int) bool { return true }},
		{"sank", nil, func(n int) bool { return edited[n] }},
		{"boat -sank -town2", nil, func(n int) bool { return !edited[n] && town(n) != "town2" }},
		{"port12", nil, func(n int) bool { return !edited[n] && n%700/10 == 12 }},
		{"port123 town3", nil, func(n int) bool { return !edited[n] && n%700 == 123 && town(n) == "town3" }},
		{"nowhere", nil, func(int) bool { return false }},
		{`"boat sank"`, nil, func(n int) bool { return edited[n] }},
		{"b", []Where{{Field: ByLang, In: langs[1:2]}}, func(n int) bool { return n%3 == 1 }},
		{"b", []Where{{Field: ByLang, In: langs[1:], Not: true}}, func(n int) bool { return n%3 == 0 }},
		{"", []Where{{Field: ByOutlet, In: []string{"Outlet 3"}}}, func(n int) bool { return n%5 == 3 }},
		{"town3", []Where{{Field: ByOutlet, In: []string{"Outlet 3"}, Not: true}}, func(n int) bool { return !edited[n] && town(n) == "town3" && n%5 != 3 }},
		{"boat", []Where{{Field: Published, At: noon.Add(600 * time.Minute)}}, func(n int) bool { return n >= 600 }},
		{"boat", []Where{{Field: Published, At: noon.Add(600 * time.Minute), Not: true}}, func(n int) bool { return n < 600 }},
		{"boat", []Where{{Field: ByStory, In: []string{storyID(7), storyID(1000)}}}, func(n int) bool { return n == 7 || n == 1000 }},
		{"boat", []Where{{Field: ByCountry, In: []string{"ML"}, Not: true}}, func(int) bool { return false }},
	}
	for _, test := range tests {
		var want []int
		for n := range articles {
			if test.holds(n) {
				want = append(want, n)
			}
		}
		if got := foundNumbers(t, s, Question{Terms: find.Terms(test.query), Where: test.where}); !slices.Equal(got, want) {
			t.Errorf("%s %v finds %d articles, want %d", test.query, test.where, len(got), len(want))
		}
	}
}

func TestJoinedPiecesAnswerAsBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("fills an index of sixteen thousand articles")
	}
	s := newStore(t)
	questions := []string{"town7", "port123", "port6", "number -town2", `"town2 and"`, `"came boat"`, `number -"to town2"`}
	var before [][]int
	for at := 0; at < joinedBelow-pieceArticles; at += pieceArticles {
		if err := s.SaveArticles(t.Context(), townsfolk(at, at+pieceArticles)); err != nil {
			t.Fatal(err)
		}
	}
	gone := townsfolk(40, 41)[0]
	gone.Article.Text = "It sank."
	save(t, s, gone)
	for _, q := range questions {
		before = append(before, foundNumbers(t, s, Question{Terms: find.Terms(q)}))
	}
	if err := s.SaveArticles(t.Context(), townsfolk(joinedBelow-pieceArticles, joinedBelow)); err != nil {
		t.Fatal(err)
	}
	var pieces, known int
	err := s.one(t.Context(), "SELECT count(*), (SELECT count(*) FROM beside WHERE n & 65535 = 0) FROM piece", nil, []any{&pieces, &known})
	if err != nil || pieces != 1 || known != 1 {
		t.Fatalf("%d pieces, %v, of %d it is known which words stand side by side; want them joined to one", pieces, err, known)
	}
	if some := named(t, s, `"came boat"`); len(some) > joinedBelow/20 {
		t.Errorf("%d articles would be read for words that are never side by side", len(some))
	}
	whole(t, s)
	for i, q := range questions {
		got := foundNumbers(t, s, Question{Terms: find.Terms(q)})
		got = slices.DeleteFunc(got, func(n int) bool { return n >= joinedBelow-pieceArticles })
		if !slices.Equal(got, before[i]) {
			t.Errorf("%s finds %d articles, before the pieces were joined %d", q, len(got), len(before[i]))
		}
	}
}

// A rare word together with a beginning that thousands of words have: the few articles are read, not the words.
func TestFewArticlesAreReadInPlaceOfManyWords(t *testing.T) {
	const articles = 2 * pieceArticles
	s := newStore(t)
	many := func(n int) bool { return n%3 != 0 }
	rare := func(n int) bool { return n%100 < 2 }
	some := func(n int) bool { return n%13 == 5 }
	var list []Change
	for n := range articles {
		c := change(n)
		c.Article.Title, c.Article.Lang = fmt.Sprint("Number ", n), []news.Lang{"en", "fr"}[n%2]
		if c.Article.Text = "Nothing else."; rare(n) {
			c.Article.Text = "A rare boat."
		}
		for k := range 40 {
			if many(n) {
				c.Article.Text += fmt.Sprintf(" w%dx%d", n, k)
			}
		}
		if many(n) && n%7 > 0 {
			c.Article.Text += " w0" // which is soon read, and leaves few to be looked at
		}
		if some(n) {
			c.Article.Text += " seldom"
		}
		list = append(list, c)
	}
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	var leaves int
	if err := s.one(t.Context(), "SELECT count(*) FROM leaf", nil, []any{&leaves}); err != nil || leaves < 40 {
		t.Fatalf("%d leaves, %v: the test tests little", leaves, err)
	}
	for _, test := range []struct {
		query string
		where []Where
		holds func(n int) bool
	}{
		{"rare -w", nil, func(n int) bool { return rare(n) && !many(n) }},
		{"rare w", nil, func(n int) bool { return rare(n) && many(n) }},
		{"rare w1", nil, func(n int) bool { return rare(n) && many(n) && strings.HasPrefix(fmt.Sprint(n), "1") }},
		{"seldom -w", nil, func(n int) bool { return some(n) && !many(n) }},
		{"seldom w", nil, func(n int) bool { return some(n) && many(n) }},
		{"w seldom -w1", nil, func(n int) bool { return some(n) && many(n) && !strings.HasPrefix(fmt.Sprint(n), "1") }},
		{"rare -w", []Where{{Field: ByLang, In: []string{"fr"}}}, func(n int) bool { return rare(n) && !many(n) && n%2 == 1 }},
		{"rare w", []Where{{Field: ByLang, In: []string{"fr"}, Not: true}}, func(n int) bool { return rare(n) && many(n) && n%2 == 0 }},
		{"w", []Where{{Field: ByStory, In: []string{storyID(4), storyID(6), storyID(700)}}}, func(n int) bool { return n == 4 || n == 700 }},
	} {
		var want []int
		for n := range articles {
			if test.holds(n) {
				want = append(want, n)
			}
		}
		if got := foundNumbers(t, s, Question{Terms: find.Terms(test.query), Where: test.where}); !slices.Equal(got, want) {
			t.Errorf("%s %v finds %v, want %v", test.query, test.where, got, want)
		}
	}
}

func FuzzLeaf(f *testing.F) {
	var leaf []byte
	w := &leafWriter{docs: 100, size: leafBytes, full: func(b []byte) error { leaf = append(leaf, b...); return nil }}
	for _, word := range []string{"a", "ab", "abc", "b"} {
		if err := w.add([]byte(word), []uint32{1, 7, 99}); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.flush(); err != nil {
		f.Fatal(err)
	}
	f.Add(leaf)
	f.Fuzz(func(_ *testing.T, damaged []byte) { // an error or an answer, never a crash
		_ = newMarker([]wanted{{"ab", true}, {"b", false}}).mark(damaged, newBitmap(100))
		_, _ = readDirectory(damaged)
		_ = unpackNumbers(damaged)
	})
}

// counted counts the leaves that are read of a store's index.
type counted struct {
	*Store
	leaves int
}

func (c *counted) eachLeaf(ctx context.Context, numbers []int64, visit func(n int64, leaf []byte) error) error {
	return c.Store.eachLeaf(ctx, numbers, func(n int64, leaf []byte) error {
		c.leaves++
		return visit(n, leaf)
	})
}

// Each of these texts has a word with x that stands behind thousands of rare ones.
func TestLeavesOfFrequentWordsAreReadFirst(t *testing.T) {
	s := newStore(t)
	list := make([]Change, pieceArticles)
	for n := range list {
		var rare strings.Builder
		for i := range 20 {
			fmt.Fprintf(&rare, " x%d", 20*n+i)
		}
		list[n] = change(n)
		list[n].Article.Title, list[n].Article.Text = fmt.Sprint("Number ", n), "Here stands xyz and"+rare.String()
	}
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	for query, finds := range map[string]int{"number -x": 0, "x": len(list), "number x": len(list)} {
		in := &counted{Store: s}
		words, _ := ask(find.Terms(query))
		c := candidates{in: in, ask: words, until: math.MaxInt64, since: math.MinInt64}
		got, err := c.next(t.Context())
		if err != nil || len(got) != finds {
			t.Fatalf("%s finds %d, %v; want %d", query, len(got), err, finds)
		}
		if in.leaves > 2 {
			t.Errorf("for %s %d leaves are read; want those of the words \"number\" and \"xyz\"", query, in.leaves)
		}
	}
}
