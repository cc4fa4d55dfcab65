package store

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"harmattan/internal/find"
)

// ropes are changes whose texts are of a few words, frequent ones and rare ones, in any order.
func ropes(random *rand.Rand, from, to int) []Change {
	words := strings.Fields("the of at a boat left came tied again Gao Kidal N'Djaména élève ½ ™ № قُتِل port rope sail")
	var list []Change
	for n := from; n < to; n++ {
		c := change(n)
		c.Article.Title = fmt.Sprint("Number ", n)
		count := 2 + random.IntN(20)
		if n%50 == 0 {
			count = 900 // more than fits a row
		}
		var text []string
		for range count {
			text = append(text, words[random.IntN(random.IntN(len(words))+1)])
		}
		c.Article.Text = strings.Join(text, []string{" ", ", ", " "}[n%3])
		list = append(list, c)
	}
	return list
}

// textsOf are the texts of articles as they are looked through.
func textsOf(list []Change) []find.Text {
	texts := make([]find.Text, len(list))
	for n, c := range list {
		texts[n] = find.NewText(c.Article.Text)
	}
	return texts
}

// haveAll are the numbers of the texts that have what is asked for.
func haveAll(texts []find.Text, query string) []int {
	var numbers []int
	terms := find.Terms(query)
	for n, text := range texts {
		all := true
		for _, t := range terms {
			all = all && (text.Count(t) > 0) != t.Absent
		}
		if all {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func phrases() []string {
	list := []string{
		`"the of"`, `"of the"`, `"sail rope port"`, `"the boat left"`, `"boat sail"`, `"sail sail"`, `"rope sail" -the`, "n'dja", "n'djamena boat", "l'eleve",
		`the -"of the"`, `-"of the" boat`, `boat -"the of"`, `boat -"sail rope"`, `the -"the of at"`, `of -n'dja`, `"eleve gao"`, `"gao kidal" "kidal gao"`,
		`"nowhere the"`, `"the nowhere"`, `"قتل the"`,
	}
	for _, a := range []string{"the", "boat", "tm", "port", "1", "sail"} {
		for _, b := range []string{"the", "left", "no", "2", "sail"} {
			list = append(list, fmt.Sprintf("%q", a+" "+b), fmt.Sprintf("of -%q", a+" "+b))
		}
	}
	return list
}

func TestAPhraseIsFoundWhereTheTextHasIt(t *testing.T) {
	const articles = 2*pieceArticles + 60
	s := newStore(t)
	random := rand.New(rand.NewPCG(3, 9))
	list := ropes(random, 0, articles)
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	for range 2 { // enough to be indexed anew
		var again []Change
		for range mostReworded {
			n := random.IntN(articles)
			list[n].Article.Text = ropes(random, n, n+1)[0].Article.Text
			again = append(again, list[n])
		}
		if err := s.SaveArticles(t.Context(), again); err != nil {
			t.Fatal(err)
		}
	}
	var edited, waiting int
	if err := s.one(t.Context(), "SELECT count(*), (SELECT count(*) FROM reworded WHERE piece IS NULL) FROM piece WHERE listed IS NOT NULL", nil, []any{&edited, &waiting}); err != nil || edited == 0 {
		t.Fatalf("%d pieces of edited articles, %d waiting, %v: the test tests little", edited, waiting, err)
	}
	findsAll(t, s, list)
	whole(t, s)
	if _, err := s.writer.conn.ExecContext(t.Context(), "DELETE FROM beside"); err != nil { // as an older version left it
		t.Fatal(err)
	}
	findsAll(t, s, list)
	for more := true; more; {
		var err error
		if more, err = s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var without int
	if err := s.one(t.Context(), "SELECT count(*) FROM piece WHERE NOT EXISTS (SELECT 1 FROM beside WHERE n = piece.n << 16)", nil, []any{&without}); err != nil || without > 0 {
		t.Errorf("of %d pieces it is not known which words stand side by side, %v", without, err)
	}
	findsAll(t, s, list)
	whole(t, s)
}

func findsAll(t *testing.T, s *Store, list []Change) {
	t.Helper()
	texts := textsOf(list)
	for _, query := range phrases() {
		got, want := foundNumbers(t, s, Question{Terms: find.Terms(query)}), haveAll(texts, query)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %d articles, %d have it", query, len(got), len(want))
		}
	}
}

// The words of these texts stand in two orders only, so that most pairs of frequent words are in no text.
func TestWordsThatNeverStandSideBySideAreNotRead(t *testing.T) {
	const articles = 3 * pieceArticles
	s := newStore(t)
	list := make([]Change, articles)
	for n := range list {
		list[n] = change(n)
		list[n].Article.Title, list[n].Article.Text = fmt.Sprint("Number ", n), "one two three four five six seven eight"
		if n%2 == 0 {
			list[n].Article.Text = "two four six eight one three five seven"
		}
		if n%97 == 0 {
			list[n].Article.Text += " two one"
		}
	}
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	for query, most := range map[string]int{
		`"three one"`: articles / 50, `"eight two"`: articles / 50, `"five four"`: articles / 50, `"two one"`: articles/97 + articles/50,
		`"one two three"`: articles/2 + 1, `one -"one two" -"one three"`: 0, `two -"two three"`: articles/2 + 1,
	} {
		got, want := named(t, s, query), haveAll(textsOf(list), query)
		if len(got) > most {
			t.Errorf("for %s %d texts would be read of %d; want %d at most", query, len(got), articles, most)
		}
		for _, n := range want {
			if !slices.Contains(got, int64(n+1)) {
				t.Errorf("%s does not find article %d", query, n)
			}
		}
	}
}

// named are the numbers of the articles that the index names for a question.
func named(t *testing.T, s *Store, query string) (all []int64) {
	t.Helper()
	terms := find.Terms(query)
	words, _ := ask(terms)
	c := candidates{in: s, ask: words, beside: besideEachOther(terms), until: math.MaxInt64, since: math.MinInt64}
	for {
		some, err := c.next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
	}
}

func TestBytesAreComparedEightAtATime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 7))
	for range 2000 {
		bytes, some := make([]byte, 1+random.IntN(140)), byte(1+random.IntN(255))
		got, want := newBitmap(len(bytes)), newBitmap(len(bytes))
		for i := range bytes {
			if bytes[i] = byte(random.IntN(256)); random.IntN(2) == 0 {
				bytes[i] |= some
			}
			if random.IntN(4) > 0 {
				got.set(i)
			}
			if got.has(i) && bytes[i]&some == some {
				want.set(i)
			}
		}
		if got.keep(bytes, some); !slices.Equal(got, want) {
			t.Fatalf("of %x those with %x are %b, want %b", bytes, some, got, want)
		}
	}
}

func FuzzBesideHead(f *testing.F) {
	b := newBesides(&often{n: 3})
	b.docs, b.moreOf = 20, []uint32{1, 1, 7}
	w := &leafWriter{docs: 20, size: pairBytes, full: func([]byte) error { return nil }}
	if err := w.add(pairKey(5), []uint32{1}); err != nil {
		f.Fatal(err)
	}
	f.Add(append(b.head(), w.directory()...))
	f.Fuzz(func(_ *testing.T, damaged []byte) { // an error or an answer, never a crash
		_, _, _ = readBesideHead(damaged)
		_ = newBesides(&often{}).readPairs(damaged)
	})
}
