package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestABriefSaysWhyEachStoryIsInIt(t *testing.T) {
	for _, c := range []struct {
		lang string
		row  news.StoryRow
		want string
	}{
		{"en", news.StoryRow{Differs: 1, Readings: "12 / 15 killed", Origins: 3}, "differs: 12 / 15 killed · 3 independent origins"},
		{"en", news.StoryRow{Watches: []string{"Fuel"}, Origins: 1}, "watch: Fuel · one origin, not borne out"},
		{"fr", news.StoryRow{Origins: 2}, "2 origines indépendantes"},
	} {
		o := options()
		o.Lang = c.lang
		page := BuildBrief([]Story{{Row: c.row}}, []news.Briefing{{}}, o)
		if got := page.Sections[0].Stories[0].Reason; got != c.want {
			t.Errorf("%+v: the reason is %q, want %q", c.row, got, c.want)
		}
	}
}

func TestABriefLeavesFoldedTextOut(t *testing.T) {
	s, b := invented()
	var out bytes.Buffer
	if err := Markdown(&out, BuildBrief([]Story{s}, []news.Briefing{b}, options())); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "Read also") || !strings.Contains(out.String(), "**differs: 12 / 15 killed · one origin, not borne out**") {
		t.Errorf("the brief is:\n%s", out.String())
	}
}

func TestTheLogIsToldInTheOfficersLanguage(t *testing.T) {
	o := options()
	o.Lang = "fr"
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		step news.Step
		want string
	}{
		{news.Step{ID: 1, At: at, Deed: news.DeedSnooze, Other: "1795248000000000", Title: "T"}, "sommeil"},
		{news.Step{ID: 2, At: at, Deed: news.DeedRegion, Other: "central-sahel", Title: "T"}, "région “Central Sahel”"},
		{news.Step{ID: 3, At: at, Deed: news.DeedHandover, Title: "T"}, "relève —"},
		{news.Step{ID: 4, At: at, Deed: news.DeedMerge, Other: "s2", Title: "T"}, "fusion s2"},
		{news.Step{ID: 5, At: at, From: news.New, To: news.Cited, Title: "T"}, "nouveau → cité"},
	} {
		if got := StepText(c.step, o); !strings.Contains(got, c.want) {
			t.Errorf("%q does not say %q", got, c.want)
		}
	}
}

func TestAHandoverTellsWhatChangedWhateverWasDecidedBefore(t *testing.T) {
	since := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	before, after := since.Add(-time.Hour), since.Add(time.Hour)
	h := NewHandover([]news.StoryRow{
		{ID: "cited", State: news.Cited, Decided: before, Changed: after},
		{ID: "quiet", State: news.Cited, Decided: before, Changed: before},
		{ID: "gained", State: news.Dismissed, Decided: before, Changed: after},
		{ID: "gone", State: news.Dismissed, Decided: before, Changed: before},
	}, nil, since)
	if len(h.Cited) != 1 || h.Cited[0].ID != "cited" || len(h.Dismissed) != 1 || h.Dismissed[0].ID != "gained" {
		t.Errorf("cited %+v, dismissed %+v", h.Cited, h.Dismissed)
	}
}

func TestADifferenceIsToldThoughTheOtherStatementIsLeftOut(t *testing.T) {
	s, b := invented()
	b.Order = []int{3, 2} // as a shorter length may have it: the lead of the first repeat is left out
	lines := BuildBrief([]Story{s}, []news.Briefing{b}, options()).Sections[0].Stories[0].Lines
	if want := "15 (Liptako Courier) / 12 (Soum Dispatch)"; len(lines) != 2 || len(lines[0].Differs) != 1 || lines[0].Differs[0] != want {
		t.Errorf("the lines are %+v, want the first to say %q", lines, want)
	}
}
