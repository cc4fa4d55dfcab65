package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

// story is an invented story of two articles that disagree on a figure and repeat one statement.
func invented() (Story, news.Briefing) {
	at := time.Date(2026, 11, 23, 5, 12, 0, 0, time.UTC)
	one := news.Article{
		ID: "a1", Outlet: "Soum Dispatch", URL: "https://one.example/a?x=1&y=2", Title: "Attack on the market", Lang: "en",
		Published: at, Text: "Twelve people were killed. Shops stayed shut.", Origin: "Soum Dispatch",
	}
	two := news.Article{
		ID: "a2", Outlet: "Liptako Courier", Title: "Market attack *bold* <b>", Lang: "en",
		Published: at.Add(3 * time.Hour), Text: "Fifteen people were killed. All shops stayed shut.", Origin: "Soum Dispatch",
	}
	b := news.Briefing{
		Title: "Attack on the market", Lang: "en", Articles: []news.Article{one, two},
		Statements: []news.Statement{
			{ID: 1, Article: "a1", Start: 0, End: 26, Text: "Twelve people were killed."},
			{ID: 2, Article: "a1", Start: 27, End: 45, Text: "Shops stayed shut."},
			{ID: 3, Article: "a2", Start: 0, End: 27, Text: "Fifteen people were killed."},
			{ID: 4, Article: "a2", Start: 28, End: 50, Text: "All shops stayed shut."},
			{ID: 5, Article: "a2", Start: 51, End: 60, Text: "Read also"},
		},
		Repeats: []news.Repeat{
			{Lead: 1, Members: []news.Member{
				{ID: 1, Kind: news.Lead},
				{ID: 3, Kind: news.Differs, Score: .9, Why: "12 / 15 killed", Mine: "15", Theirs: "12"},
			}},
			{Lead: 2, Members: []news.Member{
				{ID: 2, Kind: news.Lead}, {ID: 4, Kind: news.Adds, Score: .8, Why: "adds", Adds: []string{"All"}},
			}},
		},
		Asides: []news.Aside{{ID: 5, Kind: news.AsideBoilerplate, Why: "a pointer to other articles"}},
		Order:  []int{1, 2},
	}
	row := news.StoryRow{
		ID: "s1", Title: "Attack on the market", State: news.Cited, Outlets: 2, Origins: 1, Differs: 1,
		Readings: "12 / 15 killed", First: at, Last: at.Add(3 * time.Hour),
		Placement: news.Placement{Region: "central-sahel", Country: "BF"},
	}
	return Story{Row: row, Articles: b.Articles}, b
}

func options() Options {
	return Options{
		Title: "Morning brief", Lang: "en", Location: time.UTC, Made: time.Date(2026, 11, 23, 8, 42, 0, 0, time.UTC),
		Place:  func(news.Placement) string { return "Burkina Faso" },
		Region: func(string) string { return "Central Sahel" },
	}
}

func page() Page {
	s, b := invented()
	return Build([]Story{s}, []news.Briefing{b}, options())
}

func TestEveryFormatTellsTheSame(t *testing.T) {
	formats := map[string]func(*bytes.Buffer) error{
		"text":     func(w *bytes.Buffer) error { return Text(w, page()) },
		"markdown": func(w *bytes.Buffer) error { return Markdown(w, page()) },
		"html":     func(w *bytes.Buffer) error { return HTML(w, page()) },
	}
	for name, write := range formats {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := write(&out); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{
				"Morning brief", "Attack on the market", "Burkina Faso", "2 outlets, 1 origin", "05:12 to 08:12",
				"Twelve people were killed.", "×2", "Soum Dispatch", "Liptako Courier", "Read also", "differs",
			} {
				if !strings.Contains(strings.ToLower(out.String()), strings.ToLower(want)) {
					t.Errorf("%s does not say %q:\n%s", name, want, out.String())
				}
			}
		})
	}
}

func TestADifferenceNamesWhoSaysWhich(t *testing.T) {
	line := page().Sections[0].Stories[0].Lines[0]
	if want := "12 (Soum Dispatch) / 15 (Liptako Courier)"; len(line.Differs) != 1 || line.Differs[0] != want {
		t.Errorf("differs = %q, want %q", line.Differs, want)
	}
	if line.Times != 1 {
		t.Errorf("a differing statement was counted as a repeat: %d times", line.Times)
	}
}

