package conform

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// report is an article of an archive that is large enough for pieces of the search index.
func report(n int) store.Change {
	c := change(n)
	c.Article.Title = fmt.Sprintf("Report %d from town%d", n, n%7)
	c.Article.Text = "The road for convoys was open."
	if n%3 == 0 {
		c.Article.Text = "The road was open for convoys."
	}
	if n%5 == 0 {
		c.Article.Lang = news.French
	}
	if n%11 == 0 {
		c.Article.Outlet = "Radio Gao"
	}
	if n%13 == 0 {
		c.Article.Text += " Acme™ built it."
	}
	return c
}

func flooded(n int) store.Change {
	c := report(n)
	c.Article.Text, c.Article.Lang = fmt.Sprintf("A flood came. Number%d is closed.", n), news.French
	return c
}

// reports is how many an archive has that lies in several pieces of the search index.
const reports = 1300

// archived is what questions find in an archive of reports, of which some are flooded.
func archived(t *testing.T, s desk, when string, isFlooded func(int) bool) {
	t.Helper()
	middle := change(reports / 2).Article.Published
	tests := []struct {
		query string
		where []store.Where
		finds func(n int, flood bool) bool
	}{
		{"report", nil, func(int, bool) bool { return true }},
		{"rep", nil, func(int, bool) bool { return true }},
		{"town3", nil, func(n int, _ bool) bool { return n%7 == 3 }},
		{"flood", nil, func(_ int, flood bool) bool { return flood }},
		{"report -flood", nil, func(_ int, flood bool) bool { return !flood }},
		{"report -f", nil, func(int, bool) bool { return false }},
		{"convoys", nil, func(_ int, flood bool) bool { return !flood }},
		{`"open for"`, nil, func(n int, flood bool) bool { return !flood && n%3 == 0 }},
		{`report -"open for"`, nil, func(n int, flood bool) bool { return flood || n%3 > 0 }},
		{`"built it"`, nil, func(n int, flood bool) bool { return !flood && n%13 == 0 }},
		{`"convoys open"`, nil, func(int, bool) bool { return false }},
		{"report", []store.Where{{Field: store.ByLang, In: []string{"fr"}}}, func(n int, flood bool) bool { return flood || n%5 == 0 }},
		{"", []store.Where{{Field: store.ByLang, In: []string{"en"}}}, func(n int, flood bool) bool { return !flood && n%5 > 0 }},
		{"", []store.Where{{Field: store.ByOutlet, In: []string{"Radio Gao"}}}, func(n int, _ bool) bool { return n%11 == 0 }},
		{"road", []store.Where{{Field: store.ByOutlet, In: []string{"Radio Gao"}, Not: true}}, func(n int, flood bool) bool { return !flood && n%11 > 0 }},
		{"report", []store.Where{{Field: store.Published, At: middle}}, func(n int, _ bool) bool { return n >= reports/2 }},
		{"", []store.Where{{Field: store.Published, At: middle, Not: true}}, func(n int, _ bool) bool { return n < reports/2 }},
	}
	for _, test := range tests {
		hits, err := s.Search(t.Context(), store.Question{Terms: find.Terms(test.query), Where: test.where}, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, h := range hits {
			got = append(got, h.Article)
		}
		for n := range reports {
			if test.finds(n, isFlooded(n)) {
				want = append(want, change(n).Article.ID)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s, %q with %v finds %d articles, want %d", when, test.query, test.where, len(got), len(want))
		}
	}
}

func indexed(t *testing.T, s desk) {
	t.Helper()
	for more := true; more; {
		var err error
		if more, err = s.IndexStep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func whatIsIndexedIsFoundAsWhatIsNot(t *testing.T, s desk) {
	t.Helper()
	const few, many = 10, 290
	for from := 0; from < reports; from += 260 {
		var list []store.Change
		for n := from; n < from+260; n++ {
			list = append(list, report(n))
		}
		if err := s.SaveArticles(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	archived(t, s, "as saved", func(int) bool { return false })
	isFlooded := func(upTo int) func(int) bool { return func(n int) bool { return n%4 == 0 && n/4 < upTo } }
	for i := range few {
		save(t, s, flooded(4*i))
	}
	archived(t, s, "with a few edited", isFlooded(few))
	var list []store.Change
	for i := few; i < many; i++ {
		list = append(list, flooded(4*i))
	}
	if err := s.SaveArticles(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	archived(t, s, "with many edited", isFlooded(many))
	indexed(t, s)
	archived(t, s, "with many edited and indexed", isFlooded(many))
	for i := range few { // back again
		save(t, s, report(4*i))
	}
	s = s.again(t)
	archived(t, s, "with a few edited again", func(n int) bool { return isFlooded(many)(n) && n/4 >= few })
	whole(t, s)
}

// An article gets its number before others do and is seen after them: the search index does not go past it.
func TestWhatIsStoredLateIsFoundToo(t *testing.T) {
	data := newSchema(t)
	slow, s := newDesk(t, data), newDesk(t, data)
	late := flooded(5000)
	late.Article.Outlet, late.Placement.Region, late.Story.Placement.Region = "Radio Late", "coastal", "coastal" // in nobody's way
	err := slow.Grow(t.Context(), []string{late.Story.ID}, func(ctx context.Context) error {
		if err := slow.SaveArticles(ctx, []store.Change{late}); err != nil {
			return err
		}
		var list []store.Change
		for n := range 700 {
			list = append(list, report(n))
		}
		for _, part := range [][]store.Change{list[:400], list[400:]} {
			if err := s.SaveArticles(t.Context(), part); err != nil {
				return err
			}
			indexed(t, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	indexed(t, s)
	indexed(t, s) // once for who was under way
	if hits := hitsOf(t, s, "flood", 0); len(hits) != 1 {
		t.Errorf("an article that was stored while others were indexed is found %d times", len(hits))
	}
	if waiting, err := s.Unindexed(t.Context()); err != nil || waiting > 0 {
		t.Errorf("%d articles are in no piece of the search index, %v", waiting, err)
	}
	whole(t, s)
}

// A desk large enough for pieces that are joined finds in a file and on a server the same, in the same order.
func TestALargeDeskIsFoundTheSameOnBoth(t *testing.T) {
	const large = 32*512 + 700
	file := newDesk(t, filepath.Join(t.TempDir(), "large"))
	for from := 0; from < large; from += 2000 {
		var list []store.Change
		for n := from; n < min(from+2000, large); n++ {
			c := report(n)
			if n < 3200 { // too many to be listed before a search, and all of them old
				c.Placement.Region, c.Story.Placement.Region = "coastal", "coastal"
			}
			list = append(list, c)
		}
		if err := file.SaveArticles(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	data := newSchema(t)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Copy(t.Context(), file.data, data, func(store.Copied) {}); err != nil {
		t.Fatal(err)
	}
	file = newDesk(t, file.data)
	server := newDesk(t, data)
	for _, query := range []string{
		"r", "report", "town3 open", `"open for"`, `"for convoys was"`, `report -"open for"`, "report -road", `"convoys road"`, "5", "report 1600", `"built it"`,
	} {
		for _, where := range [][]store.Where{
			nil,
			{{Field: store.ByLang, In: []string{"fr"}}},
			{{Field: store.ByOutlet, In: []string{"Radio Gao"}}},
			{{Field: store.Published, At: change(3000).Article.Published, Not: true}},
			{{Field: store.ByRegion, In: []string{"central-sahel"}}},
			{{Field: store.ByRegion, In: []string{"coastal"}}},
		} {
			question := store.Question{Terms: find.Terms(query), Where: where}
			want, err := file.Search(t.Context(), question, 40)
			got, missing := server.Search(t.Context(), question, 40)
			if err != nil || missing != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q with %v: a server finds %d, a file %d, or in another order; %v, %v", query, where, len(got), len(want), missing, err)
			}
		}
	}
	whole(t, server)
	later := report(large)
	later.Article.Seen = later.Article.Seen.Add(time.Hour)
	save(t, server, later)
	if hits := hitsOf(t, server, fmt.Sprint(`"report `, large, `"`), 0); len(hits) != 1 {
		t.Errorf("what came after the copy is found %d times", len(hits))
	}
}

// What a search is given on a server comes from many pieces of the index with one way there and back, or it takes the longer the
// larger the desk is.
func TestASearchAsksAServerLessOftenThanThereArePieces(t *testing.T) {
	const pieces = 20
	data, network := newNetwork(t, newSchema(t))
	file := newDesk(t, filepath.Join(t.TempDir(), "archive"))
	var list []store.Change
	for n := range pieces * 512 {
		list = append(list, report(13*n+1)) // without the signs of others, by which all of these would be read for a phrase
	}
	if err := errors.Join(file.SaveArticles(t.Context(), list), file.Close()); err != nil {
		t.Fatal(err)
	}
	if err := store.Copy(t.Context(), file.data, data, func(store.Copied) {}); err != nil {
		t.Fatal(err)
	}
	s := newDesk(t, data)
	for _, test := range []struct {
		query string
		where []store.Where
	}{
		{"nobody wrote this", nil},
		{"report nobody", []store.Where{{Field: store.ByRegion, In: []string{"central-sahel"}}}},
		{"report -c", nil},
		{`"convoys road"`, nil},
		{"report", []store.Where{{Field: store.ByOutlet, In: []string{"Radio Gao"}}}},
		{"", []store.Where{{Field: store.ByLang, In: []string{"fr"}}}},
	} {
		question := store.Question{Terms: find.Terms(test.query), Where: test.where}
		var before int64
		for range 2 { // the first time the server is told besides how it will be asked
			before = network.asked.Load()
			if _, err := s.Search(t.Context(), question, 40); err != nil {
				t.Fatal(err)
			}
		}
		if asked := network.asked.Load() - before; asked >= pieces {
			t.Errorf("%q with %v asks %d times for what %d pieces have", test.query, test.where, asked, pieces)
		}
	}
}
