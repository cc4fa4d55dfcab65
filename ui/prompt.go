package ui

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// prompt asks for one line at the foot of the screen. While it does, all keys are its own.
type prompt struct {
	input    textinput.Model
	asks     string
	leave    func()                // what is done where no answer is given, may be nil
	take     func(string) tea.Cmd  // what is done with the answer; nil while nothing is asked
	typed    func(string) tea.Cmd  // what is done while the answer is typed, may be nil
	complete func(string) []string // what the answer may go on as, may be nil
	offers   []string              // what tab walks through
	offered  int                   // which of them is shown
	history  *[]string             // former answers, the last one last; nil for none
	back     int                   // how many of them the officer has gone back
	notice   string                // what of a paste found no room
}

// ask opens the prompt with a text to begin with.
func (m *Model) ask(p prompt, text string) tea.Cmd {
	p.input = textinput.New()
	p.input.Prompt = ""
	p.input.SetVirtualCursor(false)
	p.input.CharLimit = 400
	p.input.KeyMap.Paste.SetEnabled(false) // the terminal pastes; no program is started to read a clipboard
	p.input.SetValue(text)
	p.input.CursorEnd()
	m.prompt = p
	return m.prompt.input.Focus()
}

// asking tells whether the prompt is open.
func (m *Model) asking() bool { return m.prompt.take != nil }

// pressPrompt answers a key of the prompt.
func (m *Model) pressPrompt(msg tea.KeyPressMsg) tea.Cmd {
	p := &m.prompt
	switch msg.String() {
	case "esc", "ctrl+c":
		if p.leave != nil {
			p.leave()
		}
		m.prompt = prompt{}
		return nil
	case "enter":
		answer := strings.TrimSpace(p.input.Value())
		take := p.take
		if p.history != nil && answer != "" {
			*p.history = append(*p.history, answer)
		}
		m.prompt = prompt{}
		return take(answer)
	case "tab":
		p.offer(1)
		return nil
	case "shift+tab":
		p.offer(-1)
		return nil
	case "up", "ctrl+p":
		p.recall(1)
		return nil
	case "down", "ctrl+n":
		p.recall(-1)
		return nil
	}
	return m.typedIntoPrompt(msg)
}

// typedIntoPrompt hands a key or a paste to the line.
func (m *Model) typedIntoPrompt(msg tea.Msg) tea.Cmd {
	p := &m.prompt
	before := p.input.Value()
	p.notice = ""
	p.input, _ = p.input.Update(msg)
	if p.input.Value() == before {
		m.full(msg, utf8.RuneCountInString(before), p.input.CharLimit)
		return nil
	}
	p.offers, p.back = nil, 0
	if p.typed != nil {
		return p.typed(strings.TrimSpace(p.input.Value()))
	}
	return nil
}

// offer walks through what the answer may go on as.
func (p *prompt) offer(by int) {
	if p.complete == nil {
		return
	}
	if p.offers == nil {
		p.offers, p.offered = p.complete(p.input.Value()), -1
		if by < 0 {
			p.offered = 0
		}
	}
	if len(p.offers) == 0 {
		return
	}
	p.offered = (p.offered + by + len(p.offers)) % len(p.offers)
	p.input.SetValue(p.offers[p.offered])
	p.input.CursorEnd()
}

// recall goes back through former answers.
func (p *prompt) recall(by int) {
	if p.history == nil {
		return
	}
	p.back = max(0, min(p.back+by, len(*p.history)))
	text := ""
	if p.back > 0 {
		text = (*p.history)[len(*p.history)-p.back]
	}
	p.input.SetValue(text)
	p.input.CursorEnd()
}

// draw shows the prompt in one line.
func (p *prompt) draw(pen pen, width int) string {
	asks := " " + p.question(width) + " "
	room := max(1, width-ansi.StringWidth(asks)-3)
	p.input.SetWidth(room)
	// The line is filled up with blanks: they give way to what the answer may go on as.
	answer := ansi.Truncate(p.input.View(), min(room, ansi.StringWidth(p.input.Value())+1), "")
	left := pen.styles.Key.Render(asks) + answer
	var others []string
	for i, o := range p.offers {
		if i != p.offered && len(others) < 6 {
			others = append(others, o)
		}
	}
	return ends(left, pen.styles.Faint.Render(ansi.Truncate(strings.Join(others, "  "), max(0, width-ansi.StringWidth(left)-4), "…")+" "), width)
}

// roomToAnswer is how many cells of the line an answer has at least, where there are as many.
const roomToAnswer = 20

// question is as much of the question, or of what is to be said of a paste, as leaves room for an answer.
func (p *prompt) question(width int) string {
	asks := p.asks
	if p.notice != "" {
		asks = p.notice
	}
	return ansi.Truncate(asks, max(width/3, width-roomToAnswer-3), "…")
}

// cursor is where the terminal's cursor stands on the line.
func (p *prompt) cursor(width int) (x int) {
	c := p.input.Cursor()
	if c == nil {
		return 0
	}
	return min(c.X+ansi.StringWidth(p.question(width))+2, max(0, width-1))
}
