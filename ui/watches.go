package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// watchScreen lists the watches, and tries one against the archive while it is typed.
type watchScreen struct {
	list    list
	rows    []news.WatchRow
	loaded  bool
	err     error
	input   textinput.Model
	typing  bool
	old     string // name of the watch that is edited, "" for a new one
	tried   []news.StoryRow
	problem string // why what is typed is no watch yet
	asks    ticket // one question at a time: what is typed meanwhile is asked once it is answered
}

// watchesLoaded answers with the watches.
type watchesLoaded struct {
	rows []news.WatchRow
	err  error
}

// watchTried answers with what a watch would match.
type watchTried struct {
	request int
	rows    []news.StoryRow
	err     error
}

func (m *Model) openWatches() tea.Cmd {
	m.screen = screenWatches
	m.watches.typing = false
	return m.load.watches()
}

func (l loader) watches() tea.Cmd {
	return func() tea.Msg {
		rows, err := l.desk.Watches(l.ctx)
		return watchesLoaded{rows: rows, err: err}
	}
}

// loadWatches reads the watches again where they are shown.
func (m *Model) loadWatches() tea.Cmd {
	if m.screen != screenWatches {
		return nil
	}
	return m.load.watches()
}

func (w *watchScreen) set(msg watchesLoaded) {
	w.rows, w.err, w.loaded = msg.rows, msg.err, true
	w.list.resize(len(w.rows))
}

func (w *watchScreen) current() (news.WatchRow, bool) {
	if w.list.cursor < len(w.rows) {
		return w.rows[w.list.cursor], true
	}
	return news.WatchRow{}, false
}

// pressWatches answers a key of the screen of watches.
func (m *Model) pressWatches(a action, msg tea.KeyPressMsg) tea.Cmd {
	w := &m.watches
	if w.typing {
		return m.typeWatch(msg)
	}
	row, ok := w.current()
	switch a {
	case actBack, actWatches:
		m.screen = screenPanes
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
	case actAdd:
		return m.editWatch(news.WatchRow{Own: true})
	case actOpen:
		if ok {
			return m.showFound(findWatch(row.Name))
		}
	case actEdit:
		if ok {
			return m.editWatch(row)
		}
	case actRemove:
		if ok && m.writable() {
			return m.forget(row.Name)
		}
	default:
		w.list.act(a)
	}
	return nil
}

// editWatch opens the line in which a watch is typed.
func (m *Model) editWatch(row news.WatchRow) tea.Cmd {
	if !m.writable() {
		return nil
	}
	if !row.Own {
		m.status.warn(m.pen.texts.find.configured)
		return nil
	}
	w := &m.watches
	w.input = textinput.New()
	w.input.Prompt = "◉ "
	dressLine(&w.input, m.pen.styles)
	w.input.SetVirtualCursor(false)
	w.input.CharLimit = 400
	w.input.KeyMap.Paste.SetEnabled(false)
	w.typing, w.old, w.tried, w.problem = true, row.Name, nil, ""
	if row.Name != "" {
		w.input.SetValue(desk.WatchLine(row.Watch))
		w.input.CursorEnd()
	}
	return tea.Batch(w.input.Focus(), m.tryWatch())
}

// typeWatch answers a key while a watch is typed.
func (m *Model) typeWatch(msg tea.KeyPressMsg) tea.Cmd {
	w := &m.watches
	switch msg.String() {
	case "esc", "ctrl+c":
		w.typing = false
		return nil
	case "enter":
		text := w.input.Value()
		watch, err := desk.ParseWatch(text)
		if err != nil {
			w.problem = m.pen.texts.problem(err)
			return nil
		}
		w.typing = false
		old := w.old
		return m.load.kept(fmt.Sprintf(m.pen.texts.find.kept, line(watch.Name)), func(l loader) error {
			return l.replaceWatch(old, watch)
		})
	}
	return m.typedIntoWatch(msg)
}

// typedIntoWatch hands a key or a paste to the line, and tries what stands there.
func (m *Model) typedIntoWatch(msg tea.Msg) tea.Cmd {
	w := &m.watches
	before := w.input.Value()
	w.input, _ = w.input.Update(msg)
	if w.input.Value() == before {
		m.full(msg, utf8.RuneCountInString(before), w.input.CharLimit)
		return nil
	}
	return m.tryWatch()
}

// keepWatch keeps a watch that was typed on the command line.
func (m *Model) keepWatch(text string) tea.Cmd {
	watch, err := desk.ParseWatch(text)
	if err != nil {
		m.failed(err)
		return nil
	}
	if !m.writable() {
		return nil
	}
	return m.load.kept(fmt.Sprintf(m.pen.texts.find.kept, line(watch.Name)), func(l loader) error { return l.replaceWatch("", watch) })
}

