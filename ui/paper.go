package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// paperScreen shows a text that can be written or copied: a hand-over, or the log.
type paperScreen struct {
	list   list
	title  string
	lines  []string
	page   report.Page       // what is written; without sections nothing is
	bold   map[int]int       // lines that stand out, and how
	steps  []report.LogEntry // of a log, which is written as JSON Lines
	format report.Format

	handover bool // it is the hand-over, which can go to a person
}

// paperCame answers with a paper.
type paperCame struct {
	title string
	text  string
	page  report.Page
	steps []report.LogEntry
	err   error

	handover bool
}

// paperOptions says how papers are written: in the officer's language and time.
func (m *Model) paperOptions() report.Options {
	o := report.Options{
		Title: m.pen.texts.draft.pageTitle, Lang: m.pen.texts.lang, Location: m.o.Location, Made: m.o.Now(),
	}
	if m.load.desk != nil {
		o.Place, o.Region = m.load.desk.PlaceName, m.load.desk.RegionName
	}
	return o
}

func (m *Model) openPaper(msg paperCame) {
	if msg.err != nil {
		m.failed(msg.err)
		return
	}
	m.paper = paperScreen{title: msg.title, lines: strings.Split(strings.TrimRight(msg.text, "\n"), "\n"), page: msg.page, steps: msg.steps, format: report.FormatText, handover: msg.handover}
	m.paper.list.resize(len(m.paper.lines))
	m.paper.layOut()
	m.screen = screenPaper
}

// How a line of a paper stands out.
const (
	asHeading = iota + 1
	asTitle
)

// layOut notes which lines of a paper name a section, and which a story.
func (s *paperScreen) layOut() {
	s.bold = map[int]int{}
	titles, sections := map[string]bool{}, map[string]bool{}
	for _, section := range s.page.Sections {
		sections[strings.ToUpper(section.Name)] = true
		for _, e := range section.Stories {
			titles[e.Title] = true
		}
	}
	for i, text := range s.lines {
		switch {
		case text == "":
		case sections[text]:
			s.bold[i] = asHeading
		case titles[text]:
			s.bold[i] = asTitle
		}
	}
}

// pressPaper answers a key of a paper.
func (m *Model) pressPaper(a action) tea.Cmd {
	switch a {
	case actBack:
		m.screen = screenPanes
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
	case actFormat, actWrite, actCopyPage:
		return m.writePaper(a)
	case actHandTo, actTakeOver:
		return m.pressHandover(a)
	default:
		m.paper.list.act(a)
	}
	return nil
}

// writePaper answers the keys that write a paper. A log has one form, and of an empty paper there is nothing to write.
func (m *Model) writePaper(a action) tea.Cmd {
	p, t := &m.paper, m.pen.texts.draft
	switch {
	case len(p.steps) > 0 && a == actWrite:
		return m.askLogTarget(p.steps)
	case len(p.steps) > 0 && a == actCopyPage:
		var text bytes.Buffer
		for _, s := range p.steps {
			if err := s.Line(&text); err != nil {
				m.failed(err)
				return nil
			}
		}
		return m.toClipboard(text.String(), fmt.Sprintf(t.written, t.clipboard))
	case len(p.steps) > 0:
		m.status.say(t.jsonLines)
	case len(p.page.Sections) == 0:
		m.status.say(t.nothing)
	case a == actFormat:
		p.format = nextFormat(p.format)
		m.status.say(fmt.Sprintf(t.format, p.format))
	case a == actWrite:
		return m.askTarget(p.page, p.format, nil)
	default:
		return m.copyPage(p.page, p.format, nil)
	}
	return nil
}

// askLogTarget asks for the file that a log is written to, as JSON Lines.
func (m *Model) askLogTarget(steps []report.LogEntry) tea.Cmd {
	if m.remote() {
		return nil
	}
	t := m.pen.texts.draft
	name := t.logFile + "-" + m.o.Now().In(m.o.Location).Format(time.DateOnly) + ".jsonl"
	take := func(target string) tea.Cmd {
		if target == "" {
			return nil
		}
		return func() tea.Msg {
			path, err := filepath.Abs(target)
			if err == nil {
				err = report.LogFile(path, steps)
			}
			return written{where: path, err: err}
		}
	}
	return m.ask(prompt{asks: t.askLog, take: take}, name)
}

func (s *paperScreen) draw(p pen, a area) []string {
	lines := []string{p.heading(s.title, fmt.Sprintf("%d/%d", min(s.list.cursor+1, len(s.lines)), len(s.lines)), area{width: a.width, focused: true}), ""}
	first, last := s.list.window(a.height-len(lines), func(int) int { return 1 })
	for i := first; i < last; i++ {
		mark, style := "   ", p.styles.Text
		if i == s.list.cursor {
			mark = " ▸ "
		}
		switch s.bold[i] {
		case asHeading:
			style = p.styles.Heading
		case asTitle:
			style = p.styles.Strong
		}
		lines = append(lines, fit(p.styles.Accent.Render(mark)+style.Render(p.aligned(line(s.lines[i]), min(measure, a.width-5))), a.width))
	}
	return lines
}

