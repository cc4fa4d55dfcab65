package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// page is a story made ready to be drawn: cleaned once more, its repeats joined with who says them. A command makes it,
// so that Update and View look nothing up.
type page struct {
	row     news.StoryRow
	title   string
	lang    news.Lang
	at      time.Time // when it was read from the desk
	again   bool      // the officer has read an earlier state of it, and something is new since
	fresh   int       // points that are new since
	missed  int       // points that were there, but never on the screen
	outlets int       // how many outlets carry it
	points  []point
	lengths [desk.Lengths][]paragraph
	asides  []aside
	sources []source
	wanted  []find.Term // what watches and the last search look for
	moments []moment    // the story line
	feeds   []string    // addresses of the feeds it came from
}

// point is a statement of the briefing with its repeats.
type point struct {
	key      string // names the statement over reloads: article and offset
	text     string
	outlets  []string         // who says so, the first first
	times    int              // statements that say so, itself among them
	fresh    bool             // not read yet
	missed   bool             // not read yet, though it was there when the story was read
	sources  []int            // numbers of the articles that say so, as they are listed below
	says     []news.Statement // the statement and those that repeat it
	repeats  []repeat
	splits   []report.Split
	credible int // the number of credibility that counting suggests, 1 to 4 or 6
	against  int // number of the point it contradicts, 0 for none
	link     string
}

// paragraph is a run of points that read as one text.
type paragraph struct {
	points  []int // indexes
	whole   bool  // the same outlets say all of it, as often: one mark stands for all
	outlets []string
	times   int // how often it is said, where whole
}

// repeat is another wording of a point, or one that contradicts it.
type repeat struct {
	key          string
	kind         news.Kind
	outlet       string
	when         time.Time
	text, why    string
	adds         []string
	mine, theirs string
	fresh        bool
}

// aside is text folded at the end with its reason.
type aside struct {
	kind              news.AsideKind
	outlet, text, why string
}

// source is an article of the story.
type source struct {
	key, outlet, origin, grade string
	title, text, link          string
	lang                       news.Lang
	published                  time.Time
	guessed, teaser            bool
	letGo                      time.Time
	revision                   int
	changes                    []change
}

// newPage joins what a view holds into what a page shows.
func newPage(v desk.View) *page {
	b := v.Briefing
	p := &page{row: v.Row, title: line(b.Title), lang: b.Lang, at: v.At, again: !v.Row.Read.IsZero()}
	if p.title == "" {
		p.title = line(v.Row.Title)
	}
	j := newJoiner(v)
	numbers := make(map[int]int, len(b.Order)) // statement id to number on the page
	for i, id := range b.Order {
		numbers[id] = i + 1
	}
	for _, id := range b.Order {
		if s, ok := j.statements[id]; ok {
			pt := j.point(s)
			pt.against = numbers[j.against[id]]
			switch {
			case pt.missed:
				p.missed++
			case pt.fresh:
				p.fresh++
			}
			p.points = append(p.points, pt)
		}
	}
	p.again = p.again && p.fresh+p.missed > 0
	for l, paragraphs := range v.Readings {
		for _, x := range paragraphs {
			if x := p.paragraph(x.Statements, numbers, x.Whole); len(x.points) > 0 {
				p.lengths[l] = append(p.lengths[l], x)
			}
		}
	}
	for _, a := range b.Asides {
		s := j.statements[a.ID]
		p.asides = append(p.asides, aside{kind: a.Kind, outlet: j.outlet(s), text: line(s.Text), why: line(a.Why)})
	}
	var outlets []string
	for _, a := range b.Articles {
		outlets = appendNew(outlets, line(a.Outlet))
		s := newSource(a)
		s.changes = changesOf(v.Edits[a.ID])
		p.sources = append(p.sources, s)
		if a.FeedURL != "" && !slices.Contains(p.feeds, a.FeedURL) {
			p.feeds = append(p.feeds, a.FeedURL)
		}
	}
	p.outlets = len(outlets)
	p.moments = momentsOf(v)
	return p
}

// paragraph joins the points that some statements became.
func (p *page) paragraph(statements []int, numbers map[int]int, whole bool) paragraph {
	var out paragraph
	for _, id := range statements {
		n := numbers[id] - 1
		if n < 0 || n >= len(p.points) {
			continue
		}
		out.points = append(out.points, n)
		out.times = p.points[n].times
		for _, o := range p.points[n].outlets {
			out.outlets = appendNew(out.outlets, o)
		}
	}
	out.whole = whole || len(out.points) == 1
	return out
}

