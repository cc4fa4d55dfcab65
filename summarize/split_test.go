package summarize

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

func sentencesOf(text string, lang news.Lang) []string {
	var out []string
	for _, s := range Split(text, lang) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestSplit(t *testing.T) {
	tests := map[string]struct {
		lang news.Lang
		want []string // the text is these joined by a blank, unless text says otherwise
		text string
	}{
		"two plain ones":      {lang: "en", want: []string{"Talks resumed in Gao.", "They failed two days later."}},
		"titles and initials": {lang: "en", want: []string{"Lt. Col. A. B. Sorabié led the escort.", "Dr. Moussa spoke."}},
		"dotted acronym":      {lang: "en", want: []string{"The U.S. Treasury lifted it.", "He left the U.S.", "The visit ended."}},
		"figures":             {lang: "en", want: []string{"It fell 3.5 percent to 1,200.75.", "No. 3 came later, on p. 5."}},
		"address and e-mail":  {lang: "en", want: []string{"See https://a.example/b.c?d=E.F.", "Write to x.y@news.example.", "Done."}},
		"glued":               {lang: "en", text: "It signals a reset with the Sahel.After three years, U.S. lifts sanctions.The rest", want: []string{"It signals a reset with the Sahel.", "After three years, U.S. lifts sanctions.", "The rest"}},
		"glued after a quote": {lang: "en", text: "He called it “a key step.”Others were silent.", want: []string{"He called it “a key step.”", "Others were silent."}},
		"glued guillemet":     {lang: "fr", text: "Il en portait cent.« On entendait les vaches », dit-il.", want: []string{"Il en portait cent.", "« On entendait les vaches », dit-il."}},
		"glued year":          {lang: "fr", text: "Il est en poste depuis 2024.Le maire reste.", want: []string{"Il est en poste depuis 2024.", "Le maire reste."}},
		"names with a point":  {lang: "en", want: []string{"It runs on ASP.NET and Node.js.", "Amazon.com paid."}},
		"ellipsis":            {lang: "en", want: []string{"She asked for drips, gloves, fuel...", "The town hall asked too."}},
		"quote and speaker":   {lang: "en", want: []string{"“We will stay.” she said.", "They did."}},
		"bracket":             {lang: "en", want: []string{"He came (It was late.) by road.", "He left."}},
		"bullets":             {lang: "en", text: "• Twelve soldiers died\n• Three drivers died", want: []string{"• Twelve soldiers died", "• Three drivers died"}},
		"numbered":            {lang: "en", text: "1. The wells 2. The road 3. The school", want: []string{"1. The wells", "2. The road", "3. The school"}},
		"paragraphs":          {lang: "en", text: "A headline without a stop\nThe text begins.", want: []string{"A headline without a stop", "The text begins."}},
		"wrapped by hand":     {lang: "en", text: "The convoy that left the town of Dori on Friday \narrived.", want: []string{"The convoy that left the town of Dori on Friday \narrived."}},
		"dateline":            {lang: "en", want: []string{"BAMAKO (ASN) - The bridge was closed.", "It reopens in May."}},
		"French":              {lang: "fr", want: []string{"M. Tchiombi et Mme Sy sont venus le 3 févr. 2025 à 8 h. 30.", "L’art. 5 et le n° 3 s’appliquent.", "« C’est fini ! »", "On verra."}},
		"Portuguese":          {lang: "pt", want: []string{"O Sr. Sanhá e a Sra. Té foram ouvidos.", "O n.º 5 não mudou.", "Não disse mais."}},
		"Arabic":              {lang: "ar", want: []string{"قالت السلطات إن الجسر أُغلق.", "هل سيُفتح غدا؟", "لم يُعرف بعد."}},
		"Arabic glued":        {lang: "ar", text: "أُغلق الجسر أمس.قالت السلطات إنه سيفتح.", want: []string{"أُغلق الجسر أمس.", "قالت السلطات إنه سيفتح."}},
		"Hausa":               {lang: "ha", want: []string{"Gwamnan jihar ya ce an rufe gadar.", "Ƙungiyar direbobi ta yi ƙorafi."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := test.text
			if text == "" {
				text = strings.Join(test.want, " ")
			}
			if got := sentencesOf(text, test.lang); !slices.Equal(got, test.want) {
				t.Errorf("Split(%q)\n got %q\nwant %q", text, got, test.want)
			}
		})
	}
}

func TestParagraphsAreCounted(t *testing.T) {
	got := Split("One. Two.\n\nThree.\nFour.", "en")
	want := []int{0, 0, 1, 2}
	for i, s := range got {
		if s.Paragraph != want[i] {
			t.Errorf("sentence %d is in paragraph %d, want %d", i, s.Paragraph, want[i])
		}
	}
}

func TestTheArticleThisProgramExistsFor(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(sharedFolder(t), "eval/seed/article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(sharedFolder(t), "eval/seed/gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Sentences []struct {
			Start int
			Text  string
		}
	}
	if err := json.Unmarshal(body, &gold); err != nil {
		t.Fatal(err)
	}
	got := Split(string(text), "en")
	if len(got) != len(gold.Sentences) {
		t.Fatalf("%d statements, want %d", len(got), len(gold.Sentences))
	}
	for i, want := range gold.Sentences { // the labels count characters, the program bytes
		if utf8.RuneCount(text[:got[i].Start]) != want.Start || string(text[got[i].Start:got[i].End]) != want.Text {
			t.Errorf("statement %d at %d: %q", i+1, got[i].Start, text[got[i].Start:got[i].End])
		}
	}
}

// checkSplit holds what is true of every split: in order, no white space at the ends, nothing but white space between,
// so that every byte stands in exactly one sentence or is white space.
func checkSplit(t *testing.T, text string, lang news.Lang) {
	t.Helper()
	at, paragraph := 0, 0
	for _, s := range Split(text, lang) {
		if s.Start < at || s.End <= s.Start || s.End > len(text) || s.Paragraph < paragraph {
			t.Fatalf("sentence %+v after byte %d of %q", s, at, text)
		}
		if strings.TrimSpace(text[at:s.Start]) != "" {
			t.Fatalf("%q stands in no sentence of %q", text[at:s.Start], text)
		}
		first, _ := utf8.DecodeRuneInString(text[s.Start:])
		last, _ := utf8.DecodeLastRuneInString(text[:s.End])
		if unicode.IsSpace(first) || unicode.IsSpace(last) {
			t.Fatalf("white space at an end of %q", text[s.Start:s.End])
		}
		at, paragraph = s.End, s.Paragraph
	}
	if strings.TrimSpace(text[at:]) != "" {
		t.Fatalf("%q stands in no sentence of %q", text[at:], text)
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"One. Two.", "a.b.C", "… . . . X", "1.) a 2.) B", "•x•y", "\n\n.\n", "“x.”Y", "http://.", "\u2028x", "\xff.\xffX", "([.]\")A",
		"''A.''", "'A. '", "“a. «b. ‘C.’ ", "((a.) [1]", "\"x.\". - B", "? – A", "U.S. The", "at 6 p.m. (B", "M. L’a. L’", "No. A\xff", ", Fla. A", "x. al-B",
		"\xe2\x80\"a.\xe2", "I. A", "« a. »b", "د. أ.د. ب", "a.\u0085b. \u00a0»",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []news.Lang{news.Unknown, news.English, news.French, news.Portuguese, news.Arabic, news.Hausa} {
			checkSplit(t, text, lang)
		}
	})
}

// The time grows with the length of a text and with nothing else: the three sizes of a hostile text take one, two and
// four times as long.
func BenchmarkSplitHostile(b *testing.B) {
	for name, piece := range map[string]string{
		"dots": ".", "spaced dots": ". ", "quotes": "\"", "quoted words": "\"a. ", "guillemets": "«a. ", "brackets": "(", "brackets and dots": ". (",
		"acronyms": "U.S. ", "initials": "J. ", "digits": "1", "list markers": "1. ", "no spaces": "a.b", "addresses": "www.a.B", "lines": "a\n",
	} {
		for _, size := range []int{1 << 18, 1 << 19, 1 << 20} {
			text := strings.Repeat(piece, size/len(piece))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Split(text, "en")
				}
			})
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The convoy of 150 lorries left Dori on Friday, Lt. Col. Sorabié said.Two days later it reached Arbinda. "+
		"« On attendait », dit-elle.\n", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text, "en")
	}
}
