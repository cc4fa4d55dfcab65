package ui

import (
	"fmt"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// morning is the moment at which every test screen is drawn.
func morning() time.Time { return time.Date(2026, 11, 23, 8, 42, 0, 0, time.UTC) }

func at(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, time.UTC) }

// screenOf returns a reader of a size with the invented desk on it.
func screenOf(width, height int) *Model {
	return withDesk(newReader(Options{Theme: "dark"}, width, height))
}

func newReader(o Options, width, height int) *Model {
	o.Now, o.Location = morning, time.UTC
	m := New(o)
	m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	return m
}

// withDesk feeds a reader what an invented desk would answer, story under the cursor included.
func withDesk(m *Model) *Model {
	m.lists.ask()
	m.Update(answerLists(m, m.lists.last))
	answerStory(m)
	return m
}

// answerLists is what the invented desk answers to the reader's present query.
func answerLists(m *Model, request int) listsLoaded {
	q := m.stories.filter.query(m.regions.current())
	var rows []news.StoryRow
	for _, r := range inventedStories() {
		if (q.Region == "" || r.Placement.Region == q.Region) && (q.State == "" || r.State == q.State) {
			rows = append(rows, r)
		}
	}
	return listsLoaded{request: request, query: q, regions: inventedRegions(), stories: rows, feeds: inventedFeeds()}
}

// answerStory gives the briefing the page it waits for.
func answerStory(m *Model) {
	if m.briefing.story == "" {
		return
	}
	view := inventedView(m.briefing.story)
	m.Update(storyLoaded{request: m.pages.last, story: m.briefing.story, page: newPage(view)})
}

// press presses keys by name, one after the other, and draws after each as the program does.
func press(m *Model, keys ...string) *Model {
	for _, k := range keys {
		m.Update(keyPress(k))
		m.View()
	}
	return m
}

// namedKeys are the keys that are no character.
func namedKeys() map[string]tea.KeyPressMsg {
	return map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "backspace": {Code: tea.KeyBackspace},
		"tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "space": {Code: tea.KeySpace, Text: " "},
		"down": {Code: tea.KeyDown}, "up": {Code: tea.KeyUp}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
		"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	}
}

func keyPress(name string) tea.KeyPressMsg {
	if k, ok := namedKeys()[name]; ok {
		return k
	}
	if len(name) == 6 && name[:5] == "ctrl+" {
		return tea.KeyPressMsg{Code: rune(name[5]), Mod: tea.ModCtrl}
	}
	r, size := utf8.DecodeRuneInString(name)
	if size != len(name) {
		panic("no key is called " + name)
	}
	return tea.KeyPressMsg{Code: r, Text: name}
}

func inventedRegions() []news.RegionRow {
	return []news.RegionRow{
		{ID: "central", Name: "Central Sahel", Total: 14, Left: 9},
		{ID: "liptako", Name: "Liptako-Gourma", Parent: "central", Depth: 1, Total: 4, Left: 2},
		{ID: "chad", Name: "Lake Chad Basin", Total: 6, Left: 3},
		{ID: "coastal", Name: "Coastal West Africa", Total: 11, Left: 5},
		{ID: "maghreb", Name: "Maghreb & Mauritania", Total: 3},
		{ID: "horn", Name: "Sudan & Horn"},
		{ID: news.Unplaced, Name: "Unplaced", Total: 5, Left: 5},
	}
}

func inventedStories() []news.StoryRow {
	row := func(id, title, region, code, country string, outlets, origins int, last time.Time) news.StoryRow {
		return news.StoryRow{
			ID: id, Title: title, State: news.New, Outlets: outlets, Origins: origins, First: last.Add(-3 * time.Hour),
			Last: last, Changed: last, Placement: news.Placement{Region: region, Country: code, CountryName: country},
		}
	}
	bridge := row("bridge", "Bridge at Tessoum reopens after three weeks of repairs", "central", "ML", "Mali", 6, 2, at(8, 31))
	bridge.Placement.Evidence = []news.Evidence{
		{Text: "Tessoum", Place: "ML:Mopti", Weight: 2}, {Text: "Malian engineers", Place: "ML", Weight: 1.5},
	}
	market := row("market", "Fire destroys stalls at the Koulbala market", "central", "BF", "Burkina Faso", 3, 3, at(4, 40))
	market.State, market.Differs, market.Readings = news.Watching, 1, "12 / 15 stalls"
	floods := row("floods", "Floods cut the road to Agadez", "central", "NE", "Niger", 1, 1, at(2, 0))
	floods.Read = at(7, 10)
	nets := row("nets", "Fishers on the lake ask for lighter nets", "chad", "TD", "Chad", 2, 1, at(1, 15))
	nets.State, nets.Read = news.Cited, at(7, 30)
	arabic := row("arabic", "افتتاح مدرسة جديدة في ضواحي العاصمة بعد عامين من الأشغال", "maghreb", "MR", "Mauritania", 2, 2, at(6, 5))
	rain := row("rain", "Un concours de poèmes sur la pluie réunit soixante élèves", news.Unplaced, "", "", 1, 1, at(0, 5))
	rows := []news.StoryRow{bridge, market, floods, nets, arabic, rain}
	for i := range 12 {
		r := row(fmt.Sprintf("more%d", i), fmt.Sprintf("Council %d votes on wells for the dry season", i+1), "coastal", "BJ", "Benin", 1+i%3, 1, at(0, i))
		rows = append(rows, r)
	}
	return rows
}

