package ui

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"harmattan/internal/atlas"
	"harmattan/internal/news"
)

// The least room in which the map reads; in less, the countries are a list.
const (
	mapWidth  = 58
	mapHeight = 13
)

// mapScreen shows how many stories each country has: as a map, or as a list where there is no room or the officer prefers it.
type mapScreen struct {
	atlas  *atlas.Atlas
	ground *atlas.Ground // the map at the size it was last drawn in
	size   [2]int
	rows   []news.CountryRow // countries with stories, those of most first
	loaded bool
	err    error
	chosen string
	asList bool
	narrow bool // there was no room for the map when it was last drawn
	list   list
	asked  ticket // requests for the counts
}

// countriesLoaded answers with the countries that have stories.
type countriesLoaded struct {
	request int
	rows    []news.CountryRow
	err     error
}

func (l loader) countries(request int) tea.Cmd {
	return func() tea.Msg {
		rows, err := l.desk.Countries(l.ctx)
		return countriesLoaded{request: request, rows: rows, err: err}
	}
}

// loadCountries asks for the counts, one request at a time.
func (m *Model) loadCountries() tea.Cmd {
	if m.chart.asked.busy {
		m.chart.asked.again = true
		return nil
	}
	return m.load.countries(m.chart.asked.ask())
}

// countriesCame takes the counts, and asks again where something changed meanwhile.
func (m *Model) countriesCame(msg countriesLoaded) tea.Cmd {
	if !m.chart.asked.answered(msg.request) {
		return nil
	}
	m.chart.set(msg)
	if m.chart.asked.again {
		return m.loadCountries()
	}
	return nil
}

// openMap shows the map, on the country of the story under the cursor.
func (m *Model) openMap() tea.Cmd {
	if m.chart.atlas == nil {
		m.chart.atlas, m.chart.err = atlas.New()
	}
	if row, ok := m.stories.current(); ok && row.Placement.Country != "" {
		m.chart.chosen = row.Placement.Country
	}
	m.screen = screenMap
	return m.loadCountries()
}

// set takes new counts and keeps the cursor on its country.
func (s *mapScreen) set(m countriesLoaded) {
	if m.err != nil {
		s.err = m.err
		return
	}
	s.rows = slices.DeleteFunc(slices.Clone(m.rows), func(r news.CountryRow) bool { return r.Code == "" })
	s.loaded, s.err = true, nil
	s.list.resize(len(s.rows))
	if s.chosen == "" && len(s.rows) > 0 {
		s.chosen = s.rows[0].Code
	}
	s.follow()
}

// follow puts the cursor of the list on the chosen country.
func (s *mapScreen) follow() {
	if i := slices.IndexFunc(s.rows, func(r news.CountryRow) bool { return r.Code == s.chosen }); i >= 0 {
		s.list.cursor = i
	}
}

// row is what is known of a country; one without stories has its code and zeroes.
func (s *mapScreen) row(code string) news.CountryRow {
	if i := slices.IndexFunc(s.rows, func(r news.CountryRow) bool { return r.Code == code }); i >= 0 {
		return s.rows[i]
	}
	return news.CountryRow{Code: code}
}

// listed tells whether the countries are a list now.
func (s *mapScreen) listed() bool { return s.asList || s.narrow }

// pressMap answers a key of the map.
func (m *Model) pressMap(a action) tea.Cmd {
	s := &m.chart
	switch a {
	case actBack, actMap:
		m.screen = screenPanes
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
	case actMapList:
		m.turnMap()
	case actOpen:
		return m.filterCountry(s.row(s.chosen))
	default:
		m.moveOnMap(a)
	}
	return nil
}

// turnMap shows the map as a list, or the list as the map where it has room.
func (m *Model) turnMap() {
	s := &m.chart
	if s.narrow {
		m.status.say(m.pen.texts.status.noMapRoom)
		return
	}
	s.asList = !s.asList
	s.follow()
}

