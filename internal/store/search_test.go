package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// archive saves one article per text, "title | text", the first one oldest.
func archive(tb testing.TB, s *Store, texts ...string) {
	tb.Helper()
	for n, x := range texts {
		c := change(n)
		c.Article.Title, c.Article.Text, _ = strings.Cut(x, " | ")
		save(tb, s, c)
	}
}

func hitsOf(tb testing.TB, s *Store, query string, limit int) []news.Hit {
	tb.Helper()
	hits, err := s.Search(tb.Context(), Question{Terms: find.Terms(query)}, limit)
	if err != nil {
		tb.Fatalf("search for %q: %v", query, err)
	}
	return hits
}

func TestASnippetShowsTheStretchWithMostMatches(t *testing.T) {
	long := strings.Repeat("sand ", 50)
	tests := []struct{ text, query, want string }{
		{"Troops left Gao.", "gao", "Troops left \x02Gao\x03."},
		{"Troops left Gao.", "kidal", "Troops left Gao."},
		{"Les élèves de l’École", "ecole eleve", "Les \x02élèves\x03 de l’\x02École\x03"},
		{"e\u0301cole ouverte", "ecole", "\x02e\u0301cole\x03 ouverte"},
		{"قُتِل ١٢ جنديًا", "قتل", "\x02قُتِل\x03 ١٢ جنديًا"},
		{"the army of Mali, the army", `"army of mali"`, "the \x02army\x03 \x02of\x03 \x02Mali\x03, the army"},
		{long + "Gao and Kidal " + long + "Gao", "gao kidal", "… sand sand sand sand sand \x02Gao\x03 and \x02Kidal\x03" + strings.Repeat(" sand", 16) + " …"},
		{long + "Gao", "gao", "…" + strings.Repeat(" sand", 23) + " \x02Gao\x03"},
		{"two\nparagraphs  here", "para", "two \x02paragraphs\x03 here"},
		{"", "gao", ""},
	}
	for _, test := range tests {
		if got := snippet(test.text, find.Terms(test.query)); got != test.want {
			t.Errorf("%s in %q:\ngot  %q\nwant %q", test.query, test.text, got, test.want)
		}
	}
}

// What Go takes for words has to be what the search index takes for words, or a hit would have no match to show.
func TestWordsAreCutWhereTheIndexCutsThem(t *testing.T) {
	s := newStore(t)
	for n, text := range []string{
		"Plain words, U.S. and 3.5 million; N'Djaména", "L’armée a—b c–d e_f g/h", "قُتِل ١٢ جنديًا في تيلابيري، إقليم", "Ɓarna Ƙofar ɗan ŋ",
		"naïve cafe\u0301 ＦＵＬＬ ﬁne Œuvre ß", "tab\tnew\nline\u00a0nbsp soft\u00adhyphen zero\u200bwidth", "emoji 🙂 flags 🇲🇱 ½ ² №5 ©", "ꓲ ⵜⴰⵎⴰⵣⵉⵖⵜ ߒߞߏ",
	} {
		if _, err := s.writer.conn.ExecContext(t.Context(), `CREATE VIRTUAL TABLE IF NOT EXISTS temp.probe USING fts5 (text,
			tokenize = 'unicode61 remove_diacritics 2'); CREATE VIRTUAL TABLE IF NOT EXISTS temp.cut USING fts5vocab (temp, probe, instance);
			DELETE FROM temp.probe`); err != nil {
			t.Fatal(err)
		}
		if _, err := s.writer.conn.ExecContext(t.Context(), "INSERT INTO temp.probe VALUES (?)", find.Fold(text)); err != nil {
			t.Fatal(err)
		}
		rows, err := s.writer.conn.QueryContext(t.Context(), "SELECT term FROM temp.cut ORDER BY offset")
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for rows.Next() {
			var term string
			if err := rows.Scan(&term); err != nil {
				t.Fatal(err)
			}
			want = append(want, term)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if got := find.Words(text); !slices.Equal(got, want) {
			t.Errorf("%d: we cut %q into\n%q, the index into\n%q", n, text, got, want)
		}
	}
}

func FuzzSearch(f *testing.F) {
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "harmattan.db"), Write)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	archive(f, s, "Drought in Gao | The governor asked for “food aid”.", "L’armée | Des soldats à Gao.", "جنود | قُتِل ١٢ جنديًا")
	for _, query := range []string{"gao", `"food aid" -army`, `"`, `""`, "-", "a* OR NEAR(b c, 2)", "text:gao ^x", "l'", "\x00", "\xff\xfe", "ß«»“", "𞤀𞤣"} {
		f.Add(query, 5)
	}
	f.Fuzz(func(t *testing.T, query string, limit int) {
		for _, h := range hitsOf(t, s, query, limit) {
			if limit > 0 && strings.Count(h.Snippet, matchBegins) != strings.Count(h.Snippet, matchEnds) {
				t.Errorf("%q: marks of %q do not close", query, h.Snippet)
			}
		}
	})
}

// Every word of an article finds it, however it is written, and so does every beginning of the word.
func FuzzEveryWordIsFound(f *testing.F) {
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "harmattan.db"), Write)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	for _, text := range []string{"Drought in Gao", "L’armée à N'Djaména", "قُتِل ١٢ جنديًا", "Ɓarna ƙofar", "e\u0301cole", "𞤀𞤣🙂𞤤"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := change(1)
		c.Article.Text = strings.ToValidUTF8(text, "")
		save(t, s, c)
		for _, word := range find.Words(c.Article.Text)[:min(3, len(find.Words(c.Article.Text)))] {
			for _, query := range []string{word, fmt.Sprintf("%q", word), string([]rune(word)[:1])} {
				if len(hitsOf(t, s, query, 1)) == 0 {
					t.Errorf("%q does not find %q", query, c.Article.Text)
				}
			}
		}
	})
}

// lookedUp counts the articles whose titles a search looks up.
type lookedUp struct {
	*Store
	articles int
}

func (l *lookedUp) titles(ctx context.Context, q *search, numbers []int64) ([]found, error) {
	l.articles += len(numbers)
	return l.Store.titles(ctx, q, numbers)
}

// More stories are of this region than are listed before a search, and all are older than thousands of others.
func TestWhatLiesYearsBackIsFoundWithoutLookingAtAllThatCameSince(t *testing.T) {
	const old, newer = fewStories + 100, 3 * newestLooked
	s := newStore(t)
	list := make([]Change, old+newer)
	for n := range list {
		list[n] = change(n)
		if n < old {
			list[n].Placement.Region, list[n].Story.Placement.Region = "coastal", "coastal"
		}
	}
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	question := Question{Terms: find.Terms("convoy"), Where: []Where{{Field: ByRegion, In: []string{"coastal"}}}}
	in := &lookedUp{Store: s}
	q, _ := beginSearch(in, question, 40)
	if err := s.narrow(t.Context(), &q.from, question.Where); err != nil {
		t.Fatal(err)
	}
	hits, err := q.hits(t.Context())
	if err != nil || len(hits) != 40 || hits[0].Region != "coastal" {
		t.Errorf("%d are found, %v", len(hits), err)
	}
	if in.articles >= newer {
		t.Errorf("%d articles are looked at; %d came since", in.articles, newer)
	}
}