func inventedFeeds() []news.FeedRow {
	ok := func(outlet, url string) news.FeedRow {
		return news.FeedRow{
			Feed: news.Feed{URL: url, Outlet: outlet, Lang: "fr", Country: "ML", Grade: "B"}, Articles: 41,
			State: news.FeedState{URL: url, Status: news.FetchOK, Fetched: at(8, 30), Next: at(9, 30)},
		}
	}
	bad := ok("Radio Dune", "https://dune.example/rss")
	bad.State.Status, bad.State.Error = news.FetchFailed, "the server answered 503 service unavailable"
	return []news.FeedRow{ok("Le Puits", "https://puits.example/rss"), ok("The Sahel Post", "https://post.example/feed"), bad}
}

// inventedView is a story with repeats, a difference, asides and an article in Arabic.
func inventedView(id string) desk.View {
	var row news.StoryRow
	for _, r := range inventedStories() {
		if r.ID == id {
			row = r
		}
	}
	articles := []news.Article{
		{ID: "a1", FeedURL: "https://puits.example/rss", Outlet: "Le Puits", URL: "https://puits.example/1", Title: row.Title, Lang: "en", Published: at(5, 12), Origin: "Le Puits", Grade: "B", Text: "The bridge reopened."},
		{ID: "a2", FeedURL: "https://post.example/feed", Outlet: "The Sahel Post", URL: "https://post.example/2", Title: "Traffic returns", Lang: "en", Published: at(6, 40), Origin: "Le Puits"},
		{ID: "a3", FeedURL: "https://dune.example/rss", Outlet: "Radio Dune", URL: "https://dune.example/3", Title: "عودة الحركة إلى الجسر", Lang: "ar", Published: at(8, 31), Origin: "Radio Dune"},
	}
	s := func(id int, article, text string) news.Statement {
		return news.Statement{ID: id, Article: article, Start: id * 100, Paragraph: id % 2 * id, Text: text}
	}
	b := news.Briefing{
		Title: row.Title, Lang: "en", Articles: articles,
		Statements: []news.Statement{
			s(1, "a1", "The bridge at Tessoum reopened to lorries on Sunday after three weeks of repairs paid for by the two towns it joins."),
			s(2, "a2", "After three weeks of repairs the Tessoum bridge, which carries 900 lorries a day, is open again."),
			s(3, "a1", "The town council said 12 stalls near the bridge had been moved."),
			s(4, "a3", "وقال السكان إن الحركة عادت إلى الجسر منذ الفجر."),
			s(5, "a2", "Residents said 15 stalls near the bridge had been moved."),
			s(6, "a2", "Read also: the price of cement"),
			s(7, "a1", "Bridge at Tessoum reopens"),
			s(8, "a3", "A toll of 200 francs will be asked from the first of the month, the engineers said, and the money kept for the next repair."),
		},
		Repeats: []news.Repeat{
			{Lead: 1, Members: []news.Member{{ID: 1, Kind: news.Lead, Score: 1}, {ID: 2, Kind: news.Adds, Score: .9, Why: "says more", Adds: []string{"which carries 900 lorries a day"}}}},
			{Lead: 3, Members: []news.Member{{ID: 3, Kind: news.Lead, Score: 1}, {ID: 5, Kind: news.Differs, Score: .8, Why: "12 / 15 stalls", Mine: "15", Theirs: "12"}}},
		},
		Asides: []news.Aside{{ID: 6, Kind: news.AsideBoilerplate, Why: "begins with Read also"}, {ID: 7, Kind: news.AsideHeadline, Why: "the article's own headline"}},
		Order:  []int{1, 3, 4, 8},
	}
	fresh := map[int]bool{}
	for _, st := range b.Statements {
		fresh[st.ID] = row.Read.IsZero() || st.ID == 8
	}
	return desk.View{Row: row, Briefing: b, At: morning(), Fresh: fresh, Readings: desk.Readings(b)}
}
