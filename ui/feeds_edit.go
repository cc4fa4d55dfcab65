package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// pressFeeds answers a key of the screen of feeds.
func (m *Model) pressFeeds(a action) tea.Cmd {
	switch a {
	case actBack, actFeeds:
		if len(m.feeds.preview) > 0 {
			m.feeds.preview = nil
			return nil
		}
		m.screen = screenPanes
	case actQuit:
		return m.quit()
	case actHelp:
		m.openHelp()
	case actCopyLink:
		return m.copy(m.feeds.current().URL)
	case actRefresh:
		row := m.feeds.current()
		return m.askRefresh([]string{row.URL}, line(row.Outlet))
	case actRefreshAll:
		return m.askRefresh(nil, m.pen.texts.count(len(m.feeds.rows), m.pen.texts.words.feed))
	case actSample:
		return m.askSample()
	case actAdd, actEdit, actPause, actRemove, actImport, actExport:
		return m.changeFeeds(a)
	default:
		m.feeds.list.act(a)
	}
	return nil
}

// changeFeeds answers the keys that change the list of feeds, or write it.
func (m *Model) changeFeeds(a action) tea.Cmd {
	t := m.pen.texts.feeds
	if a == actExport {
		return m.askExport()
	}
	if !m.writable() {
		return nil
	}
	switch a {
	case actAdd:
		take := func(address string) tea.Cmd {
			if address == "" {
				return nil
			}
			m.status.say(fmt.Sprintf(t.looking, line(address)))
			return m.load.preview(address)
		}
		return m.ask(prompt{asks: t.askAddress, take: take}, "https://")
	case actImport:
		if m.remote() {
			return nil
		}
		return m.ask(prompt{asks: t.askImport, take: m.importFeeds}, "")
	}
	row := m.feeds.current()
	if row.URL == "" {
		m.status.say(m.pen.texts.screens.feedsNone)
		return nil
	}
	switch a {
	case actEdit:
		return m.askFeed(row.Feed, func(l loader, f news.Feed) error { return l.desk.EditFeed(l.ctx, f) })
	case actRemove:
		return m.load.kept(fmt.Sprintf(t.removed, line(row.Outlet)), func(l loader) error { return l.removeFeed(row) })
	}
	return m.load.turnFeed(row, t)
}

// errConfigured says that a feed is removed where it stands.
var errConfigured = errors.New("it stands in the configuration file: take its [[feed]] out there, or pause it here")

// removeFeed takes a feed away that was added, or what was edited in one of the configuration.
func (l loader) removeFeed(row news.FeedRow) error {
	err := l.desk.RemoveFeed(l.ctx, row.URL)
	if row.Configured && err != nil {
		return errConfigured
	}
	return err
}

func (l loader) turnFeed(row news.FeedRow, t feedTexts) tea.Cmd {
	return func() tea.Msg {
		paused, err := l.desk.TurnFeed(l.ctx, row.URL)
		said := fmt.Sprintf(t.goesOn, line(row.Outlet))
		if paused {
			said = fmt.Sprintf(t.nowPaused, line(row.Outlet))
		}
		return saved{said: said, err: err}
	}
}

// previewed answers the look at an address.
type previewed struct {
	address string
	preview desk.Preview
	err     error
}

func (l loader) preview(address string) tea.Cmd {
	return func() tea.Msg {
		p, err := l.desk.Preview(l.ctx, address)
		return previewed{address: address, preview: p, err: err}
	}
}

// shownItems is how many headlines a preview shows.
const shownItems = 8

// previewCame shows what stands at an address, and asks what the officer knows of it before it is added.
func (m *Model) previewCame(msg previewed) tea.Cmd {
	if msg.err != nil {
		m.failed(msg.err)
		return nil
	}
	t, r := m.pen.texts.feeds, msg.preview.Report
	feed := msg.preview.Feeds[0]
	lines := []string{
		fmt.Sprintf(t.found, feed.URL), dotted(r.Title, r.Format, r.Language, m.pen.texts.count(len(r.Items), m.pen.texts.words.article)), "",
	}
	for _, item := range r.Items[:min(len(r.Items), shownItems)] {
		lines = append(lines, "· "+item.Title)
	}
	if len(r.Warnings) > 0 {
		lines = append(append(lines, ""), r.Warnings[:min(len(r.Warnings), 4)]...)
	}
	if others := msg.preview.Feeds[1:]; len(others) > 0 {
		lines = append(lines, "", t.others)
		for _, f := range others[:min(len(others), shownItems)] {
			lines = append(lines, "· "+f.URL)
		}
	}
	m.feeds.preview = lines
	if feed.Outlet == "" {
		feed.Outlet = r.Title
	}
	return m.askFeed(feed, func(l loader, f news.Feed) error {
		_, err := l.desk.AddFeeds(l.ctx, []news.Feed{f})
		return err
	})
}

