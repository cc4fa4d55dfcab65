package desk

import (
	"testing"

	"harmattan/internal/news"
)

// A story of one article of one statement is not collapsed as it comes. Its row says what its briefing says even so.
func TestAStoryOfOneStatementIsListedAsItIsRead(t *testing.T) {
	for name, tc := range map[string]struct {
		title, text, origin string
		statements          int
	}{
		"a teaser":                    {"Ferry sinks near Ayorou", "A ferry carrying rice sank near Ayorou on the Niger River.", "soum", 1},
		"the headline again":          {"Ferry sinks near Ayorou", "Ferry sinks near Ayorou", "soum", 1},
		"a line of the page":          {"Ferry sinks near Ayorou", "Read also: Gold pit collapses at Kéniéba", "soum", 1},
		"an agency's":                 {"Ferry sinks near Ayorou", "NIAMEY (Reuters) - A ferry sank near Ayorou.", "Reuters", 1},
		"no text":                     {"Ferry sinks near Ayorou", "", "soum", 0},
		"figures that contradict":     {"Ferry sinks near Ayorou", "The ferry that sank near Ayorou killed 12 traders. The ferry that sank near Ayorou killed 15 traders.", "soum", 2},
		"no headline but in the body": {"", "What you need to know", "soum", 1},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			d := openDesk(t, t.TempDir(), c)
			a := article(c, "soum", tc.title, tc.text)
			ingest(t, d, a)
			row := onlyStory(t, d)
			articles, err := d.StoryArticles(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			b, err := d.collapse(t.Context(), articles)
			if err != nil {
				t.Fatal(err)
			}
			differs, readings := differences(b)
			if len(b.Statements) != tc.statements {
				t.Fatalf("%d statements, want %d: the test tests something else", len(b.Statements), tc.statements)
			}
			if row.Title != b.Title || row.Lang != b.Lang || row.Differs != differs || row.Readings != readings {
				t.Errorf("the row is %q in %s with %d differing (%s), the briefing %q in %s with %d (%s)",
					row.Title, row.Lang, row.Differs, row.Readings, b.Title, b.Lang, differs, readings)
			}
			if articles[0].Origin != tc.origin {
				t.Errorf("its origin is %q, want %q", articles[0].Origin, tc.origin)
			}
			if !row.Changed.Equal(c.now()) || row.State != news.New || row.Articles != 1 || row.Outlets != 1 || row.Origins != 1 {
				t.Errorf("the row is %+v", row)
			}
		})
	}
}
