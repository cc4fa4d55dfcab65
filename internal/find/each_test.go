package find

import (
	"slices"
	"strings"
	"testing"
)

func eachWord(text string) []string {
	var got []string
	EachWord(text, nil, func(word []byte) { got = append(got, string(word)) })
	return got
}

func FuzzEachWordCutsWhereWordsCuts(f *testing.F) {
	for _, text := range []string{
		"", "Plain words, U.S. and 3.5 million", "L’armée a—b c–d e_f", "قُتِل ١٢ جنديًا، إقليم", "e\u0301cole \u0301x a \u0301b", "½ ² №5 ﬁne",
		"soft\u00adhyphen zero\u200bwidth", "\xff\xfe",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		if got, want := eachWord(text), Words(text); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	})
}

// Where a text is not odd, its words stand side by side for a Text where they do for EachWord.
func FuzzWordsStandWhereATextHasThem(f *testing.F) {
	for _, text := range []string{
		"Acme ™ Inc", "№ 5", "½ cup", "aĿ b", "ŉ", "a ﹱ b", "a ـ b", "مـن ـ ما", "x² + ¼", "ª º ① ⑴ ㎏ ﷺ ﬁne", "L’armée a—b", "قُتِل ١٢ جنديًا، إقليم", "e\u0301cole \u0301x a\u200b b", "İstanbul ß Ⓐ b ℃ c", "a¨b ´c",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		if Odd(text) {
			return
		}
		var stand []string
		for _, s := range NewText(text).Spots {
			stand = append(stand, strings.ToLower(Fold(text[s.Start:s.End])))
		}
		if got := eachWord(text); !slices.Equal(got, stand) {
			t.Errorf("%q is cut into %q, a text has %q", text, got, stand)
		}
	})
}

func TestSignsThatFoldIntoLettersAreOdd(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "Plain words, “quoted” – l’élève № 5": true, "l’élève, “cité” – Ɓarna قُتِل… 10 €": false, "Acme™": true, "½": true, "x²": false, "واشنطن ـ الوكالات": true, "مـن": false,
	} {
		if Odd(text) != want {
			t.Errorf("%q is odd: %v", text, !want)
		}
	}
}

func BenchmarkEachWord(b *testing.B) {
	text := strings.Repeat("L’armée malienne said that 12 soldiers were killed near Ménaka. ", 6)
	var room []byte
	for b.Loop() {
		room = EachWord(text, room, func([]byte) {})
	}
}
