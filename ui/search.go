package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

// searchScreen searches the archive as the officer types.
type searchScreen struct {
	input textinput.Model
	list  list
	hits  []news.Hit
	query string // what hits answer
	asks  ticket // one question at a time: what is typed meanwhile is asked once it is answered
	opens bool   // the first answer is to be opened once it comes
	err   error
}

func newSearch() searchScreen {
	in := textinput.New()
	in.Prompt = "/ "
	in.SetVirtualCursor(false)
	in.CharLimit = 200
	in.KeyMap.Paste.SetEnabled(false) // the terminal pastes; no program is started to read a clipboard
	return searchScreen{input: in}
}

// dressLine hands the look to an input line.
func dressLine(in *textinput.Model, st *Styles) {
	styles := in.Styles()
	styles.Focused.Prompt, styles.Focused.Text = st.Accent, st.Text
	in.SetStyles(styles)
}

// typed takes a key of the input line and returns the query when it changed.
func (s *searchScreen) typed(msg tea.Msg) (query string, changed bool) {
	before := s.input.Value()
	s.input, _ = s.input.Update(msg)
	return strings.TrimSpace(s.input.Value()), s.input.Value() != before
}

// completeSearch completes the last word of a search with the first thing it may go on as.
func (m *Model) completeSearch() tea.Cmd {
	offers := m.offers(m.search.input.Value())
	if len(offers) == 0 {
		return nil
	}
	m.search.input.SetValue(offers[0])
	m.search.input.CursorEnd()
	m.status.say(strings.Join(offers[:min(len(offers), 9)], "  "))
	return m.askSearch()
}

// askSearch asks for what stands in the line, once what was asked before is answered.
func (m *Model) askSearch() tea.Cmd {
	s := &m.search
	if s.asks.busy {
		s.asks.again = true
		return nil
	}
	query := strings.TrimSpace(s.input.Value())
	if query == "" {
		return nil
	}
	return m.load.search(s.asks.ask(), query)
}

// searchCame takes an answer. Where more has been typed since it is shown all the same, until the next one comes.
func (m *Model) searchCame(msg searchDone) tea.Cmd {
	if !m.search.asks.answered(msg.request) {
		return nil
	}
	if m.search.input.Value() != "" {
		m.search.set(msg)
	}
	if m.search.asks.again {
		m.search.asks.again = false
		return m.askSearch()
	}
	if m.search.opens && m.screen == screenSearch {
		m.search.opens = false
		return m.openHit()
	}
	return nil
}

// set shows an answer.
func (s *searchScreen) set(m searchDone) {
	s.hits, s.query, s.err = m.hits, m.query, m.err
	s.list = list{}
	s.list.resize(len(m.hits))
}

// current returns the answer under the cursor.
func (s *searchScreen) current() (news.Hit, bool) {
	if s.list.cursor < len(s.hits) {
		return s.hits[s.list.cursor], true
	}
	return news.Hit{}, false
}

func (s *searchScreen) draw(p pen, a area) []string {
	s.input.SetWidth(max(1, a.width-5))
	lines := []string{
		p.heading(p.texts.screens.searchTitle, s.remark(), area{width: a.width, focused: true}),
		" " + s.input.View(),
		"",
	}
	body := area{width: a.width, height: a.height - len(lines), focused: true}
	switch {
	case s.err != nil:
		return append(lines, p.notice(body, p.texts.screens.failed, p.texts.problem(s.err))...)
	case s.query == "":
		return append(lines, " "+p.styles.Dim.Render(p.texts.screens.searchHint))
	case len(s.hits) == 0:
		return append(lines, " "+p.styles.Dim.Render(fmt.Sprintf(p.texts.screens.searchNone, line(s.query))))
	}
	first, last := s.list.window(body.height, func(int) int { return 3 })
	for i := first; i < last; i++ {
		lines = append(lines, s.row(p, i, a.width)...)
	}
	return lines
}

// remark counts the answers.
func (s *searchScreen) remark() string {
	if len(s.hits) == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.list.cursor+1, len(s.hits))
}

// row draws an answer: its title, then outlet, day and the text around the match.
func (s *searchScreen) row(p pen, i, width int) []string {
	h := s.hits[i]
	mark, on := "   ", ground{}
	if i == s.list.cursor {
		mark, on = " ▸ ", p.selected()
	}
	when := p.clock.moment(h.Published)
	title := line(h.Title)
	facts := on.put(p.styles.Dim, dotted(line(h.Outlet), when)+" ")
	snippet := on.put(p.styles.Dim, "   ") + p.snippet(h.Snippet, on)
	if rightToLeft(title) { // a line to itself
		title = p.aligned(ansi.Truncate(title, max(1, width-5), "…"), width-5)
		first := on.put(p.styles.Accent, mark) + on.put(p.styles.Strong, title)
		return []string{fitOn(first, width, on.style), on.ends(snippet, facts, width), ""}
	}
	first := on.put(p.styles.Accent, mark) + on.put(p.styles.Strong, title)
	return []string{on.ends(first, facts, width), fitOn(snippet, width, on.style), ""}
}

// snippet draws the text around a match; the matches stand between \x02 and \x03.
func (p pen) snippet(s string, on ground) string {
	var b strings.Builder
	put := func(style lipgloss.Style, text string) {
		if text = cleanPart(text); text != "" {
			b.WriteString(on.put(style, text))
		}
	}
	for s != "" {
		before, rest, found := strings.Cut(s, "\x02")
		put(p.styles.Dim, before)
		if !found {
			break
		}
		match, after, _ := strings.Cut(rest, "\x03")
		put(p.styles.Match, match)
		s = after
	}
	return b.String()
}

// cleanPart cleans a part of a line and keeps a space at either end.
func cleanPart(s string) string {
	clean := line(s)
	if clean == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	if strings.TrimLeft(s, " \n\t") != s {
		clean = " " + clean
	}
	if strings.TrimRight(s, " \n\t") != s {
		clean += " "
	}
	return clean
}
