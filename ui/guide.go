package ui

import (
	"fmt"
	"strings"
)

// guide leads through the reader, a key at a time: it says what a key is for, and goes on once the officer has pressed it.
type guide struct {
	on   bool
	step int
}

// lesson is one step of the guide: the action it is about, and what is said of it. The words hold one %s, for the key.
type lesson struct {
	does action
	says string
}

// did goes on when the officer does what the step is about.
func (g *guide) did(a action, lessons []lesson) {
	if g.on && g.step < len(lessons) && lessons[g.step].does == a {
		g.step++
	}
}

// guideLines is how many lines of the screen the guide takes.
const guideLines = 3

// drawGuide draws the step that the officer is at.
func (m *Model) drawGuide() []string {
	t, s := m.pen.texts.guide, m.pen.styles
	head, says := fmt.Sprintf(t.head, m.guide.step+1, len(t.lessons)), t.end
	if m.guide.step < len(t.lessons) {
		l := t.lessons[m.guide.step]
		says = strings.Replace(l.says, "%s", m.pen.keys.name(l.does), 1)
	} else {
		head = t.done
	}
	lines := []string{s.Border.Render(strings.Repeat("─", m.width))}
	for i, l := range wrap(head+"  "+says, max(1, m.width-2)) {
		if i == guideLines-1 {
			break
		}
		text := (head + "  " + says)[l.start:l.end]
		if rest, ok := strings.CutPrefix(text, head); ok && i == 0 {
			text = s.HeadFocus.Render(head) + s.Text.Render(rest)
		} else {
			text = s.Text.Render(text)
		}
		lines = append(lines, " "+text)
	}
	return fill(lines, m.width, guideLines)
}

// GuideText writes the guide as a text, for where there is no terminal.
func GuideText(lang string) string {
	t := english()
	if lang == "fr" {
		t = french()
	}
	keys, err := newKeys(nil, t)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for i, l := range t.guide.lessons {
		fmt.Fprintf(&b, "%d. %s\n", i+1, strings.Replace(l.says, "%s", keys.name(l.does), 1))
	}
	return b.String() + t.guide.end + "\n"
}
