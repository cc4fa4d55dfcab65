package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// Page is what every written format shows: sections of stories, each with its lines and numbered sources.
type Page struct {
	Title    string    `json:"title"`
	Made     string    `json:"made"` // when it was written
	Sections []Section `json:"sections"`
	Words    Words     `json:"-"`
}

// Section is one region's part of a page; a page of one story has one section without a name.
type Section struct {
	Name    string  `json:"name"`
	Stories []Entry `json:"stories"`
}

// Entry is one story on a page.
type Entry struct {
	Title     string    `json:"title"`
	Lang      news.Lang `json:"lang"`
	Facts     string    `json:"facts"`               // "Mali · 6 outlets, 2 origins · 05:12 to 08:31"
	State     string    `json:"state,omitempty"`     // "watching", "cited", or "" for a new story
	Reason    string    `json:"reason,omitempty"`    // why it is in the brief, in one line; "" where nobody wrote one
	Direction Direction `json:"direction,omitempty"` // where it is going, "" where nobody said
	Note      string    `json:"note,omitempty"`      // the officer's, of one or more lines
	Lines     []Line    `json:"lines,omitempty"`
	Asides    []string  `json:"asides,omitempty"` // the texts folded away, each with its reason
	Sources   []Source  `json:"sources,omitempty"`
}

// Line is one statement with who states it.
type Line struct {
	Text    string    `json:"text"`
	Lang    news.Lang `json:"lang"`
	Times   int       `json:"times"`             // how many statements say it, 1 when nobody repeats it
	Sources []int     `json:"sources,omitempty"` // numbers into Entry.Sources, ascending; none where the paragraph's last line has them for all of it
	Differs []string  `json:"differs,omitempty"` // "12 (Outlet A) / 15 (Outlet B)"
	Starts  bool      `json:"starts,omitempty"`  // it begins a paragraph
}

// Source is an article behind a story.
type Source struct {
	Number int       `json:"number"`
	Outlet string    `json:"outlet"`
	Origin string    `json:"origin,omitempty"` // named only where it is not the outlet itself
	Title  string    `json:"title"`
	Lang   news.Lang `json:"lang,omitempty"`
	URL    string    `json:"url,omitempty"`
	Time   string    `json:"time"`
}

// Options says in which language and time zone a page is written.
type Options struct {
	Title    string
	Lang     string // en or fr
	Location *time.Location
	Made     time.Time
	Place    func(news.Placement) string // how a story's place is named, e.g. "Mali, Gao"
	Region   func(id string) string      // a region's name
}

// NewPage begins a page without stories.
func NewPage(o Options) Page {
	return Page{Title: o.Title, Words: WordsIn(o.Lang), Made: clock(o.Made, o)}
}

// Add puts a story under the section of a name, a new one where there is none.
func (p *Page) Add(section string, e Entry) {
	at := slices.IndexFunc(p.Sections, func(x Section) bool { return x.Name == section })
	if at < 0 {
		p.Sections = append(p.Sections, Section{Name: section})
		at = len(p.Sections) - 1
	}
	p.Sections[at].Stories = append(p.Sections[at].Stories, e)
}

// Build lays out stories in the order given, under their regions.
func Build(stories []Story, briefings []news.Briefing, o Options) Page {
	page := NewPage(o)
	for i, s := range stories {
		page.Add(o.Region(s.Row.Placement.Region), entry(s, briefings[i], o))
	}
	return page
}

func entry(s Story, b news.Briefing, o Options) Entry {
	e := Entry{Title: s.Row.Title, Lang: b.Lang, Facts: facts(s.Row, o)}
	words := WordsIn(o.Lang)
	if s.Row.State != news.New {
		e.State = words.State(s.Row.State)
	}
	number := map[string]int{}
	for i, a := range b.Articles {
		number[a.ID] = i + 1
		e.Sources = append(e.Sources, source(i+1, a, o))
	}
	e.Lines = lines(b, number)
	e.Asides = asides(b, words)
	e.Note = s.Row.Note
	return e
}

func source(number int, a news.Article, o Options) Source {
	s := Source{Number: number, Outlet: a.Outlet, Title: a.Title, Lang: a.Lang, URL: a.URL, Time: clock(a.Published, o)}
	if !a.LetGo.IsZero() {
		words := WordsIn(o.Lang)
		s.Time += ", " + fmt.Sprintf(words.letGo, words.Date(a.LetGo.In(o.Location)))
	}
	if a.Origin != "" && a.Origin != a.Outlet {
		s.Origin = a.Origin
	}
	return s
}

