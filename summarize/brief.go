package summarize

import (
	"slices"

	"harmattan/internal/news"
)

// Brief collapses the articles of one story, in the order given, into a briefing. The same articles in the same order
// give the same briefing.
func Brief(articles []news.Article) news.Briefing {
	c := NewCollapser()
	for _, a := range articles {
		c.Add(a)
	}
	return c.Briefing()
}

// Briefing is the story as it stands.
func (c *Collapser) Briefing() news.Briefing {
	b := news.Briefing{}
	ids := map[*stated]int{}
	for _, h := range c.articles {
		b.Articles = append(b.Articles, h.article)
		for _, s := range h.statements {
			ids[s] = len(b.Statements) + 1
			b.Statements = append(b.Statements, news.Statement{
				ID: ids[s], Article: h.article.ID, Start: s.start, End: s.end,
				Text: h.article.Text[s.start:s.end], Paragraph: s.para, Seen: s.seen,
			})
			if s.aside != "" {
				b.Asides = append(b.Asides, news.Aside{ID: ids[s], Kind: s.aside, Why: s.why})
			}
		}
	}
	if len(c.articles) > 0 {
		lead := c.leading()
		b.Title, b.Lang = lead.article.Title, lead.article.Lang
		if b.Title == "" {
			b.Title = lead.stuckTitle()
		}
	}
	for _, g := range c.groups() {
		b.Repeats = append(b.Repeats, c.repeat(g, ids))
	}
	slices.SortFunc(b.Repeats, func(x, y news.Repeat) int { return x.Members[0].ID - y.Members[0].ID })
	b.Order = order(b, c)
	return b
}

// leading is the article whose order and title the briefing follows: the most trusted, then the longest.
func (c *Collapser) leading() *held {
	return slices.MinFunc(c.articles, func(a, b *held) int {
		if r := gradeRank(a.article.Grade) - gradeRank(b.article.Grade); r != 0 {
			return r
		}
		return len(b.article.Text) - len(a.article.Text)
	})
}

// stuckTitle is the headline that stands in the body of an article without a title of its own.
func (h *held) stuckTitle() string {
	for _, s := range h.statements {
		if s.aside == news.AsideHeadline {
			return s.reading.text
		}
	}
	return ""
}

// repeat tells a group by the numbers of the briefing, members in the order they stand in.
func (c *Collapser) repeat(g *group, ids map[*stated]int) news.Repeat {
	r := news.Repeat{Lead: ids[g.lead]}
	for _, s := range g.members {
		r.Members = append(r.Members, c.member(g, s, ids[s]))
	}
	for _, d := range g.differs {
		x, y := c.stated[d.link.to].reading, d.statement.reading
		mine, theirs, why := tell(d.link.match, y, x)
		r.Members = append(r.Members, news.Member{
			ID: ids[d.statement], Kind: news.Differs, Score: d.link.likeness, Why: why, Mine: mine, Theirs: theirs,
		})
	}
	slices.SortFunc(r.Members, func(x, y news.Member) int { return x.ID - y.ID })
	return r
}

// member says how a statement stands to the lead of its group, and for the lead what it alone says.
func (c *Collapser) member(g *group, s *stated, id int) news.Member {
	lead := g.lead
	if s == lead {
		return news.Member{ID: id, Kind: news.Lead, Score: 1, Why: "says most", Adds: c.onlyLead(g)}
	}
	if s.twin == lead.twin {
		return news.Member{ID: id, Kind: news.Same, Score: 1, Why: "same words"}
	}
	m := c.compare.measure(s.reading, lead.reading)
	adds := c.compare.added(s.reading, nil)
	if len(adds) > 0 {
		return news.Member{ID: id, Kind: news.Adds, Score: m.score, Why: "adds to it", Adds: adds}
	}
	return news.Member{ID: id, Kind: news.Restates, Score: m.score, Why: "other words for the same"}
}

// onlyLead lists the runs of words that the lead has and no other member.
func (c *Collapser) onlyLead(g *group) []string {
	said := make([]bool, len(g.lead.reading.words))
	others := 0
	for _, s := range g.members {
		if s.twin == g.lead.twin {
			continue
		}
		others++
		c.compare.measure(s.reading, g.lead.reading)
		how := c.compare.howOf(g.lead.reading)
		for i := range said {
			said[i] = said[i] || i < len(how) && how[i] != unpaired
		}
	}
	if others == 0 {
		return nil
	}
	return c.compare.added(g.lead.reading, said)
}
