package summarize

import (
	"cmp"
	"math"
	"slices"

	"harmattan/internal/news"
)

// Brief collapses the articles of one story, in the order given, into a briefing. The same articles in the same order
// give the same briefing.
func Brief(articles []news.Article) news.Briefing { return BriefWith(nil, articles) }

// BriefWith is Brief for articles of feeds of which something is known.
func BriefWith(habits *Habits, articles []news.Article) news.Briefing {
	c := NewCollapser(habits)
	for _, a := range articles {
		c.Add(a)
	}
	return c.Briefing()
}

// numbering gives each statement ever read its number in a briefing, 0 where it no longer stands.
type numbering []int

// Briefing is the story as it stands.
func (c *Collapser) Briefing() news.Briefing {
	b := news.Briefing{}
	b.Articles = make([]news.Article, 0, len(c.articles))
	ids := make(numbering, len(c.stated))
	for _, h := range c.articles {
		b.Articles = append(b.Articles, h.article)
		for _, s := range h.statements {
			id := len(b.Statements) + 1
			ids[s.number] = id
			b.Statements = append(b.Statements, news.Statement{
				ID: id, Article: h.article.ID, Start: s.start, End: s.end,
				Text: h.article.Text[s.start:s.end], Paragraph: s.para, Seen: s.seen,
			})
			if s.aside != "" {
				b.Asides = append(b.Asides, news.Aside{ID: id, Kind: s.aside, Why: s.why})
			}
		}
	}
	groups := c.groups()
	lead := c.leading(groups)
	if lead != nil {
		b.Title, b.Lang = c.title(lead), lead.article.Lang
		if b.Title == "" {
			b.Title = lead.stuckTitle()
		}
	}
	for _, g := range groups {
		b.Repeats = append(b.Repeats, c.repeat(g, ids))
	}
	slices.SortFunc(b.Repeats, func(x, y news.Repeat) int { return x.Members[0].ID - y.Members[0].ID })
	if lead != nil {
		b.Order = order(b, lead.article.ID)
	}
	return b
}

// leading is the article whose order and title the briefing follows: the most trusted, then the one that tells most of
// what others tell too for its length, then the longest. A newsletter that touches on everything is long and leads
// nowhere. It is nil where there is no article.
func (c *Collapser) leading(groups []*group) *held {
	if len(c.articles) == 0 {
		return nil
	}
	for _, h := range c.articles {
		h.shared = 0
	}
	in := map[int]bool{}
	for _, g := range groups {
		clear(in)
		for _, s := range g.members {
			in[s.article] = true
		}
		if len(in) > 1 {
			for article := range in {
				c.articles[article].shared++
			}
		}
	}
	worth := func(h *held) float64 { return float64(h.shared) / math.Sqrt(float64(len(h.statements)+shortText)) }
	return slices.MinFunc(c.articles, func(a, b *held) int {
		return cmp.Or(
			cmp.Compare(gradeRank(a.article.Grade), gradeRank(b.article.Grade)),
			cmp.Compare(worth(b), worth(a)), cmp.Compare(len(b.article.Text), len(a.article.Text)),
		)
	})
}

// shortText is how many statements are added to a text's length, so that a short one does not lead by one sentence.
const shortText = 4

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
func (c *Collapser) repeat(g *group, ids numbering) news.Repeat {
	r := news.Repeat{Lead: ids[g.lead.number]}
	for _, s := range g.members {
		r.Members = append(r.Members, c.member(g, s, ids[s.number]))
	}
	for _, d := range g.differs {
		mine, theirs, why := tell(d.match, d.statement.reading, d.against.reading)
		r.Members = append(r.Members, news.Member{
			ID: ids[d.statement.number], Kind: news.Differs, Score: d.likeness, Why: why, Mine: mine, Theirs: theirs,
		})
	}
	slices.SortFunc(r.Members, func(x, y news.Member) int { return x.ID - y.ID })
	return r
}

// told is what is known of a member against its lead; it is kept, since a briefing is asked for again and again.
type told struct {
	score  float64
	adds   []string // what the member adds
	covers []bool   // the words of the lead that the member has too
}

// tellMember compares a member with its lead, once for each pair.
func (c *Collapser) tellMember(s, lead *stated) *told {
	key := [2]int32{s.twin, lead.twin}
	if t := c.told[key]; t != nil {
		return t
	}
	m := c.compare.measure(s.reading, lead.reading)
	t := &told{score: max(m.score, c.linked(s, lead)), adds: c.compare.added(s.reading, nil)}
	for _, how := range c.compare.howOf(lead.reading) {
		t.covers = append(t.covers, how != unpaired)
	}
	c.told[key] = t
	return t
}

// linked is the likelihood, in their story, that two statements say the same; 0 where they were not weighed.
func (c *Collapser) linked(s, t *stated) float64 {
	later, earlier := max(s.twin, t.twin), min(s.twin, t.twin)
	for _, l := range c.stated[later].links {
		if l.to == earlier {
			return l.score
		}
	}
	return 0
}

// member says how a statement stands to the lead of its group, and for the lead what it alone says.
func (c *Collapser) member(g *group, s *stated, id int) news.Member {
	switch {
	case s == g.lead:
		return news.Member{ID: id, Kind: news.Lead, Score: 1, Why: "says most", Adds: c.onlyLead(g)}
	case s.twin == g.lead.twin:
		return news.Member{ID: id, Kind: news.Same, Score: 1, Why: "same words"}
	}
	t := c.tellMember(s, g.lead)
	if len(t.adds) > 0 {
		return news.Member{ID: id, Kind: news.Adds, Score: t.score, Why: "says the same and more", Adds: t.adds}
	}
	return news.Member{ID: id, Kind: news.Restates, Score: t.score, Why: "other words for the same"}
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
		for i, covers := range c.tellMember(s, g.lead).covers {
			said[i] = said[i] || covers
		}
	}
	if others == 0 {
		return nil
	}
	return c.compare.added(g.lead.reading, said)
}