// lines follows the briefing's order: each statement once, with everything that repeats or contradicts it.
func lines(b news.Briefing, number map[string]int) []Line {
	byID := map[int]news.Statement{}
	for _, s := range b.Statements {
		byID[s.ID] = s
	}
	outlet, lang := map[string]string{}, map[string]news.Lang{}
	for _, a := range b.Articles {
		outlet[a.ID], lang[a.ID] = a.Outlet, a.Lang
	}
	repeats := map[int]news.Repeat{}
	for _, r := range b.Repeats {
		repeats[r.Lead] = r
	}
	starts, goesOn := paragraphs(b)
	turned := againstLeftOut(b)
	var out []Line
	for _, id := range b.Order {
		s := byID[id]
		line := Line{
			Text: oneLine(s.Text), Lang: lang[s.Article], Times: 1, Sources: []int{number[s.Article]}, Starts: starts[id],
		}
		lead := outlet[s.Article]
		var against []Split
		for _, m := range repeats[id].Members {
			other := byID[m.ID]
			switch m.Kind {
			case news.Lead:
			case news.Differs:
				against = AddSplit(against, m, outlet[other.Article], []string{lead})
			default:
				line.Times++
				line.Sources = append(line.Sources, number[other.Article])
			}
		}
		for _, m := range turned[id] {
			against = AddSplit(against, m, outlet[byID[m.ID].Article], []string{lead})
		}
		for _, split := range against {
			line.Differs = append(line.Differs, splitText(split, lead))
		}
		slices.Sort(line.Sources)
		line.Sources = slices.Compact(line.Sources)
		if goesOn[id] {
			line.Times, line.Sources = 1, nil
		}
		out = append(out, line)
	}
	return out
}

// againstLeftOut tells which statements contradict one that the order leaves out, seen from their side: who reads a shorter
// length is to know of the other figure all the same. The ID of each is that of the statement left out.
func againstLeftOut(b news.Briefing) map[int][]news.Member {
	out := map[int][]news.Member{}
	for _, r := range b.Repeats {
		if slices.Contains(b.Order, r.Lead) {
			continue
		}
		for _, m := range r.Members {
			if m.Kind == news.Differs {
				out[m.ID] = append(out[m.ID], news.Member{ID: r.Lead, Kind: news.Differs, Why: m.Why, Mine: m.Theirs, Theirs: m.Mine})
			}
		}
	}
	return out
}

// paragraphs tells which statements begin a paragraph, and which leave their marks to its last statement because the
// whole of it is repeated.
func paragraphs(b news.Briefing) (starts, goesOn map[int]bool) {
	starts, goesOn = map[int]bool{}, map[int]bool{}
	for _, p := range summarize.Paragraphs(b, b.Order) {
		starts[p.Statements[0]] = true
		if p.Whole {
			for _, id := range p.Statements[:len(p.Statements)-1] {
				goesOn[id] = true
			}
		}
	}
	return starts, goesOn
}

func asides(b news.Briefing, words Words) []string {
	texts := map[int]string{}
	for _, s := range b.Statements {
		texts[s.ID] = s.Text
	}
	var out []string
	for _, a := range b.Asides {
		out = append(out, fmt.Sprintf("%s (%s)", oneLine(texts[a.ID]), words.Why(a.Why)))
	}
	return out
}

// facts is the line under a story's title: where, how many say it, and when.
func facts(row news.StoryRow, o Options) string {
	words := WordsIn(o.Lang)
	parts := []string{}
	if place := o.Place(row.Placement); place != "" {
		parts = append(parts, place)
	}
	parts = append(parts, words.Outlets(row.Outlets)+", "+words.Origins(row.Origins))
	first, last := clock(row.First, o), clock(row.Last, o)
	if last != first {
		last = first + " " + words.To + " " + last
	}
	if first != "" { // a text that was never published has no time
		parts = append(parts, last)
	}
	if row.Owner != "" {
		parts = append(parts, words.Owned+" "+row.Owner)
	}
	return strings.Join(parts, " · ")
}

// Clock writes a time as an officer reads it: the hour alone on the day on which the page is made.
func (o Options) Clock(t time.Time) string { return clock(t, o) }

// clock writes a time as an officer reads it on the day o.Made: the hour alone today, with the date on other days.
func clock(t time.Time, o Options) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(o.Location)
	if sameDay(t, o.Made.In(o.Location)) && t != o.Made.In(o.Location) {
		return t.Format("15:04")
	}
	return WordsIn(o.Lang).Date(t)
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// oneLine folds the white space inside a statement, which may run over lines of its article.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
