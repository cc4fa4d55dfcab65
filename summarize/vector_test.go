package summarize

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func TestAVectorSurvivesItsBytes(t *testing.T) {
	v := NewVector(news.Article{Lang: "fr", Published: monday(6), Title: "Un bac chavire", Text: "Un bac a chaviré près d’Ayorou avec 120 passagers."}, []string{"NE", "NE:Tillabéri"})
	got, err := DecodeVector(v.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if got.lang != v.lang || got.when != v.when || got.words != v.words || !slices.Equal(got.terms, v.terms) {
		t.Errorf("got %+v, want %+v", got, v)
	}
}

func FuzzDecodeVector(f *testing.F) {
	f.Add(NewVector(news.Article{Lang: "en", Title: "Convoy reaches Arbinda"}, nil).Encode())
	f.Add([]byte{1, 2, 'e', 'n', 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := DecodeVector(b)
		if err != nil {
			return
		}
		if again, err := DecodeVector(v.Encode()); err != nil || len(again.terms) != len(v.terms) {
			t.Fatalf("a vector does not survive its bytes: %v", err)
		}
	})
}
