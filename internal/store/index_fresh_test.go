package store

import (
	"slices"
	"testing"

	"harmattan/internal/find"
)

// What is indexed from what is at hand is what is stored: an article that was edited before it is indexed has its new words.
func TestWhatIsIndexedAtHandIsWhatIsStored(t *testing.T) {
	const before, after, edited = pieceArticles - 100, pieceArticles + 300, 7
	s := newStore(t)
	save := func(list []Change) {
		t.Helper()
		if err := s.SaveArticles(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	save(townsfolk(0, before))
	again := townsfolk(edited, edited+1)
	again[0].Article.Text = "The raft came to a landing."
	save(again)
	save(townsfolk(before, after))
	if left, err := s.Unindexed(t.Context()); err != nil || left != 0 {
		t.Fatalf("%d articles are not indexed, %v: the test tests nothing", left, err)
	}
	for words, want := range map[string][]int{
		"raft": {edited}, "port007": {700 + edited}, "port411": {411}, "port413": {413},
	} {
		if got := foundNumbers(t, s, Question{Terms: find.Terms(words)}); !slices.Equal(got, want) {
			t.Errorf("%q is found in %v, want %v", words, got, want)
		}
	}
}
