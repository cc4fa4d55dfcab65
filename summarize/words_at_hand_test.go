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

// metWords counts the words that readers share: those of the young halves, and all.
func metWords(m *met) (young, all int) {
	for i := range m.parts {
		for _, f := range m.parts[i].langs {
			young, all = young+len(f.young), all+len(f.young)+len(f.old)
		}
	}
	return young, all
}

// What readers share is bounded, and the words met last are among it.
func TestReadersShareTheWordsMetLast(t *testing.T) {
	r := newReader()
	in := r.of(news.English)
	const words = 4 * sharedForms << partBits
	for i := range words {
		r.form(in, fmt.Sprintf("word%d", i))
	}
	if _, all := metWords(r.met); all > 2*sharedForms<<partBits || all < sharedForms<<partBits {
		t.Errorf("%d words are shared, not %d in two halves", all, 2*sharedForms<<partBits)
	}
	for i := words - sharedForms/2; i < words; i++ {
		word := fmt.Sprintf("word%d", i)
		if f := r.met.form(in.hash(word), news.English); f == nil || f.written != word {
			t.Errorf("%q is not shared", word)
		}
		if r.met.form(in.hash(word), news.French) != nil {
			t.Errorf("%q is shared as a word of another language", word)
		}
	}
}
