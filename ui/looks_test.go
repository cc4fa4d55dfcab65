package ui

import (
	"fmt"
	"image/color"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

// dressed is one screen in each of the looks.
type dressed [len(looks)]uv.ScreenBuffer

// worn is how one cell is drawn in each of the looks.
type worn [len(looks)]uv.Style

// styleNames are the ways a cell may be drawn, by the names that Styles gives them.
type styleNames struct {
	order []string // as Styles lists them
	worn  map[string]worn
	names map[worn]string // of those drawn alike the first
}

// allStyles are the styles of every look, alone and on the row under the cursor, and the map's heats in bold too.
func allStyles() styleNames {
	var drawers [len(looks)]*Styles
	for i, l := range looks {
		drawers[i] = newStyles(look{theme: l.theme, dark: l.theme != "light", profile: l.profile})
	}
	out := styleNames{worn: map[string]worn{}, names: map[worn]string{}}
	add := func(name string, style func(s *Styles) lipgloss.Style) {
		var w worn
		for i, s := range drawers {
			w[i] = cellOf(style(s))
		}
		out.order, out.worn[name] = append(out.order, name), w
		if _, ok := out.names[w]; !ok {
			out.names[w] = name
		}
	}
	named := namedStyles()
	for _, n := range named {
		add(n.name, n.of)
	}
	for _, n := range named {
		add(n.name+" on Selected", func(s *Styles) lipgloss.Style { return s.Selected.Inherit(n.of(s)) })
	}
	for i := range len(Styles{}.heats) {
		add(fmt.Sprintf("Heat %d bold", i), func(s *Styles) lipgloss.Style { return s.heat(i).Bold(true) })
	}
	return out
}

// namedStyle is one style, and what Styles calls it.
type namedStyle struct {
	name string
	of   func(s *Styles) lipgloss.Style
}

func namedStyles() []namedStyle {
	var out []namedStyle
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Styles]()) {
		if f.IsExported() {
			out = append(out, namedStyle{f.Name, func(s *Styles) lipgloss.Style {
				return reflect.ValueOf(*s).FieldByIndex(f.Index).Interface().(lipgloss.Style)
			}})
		}
	}
	for _, st := range []news.State{news.New, news.Watching, news.Cited, news.Dismissed} {
		out = append(out, namedStyle{"State " + string(st), func(s *Styles) lipgloss.Style { return s.state(st) }})
	}
	for i := range len(Styles{}.heats) {
		out = append(out, namedStyle{fmt.Sprintf("Heat %d", i), func(s *Styles) lipgloss.Style { return s.heat(i) }})
	}
	return out
}

// cellOf is a style as a terminal has it.
func cellOf(style lipgloss.Style) uv.Style {
	buf := uv.NewScreenBuffer(1, 1)
	uv.NewStyledString(style.Render("x")).Draw(buf, uv.Rect(0, 0, 1, 1))
	return buf.CellAt(0, 0).Style
}

// runs lists by row which cells are drawn in which style, as "3  2-10 Accent, 14 Dim"; rows and cells count from 1. What is
// drawn as plain text is left out, and so are empty cells that look empty; one between two words of a style belongs to both.
func runs(drawn *dressed, styles styleNames) string {
	var out strings.Builder
	for y := range drawn[0].Height() {
		if row := rowOfRuns(drawn, y); len(row) > 0 {
			said := make([]string, len(row))
			for i, r := range row {
				said[i] = r.cells() + " " + styles.name(r.worn)
			}
			fmt.Fprintf(&out, "%2d  %s\n", y+1, strings.Join(said, ", "))
		}
	}
	return out.String()
}

// run is a row of cells that are drawn alike.
type run struct {
	worn        worn
	first, last int
}

func (r run) cells() string {
	if r.first == r.last {
		return fmt.Sprint(r.first)
	}
	return fmt.Sprintf("%d-%d", r.first, r.last)
}

func rowOfRuns(drawn *dressed, y int) []run {
	var out []run
	for x := range drawn[0].Width() {
		w := wornAt(drawn, x, y)
		if w == (worn{}) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].worn == w && (out[n-1].last == x || out[n-1].last == x-1 && empty(drawn, x-1, y)) {
			out[n-1].last = x + 1
			continue
		}
		out = append(out, run{worn: w, first: x + 1, last: x + 1})
	}
	return out
}

// wornAt is how a cell is drawn; nothing where it looks empty.
func wornAt(drawn *dressed, x, y int) worn {
	if empty(drawn, x, y) {
		return worn{}
	}
	var w worn
	for i := range drawn {
		w[i] = drawn[i].CellAt(x, y).Style
	}
	return w
}

// empty tells whether a cell is a space on which no look shows anything.
func empty(drawn *dressed, x, y int) bool {
	const onSpaces = uv.AttrReverse | uv.AttrStrikethrough
	for i := range drawn {
		c := drawn[i].CellAt(x, y)
		if strings.TrimSpace(c.Content) != "" || c.Style.Bg != nil || c.Style.Underline != uv.UnderlineNone || c.Style.Attrs&onSpaces != 0 {
			return false
		}
	}
	return true
}

