package summarize

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
)

// Origins names where the text of each article of one story comes from, in the order of the articles: an agency where a
// credit says so, else the outlet whose near-identical text came first, else the article's own outlet. Two articles
// have the same name when and only when they count as one source. Time grows with the length of the texts together.
func Origins(articles []news.Article) []string {
	f := NewOriginFinder()
	order := byTime(articles)
	for _, i := range order {
		f.Add(articles[i])
	}
	out := make([]string, len(articles))
	for place, name := range f.Names() {
		out[order[place]] = name
	}
	return out
}

// OriginFinder names origins as the articles of a story come, see Origins. One article more costs with its own length
// and the number of the others. It is not safe for use by two goroutines.
type OriginFinder struct {
	texts   []*originText      // in the order they came
	holders map[uint64][]int32 // runs to the first articles that hold them; nil while the texts are few
	common  []int              // by place in texts, runs shared with the article being added
}

// originText is what is kept of an article to find its origin.
type originText struct {
	id        string
	own       string // the article's own outlet
	published time.Time
	credit    credit
	title     string
	text      string
	runs      []uint64 // kept while the texts are few
	length    int      // how many runs it has
	twins     []int    // articles with near-identical texts
	name      string
}

// NewOriginFinder knows no article yet.
func NewOriginFinder() *OriginFinder {
	return &OriginFinder{}
}

// Add takes one article more. An edited one cannot be added again: begin anew.
func (f *OriginFinder) Add(a news.Article) {
	credits := known().credits
	f.add(a, credits.ownName(a), credits.creditOf(a))
}

// AddRead is Add for an article that was read.
func (f *OriginFinder) AddRead(a news.Article, t *Text) { f.add(a, t.own, t.credit) }

func (f *OriginFinder) add(a news.Article, own string, c credit) {
	number := len(f.texts)
	f.texts = append(f.texts, &originText{id: a.ID, own: own, published: a.Published, credit: c, title: a.Title, text: a.Text})
	switch number {
	case 0: // nothing to compare it with, as of most stories
		return
	case 1:
		first := f.texts[0]
		first.runs = runsOf(first.title, first.text)
		first.length = len(first.runs)
	}
	f.findCopies(number, runsOf(a.Title, a.Text))
}

// Names is the origin of each article, in the order in which they came.
func (f *OriginFinder) Names() []string {
	order := f.byTime()
	for _, t := range f.texts {
		t.name = ""
		if t.credit.strength == sure {
			t.name = t.credit.agency
		}
	}
	for i, t := range f.texts {
		if t.credit.strength == shared && f.agencyText(i) {
			t.name = t.credit.agency
		}
	}
	for _, t := range f.texts {
		if t.name == "" {
			t.name = f.creditedTwin(t)
		}
	}
	place := make([]int, len(order))
	for p, i := range order {
		place[i] = p
	}
	out := make([]string, len(f.texts))
	for p, i := range order {
		t := f.texts[i]
		if t.name == "" {
			t.name = t.own
			first := p
			for _, j := range t.twins {
				if place[j] < first {
					first, t.name = place[j], f.texts[j].name
				}
			}
		}
		out[i] = t.name
	}
	return out
}

// agencyText tells whether an article that was written "with" an agency is the agency's text. It is judged by the texts
// that are the agency's for sure; where the story has none, the credit is all there is to go by.
func (f *OriginFinder) agencyText(i int) bool {
	alone := true
	for j, t := range f.texts {
		if j == i || t.credit.strength != sure || t.credit.agency != f.texts[i].credit.agency {
			continue
		}
		if slices.Contains(f.texts[i].twins, j) {
			return true
		}
		alone = false
	}
	return alone
}

// creditedTwin is the agency of a near-identical text that is credited, "" when there is none. An outlet that leaves the
// credit out, or that was faster than the one that gives it, has the text from there all the same.
func (f *OriginFinder) creditedTwin(t *originText) string {
	for _, j := range t.twins {
		if f.texts[j].credit.strength == sure {
			return f.texts[j].credit.agency
		}
	}
	return ""
}

// byTime is the order in which the articles were published; of one time, by ID, so that it does not matter in which
// order they came.
func (f *OriginFinder) byTime() []int {
	order := make([]int, len(f.texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if c := f.texts[i].published.Compare(f.texts[j].published); c != 0 {
			return c
		}
		return cmp.Compare(f.texts[i].id, f.texts[j].id)
	})
	return order
}

// byTime is the order in which the articles were published; of one time, their own order.
func byTime(articles []news.Article) []int {
	order := make([]int, len(articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return articles[i].Published.Compare(articles[j].Published)
	})
	return order
}

// ownName is the article's own outlet, by its agency's name where the outlet is one, and by the host of its feed or
// page where the outlet has no name.
func (r *creditReader) ownName(a news.Article) string {
	if name := r.agencyNamed(a.Outlet); name != "" {
		return name
	}
	if s := strings.TrimSpace(a.Outlet); s != "" {
		return s
	}
	for _, address := range []string{a.FeedURL, a.URL} {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			return strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
	return cmp.Or(a.FeedURL, a.URL, a.ID)
}
