package summarize

import (
	"fmt"
	"testing"

	"harmattan/internal/news"
)

// However many words a reader has met, it says of each what a reader says that meets it first.
func TestWordsAtHandAreWhatTheyAreToANewReader(t *testing.T) {
	r := newReader()
	for round := range 2 {
		for i := range 3 * mostPlaces {
			word := fmt.Sprintf("Word%dkm", i*(1-2*round)+round*3*mostPlaces)
			if f := r.form(r.of(news.English), word); f.written != word {
				t.Fatalf("%q was taken for %q", word, f.written)
			}
		}
	}
	if n := len(r.of(news.English).places); n != mostPlaces {
		t.Errorf("there are places for %d words, not for %d", n, mostPlaces)
	}
	if n := len(newReader().of(news.French).places); n != fewPlaces {
		t.Errorf("a new reader has places for %d words, not for %d", n, fewPlaces)
	}
}

// A word is found again while it is the newest of its places, so what a text repeats is looked up once.
func TestAWordJustMetIsAtHand(t *testing.T) {
	r := newReader()
	in := r.of(news.French)
	for i := range 2 * mostPlaces {
		word := fmt.Sprintf("mot%d", i)
		f := r.form(in, word)
		if in.find(in.hash(word)) != f {
			t.Fatalf("%q is not at hand", word)
		}
	}
}