func TestFeedTextNeverBecomesMarkup(t *testing.T) {
	var md, html bytes.Buffer
	if err := Markdown(&md, page()); err != nil {
		t.Fatal(err)
	}
	if err := HTML(&html, page()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(md.String(), `\*bold\* \<b\>`) {
		t.Errorf("Markdown took text for markup:\n%s", md.String())
	}
	if strings.Contains(html.String(), "<b>") {
		t.Errorf("HTML took text for markup:\n%s", html.String())
	}
}

func TestMarkdownEscapesWhatWouldBeginAList(t *testing.T) {
	for in, want := range map[string]string{
		"1. first":  `1\. first`,
		"12) then":  `12\) then`,
		"- dash":    `\- dash`,
		"v1.2 done": "v1.2 done",
		"# head":    `\# head`,
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBriefingJSONKeepsEveryStatement(t *testing.T) {
	_, b := invented()
	var out bytes.Buffer
	if err := BriefingJSON(&out, b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Statements []struct {
			ID, Start, End int
			Text           string
		}
		Repeats []struct {
			Lead    int
			Members []struct {
				ID   int
				Kind string
				Adds []string
			}
		}
		Asides   []struct{ ID int }
		Briefing []int
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Statements) != len(b.Statements) || len(got.Repeats) != 2 || len(got.Asides) != 1 || len(got.Briefing) != 2 {
		t.Errorf("something was left out: %s", out.String())
	}
	if !strings.Contains(out.String(), "<b>") {
		t.Error("JSON escaped a character that needs none")
	}
	if got.Repeats[1].Members[1].Adds[0] != "All" {
		t.Errorf("added words are missing: %s", out.String())
	}
}

func TestEmptyListsAreListsInJSON(t *testing.T) {
	var out bytes.Buffer
	for _, write := range []func() error{
		func() error { return StoriesJSON(&out, nil) },
		func() error { return BriefingJSON(&out, news.Briefing{}) },
		func() error { return PlacementJSON(&out, news.Placement{}) },
		func() error { return HandoverJSON(&out, Handover{}) },
	} {
		out.Reset()
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "null") {
			t.Errorf("null in %s", out.String())
		}
	}
}

func TestHandoverTellsByException(t *testing.T) {
	since := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	before, after := since.Add(-time.Hour), since.Add(time.Hour)
	rows := []news.StoryRow{
		{ID: "watched", State: news.Watching, Changed: before},
		{ID: "cited now", State: news.Cited, Changed: before},
		{ID: "cited yesterday", State: news.Cited, Changed: before},
		{ID: "dismissed now", State: news.Dismissed, Changed: before},
		{ID: "new in the shift", State: news.New, Changed: after},
		{ID: "new before the shift", State: news.New, Changed: before},
		{ID: "read in the shift", State: news.New, Changed: after, Read: after.Add(time.Minute)},
	}
	steps := []news.Step{{Story: "cited now"}, {Story: "dismissed now"}}
	h := NewHandover(rows, steps, since)
	for part, got := range map[string][]news.StoryRow{
		"watched": h.Watched, "cited now": h.Cited, "dismissed now": h.Dismissed, "new in the shift": h.Open,
	} {
		if len(got) != 1 || got[0].ID != part {
			t.Errorf("want only %q, got %+v", part, got)
		}
	}
	o := options()
	var out bytes.Buffer
	if err := Text(&out, BuildHandover(h, o)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "since 06:00") {
		t.Errorf("the hand-over does not say since when:\n%s", out.String())
	}
}

func TestFrenchReportsAreFrench(t *testing.T) {
	s, b := invented()
	o := options()
	o.Lang = "fr"
	var out bytes.Buffer
	if err := HTML(&out, Build([]Story{s}, []news.Briefing{b}, o)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="fr">`, "2 médias, 1 origine", "05:12 à 08:12", "cité", "diverge"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page does not say %q:\n%s", want, out.String())
		}
	}
}

func TestArabicRunsRightToLeft(t *testing.T) {
	s, b := invented()
	b.Lang = news.Arabic
	for i := range b.Articles {
		b.Articles[i].Lang = news.Arabic
	}
	var out bytes.Buffer
	if err := HTML(&out, Build([]Story{s}, []news.Briefing{b}, options())); err != nil {
		t.Fatal(err)
	}
	if strings.Count(out.String(), `dir="rtl"`) < 3 {
		t.Errorf("title and statements do not say that they run right to left:\n%s", out.String())
	}
}
