package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// moment is the coming of one article of a story: when, whose, and the points that nobody had told before.
type moment struct {
	at     time.Time
	outlet string
	points []int // numbers of the points it told first
}

// momentsOf lists a story's articles in the order they came, each with what it told first.
func momentsOf(v desk.View) []moment {
	b := v.Briefing
	at := map[string]int{}
	out := make([]moment, 0, len(b.Articles))
	list := slices.Clone(b.Articles)
	slices.SortStableFunc(list, func(x, y news.Article) int { return x.Published.Compare(y.Published) })
	for i, a := range list {
		at[a.ID] = i
		out = append(out, moment{at: a.Published, outlet: line(a.Outlet)})
	}
	tellers := firstTellers(b)
	for n, id := range b.Order {
		first := -1
		for _, article := range tellers[id] {
			if i, ok := at[article]; ok && (first < 0 || i < first) {
				first = i
			}
		}
		if first >= 0 {
			out[first].points = append(out[first].points, n+1)
		}
	}
	return out
}

// firstTellers lists for each statement in the reading order the articles that say the same.
func firstTellers(b news.Briefing) map[int][]string {
	article := make(map[int]string, len(b.Statements))
	out := make(map[int][]string, len(b.Order))
	for _, s := range b.Statements {
		article[s.ID] = s.Article
	}
	for _, id := range b.Order {
		out[id] = []string{article[id]}
	}
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			if m.Kind != news.Differs {
				out[r.Lead] = append(out[r.Lead], article[m.ID])
			}
		}
	}
	return out
}

// scaleCells is how wide the scale of a timeline is.
const scaleCells = 24

// scale draws moments along a line from the first to the last: ● where something new was told, ○ where nothing was.
func scale(moments []moment) string {
	cells := []rune(strings.Repeat("·", scaleCells))
	first, last := moments[0].at, moments[len(moments)-1].at
	for _, m := range moments {
		i := 0
		if span := last.Sub(first); span > 0 {
			i = int(int64(scaleCells-1) * int64(m.at.Sub(first)/time.Second) / max(1, int64(span/time.Second)))
		}
		switch {
		case len(m.points) > 0:
			cells[i] = '●'
		case cells[i] == '·':
			cells[i] = '○'
		}
	}
	return string(cells)
}

// timeline draws the story line: one line with its scale, and unfolded each article with what it told first.
func (d *drawing) timeline(key itemKey) []string {
	p, moments := d.pen, d.pane.page.moments
	style := p.styles.Dim
	if key.cursor {
		style = p.styles.Text
	}
	period := p.clock.period(moments[0].at, moments[len(moments)-1].at)
	text := p.texts.arrange.timeline + "  " + scale(moments) + "  " + period
	lines := d.setText(margin{key.mark(p.styles), "   "}, text, style, nil)
	if !key.unfolds {
		return lines
	}
	for _, m := range moments {
		told := p.texts.arrange.nothingNew
		mark := "○"
		if len(m.points) > 0 {
			mark = "●"
			told = fmt.Sprintf(p.texts.arrange.toldFirst, numbers(m.points))
		}
		lines = append(lines, d.setText(indented(5), dotted(mark+" "+p.clock.moment(m.at), m.outlet, told), p.styles.Dim, nil)...)
	}
	return lines
}

// numbers writes "1, 3, 4".
func numbers(list []int) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ", ")
}

// whose writes which outlets share an origin: "AFP: Le Puits, The Sahel Post · Radio Dune"; "" where each has its own.
func whose(sources []source) string {
	outlets := map[string][]string{}
	var order []string
	shared := false
	for _, s := range sources {
		origin := s.origin
		if origin == "" {
			origin = s.outlet
		}
		if _, ok := outlets[origin]; !ok {
			order = append(order, origin)
		}
		if !slices.Contains(outlets[origin], s.outlet) {
			outlets[origin] = append(outlets[origin], s.outlet)
		}
	}
	var parts []string
	for _, origin := range order {
		list := outlets[origin]
		if len(list) == 1 && list[0] == origin {
			parts = append(parts, origin)
			continue
		}
		shared = true
		parts = append(parts, origin+": "+strings.Join(list, ", "))
	}
	if !shared {
		return ""
	}
	return dotted(parts...)
}
