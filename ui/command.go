package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// openCommand opens the command line: every action by its name, and commands that take words.
func (m *Model) openCommand() tea.Cmd {
	if m.history == nil && m.load.desk != nil {
		m.history = m.load.desk.Commands(m.load.ctx)
	}
	return m.ask(prompt{asks: ":", take: m.command, complete: m.commandOffers, history: &m.history}, "")
}

// wordCommands are the commands that take words, beside the actions.
func wordCommands() []string {
	return []string{"brief", "country", "filter", "find", "forget", "keep", "note", "owner", "region", "snooze", "theme", "watch-for"}
}

// commandOffers is what a command line may go on as.
func (m *Model) commandOffers(text string) []string {
	word, rest, more := strings.Cut(text, " ")
	var out []string
	if !more {
		for _, name := range m.commandNames() {
			if strings.HasPrefix(name, word) {
				out = append(out, name)
			}
		}
		return out
	}
	before := func(list []string) []string {
		for i := range list {
			list[i] = word + " " + list[i]
		}
		return list
	}
	switch word {
	case "find", "brief", "keep":
		return before(m.offers(rest))
	case "region", "country":
		var values []string
		for _, o := range m.offers(word + ":" + rest) {
			_, value, _ := strings.Cut(o, ":")
			values = append(values, strings.Trim(value, `"`))
		}
		return before(values)
	case "theme":
		return before([]string{"auto", "dark", "light", "none"})
	case "filter":
		for f := range filters {
			out = append(out, f.label(m.pen.texts))
		}
		return before(out)
	case "owner":
		return before(m.owners())
	case "forget":
		for _, r := range m.regions.rows {
			if r.Find != "" {
				_, name, _ := strings.Cut(r.ID, " ")
				out = append(out, name)
			}
		}
		return before(out)
	}
	return nil
}

// commandNames are all commands, in order: those that take words, and every action but the one for typed numbers.
func (m *Model) commandNames() []string {
	names := wordCommands()
	for _, b := range m.pen.keys.all {
		if b.action != actFilterTo && b.action != actCommand && !slices.Contains(names, string(b.action)) {
			names = append(names, string(b.action))
		}
	}
	slices.Sort(names)
	return names
}

// performAnywhere does an action by its name: on the screen that is shown where it is heard there, else on the one it
// belongs to, which is opened.
func (m *Model) performAnywhere(a action) tea.Cmd {
	if m.screen == screenHelp && m.pen.keys.scope(a)&inHelp == 0 {
		m.screen = m.help.from
	}
	heard := m.pen.keys.scope(a)
	switch {
	case heard&m.where() != 0:
		return m.dispatch(a, tea.KeyPressMsg{})
	case heard&inPanes != 0:
		m.screen = screenPanes
		return m.perform(a)
	}
	homes := []struct {
		scope scope
		opens action
	}{{inFeeds, actFeeds}, {inWatches, actWatches}, {inMap, actMap}, {inDraft, actBrief}, {inSearch, actSearch}}
	for _, home := range homes {
		if heard&home.scope == 0 {
			continue
		}
		m.screen = screenPanes
		opened := m.perform(home.opens)
		if home.scope&(inDraft|inSearch) != 0 { // there is nothing yet that it could be done to
			m.status.say(fmt.Sprintf(m.pen.texts.find.nowPress, m.pen.keys.name(a), m.pen.texts.actions[a]))
			return opened
		}
		return tea.Batch(opened, m.dispatch(a, tea.KeyPressMsg{}))
	}
	return nil
}

// filterNamed turns the list to a filter by its name on the screen, or by the English one.
func (m *Model) filterNamed(name string) tea.Cmd {
	for f := range filters {
		if strings.EqualFold(name, f.label(m.pen.texts)) || strings.EqualFold(name, f.label(english())) {
			m.screen = screenPanes
			return m.filterTo(f)
		}
	}
	m.status.warn(fmt.Sprintf(m.pen.texts.find.noCommand, "filter "+line(name)))
	return nil
}

