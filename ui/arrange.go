package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// chooser is the screen on which the officer chooses what a story goes to: another story, or a region.
type chooser struct {
	list    list
	title   string
	choices []choice
	take    func(choice) tea.Cmd // what is done with the choice
}

type choice struct{ id, text, remark string }

func (c *chooser) current() (choice, bool) {
	if c.list.cursor < len(c.choices) {
		return c.choices[c.list.cursor], true
	}
	return choice{}, false
}

func (c *chooser) draw(p pen, a area) []string {
	remark := ""
	if len(c.choices) > 0 {
		remark = fmt.Sprintf("%d/%d", c.list.cursor+1, len(c.choices))
	}
	lines := []string{p.heading(c.title, remark, area{width: a.width, focused: true}), ""}
	first, last := c.list.window(a.height-len(lines), func(int) int { return 1 })
	for i := first; i < last; i++ {
		mark, style, on := "   ", p.styles.Text, ground{}
		if i == c.list.cursor {
			mark, style, on = " ▸ ", p.styles.Strong, p.selected()
		}
		left := on.put(p.styles.Accent, mark) + on.put(style, p.aligned(c.choices[i].text, max(1, a.width-ansi.StringWidth(c.choices[i].remark)-8)))
		lines = append(lines, on.ends(left, on.put(p.styles.Dim, c.choices[i].remark+" "), a.width))
	}
	return lines
}

// arrange answers the keys that rearrange stories by hand; done is false for others.
func (m *Model) arrange(a action) (cmd tea.Cmd, done bool) {
	switch a {
	case actMark:
		m.markArticle()
		return nil, true
	case actSplit, actMerge, actMoveTo:
	default:
		return nil, false
	}
	row, ok := m.chosen()
	if !ok {
		m.status.say(m.pen.texts.status.noStory)
		return nil, true
	}
	if !m.writable() {
		return nil, true
	}
	switch a {
	case actSplit:
		return m.splitOff(row), true
	case actMerge:
		return m.load.others(row.ID, row.Title), true
	}
	m.chooseRegion(row)
	return nil, true
}

// markArticle marks the article under the cursor, or takes its mark away.
func (m *Model) markArticle() {
	article := m.briefing.article()
	if article == "" {
		m.status.say(m.pen.texts.arrange.noArticle)
		return
	}
	m.briefing.mark(article)
	m.status.say(fmt.Sprintf(m.pen.texts.arrange.marked, len(m.briefing.marked)))
}

// chosenArticles are the marked articles of the briefing, without any the one under the cursor.
func (m *Model) chosenArticles() []string {
	if m.focus != onBriefing {
		return nil
	}
	if len(m.briefing.marked) > 0 {
		return slices.Clone(m.briefing.marked)
	}
	if a := m.briefing.article(); a != "" {
		return []string{a}
	}
	return nil
}

func (m *Model) splitOff(row news.StoryRow) tea.Cmd {
	articles := m.chosenArticles()
	if len(articles) == 0 {
		m.status.say(m.pen.texts.arrange.noArticle)
		return nil
	}
	return m.load.arrange(func(ctx context.Context, d *desk.Desk) (news.Step, error) { return d.Split(ctx, row.ID, articles) })
}

// chooseStory shows the stories that this one may go into, or the articles of it that are marked.
func (m *Model) chooseStory(msg othersFound) {
	if msg.err != nil {
		m.failed(msg.err)
		return
	}
	t := m.pen.texts
	marked := slices.Clone(m.briefing.marked)
	if m.focus != onBriefing || msg.story != m.briefing.story {
		marked = nil
	}
	title := fmt.Sprintf(t.arrange.mergeInto, short(msg.title))
	if len(marked) > 0 {
		title = fmt.Sprintf(t.arrange.moveInto, t.count(len(marked), t.words.article))
	}
	c := chooser{title: title}
	for _, r := range msg.rows {
		c.choices = append(c.choices, choice{r.ID, line(r.Title), t.count(r.Outlets, t.words.outlet)})
	}
	c.take = func(to choice) tea.Cmd {
		return m.load.arrange(func(ctx context.Context, d *desk.Desk) (news.Step, error) {
			if len(marked) == 0 {
				return d.Merge(ctx, msg.story, to.id)
			}
			var step news.Step
			for _, article := range marked {
				var err error
				if step, err = d.MoveArticle(ctx, article, to.id); err != nil {
					return step, err
				}
			}
			return step, nil
		})
	}
	m.openChooser(c)
}

func (m *Model) chooseRegion(row news.StoryRow) {
	c := chooser{title: fmt.Sprintf(m.pen.texts.arrange.moveTo, short(row.Title))}
	for _, r := range m.regions.rows {
		if r.ID != "" {
			c.choices = append(c.choices, choice{r.ID, strings.Repeat("  ", r.Depth) + line(r.Name), ""})
		}
	}
	c.take = func(to choice) tea.Cmd {
		return m.load.arrange(func(ctx context.Context, d *desk.Desk) (news.Step, error) { return d.MoveTo(ctx, row.ID, to.id) })
	}
	m.openChooser(c)
}

func (m *Model) openChooser(c chooser) {
	if len(c.choices) == 0 {
		m.status.say(m.pen.texts.arrange.noChoice)
		return
	}
	c.list.resize(len(c.choices))
	m.chooser, m.screen = c, screenChoose
}

// pressChooser answers a key of the chooser.
func (m *Model) pressChooser(a action) tea.Cmd {
	switch a {
	case actBack:
		m.screen = screenPanes
	case actOpen:
		m.screen = screenPanes
		if to, ok := m.chooser.current(); ok {
			return m.chooser.take(to)
		}
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
	default:
		m.chooser.list.act(a)
	}
	return nil
}

// arrangedCame says what was done, and shows the story as it is now.
func (m *Model) arrangedCame(msg arranged) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	m.briefing.marked = nil
	m.briefing.forget()
	if msg.step.Waits {
		m.status.say(m.pen.texts.outage.arranged)
		return nil
	}
	m.status.say(m.deedText(msg.step))
	return tea.Batch(m.loadLists(), m.loadStory())
}

// deedText says what a step by hand did, or what was taken back.
func (m *Model) deedText(s news.Step) string {
	t := m.pen.texts.arrange
	text := map[news.Deed]string{
		news.DeedSplit: t.didSplit, news.DeedMerge: t.didMerge, news.DeedMove: t.didMove, news.DeedRegion: t.didRegion,
	}[s.Deed]
	if s.Undoes != 0 {
		return t.undone + " " + text
	}
	return text + " · " + fmt.Sprintf(t.undoes, m.pen.keys.name(actUndo))
}

// article is the id of the article under the cursor: of a source itself, or of a statement.
func (b *briefingPane) article() string {
	if b.page == nil {
		return ""
	}
	switch it := b.itemAt(b.cursor); it.kind {
	case itemSource:
		return b.page.sources[it.n].key
	case itemPoint:
		article, _, _ := strings.Cut(b.page.points[it.n].key, ":")
		return article
	}
	return ""
}

// mark marks an article, or takes its mark away.
func (b *briefingPane) mark(article string) {
	if i := slices.Index(b.marked, article); i >= 0 {
		b.marked = slices.Delete(b.marked, i, i+1)
	} else {
		b.marked = append(b.marked, article)
	}
	b.forget()
}