// name is what Styles calls a way of drawing, or all of it where Styles has no name for it.
func (n styleNames) name(w worn) string {
	if name, ok := n.names[w]; ok {
		return name
	}
	var parts []string
	for i, l := range looks {
		parts = append(parts, l.name+" "+styleWords(w[i]))
	}
	return "{" + strings.Join(parts, "; ") + "}"
}

// styleWords tells a terminal's style: "bold #e3a857 on #35302a".
func styleWords(s uv.Style) string {
	var words []string
	for _, a := range []struct {
		attr uint8
		word string
	}{
		{uv.AttrBold, "bold"},
		{uv.AttrFaint, "faint"},
		{uv.AttrItalic, "italic"},
		{uv.AttrBlink, "blink"},
		{uv.AttrReverse, "reverse"},
		{uv.AttrConceal, "concealed"},
		{uv.AttrStrikethrough, "struck"},
	} {
		if s.Attrs&a.attr != 0 {
			words = append(words, a.word)
		}
	}
	if s.Underline != uv.UnderlineNone {
		words = append(words, "underlined")
	}
	if s.Fg != nil {
		words = append(words, colourName(s.Fg))
	}
	if s.Bg != nil {
		words = append(words, "on "+colourName(s.Bg))
	}
	if len(words) == 0 {
		return "plain"
	}
	return strings.Join(words, " ")
}

// colourName is the number of one of the sixteen colours, and red, green and blue of any other.
func colourName(c color.Color) string {
	if c, ok := c.(ansi.BasicColor); ok {
		return fmt.Sprintf("colour %d", c)
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// TestLooksAreAsKept keeps what each style is in each look; the kept screens say which part is in which style.
func TestLooksAreAsKept(t *testing.T) {
	styles := allStyles()
	var out strings.Builder
	line := func(cells ...any) {
		out.WriteString(strings.TrimRight(fmt.Sprintf("%-27s %-30s %-30s %-24s %-24s %s", cells...), " ") + "\n")
	}
	head := []any{"style"}
	for _, l := range looks {
		head = append(head, l.name)
	}
	line(head...)
	for _, name := range styles.order {
		cells := []any{name}
		for _, s := range styles.worn[name] {
			cells = append(cells, styleWords(s))
		}
		line(cells...)
	}
	expect(t, filepath.Join("testdata", "looks.txt"), out.String())
}

// withoutColour asks that no cell has a colour.
func withoutColour(t *testing.T, buf uv.ScreenBuffer) {
	t.Helper()
	for y := range buf.Height() {
		for x := range buf.Width() {
			if s := buf.CellAt(x, y).Style; s.Fg != nil || s.Bg != nil || s.UnderlineColor != nil {
				t.Errorf("%dx%d: row %d, cell %d has a colour: %s", buf.Width(), buf.Height(), y+1, x+1, styleWords(s))
				return
			}
		}
	}
}

// TestWhatColoursTellIsToldWithoutThem asks that the look without colour still tells apart, by weight, underline, reverse
// or faintness, what the others tell apart by colour where no letter or mark says it.
func TestWhatColoursTellIsToldWithoutThem(t *testing.T) {
	s := newStyles(look{theme: "none"})
	for _, c := range []struct {
		name   string
		of, by lipgloss.Style
	}{
		{"the row under the cursor", s.Selected, s.Text},
		{"the pane that has the keys", s.HeadFocus, s.Heading},
		{"what is unread", s.Strong, s.Dim},
		{"a statement that was read", s.Seen, s.Fresh},
		{"a differing figure", s.Warn, s.Text},
		{"what a repeat adds", s.Added, s.Text},
		{"what a search found", s.Match, s.Text},
		{"what a search found beside what differs", s.Match, s.Warn},
		{"a key in the foot", s.Key, s.Dim},
	} {
		if cellOf(c.of) == cellOf(c.by) {
			t.Errorf("%s is drawn as what is not: %s", c.name, styleWords(cellOf(c.of)))
		}
	}
}

// TestStatesAreReadWithoutColour asks that the same story has another row in each state, as text alone.
func TestStatesAreReadWithoutColour(t *testing.T) {
	unread := inventedStories()[0]
	read := unread
	read.Read = at(8, 40)
	in := func(st news.State) news.StoryRow {
		row := read
		row.State, row.Decided = st, at(8, 40)
		return row
	}
	gained := in(news.Dismissed)
	gained.Read, gained.Decided = at(8, 0), at(8, 0)
	for _, lang := range []news.Lang{news.English, news.French} {
		said := map[string]string{}
		for name, row := range map[string]news.StoryRow{
			"unread": unread, "read": read, "watched": in(news.Watching), "cited": in(news.Cited),
			"dismissed": in(news.Dismissed), "dismissed, with a new fact": gained,
		} {
			m := newReader(Options{Theme: "none", Lang: lang}, 60, 18)
			m.lists.ask()
			m.Update(listsLoaded{request: m.lists.last, query: m.query(), stories: []news.StoryRow{row}, feeds: inventedFeeds()})
			text := strings.Join(m.stories.drawRow(m.pen, row, rowKey{width: 60, remarks: m.pen.remarks(row)}), "\n")
			text = ansi.Strip(text)
			if other, ok := said[text]; ok {
				t.Errorf("%s: a story that is %s reads as one that is %s:\n%s", lang, name, other, text)
			}
			said[text] = name
		}
	}
}
