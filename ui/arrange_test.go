package ui

import (
	"strings"
	"testing"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

func TestTheStoryLineTellsWhoToldWhatFirst(t *testing.T) {
	m := press(screenOf(120, 60), "enter", "G", "g")
	moments := m.briefing.page.moments
	want := []moment{
		{at(5, 12), "Le Puits", []int{1, 2}}, {at(6, 40), "The Sahel Post", nil}, {at(8, 31), "Radio Dune", []int{3, 4}},
	}
	for i, w := range want {
		if got := moments[i]; got.outlet != w.outlet || !got.at.Equal(w.at) || numbers(got.points) != numbers(w.points) {
			t.Errorf("moment %d is %+v, want %+v", i, got, w)
		}
	}
	if got := scale(moments); !strings.HasPrefix(got, "●") || !strings.HasSuffix(got, "●") || strings.Count(got, "○") != 1 {
		t.Errorf("the scale is %q", got)
	}
	press(m, "down", "down", "down", "down", "down", "enter")
	plain := cells(m)
	for _, says := range []string{"Story line", "● 05:12 · Le Puits · first to tell 1, 2", "○ 06:40 · The Sahel Post · nothing new"} {
		if !strings.Contains(plain, says) {
			t.Errorf("the screen lacks %q:\n%s", says, plain)
		}
	}
}

func TestOneMomentHasAScale(t *testing.T) {
	if got := scale([]moment{{at: at(5, 12), points: []int{1}}, {at: at(5, 12)}}); got != "●"+strings.Repeat("·", scaleCells-1) {
		t.Errorf("%q", got)
	}
}

func TestOriginsAreListedWithTheirOutlets(t *testing.T) {
	sources := []source{{outlet: "Le Puits", origin: "AFP"}, {outlet: "Radio Dune", origin: "Radio Dune"}, {outlet: "The Sahel Post", origin: "AFP"}}
	if got, want := whose(sources), "AFP: Le Puits, The Sahel Post · Radio Dune"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := whose(sources[1:2]); got != "" {
		t.Errorf("an outlet of its own is listed: %q", got)
	}
}

func TestACorrectionStandsUnderItsSource(t *testing.T) {
	m := screenOf(120, 60)
	view := inventedView("bridge")
	view.Edits = map[string][]news.Edit{"a1": {{
		Number: 2, Seen: at(8, 31), Removed: []string{"Some 12 stalls were moved."}, Added: []string{"Some 15 stalls were moved."},
		Corrections: []news.Correction{{Was: "12", Now: "15"}},
	}}}
	m.Update(storyLoaded{request: m.pages.ask(), story: "bridge", page: newPage(view)})
	press(m, "enter", "G", "up", "up")
	plain := cells(m)
	if !strings.Contains(plain, "corrected: 12 → 15, 08:31") || strings.Contains(plain, "− Some 12") {
		t.Errorf("the correction is not shown, or the edit before it is unfolded:\n%s", plain)
	}
	press(m, "enter")
	plain = cells(m)
	if !strings.Contains(plain, "− Some 12 stalls were moved.") || !strings.Contains(plain, "+ Some 15 stalls were moved.") {
		t.Errorf("unfolded, the edit is not shown:\n%s", plain)
	}
}

func TestDaysAreReadWithoutColour(t *testing.T) {
	if got := spark([]int{0, 1, 4, 8}); got != "·▁▄█" {
		t.Errorf("%q", got)
	}
	if got := spark(nil); got != "" {
		t.Errorf("no days draw %q", got)
	}
	row := news.RegionRow{Name: "Lake Chad Basin", Days: []int{0, 3, 1}}
	if got, want := inWords(row, english()), "Lake Chad Basin: 4 stories in 3 days, 1 today; by day 0 3 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAWideScreenShowsTheRegionsDays(t *testing.T) {
	m := newReader(Options{Theme: "none"}, 180, 40)
	m.lists.ask()
	lists := answerLists(m, m.lists.last)
	lists.regions[0].Days = []int{0, 1, 4, 8}
	m.Update(lists)
	plain := cells(m)
	if !strings.Contains(plain, "·▁▄█") {
		t.Errorf("no days in\n%s", plain)
	}
	narrow := newReader(Options{Theme: "none"}, 120, 40)
	narrow.lists.ask()
	narrow.Update(lists)
	if plain = cells(narrow); strings.Contains(plain, "▁▄█") {
		t.Errorf("days where there is no room:\n%s", plain)
	}
}

func TestMarkedArticlesAreSplitOff(t *testing.T) {
	m := press(screenOf(120, 60), "enter", "G", "v")
	if len(m.briefing.marked) != 1 || m.briefing.marked[0] != "a3" {
		t.Fatalf("marked %q", m.briefing.marked)
	}
	if plain := cells(m); !strings.Contains(plain, "✓ Radio Dune") {
		t.Errorf("the mark is not seen:\n%s", plain)
	}
	press(m, "v")
	if len(m.briefing.marked) != 0 {
		t.Errorf("marked again, the article is still marked: %q", m.briefing.marked)
	}
	m.Update(arranged{step: news.Step{Deed: news.DeedSplit}})
	if !strings.Contains(m.status.text, "a story of its own") {
		t.Errorf("the status says %q", m.status.text)
	}
}

func TestAStoryIsChosenToMergeWith(t *testing.T) {
	m := screenOf(80, 24)
	m.Update(othersFound{story: "bridge", title: "Bridge at Tessoum", rows: inventedStories()[1:3]})
	plain := cells(m)
	if m.screen != screenChoose || !strings.Contains(plain, "goes into") || !strings.Contains(plain, "▸ Fire destroys") {
		t.Fatalf("no choice is offered:\n%s", plain)
	}
	press(m, "down")
	if c, _ := m.chooser.current(); c.id != "floods" {
		t.Errorf("the cursor is on %q", c.id)
	}
	press(m, "esc")
	if m.screen != screenPanes {
		t.Error("esc does not go back")
	}
	press(m, "P")
	plain = cells(m)
	if !strings.Contains(plain, "to the region") || !strings.Contains(plain, "Lake Chad Basin") {
		t.Errorf("no regions to choose from:\n%s", plain)
	}
}

func TestArrangingNeedsAnArticleAndAWritableDesk(t *testing.T) {
	m := press(screenOf(80, 24), "enter", "g")
	m.briefing.cursor = len(m.briefing.items) - 4 // the heading of the articles
	m.splitOff(m.briefing.row)
	if m.status.text != m.pen.texts.arrange.noArticle {
		t.Errorf("the status says %q", m.status.text)
	}
	m.readOnly = true
	press(m, "M")
	if m.status.text != m.pen.texts.status.readOnly {
		t.Errorf("the status says %q", m.status.text)
	}
}

// TestStoriesAreArrangedOnTheDesk goes by keys: two stories become one, and are two again.
func TestStoriesAreArrangedOnTheDesk(t *testing.T) {
	o := sitDown(t, t.TempDir())
	if err := o.d.Ingest(t.Context(), []news.Article{
		{ID: "aa", Outlet: "Le Puits", Title: "Ferry sinks near Ayorou", Text: "A ferry sank near Ayorou.", Lang: "en", Published: morning().Add(-time.Hour)},
		{ID: "bb", Outlet: "Radio Dune", Title: "Locusts reach Kayes", Text: "Locusts ate the millet of Kayes.", Lang: "en", Published: morning().Add(-time.Hour)},
	}); err != nil {
		t.Fatal(err)
	}
	o.read(120, 40)
	stories := func() int {
		rows, err := o.d.Stories(t.Context(), desk.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	o.press("M", "enter")
	if n := stories(); n != 1 || !strings.Contains(o.m.status.text, "one story now") {
		t.Errorf("after merging: %d stories, %q", n, o.m.status.text)
	}
	o.press("enter", "G", "S")
	if n := stories(); n != 2 {
		t.Errorf("after splitting: %d stories, %q", n, o.m.status.text)
	}
	o.press("u", "u")
	if n := stories(); n != 2 || !strings.Contains(o.m.status.text, "taken back") {
		t.Errorf("after undo: %d stories, %q", n, o.m.status.text)
	}
	o.press("u")
	if o.m.status.text != o.m.pen.texts.status.nothingToUndo {
		t.Errorf("the status says %q", o.m.status.text)
	}
	o.standUp()
}