// askFeed asks in one line what is known of a feed: outlet, language, country and grade.
func (m *Model) askFeed(f news.Feed, keep func(loader, news.Feed) error) tea.Cmd {
	t := m.pen.texts.feeds
	take := func(text string) tea.Cmd {
		m.feeds.preview = nil
		edited, err := described(f, text, m.load.desk)
		if err != nil {
			m.failed(err)
			return nil
		}
		return m.load.kept(fmt.Sprintf(t.keptFeed, line(edited.Outlet)), func(l loader) error { return keep(l, edited) })
	}
	text := strings.Join([]string{line(f.Outlet), line(string(f.Lang)), line(f.Country), line(f.Grade)}, " | ")
	return m.ask(prompt{asks: t.askFeed, take: take, leave: func() { m.feeds.preview = nil }}, text)
}

// What can be wrong with a line that describes a feed.
var (
	errFourParts  = errors.New("write outlet | language | country | grade, any of them empty")
	errNoLanguage = errors.New("no language: two letters, as en, fr or ar")
	errNoCountry  = errors.New("no country: two letters, as ML or NE")
	errNoGrade    = errors.New("no grade: A to F")
)

// described reads "outlet | language | country | grade".
func described(f news.Feed, text string, d *desk.Desk) (news.Feed, error) {
	parts := strings.Split(text, "|")
	if len(parts) != 4 {
		return f, errFourParts
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	f.Outlet, f.Lang, f.Country, f.Grade = parts[0], news.Lang(strings.ToLower(parts[1])), strings.ToUpper(parts[2]), strings.ToUpper(parts[3])
	switch {
	case len(f.Lang) != 0 && len(f.Lang) != 2:
		return f, fmt.Errorf("%q is %w", parts[1], errNoLanguage)
	case f.Country != "" && (d == nil || d.PlaceName(news.Placement{Country: f.Country}) == ""):
		return f, fmt.Errorf("%q is %w", parts[2], errNoCountry)
	case f.Grade != "" && (len(f.Grade) != 1 || f.Grade < "A" || f.Grade > "F"):
		return f, fmt.Errorf("%q is %w", parts[3], errNoGrade)
	}
	return f, nil
}

func (m *Model) importFeeds(path string) tea.Cmd {
	if path == "" || m.remote() {
		return nil
	}
	l, t := m.load, m.pen.texts.feeds
	return func() tea.Msg {
		f, err := os.Open(filepath.Clean(path))
		if err != nil {
			return saved{err: err}
		}
		defer f.Close() //nolint:errcheck // only read
		added, notes, err := l.desk.ImportFeeds(l.ctx, f, filepath.Base(path))
		said := fmt.Sprintf(t.imported, added)
		if len(notes) > 0 {
			said = dotted(said, line(notes[0]))
		}
		return saved{said: said, err: err}
	}
}

func (m *Model) askExport() tea.Cmd {
	if m.remote() {
		return nil
	}
	l, t := m.load, m.pen.texts.feeds
	take := func(path string) tea.Cmd {
		if path == "" {
			return nil
		}
		return l.kept(fmt.Sprintf(t.exported, line(path)), func(l loader) error { return exportFeeds(l.ctx, l.desk, path) })
	}
	return m.ask(prompt{asks: t.askExport, take: take}, "feeds.opml")
}

// exportFeeds writes the feeds to a file that does not exist yet.
func exportFeeds(ctx context.Context, d *desk.Desk, path string) (err error) {
	f, err := os.OpenFile(filepath.Clean(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(d.ExportFeeds(ctx, f), f.Sync(), f.Close())
}

// perDayCame answers with how many articles a day the feeds bring.
type perDayCame struct {
	perDay map[string]float64
	err    error
}

func (l loader) perDay() tea.Cmd {
	return func() tea.Msg {
		perDay, err := l.desk.PerDay(l.ctx)
		return perDayCame{perDay: perDay, err: err}
	}
}
