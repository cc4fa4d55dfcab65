package ui

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/feeds"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/regions"
)

// officer drives a reader over a real desk: keys go in, commands run to their end, the screen comes out.
type officer struct {
	t   *testing.T
	m   *Model
	d   *desk.Desk
	now time.Time // on the desk's clock
}

// sitDown opens the desk in a folder and the reader on it.
func sitDown(t *testing.T, folder string) *officer {
	t.Helper()
	taxonomy, err := regions.Default()
	if err != nil {
		t.Fatal(err)
	}
	o := &officer{t: t, now: morning()}
	now := func() time.Time { return o.now }
	o.d, err = desk.Open(t.Context(), desk.Options{
		Data: folder, Regions: taxonomy, Lang: news.English, Now: now, Fetch: feeds.Options{Now: now, PrivateAddresses: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// withNews sits down at a desk that holds what the invented feeds brought.
func withNews(t *testing.T, folder string) *officer {
	t.Helper()
	o := sitDown(t, folder)
	if err := o.d.Ingest(t.Context(), invented()); err != nil {
		t.Fatal(err)
	}
	return o
}

// read opens the reader on what the desk holds.
func (o *officer) read(width, height int) *officer {
	o.t.Helper()
	return o.readIn(news.English, width, height)
}

// readIn opens the reader in a language.
func (o *officer) readIn(lang news.Lang, width, height int) *officer {
	o.t.Helper()
	o.m = newReader(Options{Desk: o.d, Theme: "dark", Lang: lang}, width, height)
	o.m.takeStored(<-o.m.askStored())
	o.run(o.m.first)
	o.run(o.m.loadLists())
	o.m.View()
	return o
}

// standUp ends the reader as q does, and closes the desk.
func (o *officer) standUp() {
	o.t.Helper()
	o.press("q")
	if err := o.d.Close(); err != nil {
		o.t.Error(err)
	}
}

func (o *officer) press(keys ...string) {
	o.t.Helper()
	for _, k := range keys {
		_, cmd := o.m.Update(keyPress(k))
		o.run(cmd)
		o.m.View()
	}
}

// run runs a command and all that follow from its answers.
func (o *officer) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() { // a batch or a sequence
			o.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if _, quits := msg.(tea.QuitMsg); quits {
		return
	}
	_, next := o.m.Update(msg)
	o.run(next)
}

// sees asks that the screen holds some words.
func (o *officer) sees(words ...string) {
	o.t.Helper()
	plain := cells(o.m)
	for _, w := range words {
		if !strings.Contains(plain, w) {
			o.t.Errorf("the screen does not show %q:\n%s", w, plain)
		}
	}
}

func (o *officer) seesNot(words string) {
	o.t.Helper()
	if plain := cells(o.m); strings.Contains(plain, words) {
		o.t.Errorf("the screen shows %q:\n%s", words, plain)
	}
}

// invented is what the feeds of the journey brought: two stories, one of them by two outlets that differ.
func invented() []news.Article {
	article := func(id, outlet, title, text string) news.Article {
		return news.Article{
			ID: id, FeedURL: "https://" + id + ".example/feed", Outlet: outlet, URL: "https://" + id + ".example/1", Title: title,
			Lang: news.English, Home: "ML", Published: at(6, 0), Seen: at(6, 5), Revised: at(6, 5), Revision: 1, Text: text,
		}
	}
	return []news.Article{
		article("aa11", "Le Puits", "Ferry sinks near Mopti in Mali",
			"A ferry carrying grain sank on Sunday near Mopti in central Mali, the harbour master said. "+
				"At least 12 people were killed, the harbour master said. Divers will search the river again on Monday."),
		article("bb22", "The Sahel Post", "Ferry carrying grain sinks near Mopti, Mali",
			"A ferry carrying grain sank on Sunday near Mopti in central Mali, the harbour master said. "+
				"At least 15 people were killed, the harbour master said. The ferry had left Konna at dawn."),
		article("cc33", "Radio Dune", "Date harvest begins early in Agadez",
			"Farmers around Agadez in Niger began the date harvest two weeks early. Prices at the market have fallen by a third."),
	}
}

func TestAMorningAtTheDesk(t *testing.T) {
	folder := t.TempDir()
	o := withNews(t, folder)
	o.read(160, 40)
	o.sees("Ferry", "Date harvest begins early", "Mali · 2 outlets", "differs: 12 / 15")

	o.press("enter")
	o.sees("A ferry carrying grain sank", "×2", "differs: 12 (Le Puits) / 15 (The Sahel Post)", "Articles · 2")
	o.press("w")
	o.sees("W watching")
	o.press("esc", "c")
	o.sees("cited: “Ferry")
	o.press("u")
	o.sees("is watching again, no longer cited")
	o.press("n", "x")
	o.seesNot("Date harvest begins early in Agadez  ")
	o.press("u", "u")
	o.sees("Date harvest", "is new again, no longer watching")
	o.press("u")
	o.sees("nothing to undo")
	o.press("c", "/", "h", "a", "r", "v", "e", "s")
	o.sees("Search the archive", "Date harvest begins early", "date harvest two weeks early")
	o.press("enter")
	o.sees("Farmers around Agadez", "Radio Dune")
	o.standUp()

	o = sitDown(t, folder).read(80, 24)
	o.sees("C ")
	o.press("f", "f", "f")
	o.sees("· cited")
	o.standUp()
}

func TestAStoryReadComesBackWithWhatIsNewInIt(t *testing.T) {
	o := sitDown(t, t.TempDir())
	articles := invented()
	if err := o.d.Ingest(t.Context(), articles[:1]); err != nil {
		t.Fatal(err)
	}
	o.read(160, 40)
	o.press("enter", "esc")
	o.sees("· Ferry sinks near Mopti")

	o.now = at(9, 30)
	late := articles[1]
	late.Seen, late.Revised, late.Published = o.now, o.now, o.now
	if err := o.d.Ingest(t.Context(), []news.Article{late}); err != nil {
		t.Fatal(err)
	}
	o.run(o.m.loadLists())
	o.run(o.m.loadStory())
	o.sees("N Ferry", "new since 08:42", "•")
	plain := cells(o.m)
	for l := range strings.SplitSeq(plain, "\n") {
		if strings.Contains(l, "•") && strings.Contains(l, "A ferry carrying grain sank") {
			t.Errorf("a statement read before is marked as new: %s", l)
		}
	}
	o.standUp()
}