// moveOnMap chooses another country: the nearest in the direction of an arrow, or the next of the list.
func (m *Model) moveOnMap(a action) {
	s := &m.chart
	if s.listed() {
		moved, handled := s.list.act(a)
		switch {
		case moved:
			s.chosen = s.rows[s.list.cursor].Code
		case !handled:
			m.status.say(m.pen.texts.status.noCountryThere)
		default:
			m.atEdge(a)
		}
		return
	}
	towards := map[action]atlas.Direction{actUp: atlas.North, actDown: atlas.South, actLeft: atlas.West, actRight: atlas.East}
	d, arrow := towards[a]
	if !arrow || s.atlas == nil {
		return
	}
	if !slices.Contains(s.atlas.Codes(), s.chosen) { // it lies beyond the map: the first arrow comes back to it
		s.chosen = s.busiest()
		return
	}
	to := s.atlas.Toward(s.chosen, d)
	if to == s.chosen {
		m.status.say(m.pen.texts.status.noCountryThere)
	}
	s.chosen = to
}

// busiest is the country of the map with most stories.
func (s *mapScreen) busiest() string {
	codes := s.atlas.Codes()
	for _, r := range s.rows {
		if slices.Contains(codes, r.Code) {
			return r.Code
		}
	}
	return codes[0]
}

// filterCountry shows the stories of one country.
func (m *Model) filterCountry(row news.CountryRow) tea.Cmd {
	if row.Total == 0 {
		m.status.say(m.pen.texts.status.noCountryStories)
		return nil
	}
	m.screen, m.focus = screenPanes, onStories
	m.regions.choose("")
	m.stories.country, m.stories.countryName = row.Code, line(row.Name)
	m.status.say(fmt.Sprintf(m.pen.texts.status.countryShown, line(row.Name), m.pen.keys.name(actBack)))
	return tea.Batch(m.leave(), m.loadLists())
}

// unfilterCountry shows the stories of all countries again.
func (m *Model) unfilterCountry() tea.Cmd {
	m.stories.country = ""
	m.status.say(fmt.Sprintf(m.pen.texts.status.filter, m.pen.texts.words.all))
	return m.loadLists()
}

func (s *mapScreen) draw(p pen, a area) []string {
	row := s.row(s.chosen)
	about := ""
	if row.Name != "" {
		about = dotted(line(row.Name), p.texts.count(row.Total, p.texts.words.story), fmt.Sprintf("%d %s", row.Left, p.texts.words.left))
	}
	lines := []string{p.heading(p.texts.screens.mapTitle, about, area{width: a.width, focused: true})}
	s.narrow = a.width < mapWidth || a.height < mapHeight
	switch {
	case s.err != nil:
		return append(lines, p.notice(a, p.texts.screens.failed, p.texts.problem(s.err), p.texts.screens.doctor)...)
	case s.listed() && !s.loaded:
		return append(lines, "", " "+p.styles.Dim.Render(p.texts.screens.loading))
	case s.listed() && len(s.rows) == 0:
		return append(lines, p.notice(a, p.texts.screens.mapNone)...)
	case s.listed():
		return append(lines, s.drawList(p, a.width, a.height-1)...)
	}
	lines = append(lines, s.drawMap(p, a.width, a.height-2)...)
	return append(lines, s.legend(p, a.width))
}

// drawList is the map in words: a country a line.
func (s *mapScreen) drawList(p pen, width, height int) []string {
	var lines []string
	first, last := s.list.window(height, func(int) int { return 1 })
	for i := first; i < last; i++ {
		r := s.rows[i]
		mark, name, on := "   ", p.styles.Text, ground{}
		if i == s.list.cursor {
			mark, name, on = " ▸ ", p.styles.Strong, p.selected()
		}
		heat := s.heat(r.Total)
		title := on.put(p.styles.Accent, mark) + on.put(p.styles.heat(heat), r.Code+" "+heatLetter(heat)) + on.put(name, "  "+line(r.Name))
		total, left := fmt.Sprintf(" %4d", r.Total), fmt.Sprintf(" %4d ", r.Left)
		if width >= mapWidth {
			total, left = p.texts.count(r.Total, p.texts.words.story), fmt.Sprintf(" %4d %s ", r.Left, p.texts.words.left)
		}
		lines = append(lines, on.ends(title, on.put(p.styles.Dim, total)+on.put(p.styles.Accent, left), width))
	}
	return lines
}

