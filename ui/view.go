package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
)

// View draws the screen: a header, the panes or the screen that covers them, a foot.
func (m *Model) View() tea.View {
	v := tea.NewView(strings.Join(m.draw(), "\n"))
	v.AltScreen = true
	v.WindowTitle = "harmattan"
	if m.o.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.screen == screenSearch {
		if c := m.search.input.Cursor(); c != nil {
			c.X++
			c.Y = m.bodyTop() + 1
			c.X = min(c.X, max(0, m.width-1))
			v.Cursor = c
		}
	}
	if m.screen == screenNote {
		if c := m.note.input.Cursor(); c != nil {
			c.Y += m.bodyTop() + 2
			v.Cursor = c
		}
	}
	if m.screen == screenWatches && m.watches.typing {
		if c := m.watches.input.Cursor(); c != nil {
			c.X = min(c.X+1, max(0, m.width-1))
			c.Y = m.bodyTop() + 1
			v.Cursor = c
		}
	}
	if m.asking() {
		v.Cursor = tea.NewCursor(m.prompt.cursor(m.width), max(0, m.tall-1))
	}
	if v.Cursor != nil {
		v.Cursor.Color = nil // the terminal's own is seen on its ground; no look has another
	}
	return v
}

// bodyTop is the line on which the panes begin.
func (m *Model) bodyTop() int {
	if m.tall >= withRules {
		return 2
	}
	return 1
}

// draw returns the lines of the whole screen, each exactly as wide as it.
func (m *Model) draw() []string {
	if m.width < 1 || m.tall < 1 {
		return nil
	}
	if m.width < 20 || m.tall < 4 {
		return fill([]string{m.pen.texts.screens.tooSmall}, m.width, m.tall)
	}
	cols := m.columns()
	above, below := m.bodyTop(), 1
	if m.tall >= withRules {
		below = 2
	}
	out := []string{m.header()}
	if above == 2 {
		out = append(out, m.pen.styles.Border.Render(rule(cols, "┬")))
	}
	led := 0
	if m.guide.on && m.tall >= withRules {
		led = guideLines
	}
	out = append(out, m.body(cols, m.tall-above-below-led)...)
	if led > 0 {
		out = append(out, m.drawGuide()...)
	}
	if below == 2 {
		joint := "┴"
		if led > 0 {
			joint = "─"
		}
		out = append(out, m.pen.styles.Border.Render(rule(cols, joint)))
	}
	return append(out, m.foot())
}

// columns is how the width is divided now: a screen that covers the panes has it whole.
func (m *Model) columns() []column {
	if m.screen != screenPanes || m.welcoming() {
		return []column{{m.focus, m.width}}
	}
	if m.zoom {
		return []column{{m.focus, m.width}}
	}
	return shifted(columns(m.width, m.focus), m.split)
}

// welcoming tells whether there is nothing to show yet in any pane.
func (m *Model) welcoming() bool {
	return m.stories.loaded && m.stories.err == nil && m.regions.total() == 0 && len(m.stories.rows) == 0 &&
		m.stories.filter == filterAll
}

func (m *Model) body(cols []column, height int) []string {
	whole := area{width: m.width, height: height, focused: true}
	switch {
	case m.screen == screenSearch:
		return fill(m.search.draw(m.pen, whole), m.width, height)
	case m.screen == screenFeeds:
		return fill(m.feeds.draw(m.pen, whole), m.width, height)
	case m.screen == screenChoose:
		return fill(m.chooser.draw(m.pen, whole), m.width, height)
	case m.screen == screenHelp:
		return fill(m.help.draw(m.pen, whole), m.width, height)
	case m.screen == screenNote:
		return fill(m.note.draw(m.pen, whole), m.width, height)
	case m.screen == screenDraft:
		return fill(m.draft.draw(m.pen, whole), m.width, height)
	case m.screen == screenPaper:
		return fill(m.paper.draw(m.pen, whole), m.width, height)
	case m.screen == screenWatches:
		return fill(m.watches.draw(m.pen, whole), m.width, height)
	case m.screen == screenMap:
		return fill(m.chart.draw(m.pen, whole), m.width, height)
	case m.welcoming():
		return fill(m.welcome(whole), m.width, height)
	}
	panes := make([][]string, len(cols))
	for i, c := range cols {
		a := area{width: c.width, height: height, focused: c.pane == m.focus}
		panes[i] = fill(m.pane(c.pane, a), c.width, height)
	}
	return join(panes, height, m.pen.styles.Border.Render("│"))
}

// sees tells whether a pane is on the screen now.
func (m *Model) sees(f focus) bool {
	return slices.ContainsFunc(m.columns(), func(c column) bool { return c.pane == f })
}

func (m *Model) pane(f focus, a area) []string {
	switch f {
	case onRegions:
		return m.regions.draw(m.pen, a)
	case onStories:
		return m.stories.draw(m.pen, a)
	default:
		return m.briefing.draw(m.pen, a)
	}
}

// welcome is the screen of a desk that holds nothing yet.
func (m *Model) welcome(a area) []string {
	t := m.pen.texts.screens
	offer := ""
	if m.offersSample() {
		offer = fmt.Sprintf(t.offerSample, m.pen.keys.name(actSample))
	}
	switch {
	case m.refresh.running:
		return m.pen.notice(a, t.firstRun, t.firstRunWait, m.progressText())
	case m.refresh.offline:
		return m.pen.notice(a, t.offlineEmpty, offer)
	case len(m.feeds.rows) == 0:
		return m.pen.notice(a, t.noFeeds, offer)
	default:
		return m.pen.notice(a, fmt.Sprintf(t.emptyAll, m.pen.keys.name(actRefreshAll)), offer)
	}
}

