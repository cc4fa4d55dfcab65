package sample

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// all returns the outlets by id and every article.
func all(t *testing.T) (map[string]Outlet, []Article) {
	t.Helper()
	list, err := Outlets()
	if err != nil {
		t.Fatal(err)
	}
	outlets := map[string]Outlet{}
	for _, o := range list {
		outlets[o.ID] = o
	}
	events, err := Events()
	if err != nil {
		t.Fatal(err)
	}
	var articles []Article
	for _, e := range events {
		articles = append(articles, e.Articles...)
	}
	return outlets, articles
}

func TestTheSampleIsLargeEnoughToBeADesk(t *testing.T) {
	outlets, articles := all(t)
	events, err := Events()
	if err != nil {
		t.Fatal(err)
	}
	langs, formats, encodings := map[string]int{}, map[string]int{}, map[string]int{}
	for _, o := range outlets {
		langs[o.Lang]++
		formats[o.Format]++
		encodings[o.Encoding]++
	}
	if len(outlets) < 12 || len(articles) < 110 || len(events) < 35 {
		t.Errorf("%d feeds, %d articles, %d events", len(outlets), len(articles), len(events))
	}
	if langs["en"] < 4 || langs["fr"] < 4 || langs["ar"] != 1 {
		t.Errorf("languages %v", langs)
	}
	for _, format := range []string{"rss", "rss-plain", "rdf", "atom", "json"} {
		if formats[format] == 0 {
			t.Errorf("no feed in %s", format)
		}
	}
	if encodings["windows-1252"] != 1 {
		t.Errorf("encodings %v", encodings)
	}
}

func TestEveryFeedSaysThatItIsInvented(t *testing.T) {
	outlets, _ := all(t)
	for id, o := range outlets {
		if !strings.Contains(o.Title, "Invented sample") || !strings.Contains(o.Description, "Invented sample") {
			t.Errorf("%s does not say so: %q, %q", id, o.Title, o.Description)
		}
		if !strings.HasSuffix(o.Site, ".example") {
			t.Errorf("%s links to %s, which may exist", id, o.Site)
		}
	}
}

func TestArticlesAreWholeAndMostlyOfTheNight(t *testing.T) {
	outlets, articles := all(t)
	night := 0
	for _, a := range articles {
		o, ok := outlets[a.Outlet]
		if !ok {
			t.Errorf("%s: no outlet %q", a.ID, a.Outlet)
		}
		if a.Title == "" || a.Text == "" {
			t.Errorf("%s has no title or no text", a.ID)
		}
		if a.Before < time.Hour || a.Before > 40*time.Hour {
			t.Errorf("%s is %s old", a.ID, a.Before)
		}
		if a.Before <= 24*time.Hour {
			night++
		}
		if left := days(a.Text+a.EditedText, o.Lang, time.Now()); strings.ContainsAny(left, "{}") {
			t.Errorf("%s keeps a placeholder", a.ID)
		}
	}
	if 2*night < len(articles) {
		t.Errorf("%d of %d articles are of the last 24 hours", night, len(articles))
	}
}

func TestEveryRegionOfTheSahelHasNews(t *testing.T) {
	events, err := Events()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range events {
		count[e.Region]++
	}
	for _, region := range []string{
		"liptako", "central-sahel", "lake-chad", "north-nigeria", "coastal", "maghreb", "sudan-horn", "central-africa",
		"pan-sahel", "unplaced",
	} {
		if count[region] < 2 {
			t.Errorf("%d events in %s", count[region], region)
		}
	}
}

// The sample exists to show what the program is for; each of these has to be there several times.
func TestTheSampleHoldsWhatTheProgramIsFor(t *testing.T) {
	_, articles := all(t)
	glued := regexp.MustCompile(`\p{Ll}\.\p{Lu}|\p{Arabic}\.\p{Arabic}`)
	reading := regexp.MustCompile(`(?i)^(read|lire) (also|aussi)|^اقرأ أيضا`)
	kinds := map[string]func(Article) bool{
		"sentences glued without a space": func(a Article) bool { return glued.MatchString(a.Text) },
		"a sentence repeated in its text": repeatsItself,
		"a sentence restated with more":   addsToItself,
		"an edited article":               func(a Article) bool { return a.Edited },
		"a copy of a wire text":           func(a Article) bool { return a.CopyOf != "" },
		"its headline stuck in its text":  func(a Article) bool { return slices.Contains(strings.Split(a.Text, "\n"), a.Title) },
		"a line that sends elsewhere": func(a Article) bool {
			return slices.ContainsFunc(strings.Split(a.Text, "\n"), reading.MatchString)
		},
	}
	wanted := map[string]int{
		"sentences glued without a space": 15, "a sentence repeated in its text": 3, "a sentence restated with more": 3,
		"an edited article": 3, "a copy of a wire text": 20, "its headline stuck in its text": 2, "a line that sends elsewhere": 5,
	}
	for name, is := range kinds {
		found := 0
		for _, a := range articles {
			if is(a) {
				found++
			}
		}
		if found < wanted[name] {
			t.Errorf("%s: %d times, want %d", name, found, wanted[name])
		}
	}
}

// sentences is a plain cut that is good enough for the sample's own texts.
func sentences(text string) []string {
	return regexp.MustCompile(`[.»!?]\s+|\n|([.])\b`).Split(text, -1)
}

func repeatsItself(a Article) bool {
	seen := map[string]bool{}
	for _, s := range sentences(a.Text) {
		if len(s) > 40 && seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// addsToItself tells a text in which a sentence comes again with words added at its end.
func addsToItself(a Article) bool {
	all := sentences(a.Text)
	for i, s := range all {
		for j, other := range all {
			if i != j && len(s) > 40 && len(other) > len(s)+15 && strings.HasPrefix(other, s) {
				return true
			}
		}
	}
	return false
}

func TestOneWireTextStandsInFourOutlets(t *testing.T) {
	_, articles := all(t)
	outlets := map[string]map[string]bool{}
	for _, a := range articles {
		from := a.ID
		if a.CopyOf != "" {
			from = a.CopyOf
		}
		if outlets[from] == nil {
			outlets[from] = map[string]bool{}
		}
		outlets[from][a.Outlet] = true
	}
	four := 0
	for _, o := range outlets {
		if len(o) >= 4 {
			four++
		}
	}
	if four < 3 {
		t.Errorf("%d wire texts stand in four outlets, want 3", four)
	}
}

func TestEditsChangeAFigureAndLieInThePast(t *testing.T) {
	_, articles := all(t)
	for _, a := range articles {
		if !a.Edited {
			continue
		}
		if a.EditedTitle == a.Title || a.EditedText == a.Text {
			t.Errorf("%s: the edit changes nothing", a.ID)
		}
		if a.Before <= time.Hour {
			t.Errorf("%s is newer than its edit", a.ID)
		}
	}
}

func TestDaysAreNamedFromNow(t *testing.T) {
	friday := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	tests := []struct{ lang, text, want string }{
		{"en", "on {day 26h}", "on Thursday"},
		{"en", "on {day 0h}", "on Friday"},
		{"fr", "reprendra {day -24h}", "reprendra samedi"},
		{"ar", "يوم {day 26h}", "يوم الخميس"},
		{"en", "no {day}", "no {day}"},
	}
	for _, tt := range tests {
		if got := days(tt.text, tt.lang, friday); got != tt.want {
			t.Errorf("%q in %s: got %q, want %q", tt.text, tt.lang, got, tt.want)
		}
	}
}