// drawMap draws the outlines with each country's code, count and heat.
func (s *mapScreen) drawMap(p pen, width, height int) []string {
	if size := [2]int{width, height}; s.ground == nil || s.size != size {
		s.ground, s.size = s.atlas.Ground(width, height), size
	}
	marks := map[string]atlas.Mark{}
	for _, code := range s.atlas.Codes() {
		marks[code] = s.mark(code)
	}
	cells := s.ground.Draw(marks, s.chosen)
	lines := make([]string, len(cells))
	for y, row := range cells {
		lines[y] = s.paint(p, row, marks)
	}
	return lines
}

// mark is a country's label: "ML 14c", or its code alone where it has no story; the chosen one is pointed at.
func (s *mapScreen) mark(code string) atlas.Mark {
	total := s.row(code).Total
	heat := s.heat(total)
	m := atlas.Mark{Label: code, Short: code, Shade: heat, Rank: total}
	if total > 0 {
		m.Label, m.Short = fmt.Sprintf("%s %d%s", code, total, heatLetter(heat)), code+heatLetter(heat)
	}
	if code == s.chosen {
		m.Label, m.Short = "▸"+m.Label, "▸"+m.Short
	}
	return m
}

// paint draws one line of cells, with as few changes of style as there are.
func (s *mapScreen) paint(p pen, row []atlas.Cell, marks map[string]atlas.Mark) string {
	var out strings.Builder
	for i := 0; i < len(row); {
		j := i
		var text strings.Builder
		for j < len(row) && row[j].Show == row[i].Show && row[j].Country == row[i].Country {
			text.WriteRune(row[j].Rune)
			j++
		}
		out.WriteString(s.style(p, row[i], marks).Render(text.String()))
		i = j
	}
	return out.String()
}

func (s *mapScreen) style(p pen, c atlas.Cell, marks map[string]atlas.Mark) lipgloss.Style {
	chosen := c.Country == s.chosen && c.Country != ""
	switch {
	case c.Show == atlas.Label && chosen:
		return p.styles.Selected.Inherit(p.styles.Strong)
	case c.Show == atlas.Label:
		return p.styles.heat(marks[c.Country].Shade).Bold(marks[c.Country].Shade > 0)
	case c.Show == atlas.Border && chosen:
		return p.styles.Accent
	case c.Show == atlas.Land:
		return p.styles.heat(marks[c.Country].Shade)
	}
	return p.styles.Border
}

// heat is how busy a country is, from 0, no story, to atlas.Shades, as many as the busiest. Each step is about as many times the
// one before, so that one country's crisis does not make all others look the same.
func (s *mapScreen) heat(total int) int {
	if total <= 0 || len(s.rows) == 0 {
		return 0
	}
	for step := 1; step < atlas.Shades; step++ {
		if total <= s.step(step) {
			return step
		}
	}
	return atlas.Shades
}

// step is the most stories that a step of the heat stands for.
func (s *mapScreen) step(step int) int {
	most := float64(s.rows[0].Total)
	return max(step, int(math.Round(math.Pow(most+1, float64(step)/atlas.Shades)))-1)
}

// heatLetter is a step of the heat where there is no colour: a is a few stories, d as many as anywhere.
func heatLetter(heat int) string {
	if heat == 0 {
		return ""
	}
	return string(rune('a' + heat - 1))
}

// legend says what the letters stand for, and how many stories lie beyond the map.
func (s *mapScreen) legend(p pen, width int) string {
	var parts []string
	from := 1
	for step := 1; step <= atlas.Shades && len(s.rows) > 0 && from <= s.rows[0].Total; step++ {
		to := s.rows[0].Total
		if step < atlas.Shades {
			to = min(to, s.step(step))
		}
		span := strconv.Itoa(from)
		if to > from {
			span = fmt.Sprintf("%d–%d", from, to)
		}
		parts = append(parts, p.styles.heat(step).Bold(true).Render(heatLetter(step))+" "+p.styles.Dim.Render(span))
		from = to + 1
	}
	elsewhere, codes := 0, s.atlas.Codes()
	for _, r := range s.rows {
		if !slices.Contains(codes, r.Code) {
			elsewhere += r.Total
		}
	}
	right := fmt.Sprintf("%s %d ", p.texts.screens.mapElsewhere, elsewhere)
	return ends(" "+strings.Join(parts, "   "), p.styles.Dim.Render(right), width)
}
