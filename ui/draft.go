package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// draftScreen is the brief before it is written: the cited stories, in order, with what the officer changed in them.
type draftScreen struct {
	list    list
	stories []draftStory
	rows    []draftRow // what the cursor may stand on, in the order of the screen
	format  report.Format
	of      string // the list it is of, "" for what is cited
	err     error
	loaded  bool
	request int
}

// draftStory is one story of the draft.
type draftStory struct {
	id      string
	section string
	entry   report.Entry
	out     bool         // left out
	dropped map[int]bool // lines left out, by their place
}

// draftRow is one thing to stand on: a story, or one of its lines.
type draftRow struct{ story, line int } // line is -1 for the story itself

// drafted answers with the stories of the draft.
type drafted struct {
	request int
	stories []draftStory
	err     error
}

// openDraft builds the brief of the cited stories.
func (m *Model) openDraft() tea.Cmd { return m.draftFrom("", desk.Query{State: news.Cited}) }

// mostDrafted is how many stories of a list a brief takes.
const mostDrafted = 60

// briefList builds the brief of the stories that are listed, without citing them.
func (m *Model) briefList() tea.Cmd {
	if len(m.stories.rows) > mostDrafted {
		m.status.say(fmt.Sprintf(m.pen.texts.find.tooMany, mostDrafted))
	}
	q := m.query()
	q.Limit = mostDrafted
	return m.draftFrom(m.stories.name, q)
}

// briefFound builds the brief of what a search finds.
func (m *Model) briefFound(query string) tea.Cmd {
	return m.draftFrom(query, desk.Query{Find: query, Awake: true, Limit: mostDrafted})
}

// draftFrom builds the brief of some stories; of names the list that they are.
func (m *Model) draftFrom(of string, q desk.Query) tea.Cmd {
	m.screen = screenDraft
	m.draft.of = of
	m.draft.request++
	if m.draft.format == "" {
		m.draft.format = report.FormatMarkdown
	}
	return m.load.draft(m.draft.request, m.paperOptions(), q)
}

// draftCame takes the stories. What the officer had changed in one of them stays changed.
func (m *Model) draftCame(msg drafted) {
	d := &m.draft
	if msg.request != d.request {
		return
	}
	d.loaded, d.err = true, msg.err
	if msg.err != nil {
		return
	}
	before := map[string]draftStory{}
	order := map[string]int{}
	for i, s := range d.stories {
		before[s.id], order[s.id] = s, i
	}
	for i, s := range msg.stories {
		old, ok := before[s.id]
		if !ok {
			continue
		}
		s.out, s.entry.Reason, s.entry.Direction = old.out, old.entry.Reason, old.entry.Direction
		s.dropped = keptDropped(old, s)
		msg.stories[i] = s
	}
	slices.SortStableFunc(msg.stories, func(a, b draftStory) int {
		i, known := order[a.id]
		j, too := order[b.id]
		if known && too && a.section == b.section {
			return i - j
		}
		return 0
	})
	d.stories = msg.stories
	d.layOut()
}

// keptDropped are the lines that were left out before and still stand, by their words.
func keptDropped(old, now draftStory) map[int]bool {
	texts := map[string]bool{}
	for i := range old.dropped {
		if i < len(old.entry.Lines) {
			texts[old.entry.Lines[i].Text] = old.dropped[i]
		}
	}
	out := map[int]bool{}
	for i, l := range now.entry.Lines {
		out[i] = texts[l.Text]
	}
	return out
}

// layOut lists what the cursor may stand on.
func (d *draftScreen) layOut() {
	d.rows = nil
	for i, s := range d.stories {
		d.rows = append(d.rows, draftRow{i, -1})
		for j := range s.entry.Lines {
			if !s.out {
				d.rows = append(d.rows, draftRow{i, j})
			}
		}
	}
	d.list.resize(len(d.rows))
}

func (d *draftScreen) current() (*draftStory, draftRow, bool) {
	if d.list.cursor >= len(d.rows) {
		return nil, draftRow{}, false
	}
	row := d.rows[d.list.cursor]
	return &d.stories[row.story], row, true
}

