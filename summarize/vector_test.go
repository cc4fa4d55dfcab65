package summarize

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"harmattan/internal/news"
)

func ferry() Vector {
	return NewVector(news.Article{
		Outlet: "Le Puits", Lang: "fr", Published: monday(6), Title: "Un bac chavire",
		Text: "Un bac a chaviré près d’Ayorou avec 120 passagers.",
	}, []news.Place{{Code: "NE"}, {Code: "NE:Tillabéri"}})
}

func TestAVectorSurvivesItsBytes(t *testing.T) {
	for name, v := range map[string]Vector{"an article": ferry(), "nothing": NewVector(news.Article{}, nil)} {
		got, err := DecodeVector(v.Encode())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.lang != v.lang || got.when != v.when || got.outlet != v.outlet || got.words != v.words || !slices.Equal(got.terms, v.terms) {
			t.Errorf("%s: got %+v, want %+v", name, got, v)
		}
	}
}

// Memory that held another vector tells nothing of it, and an index is not misled by where a vector lies.
func TestVectorsInTheMemoryOfOthersAreTheirOwn(t *testing.T) {
	long, other := ferry(), NewVector(news.Article{Lang: "en", Outlet: "The Well", Title: "Rice harvest in Mopti", Text: "Farmers bring in rice."}, nil)
	var room Vector
	x := NewIndex()
	for i, v := range []Vector{long, other, long, other} {
		if err := room.Decode(v.Encode()); err != nil {
			t.Fatal(err)
		}
		if room.lang != v.lang || room.when != v.when || room.outlet != v.outlet || room.words != v.words || !slices.Equal(room.terms, v.terms) {
			t.Fatalf("got %+v, want %+v", room, v)
		}
		if i < 2 {
			x.Find(room)
		}
		x.Put("s"+string(rune('0'+i)), string(rune('0'+i)), room)
	}
	for i, v := range []Vector{long, other} {
		if story, score := x.Find(v); story != "s"+string(rune('2'+i)) || score < 1 {
			t.Errorf("vector %d: found %s, %.2f", i, story, score)
		}
	}
}

func TestBrokenBytesAreNoVector(t *testing.T) {
	whole := ferry().Encode()
	tests := map[string][]byte{
		"nothing":         nil,
		"another form":    append([]byte{vectorForm + 1}, whole[1:]...),
		"cut short":       whole[:len(whole)-1],
		"followed by":     append(slices.Clone(whole), 0),
		"a number no end": append(slices.Clone(whole[:1]), slices.Repeat([]byte{0xff}, 20)...),
	}
	for name, b := range tests {
		if _, err := DecodeVector(b); !errors.Is(err, errVector) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAVectorStaysSmall(t *testing.T) {
	var text strings.Builder
	for i := range 50_000 {
		text.WriteString(" Wort")
		text.WriteString(strings.Repeat("x", i%7))
		text.WriteByte(byte('a' + i%26))
	}
	v := NewVector(news.Article{Lang: "en", Title: "Long", Text: text.String()}, nil)
	if len(v.terms) > maxTerms || len(v.Encode()) > 8*maxTerms+32 {
		t.Errorf("%d terms in %d bytes", len(v.terms), len(v.Encode()))
	}
}

func TestFiguresMeanTheSameInWordsAndLanguages(t *testing.T) {
	figures := func(lang news.Lang, text string) []termKey {
		var out []termKey
		for _, x := range NewVector(news.Article{Lang: lang, Text: text}, nil).terms {
			if x.key.kind() == figureTerm {
				out = append(out, x.key)
			}
		}
		return out
	}
	en := figures("en", "At least twenty-one people drowned and 5,800 bales burned.")
	fr := figures("fr", "Au moins 21 personnes se sont noyées et 5 800 balles ont brûlé.")
	if len(en) != 2 || !slices.Equal(en, fr) {
		t.Errorf("%v in English, %v in French", en, fr)
	}
}

func FuzzDecodeVector(f *testing.F) {
	f.Add(ferry().Encode())
	f.Add([]byte{vectorForm, 2, 'e', 'n', 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := DecodeVector(b)
		if err != nil {
			return
		}
		again, err := DecodeVector(v.Encode())
		if err != nil || !slices.Equal(again.terms, v.terms) {
			t.Fatalf("a vector does not survive its bytes: %v", err)
		}
		x := NewIndex()
		x.Put("s", "a", v)
		x.Find(v)
	})
}

func FuzzNewVector(f *testing.F) {
	f.Add("Un bac chavire", "Un bac a chaviré près d’Ayorou avec 120 passagers, le 3 août.", "fr")
	f.Add("\xff(", "- 3e9 \xf0 ½ ١٢٣ é\u0301", "ar")
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		a := news.Article{Title: title, Text: text, Lang: news.Lang(lang), Outlet: "Le Puits"}
		v := NewVector(a, nil)
		if !slices.IsSortedFunc(v.terms, func(a, b term) int { return int(int64(a.key) - int64(b.key)) }) {
			t.Error("terms out of order")
		}
		if len(lang) <= 16 {
			if _, err := DecodeVector(v.Encode()); err != nil {
				t.Error(err)
			}
		}
		if got := Origins([]news.Article{a}); len(got) != 1 || got[0] == "" {
			t.Errorf("origins %q", got)
		}
	})
}