func newSource(a news.Article) source {
	return source{
		key: a.ID, outlet: line(a.Outlet), origin: line(a.Origin), grade: line(a.Grade), title: line(a.Title),
		text: steadyText(a.Text), link: a.URL, lang: a.Lang, published: a.Published, guessed: a.Guessed,
		teaser: a.Teaser, revision: a.Revision, letGo: a.LetGo,
	}
}

// steadyText cleans a body and keeps its paragraphs.
func steadyText(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(steady(safe.Text(s)), "\t", " "))
}

// joiner finds what a briefing holds by number.
type joiner struct {
	statements map[int]news.Statement
	articles   map[string]news.Article
	repeats    map[int]news.Repeat // by lead
	against    map[int]int         // statements that contradict another, to the lead they contradict
	fresh      map[int]bool
	missed     map[int]bool
	numbers    map[string]int // of articles, from 1
}

func newJoiner(v desk.View) joiner {
	j := joiner{
		statements: make(map[int]news.Statement, len(v.Briefing.Statements)),
		articles:   make(map[string]news.Article, len(v.Briefing.Articles)),
		repeats:    make(map[int]news.Repeat, len(v.Briefing.Repeats)),
		against:    make(map[int]int),
		fresh:      v.Fresh,
		missed:     v.Missed,
		numbers:    make(map[string]int, len(v.Briefing.Articles)),
	}
	for _, s := range v.Briefing.Statements {
		j.statements[s.ID] = s
	}
	for i, a := range v.Briefing.Articles {
		j.articles[a.ID], j.numbers[a.ID] = a, i+1
	}
	for _, r := range v.Briefing.Repeats {
		j.repeats[r.Lead] = r
		for _, m := range r.Members {
			if m.Kind == news.Differs {
				j.against[m.ID] = r.Lead
			}
		}
	}
	return j
}

func (j joiner) outlet(s news.Statement) string { return line(j.articles[s.Article].Outlet) }

// statementKey names a statement in a way that outlives renumbering.
func statementKey(s news.Statement) string { return fmt.Sprintf("%s:%d", s.Article, s.Start) }

func (j joiner) point(s news.Statement) point {
	p := point{
		key: statementKey(s), text: line(s.Text), outlets: []string{j.outlet(s)}, times: 1, fresh: j.fresh[s.ID],
		missed: j.missed[s.ID], link: j.articles[s.Article].URL, sources: []int{j.numbers[s.Article]}, says: []news.Statement{s},
	}
	for _, m := range j.repeats[s.ID].Members {
		if m.ID == s.ID {
			continue
		}
		r := j.repeat(m)
		p.repeats = append(p.repeats, r)
		if m.Kind == news.Differs {
			continue
		}
		p.times++
		p.outlets = appendNew(p.outlets, r.outlet)
		p.says = append(p.says, j.statements[m.ID])
		if n := j.numbers[j.statements[m.ID].Article]; !slices.Contains(p.sources, n) {
			p.sources = append(p.sources, n)
		}
	}
	slices.Sort(p.sources)
	p.splits = splits(p)
	p.credible = j.credible(s, p)
	return p
}

func (j joiner) repeat(m news.Member) repeat {
	s := j.statements[m.ID]
	r := repeat{
		key: statementKey(s), kind: m.Kind, outlet: j.outlet(s), when: j.articles[s.Article].Published, text: line(s.Text),
		why: line(m.Why), mine: line(m.Mine), theirs: line(m.Theirs), fresh: j.fresh[s.ID],
	}
	for _, a := range m.Adds {
		r.adds = append(r.adds, line(a))
	}
	return r
}

// splits gathers what contradicts a point.
func splits(p point) []report.Split {
	var out []report.Split
	for _, r := range p.repeats {
		if r.kind == news.Differs {
			out = report.AddSplit(out, news.Member{Why: r.why, Mine: r.mine, Theirs: r.theirs}, r.outlet, p.outlets)
		}
	}
	return out
}

// appendNew appends a word that is not there yet.
func appendNew(list []string, word string) []string {
	if word == "" || slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}
