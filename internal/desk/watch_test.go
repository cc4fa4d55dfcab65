package desk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

func told(id, outlet, title, text string, at time.Time) news.Article {
	return news.Article{
		ID: id, Outlet: outlet, FeedURL: "https://" + outlet + ".example/feed", URL: "https://" + outlet + ".example/" + id,
		Title: title, Text: text, Lang: news.English, Published: at,
	}
}

func ids(rows []news.StoryRow) (out []string) {
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

func TestAWatchMarksStoriesAndBringsADismissedOneBack(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	fuel := told("a1", "post", "Fuel convoy burned near Kayes in Mali", "A fuel convoy was burned near Kayes in Mali on Sunday. Eight drivers were killed.", c.now())
	dates := told("b1", "puits", "Date harvest begins early in Agadez", "Farmers around Agadez in Niger began the date harvest two weeks early.", c.now())
	if err := d.Ingest(t.Context(), []news.Article{fuel, dates}); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveWatch(t.Context(), news.Watch{Name: "Fuel", Any: []string{"fuel convoy", "tanker"}}); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Stories(t.Context(), Query{Find: "watch:fuel"})
	if err != nil || len(rows) != 1 || !slices.Equal(rows[0].Watches, []string{"Fuel"}) {
		t.Fatalf("the watch marks %v, %v", rows, err)
	}
	story := rows[0].ID
	other, err := d.Stories(t.Context(), Query{Find: "-watch:fuel"})
	if err != nil || len(other) != 1 || other[0].ID == story {
		t.Fatalf("-watch:fuel finds %v, %v", ids(other), err)
	}
	for _, id := range []string{story, other[0].ID} {
		if _, err := d.SetState(t.Context(), id, news.Dismissed); err != nil {
			t.Fatal(err)
		}
	}
	events, end := d.Listen()
	defer end()
	c.add(time.Hour)
	more := []news.Article{
		told("a2", "puits", "Mali: fuel convoy burned near Kayes, twelve tankers lost", "A fuel convoy was burned near Kayes in Mali on Sunday. Twelve tankers were destroyed and the road to Senegal is closed.", c.now()),
		told("b2", "post", "Date harvest in Agadez two weeks early", "Farmers around Agadez in Niger began the date harvest two weeks early. Prices at the market have fallen by a third.", c.now()),
	}
	if err := d.Ingest(t.Context(), more); err != nil {
		t.Fatal(err)
	}
	back, err := d.Stories(t.Context(), Query{State: news.New})
	if err != nil || len(back) != 1 || back[0].ID != story {
		t.Errorf("back among the new ones: %v, want the watched story alone; %v", ids(back), err)
	}
	away, err := d.Stories(t.Context(), Query{State: news.Dismissed})
	if err != nil || len(away) != 1 || !away[0].Gained() {
		t.Errorf("dismissed: %v, want the other one, with a mark that it gained something; %v", away, err)
	}
	steps, err := d.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) == 0 || steps[len(steps)-1].Who != "watch Fuel" {
		t.Errorf("the log does not say that the watch brought it back: %v, %v", steps, err)
	}
	matched := 0
	for len(events) > 0 {
		if e := <-events; e.Kind == WatchMatched && e.Watch == "Fuel" && e.Story == story {
			matched++
		}
	}
	if matched != 1 {
		t.Errorf("told of %d matches, want one", matched)
	}
}