// handover gathers the hand-over of the shift.
func (m *Model) handover() tea.Cmd {
	l, t, o, takeOver, shared := m.load, m.pen.texts.draft, m.paperOptions(), m.pen.keys.name(actTakeOver), m.shared()
	return func() tea.Msg {
		since, head := desk.ShiftStart(o.Made.In(o.Location)), ""
		if shared {
			s, text, err := l.handoverOf(t, o, takeOver)
			if err != nil {
				return paperCame{err: err}
			}
			since, head = s.Begins(l.desk.Officer(l.ctx), since), text
		}
		rows, err := l.desk.Stories(l.ctx, desk.Query{AnyState: true})
		if err != nil {
			return paperCame{err: err}
		}
		steps, err := l.desk.Steps(l.ctx, since)
		if err != nil {
			return paperCame{err: err}
		}
		page := report.BuildHandover(report.NewHandover(rows, steps, since), o)
		var text bytes.Buffer
		err = report.Text(&text, page)
		return paperCame{title: t.handoverTitle, text: head + text.String(), page: page, err: err, handover: true}
	}
}

// openLog shows the log; to an officer in a briefing that of its story.
func (m *Model) openLog() tea.Cmd {
	t := m.pen.texts.draft
	if m.focus == onBriefing && m.briefing.story != "" {
		return m.load.log(fmt.Sprintf(t.logOf, short(m.briefing.row.Title)), m.briefing.story, m.paperOptions())
	}
	return m.load.log(t.logTitle, "", m.paperOptions())
}

// log lists the decisions, the last one first; with a story only those on it.
func (l loader) log(title, story string, o report.Options) tea.Cmd {
	return func() tea.Msg {
		steps, err := l.desk.Steps(l.ctx, time.Time{})
		var duties []news.Duty
		if story != "" {
			steps = slices.DeleteFunc(steps, func(s news.Step) bool { return s.Story != story })
		} else if err == nil {
			duties, err = l.desk.Duties(l.ctx, time.Time{})
		}
		entries := report.LogOf(steps, duties)
		var b strings.Builder
		for _, e := range slices.Backward(entries) {
			b.WriteString(e.Text(o) + "\n")
		}
		return paperCame{title: title, text: b.String(), steps: entries, err: err}
	}
}

// written answers the writing of a paper.
type written struct {
	where string
	err   error
}

func (m *Model) writtenCame(msg written) {
	if msg.err != nil {
		m.failed(msg.err)
		return
	}
	m.status.say(fmt.Sprintf(m.pen.texts.draft.written, line(msg.where)))
}

// askTarget asks where a paper is to be written: a file, or after "!" a command that reads it.
func (m *Model) askTarget(p report.Page, f report.Format, stories []string) tea.Cmd {
	if m.remote() {
		return nil
	}
	name := m.pen.texts.draft.fileName + "-" + m.o.Now().In(m.o.Location).Format(time.DateOnly) + f.Extension()
	take := func(target string) tea.Cmd {
		if target == "" {
			return nil
		}
		return m.load.write(p, f, target, stories)
	}
	return m.ask(prompt{asks: m.pen.texts.draft.askTarget, take: take}, name)
}

// errNoCommand says that a command was promised and none came.
var errNoCommand = errors.New("after ! stands no command")

// write writes a paper to a file that does not exist yet, or hands it to a command started by its words, never by a shell.
// A brief is kept on the desk besides.
func (l loader) write(p report.Page, f report.Format, target string, stories []string) tea.Cmd {
	return func() tea.Msg {
		if err := l.keep(p, stories); err != nil {
			return written{err: err}
		}
		command, isCommand := strings.CutPrefix(target, "!")
		if !isCommand {
			path, err := filepath.Abs(target)
			if err == nil {
				err = report.File(path, p, f)
			}
			return written{where: path, err: err}
		}
		words := strings.Fields(command)
		if len(words) == 0 {
			return written{err: errNoCommand}
		}
		var text bytes.Buffer
		if err := report.Write(&text, p, f); err != nil {
			return written{err: err}
		}
		ctx, cancel := context.WithTimeout(l.ctx, time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the officer's own command
		cmd.Stdin = &text
		if out, err := cmd.CombinedOutput(); err != nil {
			return written{err: fmt.Errorf("%s: %w: %s", words[0], err, line(string(out)))}
		}
		return written{where: "!" + command}
	}
}

// keep keeps a brief on the desk as it is written.
func (l loader) keep(p report.Page, stories []string) error {
	if len(stories) == 0 || l.mayOnlyRead() {
		return nil
	}
	content, err := report.Save(p)
	if err != nil {
		return err
	}
	return l.desk.KeepBrief(l.ctx, p.Title, stories, content)
}