// replaceWatch keeps a watch in place of a former one.
func (l loader) replaceWatch(old string, watch news.Watch) error {
	watch, err := l.desk.Located(watch)
	if err != nil {
		return err
	}
	if err := l.desk.SaveWatch(l.ctx, watch); err != nil {
		return err
	}
	if old != "" && old != watch.Name {
		return l.desk.DropWatch(l.ctx, old)
	}
	return nil
}

// tryWatch asks what the watch that is being typed would match.
func (m *Model) tryWatch() tea.Cmd {
	w := &m.watches
	watch, err := desk.ParseWatch(w.input.Value())
	w.problem = ""
	if err != nil {
		w.tried, w.problem = nil, m.pen.texts.problem(err)
		return nil
	}
	if w.asks.busy {
		w.asks.again = true
		return nil
	}
	request, l := w.asks.ask(), m.load
	return func() tea.Msg {
		watch, err := l.desk.Located(watch)
		if err != nil {
			return watchTried{request: request, err: err}
		}
		rows, err := l.desk.TryWatch(l.ctx, watch)
		return watchTried{request: request, rows: rows, err: err}
	}
}

// triedCame shows what a watch would match. What was typed since is asked now.
func (m *Model) triedCame(msg watchTried) tea.Cmd {
	w := &m.watches
	if !w.asks.answered(msg.request) || !w.typing {
		return nil
	}
	if w.asks.again {
		w.asks.again = false
		return m.tryWatch()
	}
	if w.problem != "" { // what stands there now is no watch
		return nil
	}
	w.tried = msg.rows
	if msg.err != nil {
		w.problem = m.pen.texts.problem(msg.err)
	}
	return nil
}

func (w *watchScreen) draw(p pen, a area) []string {
	t := p.texts.find
	remark := ""
	if len(w.rows) > 0 {
		remark = fmt.Sprintf("%d/%d", w.list.cursor+1, len(w.rows))
	}
	lines := []string{p.heading(t.watchTitle, remark, area{width: a.width, focused: true})}
	if w.typing {
		return append(lines, w.drawTyped(p, a.width)...)
	}
	lines = append(lines, "")
	body := area{width: a.width, height: a.height - len(lines), focused: true}
	switch {
	case w.err != nil:
		return append(lines, p.notice(body, p.texts.screens.failed, p.texts.problem(w.err))...)
	case !w.loaded:
		return append(lines, " "+p.styles.Dim.Render(p.texts.screens.loading))
	case len(w.rows) == 0:
		return append(lines, p.notice(body, t.watchNone, fmt.Sprintf(t.watchHint, p.keys.name(actAdd)))...)
	}
	first, last := w.list.window(body.height, func(int) int { return 2 })
	for i := first; i < last; i++ {
		lines = append(lines, w.row(p, i, a.width)...)
	}
	return lines
}

// row draws a watch: its name and counts, and below what it looks for.
func (w *watchScreen) row(p pen, i, width int) []string {
	t, r := p.texts.find, w.rows[i]
	on, mark := p.chosen(w.list, i)
	left := on.put(p.styles.Accent, mark) + on.put(p.styles.Strong, ansi.Truncate(line(r.Name), max(1, width/2), "…"))
	facts := p.texts.count(r.Stories, p.texts.words.story)
	if r.Left > 0 {
		facts += fmt.Sprintf(", %d %s", r.Left, p.texts.words.fresh)
	}
	if !r.Last.IsZero() {
		facts = dotted(facts, fmt.Sprintf(t.watchFacts, p.clock.moment(r.Last)))
	}
	right := on.put(p.styles.Dim, facts+" ")
	if r.TooQuiet(p.clock.now()) {
		right = on.put(p.styles.Warn, t.quiet+" "+p.clock.age(r.Last)+" ") + right
	}
	terms := desk.WatchLine(r.Watch)
	_, terms, _ = strings.Cut(terms, ": ")
	if !r.Own {
		terms = dotted(t.configured, terms)
	}
	below := on.put(p.styles.Dim, "   "+ansi.Truncate(line(terms), max(1, width-5), "…"))
	return []string{on.ends(left, right, width), fitOn(below, width, on.style)}
}

// drawTyped draws the line that is typed, and what it would match.
func (w *watchScreen) drawTyped(p pen, width int) []string {
	t := p.texts.find
	w.input.SetWidth(max(1, width-5))
	lines := []string{" " + w.input.View(), " " + p.styles.Faint.Render(ansi.Truncate(t.watchTyped, max(1, width-2), "…")), ""}
	if w.problem != "" {
		return append(lines, " "+p.styles.Warn.Render(ansi.Truncate(w.problem, max(1, width-2), "…")))
	}
	lines = append(lines, " "+p.styles.Accent.Render(fmt.Sprintf(t.watchTry, len(w.tried))), "")
	for _, r := range w.tried {
		lines = append(lines, fit("   "+p.styles.Text.Render(p.aligned(ansi.Truncate(line(r.Title), max(1, width-5), "…"), width-5)), width))
	}
	return lines
}