// pressDraft answers a key of the draft.
func (m *Model) pressDraft(a action) tea.Cmd {
	d := &m.draft
	s, row, ok := d.current()
	switch a {
	case actBack, actBrief:
		m.screen = screenPanes
		return nil
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
		return nil
	case actFormat:
		d.format = nextFormat(d.format)
		m.status.say(fmt.Sprintf(m.pen.texts.draft.format, d.format))
		return nil
	}
	if !ok {
		m.status.say(m.pen.texts.draft.empty)
		return nil
	}
	switch a {
	case actDrop:
		d.drop(s, row)
	case actDirection:
		s.entry.Direction = s.entry.Direction.Next()
	case actReason:
		return m.askReason(s)
	case actMoveUp:
		d.shift(row.story, -1)
	case actMoveDown:
		d.shift(row.story, 1)
	case actWrite:
		return m.askTarget(d.page(m.paperOptions()), d.format, d.ids())
	case actCopyPage:
		return m.copyPage(d.page(m.paperOptions()), d.format, d.ids())
	default:
		d.list.act(a)
	}
	return nil
}

// drop leaves a story or a line out, or takes it back in.
func (d *draftScreen) drop(s *draftStory, row draftRow) {
	if row.line < 0 {
		s.out = !s.out
		d.layOut()
		return
	}
	if s.dropped == nil {
		s.dropped = map[int]bool{}
	}
	s.dropped[row.line] = !s.dropped[row.line]
	d.list.move(1)
}

// shift moves a story up or down among those of its region; at the end of the region the whole region moves.
func (d *draftScreen) shift(at, by int) {
	to := at + by
	if to < 0 || to >= len(d.stories) {
		return
	}
	id := d.stories[at].id
	if d.stories[at].section == d.stories[to].section {
		d.stories[at], d.stories[to] = d.stories[to], d.stories[at]
	} else {
		d.shiftSection(d.stories[at].section, d.stories[to].section)
	}
	d.layOut()
	d.list.cursor = slices.IndexFunc(d.rows, func(r draftRow) bool { return r.line < 0 && d.stories[r.story].id == id })
}

// shiftSection puts a region before or behind its neighbour.
func (d *draftScreen) shiftSection(section, neighbour string) {
	var names []string
	of := map[string][]draftStory{}
	for _, s := range d.stories {
		if of[s.section] == nil {
			names = append(names, s.section)
		}
		of[s.section] = append(of[s.section], s)
	}
	i, j := slices.Index(names, section), slices.Index(names, neighbour)
	names[i], names[j] = names[j], names[i]
	d.stories = nil
	for _, name := range names {
		d.stories = append(d.stories, of[name]...)
	}
}

// askReason asks for the one line that says why a story is in the brief.
func (m *Model) askReason(s *draftStory) tea.Cmd {
	id := s.id
	take := func(text string) tea.Cmd {
		for i := range m.draft.stories {
			if m.draft.stories[i].id == id {
				m.draft.stories[i].entry.Reason = line(text)
			}
		}
		return nil
	}
	return m.ask(prompt{asks: m.pen.texts.draft.askReason, take: take}, s.entry.Reason)
}

// page is the brief as it is to be written.
func (d *draftScreen) page(o report.Options) report.Page {
	p := report.NewPage(o)
	for _, s := range d.stories {
		if s.out {
			continue
		}
		e := s.entry
		e.Lines = nil
		for i, l := range s.entry.Lines {
			if !s.dropped[i] {
				e.Lines = append(e.Lines, l)
			}
		}
		p.Add(s.section, e)
	}
	return p
}

// ids are the stories that are in the brief.
func (d *draftScreen) ids() []string {
	var out []string
	for _, s := range d.stories {
		if !s.out {
			out = append(out, s.id)
		}
	}
	return out
}

func nextFormat(f report.Format) report.Format {
	all := report.Formats()
	return all[(slices.Index(all, f)+1)%len(all)]
}