func TestAWatchOfTheConfigurationIsHeldAgainstTheArchiveAndRunsItsCommand(t *testing.T) {
	c, dir := newClock(), t.TempDir()
	log := filepath.Join(dir, "log")
	d := openDesk(t, dir, c)
	d.watches.configured = []news.Watch{{
		Name: "Kidal", Any: []string{"Kidal"}, Quiet: time.Hour,
		Run: []string{"sh", "-c", `printf '%s|%s\n' "$HARMATTAN_WATCH" "$HARMATTAN_TITLE" >> "$0"`, log},
	}}
	old := told("a1", "post", "Patrol leaves Kidal", "A patrol left Kidal in Mali on Friday.", c.now())
	if err := d.Ingest(t.Context(), []news.Article{old}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(log)
	if err != nil || string(text) != "Kidal|Patrol leaves Kidal\n" {
		t.Errorf("the command was given %q, %v", text, err)
	}
	c.add(2 * time.Hour)
	rows, err := d.Watches(t.Context())
	if err != nil || len(rows) != 1 || rows[0].Stories != 1 || !rows[0].TooQuiet(c.now()) {
		t.Errorf("watches %+v, %v", rows, err)
	}
	if err := d.SaveWatch(t.Context(), news.Watch{Name: "Kidal", Any: []string{"x"}}); !errors.Is(err, ErrConfigured) {
		t.Errorf("a watch of the configuration is changed in the reader: %v", err)
	}
	if err := d.SaveWatch(t.Context(), news.Watch{Name: "none"}); err == nil {
		t.Error("a watch that looks for nothing is kept")
	}
}

func TestAWatchIsTriedWithTheOtherNamesOfWhatItNames(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	a := told("a1", "sada", "مقتل جنود في كيدال", "قتل ثمانية جنود في كيدال شمال مالي يوم الأحد.", c.now())
	a.Lang = news.Arabic
	b := told("b1", "post", "GSIM claims attack in Tera", "The GSIM claimed an attack in Tera in Niger.", c.now())
	if err := d.Ingest(t.Context(), []news.Article{a, b}); err != nil {
		t.Fatal(err)
	}
	for term, want := range map[string]int{"Kidal": 1, "JNIM": 1, "Gao": 0, "Tera": 1, "attack*": 1} {
		rows, err := d.TryWatch(t.Context(), news.Watch{Any: []string{term}})
		if err != nil || len(rows) != want {
			t.Errorf("%s matches %d stories, want %d; %v", term, len(rows), want, err)
		}
	}
}

func TestSearchesAskByOperators(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	a := told("a1", "Sahel Post", "Fuel convoy burned near Kayes in Mali", "A fuel convoy was burned near Kayes in Mali on Sunday.", c.now().Add(-80*time.Hour))
	a.Grade = "B"
	b := told("b1", "Le Puits", "Récolte précoce à Agadez", "La récolte des dattes a commencé à Agadez, au Niger.", c.now())
	b.Lang, b.Grade = news.French, "D"
	if err := d.Ingest(t.Context(), []news.Article{a, b}); err != nil {
		t.Fatal(err)
	}
	tests := map[string]int{
		"country:mali": 1, "country:ne": 1, "pays:niger": 1, "-country:ml": 1, "outlet:puits": 1, "lang:fr": 1, "since:3d": 1, "until:3d": 1,
		"grade:B": 1, "grade:D": 2, "grade:=D": 1, "state:new": 2, "state:unread convoy": 1, "convoy lang:fr": 0, "region:sahel": 2,
		`"fuel convoy" country:ml`: 1, `"convoy fuel" country:ml`: 0, "recolte since:24h": 1, "state:differs": 0,
	}
	for query, want := range tests {
		rows, err := d.Stories(t.Context(), Query{Find: query})
		if err != nil || len(rows) != want {
			t.Errorf("%s finds %d stories, want %d; %v", query, len(rows), want, err)
		}
		hits, err := d.Search(t.Context(), query, 10)
		if err != nil || len(hits) != want {
			t.Errorf("%s finds %d articles, want %d; %v", query, len(hits), want, err)
		}
	}
	for _, query := range []string{"region:atlantis", "country:xx", "outlet:none", "since:never", "grade:Z", "state:lost", "watch:none"} {
		if _, err := d.Search(t.Context(), query, 10); err == nil {
			t.Errorf("%s is answered", query)
		}
	}
	if err := d.SaveSearch(t.Context(), news.Search{Name: "Mali", Query: "country:ml"}); err != nil {
		t.Fatal(err)
	}
	kept, err := d.Searches(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Stories != 1 || kept[0].Left != 1 {
		t.Errorf("kept searches %+v, %v", kept, err)
	}
	if err := d.DropSearch(t.Context(), "Mali"); err != nil {
		t.Fatal(err)
	}
	offers := d.Offers(t.Context(), "gao out")
	if !slices.Equal(offers, []string{"gao outlet:"}) {
		t.Errorf("offers %q", offers)
	}
	if offers := d.Offers(t.Context(), "outlet:sah"); !slices.Equal(offers, []string{`outlet:"Sahel Post"`}) {
		t.Errorf("offers %q", offers)
	}
}

func TestPastTimesAreReadAsTyped(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 42, 0, 0, time.UTC) // a Monday
	day := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, time.UTC) }
	tests := map[string]time.Time{
		"24h": day(22, 8, 42), "3d": day(20, 8, 42), "today": day(23, 0, 0), "hier": day(22, 0, 0), "fri": day(20, 0, 0),
		"lundi": day(23, 0, 0), "mon": day(23, 0, 0), "tue": day(17, 0, 0), "07:10": day(23, 7, 10), "18:00": day(22, 18, 0),
		"2026-11-20": day(20, 0, 0), "fri 18:00": day(20, 18, 0), "2026-11-20T10:00:00Z": day(20, 10, 0), "shift": day(23, 6, 0),
	}
	for text, want := range tests {
		if got, err := ParseSince(text, now); err != nil || !got.Equal(want) {
			t.Errorf("%q is %v, want %v; %v", text, got, want, err)
		}
	}
	for _, text := range []string{"", "soon", "tomorrow", "fri fri", "25:00", "-3d"} {
		if got, err := ParseSince(text, now); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