// header says what this is, when it is, and how the feeds are.
func (m *Model) header() string {
	s := m.pen.styles
	left := " " + s.Accent.Render("harmattan") + "  " + s.Dim.Render(m.pen.clock.today())
	if m.o.Demo {
		left += s.Dim.Render(" · ") + s.Warn.Render(m.pen.texts.screens.demo)
	}
	for _, right := range m.headerForms() {
		if ansi.StringWidth(left)+ansi.StringWidth(right)+3 <= m.width {
			return ends(left, right+" ", m.width)
		}
	}
	return fit(left, m.width)
}

// headerForms returns the right end of the header, from long to short.
func (m *Model) headerForms() []string {
	s, t := m.pen.styles, m.pen.texts
	if m.refresh.running {
		text := s.Dim.Render(m.progressText())
		return []string{m.bar(16) + " " + text, text, m.bar(8)}
	}
	feeds := s.Dim.Render(t.count(len(m.feeds.rows), t.words.feed))
	fresh := s.Accent.Render(fmt.Sprintf("%d %s", m.regions.left(), t.words.fresh))
	dot := s.Dim.Render(" · ")
	failing := ""
	if n := m.feeds.failing(); n > 0 {
		failing = dot + s.Warn.Render(fmt.Sprintf("%d %s", n, t.words.failing))
	}
	readOnly := ""
	if m.readOnly {
		readOnly = s.Warn.Render(t.screens.readOnly) + dot
	}
	shift := s.Faint.Render("   " + t.words.shift + " " + m.pen.clock.hour(desk.ShiftStart(m.o.Now().In(m.o.Location))))
	if on := m.onDuty(); on != "" {
		shift = s.Faint.Render("   " + ansi.Truncate(on, 40, "…"))
	}
	if outage := m.outageText(); outage != "" {
		readOnly += s.Warn.Render(outage) + dot
	}
	if handed := m.handedToMe(); handed != "" {
		readOnly += s.Warn.Render(handed) + dot
	}
	all := readOnly + feeds + failing + dot + fresh
	return []string{all + shift, all, readOnly + fresh, fresh}
}

// progressText writes how far the refresh is: "12 of 35 feeds · 41 new articles".
func (m *Model) progressText() string {
	t := m.pen.texts
	feeds := fmt.Sprintf("%d %s %s", m.refresh.done, t.words.of, t.count(m.refresh.total, t.words.feed))
	failing := ""
	if m.refresh.failed > 0 {
		failing = fmt.Sprintf("%d %s", m.refresh.failed, t.words.failing)
	}
	return dotted(feeds, t.count(m.refresh.articles, t.words.newArticles), failing)
}

// bar draws the progress of the refresh in a number of cells.
func (m *Model) bar(cells int) string {
	full := 0
	if m.refresh.total > 0 {
		full = min(cells, cells*m.refresh.done/m.refresh.total)
	}
	return m.pen.styles.Key.Render(strings.Repeat("━", full)) +
		m.pen.styles.Faint.Render(strings.Repeat("─", cells-full))
}

// foot is the answer to the last key, or the notice of no network, or the keys of where the officer is.
func (m *Model) foot() string {
	s, t := m.pen.styles, m.pen.texts
	switch {
	case m.screen == screenWatches && m.watches.typing && m.status.text == "":
		return fit(" "+s.Dim.Render(t.find.watchKeys), m.width)
	case m.screen == screenNote && m.status.text == "":
		return fit(" "+s.Dim.Render(t.triage.noteKeys), m.width)
	case m.asking():
		return fit(m.prompt.draw(m.pen, m.width), m.width)
	case m.status.text != "" && m.status.warning:
		return fit(" "+s.Warn.Render(m.status.text), m.width)
	case m.status.text != "":
		return fit(" "+s.Accent.Render(m.status.text), m.width)
	case m.keysErr != nil:
		return fit(" "+s.Warn.Render(line(m.keysErr.Error())), m.width)
	case m.refresh.offline && m.screen == screenPanes && !m.welcoming():
		text := t.screens.offline
		if m.offersSample() {
			text += " — " + fmt.Sprintf(t.screens.offerSample, m.pen.keys.name(actSample))
		}
		return fit(" "+s.Warn.Render(text), m.width)
	}
	return m.keyLine()
}

// keyLine lists the keys most wanted here, as many as fit, and at the right end the one that lists them all.
func (m *Model) keyLine() string {
	s, t := m.pen.styles, m.pen.texts
	draw := func(a action) string {
		return s.Key.Render(m.pen.keys.name(a)) + " " + s.Dim.Render(t.labels[a])
	}
	right := ""
	if m.screen == screenPanes {
		right = draw(actHelp) + " "
	}
	left := ""
	wanted := footer(m.where())
	if m.screen == screenPanes && m.welcoming() {
		wanted = []action{actRefreshAll, actFeeds, actSearch, actQuit}
		if m.offersSample() {
			wanted = append([]action{actSample}, wanted...)
		}
	}
	for _, a := range wanted {
		part := "  " + draw(a)
		if ansi.StringWidth(left+part)+ansi.StringWidth(right) > m.width {
			break
		}
		left += part
	}
	return ends(strings.TrimPrefix(left, " "), right, m.width)
}
