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

func BenchmarkEachWord(b *testing.B) {
	text := strings.Repeat("L’armée malienne said that 12 soldiers were killed near Ménaka. ", 6)
	var room []byte
	for b.Loop() {
		room = EachWord(text, room, func([]byte) {})
	}
}
