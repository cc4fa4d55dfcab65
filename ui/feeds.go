package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/news"
)

// feedScreen shows the health of the feeds, those in trouble first.
type feedScreen struct {
	list list
	rows []news.FeedRow

	perDay  map[string]float64 // articles a day, by address
	preview []string           // lines of what is about to be added
}

// set takes new rows and keeps the cursor on its feed.
func (f *feedScreen) set(rows []news.FeedRow) {
	current := f.current().URL
	slices.SortStableFunc(rows, func(a, b news.FeedRow) int { return trouble(a) - trouble(b) })
	f.rows = rows
	f.list.resize(len(rows))
	if i := slices.IndexFunc(rows, func(r news.FeedRow) bool { return r.URL == current }); i >= 0 {
		f.list.cursor = i
	}
}

// trouble orders feeds by how much they ask for attention.
func trouble(r news.FeedRow) int {
	switch r.State.Status {
	case news.FetchFailed:
		return 0
	case news.FetchGone:
		return 1
	default:
		return 2
	}
}

// current returns the feed under the cursor, or an empty row.
func (f *feedScreen) current() news.FeedRow {
	if f.list.cursor < len(f.rows) {
		return f.rows[f.list.cursor]
	}
	return news.FeedRow{}
}

// failing counts the feeds whose last request failed.
func (f *feedScreen) failing() int {
	n := 0
	for _, r := range f.rows {
		if trouble(r) < 2 {
			n++
		}
	}
	return n
}

func (f *feedScreen) draw(p pen, a area) []string {
	remark := p.texts.count(len(f.rows), p.texts.words.feed)
	lines := []string{p.heading(p.texts.screens.feedsTitle, remark, area{width: a.width, focused: true}), ""}
	for _, text := range f.preview {
		lines = append(lines, " "+p.styles.Text.Render(p.aligned(ansi.Truncate(line(text), max(1, a.width-2), "…"), a.width-2)))
	}
	if len(f.preview) > 0 {
		return lines
	}
	if len(f.rows) == 0 {
		return append(lines, p.notice(a, p.texts.screens.feedsNone)...)
	}
	rows := func(i int) int { return len(f.row(p, i, a.width)) }
	first, last := f.list.window(a.height-len(lines), rows)
	for i := first; i < last; i++ {
		lines = append(lines, f.row(p, i, a.width)...)
	}
	return lines
}

// row draws a feed: how it is, and why it failed; under the cursor the whole reason and the address.
func (f *feedScreen) row(p pen, i, width int) []string {
	r := f.rows[i]
	on, mark := ground{}, "   "
	if i == f.list.cursor {
		on, mark = p.selected(), " ▸ "
	}
	status, style := p.texts.fetches[r.State.Status], p.styles.Good
	switch r.State.Status {
	case news.FetchFailed, news.FetchGone:
		style = p.styles.Warn
	case news.FetchWaiting, "":
		style = p.styles.Dim
	}
	if r.Paused {
		status, style = p.texts.feeds.paused, p.styles.Warn
	}
	name := line(r.Outlet)
	if name == "" {
		name = line(r.URL)
	}
	left := on.put(p.styles.Accent, mark) + on.put(style, fit(status, 9)) + on.put(p.styles.Strong, " "+name)
	lines := []string{on.ends(left, on.put(p.styles.Dim, p.feedFacts(r, f.perDay[r.URL], width)+" "), width)}
	const indent = 13
	reason := line(r.State.Error)
	if i != f.list.cursor {
		if reason != "" {
			lines = append(lines, fit(strings.Repeat(" ", indent)+p.styles.Warn.Render(reason), width))
		}
		return lines
	}
	for _, part := range []rich{rich{}.and(p.styles.Warn, reason), rich{}.and(p.styles.Dim, p.feedDetails(r, f.perDay[r.URL], width))} {
		for _, l := range wrap(part.text, max(4, width-indent-1)) {
			if part.text != "" {
				lines = append(lines, strings.Repeat(" ", indent)+paint(part.text, l, p.styles.Text, part.spans))
			}
		}
	}
	return lines
}

// feedDetails writes, for the feed under the cursor, its address and what its host asked for, and the facts that its line
// had no room for.
func (p pen) feedDetails(r news.FeedRow, perDay float64, width int) string {
	failures, wait := "", ""
	if r.State.Failures > 1 {
		failures = p.texts.count(r.State.Failures, p.texts.words.failure)
	}
	if r.State.RetryAfter.After(p.clock.now()) {
		wait = p.texts.words.waitUntil + " " + p.clock.moment(r.State.RetryAfter)
	}
	where := p.texts.feeds.added
	if r.Configured {
		where = p.texts.find.configured
	}
	facts := ""
	switch {
	case width < someFacts:
		facts = strings.TrimSpace(p.feedFacts(r, perDay, wideFacts))
	case width < wideFacts:
		facts = dotted(line(string(r.Lang)), line(r.Country), line(r.Grade))
	}
	return dotted(facts, wait, failures, line(r.URL), where)
}

// Widths from which a feed's line has room for its articles and times, and for its language, country and grade too.
const (
	someFacts = 64
	wideFacts = 96
)

// feedFacts writes what there is room for: language, country and grade, articles kept, last and next request.
func (p pen) feedFacts(r news.FeedRow, perDay float64, width int) string {
	t := p.texts.screens
	times := t.feedLast + " " + p.clock.moment(r.State.Fetched)
	if !r.State.Next.IsZero() {
		times += " · " + t.feedNext + " " + p.clock.moment(r.State.Next)
	}
	kept := p.texts.count(r.Articles, p.texts.words.article)
	if perDay > 0 {
		kept += fmt.Sprintf(", "+p.texts.feeds.perDay, perDay)
	}
	who := fmt.Sprintf("%-2s %-2s %-1s", line(string(r.Lang)), line(r.Country), line(r.Grade))
	if strings.TrimSpace(who) == "" {
		who = ""
	}
	switch {
	case width >= wideFacts:
		return dotted(who, kept, times)
	case width >= someFacts:
		return dotted(kept, times)
	default:
		return strconv.Itoa(r.Articles)
	}
}