// command does what a command line asks.
func (m *Model) command(text string) tea.Cmd {
	if text == "" {
		return nil
	}
	keep := m.keepCommand()
	word, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	if cmd, done := m.wordCommand(word, rest); done {
		return tea.Batch(keep, cmd)
	}
	if slices.Contains(m.commandNames(), word) && rest == "" {
		return tea.Batch(keep, m.performAnywhere(action(word)))
	}
	m.status.warn(fmt.Sprintf(m.pen.texts.find.noCommand, line(word)))
	return nil
}

func (m *Model) keepCommand() tea.Cmd {
	if m.load.desk == nil || m.readOnly {
		return nil
	}
	history := slices.Clone(m.history)
	return func() tea.Msg {
		if err := m.load.desk.KeepCommands(m.load.ctx, history); err != nil {
			return saved{err: err}
		}
		return nil
	}
}

// wordCommand does a command that takes words; done is false for others, and for one that needs words and has none.
func (m *Model) wordCommand(word, rest string) (cmd tea.Cmd, done bool) {
	switch word {
	case "find":
		return m.showFound(rest), true
	case "brief":
		if rest == "" {
			return nil, false // the action of that name: the brief of what is cited
		}
		return m.briefFound(rest), true
	case "filter":
		if rest == "" {
			return nil, false // the action of that name: the next filter
		}
		return m.filterNamed(rest), true
	case "region":
		return m.showFound(quotedCondition("region", rest)), true
	case "country":
		return m.showFound(quotedCondition("country", rest)), true
	case "theme":
		m.turnTheme(rest)
		return nil, true
	case "watch-for":
		return m.keepWatch(rest), true
	}
	if rest == "" || !m.writable() {
		return nil, false
	}
	switch word {
	case "keep":
		name, query, _ := strings.Cut(rest, " ")
		return m.load.kept(fmt.Sprintf(m.pen.texts.find.kept, line(name)), func(l loader) error {
			return l.desk.SaveSearch(l.ctx, news.Search{Name: name, Query: query})
		}), true
	case "forget":
		return m.forget(rest), true
	case "note", "owner", "snooze":
		return m.remarkBy(word, rest), true
	}
	return nil, false
}

// quotedCondition is a search for one operator.
func quotedCondition(key, value string) string {
	if value == "" {
		return ""
	}
	return key + `:"` + strings.ReplaceAll(value, `"`, "") + `"`
}

// forget takes away a watch or a kept search of this name.
func (m *Model) forget(name string) tea.Cmd {
	said := fmt.Sprintf(m.pen.texts.find.dropped, line(name))
	isWatch := slices.ContainsFunc(m.regions.rows, func(r news.RegionRow) bool { return r.ID == "watch "+name })
	return m.load.kept(said, func(l loader) error {
		if isWatch {
			return l.desk.DropWatch(l.ctx, name)
		}
		return l.desk.DropSearch(l.ctx, name)
	})
}

// remarkBy writes what a command says beside the chosen stories.
func (m *Model) remarkBy(kind, text string) tea.Cmd {
	rows := m.chosenSet()
	if len(rows) == 0 {
		return nil
	}
	t := m.pen.texts.triage
	switch kind {
	case "note":
		return m.load.steps(fmt.Sprintf(t.noted, m.name(rows)), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
			return d.SetNote(ctx, idsOf(rows), text)
		})
	case "owner":
		return m.load.steps(fmt.Sprintf(t.owned, m.name(rows), line(text)), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
			return d.SetOwner(ctx, idsOf(rows), text)
		})
	}
	until, err := desk.ParseWhen(text, m.o.Now().In(m.o.Location))
	if err != nil {
		m.failed(err)
		return nil
	}
	return m.load.steps(fmt.Sprintf(t.asleep, m.name(rows), m.pen.clock.moment(until)), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
		return d.Snooze(ctx, idsOf(rows), until)
	})
}

// turnTheme changes the look until the program ends.
func (m *Model) turnTheme(name string) {
	if !slices.Contains([]string{"auto", "dark", "light", "none"}, name) {
		m.status.warn(fmt.Sprintf(m.pen.texts.find.noCommand, "theme "+line(name)))
		return
	}
	m.look.theme = name
	m.restyle()
}
