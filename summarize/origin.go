package summarize

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"harmattan/internal/news"
)

// Origins names where the text of each article of one story comes from, in the order of the articles: an agency where a
// credit says so, else the outlet whose near-identical text came first, else the article's own outlet. Two articles
// have the same name when and only when they count as one source. Time grows with the length of the texts together.
func Origins(articles []news.Article) []string {
	credits := make([]credit, len(articles))
	r := newCreditReader()
	for i, a := range articles {
		credits[i] = r.creditOf(a)
	}
	copies := copiesOf(articles)
	out := make([]string, len(articles))
	for i, c := range credits {
		if c.strength == sure {
			out[i] = c.agency
		}
	}
	for i, c := range credits {
		if c.strength == shared && agencyText(i, c.agency, credits, copies) {
			out[i] = c.agency
		}
	}
	for i := range articles {
		if out[i] == "" {
			out[i] = creditedTwin(copies[i], credits)
		}
	}
	for _, i := range byTime(articles) {
		switch {
		case out[i] != "":
		case copies[i].first >= 0:
			out[i] = out[copies[i].first]
		default:
			out[i] = r.ownName(articles[i])
		}
	}
	return out
}

// agencyText tells whether an article that was written "with" an agency is the agency's text. It is judged by the texts
// that are the agency's for sure; where the story has none, the credit is all there is to go by.
func agencyText(i int, agency string, credits []credit, copies []copied) bool {
	alone := true
	for j, c := range credits {
		if j == i || c.strength != sure || c.agency != agency {
			continue
		}
		if slices.Contains(copies[i].twins, j) {
			return true
		}
		alone = false
	}
	return alone
}

// creditedTwin is the agency of a near-identical text that is credited, "" when there is none. An outlet that leaves the
// credit out, or that was faster than the one that gives it, has the text from there all the same.
func creditedTwin(c copied, credits []credit) string {
	for _, j := range c.twins {
		if credits[j].strength == sure {
			return credits[j].agency
		}
	}
	return ""
}

// byTime is the order in which the articles came; of one time, their own order.
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
