package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

func inventedCountries() []news.CountryRow {
	return []news.CountryRow{
		{Code: "BF", Name: "Burkina Faso", Total: 41, Left: 30},
		{Code: "ML", Name: "Mali", Total: 26, Left: 11},
		{Code: "NG", Name: "Nigeria", Total: 19, Left: 19},
		{Code: "BJ", Name: "Benin", Total: 12, Left: 12},
		{Code: "SD", Name: "Sudan", Total: 9},
		{Code: "FR", Name: "France", Total: 7, Left: 2},
		{Code: "TD", Name: "Chad", Total: 4, Left: 1},
		{Code: "NE", Name: "Niger", Total: 3, Left: 3},
		{Code: "MR", Name: "Mauritania", Total: 2, Left: 1},
		{Code: "SN", Name: "Senegal", Total: 1, Left: 1},
		{Code: "", Total: 5, Left: 5},
	}
}

// mapOf returns a reader of a size that shows the map of an invented desk.
func mapOf(m *Model) *Model {
	press(withDesk(m), "m")
	m.Update(countriesLoaded{request: m.chart.asked.last, rows: inventedCountries()})
	m.View()
	return m
}

func TestTheMapReadsWithoutColour(t *testing.T) {
	m := mapOf(newReader(Options{Theme: "none"}, 120, 40))
	content := m.View().Content
	for _, code := range []string{"\x1b[3", ";38;", ";48;"} {
		if strings.Contains(content, code) {
			t.Errorf("there is colour in it: %q", code)
		}
	}
	for _, label := range []string{"▸ML 26d", "BF 41d", "NE 3", "a 1", "DZ"} {
		if !strings.Contains(ansi.Strip(content), label) {
			t.Errorf("it does not show %q", label)
		}
	}
}

func TestArrowsMoveBetweenCountries(t *testing.T) {
	m := mapOf(newReader(Options{Theme: "dark"}, 80, 24))
	for _, step := range []struct{ key, want string }{
		{"right", "NE"}, {"right", "TD"}, {"left", "NE"}, {"down", "NG"}, {"left", "BJ"},
	} {
		if press(m, step.key); m.chart.chosen != step.want {
			t.Fatalf("%s leads to %s, want %s", step.key, m.chart.chosen, step.want)
		}
	}
	press(m, "up", "up", "up", "up", "up")
	if m.status.text != english().status.noCountryThere {
		t.Errorf("beyond the last country the reader says %q", m.status.text)
	}
}

func TestEnterShowsTheStoriesOfACountryAndEscAllAgain(t *testing.T) {
	m := mapOf(newReader(Options{Theme: "dark"}, 80, 24))
	press(m, "enter")
	if q := m.query(); q.Country != "ML" || q.Region != "" || m.screen != screenPanes {
		t.Fatalf("the reader asks for %+v", q)
	}
	rows := []news.StoryRow{inventedStories()[0]}
	m.Update(listsLoaded{request: m.lists.last, query: m.query(), regions: inventedRegions(), stories: rows})
	if plain := cells(m); !strings.Contains(plain, "Mali") {
		t.Errorf("the list is not named for the country:\n%s", plain)
	}
	if press(m, "esc"); m.query().Country != "" {
		t.Error("esc leaves the country in force")
	}
}

func TestWhatLeadsBeyondACountryShowsAllAgain(t *testing.T) {
	m := press(mapOf(newReader(Options{Theme: "dark"}, 80, 24)), "enter")
	m.Update(unreadFound{row: inventedStories()[4], ok: true})
	if q := m.query(); q.Country != "" || q.Region != "maghreb" {
		t.Errorf("after the next unread story elsewhere the reader asks for %+v", q)
	}
	m = press(mapOf(newReader(Options{Theme: "dark"}, 80, 24)), "enter", "left", "down")
	if q := m.query(); q.Country != "" {
		t.Errorf("after another region was chosen the reader asks for %+v", q)
	}
}

func TestACountryWithoutStoriesIsNotOpened(t *testing.T) {
	m := press(mapOf(newReader(Options{Theme: "dark"}, 80, 24)), "up", "enter")
	if m.screen != screenMap || m.status.text != english().status.noCountryStories {
		t.Errorf("on %s the reader says %q", m.chart.chosen, m.status.text)
	}
}

func TestCountsAreAskedForOneAtATime(t *testing.T) {
	m := press(withDesk(newReader(Options{Theme: "dark"}, 80, 24)), "m")
	if m.loadCountries() != nil || !m.chart.asked.again {
		t.Error("a second request is made while the first is not answered")
	}
	if cmd := m.countriesCame(countriesLoaded{request: m.chart.asked.last}); cmd == nil {
		t.Error("what changed meanwhile is not asked for")
	}
}

func TestTheMapIsAListWhereThereIsNoRoom(t *testing.T) {
	m := mapOf(newReader(Options{Theme: "dark"}, 40, 12))
	plain := cells(press(m, "down"))
	if !strings.Contains(plain, "Burkina Faso") || m.chart.chosen != "NG" {
		t.Errorf("on %s the screen is\n%s", m.chart.chosen, plain)
	}
}

func TestHeatGrowsWithTheStories(t *testing.T) {
	for _, most := range []int{1, 2, 5, 14, 300, 90_000} {
		s := mapScreen{rows: []news.CountryRow{{Code: "ML", Total: most}}}
		last := 0
		for total := 0; total <= most; total++ {
			heat := s.heat(total)
			if heat < last || (total > 0) != (heat > 0) || heat > 4 {
				t.Fatalf("%d of %d stories have heat %d after %d", total, most, heat, last)
			}
			last = heat
		}
	}
}

func TestAMapOfNothingSaysSo(t *testing.T) {
	m := press(withDesk(newReader(Options{Theme: "dark"}, 80, 24)), "m")
	m.Update(countriesLoaded{request: m.chart.asked.last})
	if plain := cells(m); !strings.Contains(plain, "DZ") {
		t.Errorf("without stories the map is\n%s", plain)
	}
	m.chart.asked.ask()
	m.Update(countriesLoaded{request: m.chart.asked.last, err: errLink})
	if plain := cells(press(m, "t")); !strings.Contains(plain, english().screens.failed) {
		t.Errorf("a failure is not told:\n%s", plain)
	}
}
