package summarize

// center is the middle of a story's articles in one language: their weights added up. The sums are kept only for a story
// of several articles; those of a few are as quickly asked one by one, and most stories have few.
type center struct {
	lang    uint32
	count   int32
	full    uint64 // square of its length over all terms
	neutral uint64 // and over those that mean the same in every language
	sums    sums
}

// summedFrom is from how many articles on the sums of a center are kept.
const summedFrom = 6

// sums is a table of weights added up by slot, never more than so full that a look-up is one or two steps.
type sums struct {
	rows []sum
	used int
}

// sum is what a term weighs in several articles together.
type sum struct {
	slot    int32 // raised by one; 0 where there is none
	full    uint32
	neutral uint32
}

// row is where a slot is, or would be put.
func (s *sums) row(slot int32) *sum {
	i := uint64(uint32(slot)*0x9e3779b1) * uint64(len(s.rows)) >> 32
	for s.rows[i].slot != 0 && s.rows[i].slot != slot+1 {
		if i++; i == uint64(len(s.rows)) {
			i = 0
		}
	}
	return &s.rows[i]
}

// add adds the weights of an article.
func (s *sums) add(terms []weight) {
	s.makeRoom(len(terms))
	for _, w := range terms {
		r := s.row(w.slot)
		if r.slot == 0 {
			s.used++
			r.slot = w.slot + 1
		}
		r.full += uint32(w.full)
		r.neutral += uint32(w.neutral)
	}
}

// subtract takes out what add added.
func (s *sums) subtract(terms []weight) {
	for _, w := range terms {
		r := s.row(w.slot)
		r.full -= uint32(w.full)
		r.neutral -= uint32(w.neutral)
	}
}

// makeRoom makes the table large enough for so many terms more, and leaves out what came to nothing.
func (s *sums) makeRoom(more int) {
	if (s.used+more)*5 <= len(s.rows)*4 {
		return
	}
	old := s.rows
	live := 0
	for _, r := range old {
		if r.full|r.neutral > 0 {
			live++
		}
	}
	s.used, s.rows = live, make([]sum, (live+more)*3/2)
	for _, r := range old {
		if r.full|r.neutral > 0 {
			*s.row(r.slot - 1) = r
		}
	}
}

// products adds up the products of an article's weights and the sums.
func (s *sums) products(terms []weight) (full, neutral uint64) {
	for _, w := range terms {
		r := s.row(w.slot)
		full += uint64(w.full) * uint64(r.full)
		neutral += uint64(w.neutral) * uint64(r.neutral)
	}
	return full, neutral
}

// productsWith is the same of two tables.
func (s *sums) productsWith(other *sums) (full, neutral uint64) {
	if len(s.rows) > len(other.rows) {
		s, other = other, s
	}
	for _, r := range s.rows {
		if r.slot == 0 {
			continue
		}
		o := other.row(r.slot - 1)
		full += uint64(r.full) * uint64(o.full)
		neutral += uint64(r.neutral) * uint64(o.neutral)
	}
	return full, neutral
}

// squares adds up the squares of an article's weights.
func squares(terms []weight) (full, neutral uint64) {
	for _, w := range terms {
		full += uint64(uint32(w.full) * uint32(w.full))
		neutral += uint64(uint32(w.neutral) * uint32(w.neutral))
	}
	return full, neutral
}

// enter adds an article, which is no member yet, to the center of its language.
func (x *Index) enter(c *cluster, n int32) {
	a := &x.articles[n]
	m := c.center(a.lang)
	if m == nil {
		c.centers = append(c.centers, center{lang: a.lang})
		m = &c.centers[len(c.centers)-1]
	}
	x.widen(c, m, n, 1)
	m.count++
	if m.count < summedFrom && m.sums.rows == nil {
		return
	}
	if m.sums.rows == nil {
		for _, k := range x.members(c) {
			if x.articles[k].lang == m.lang {
				m.sums.add(x.articles[k].terms)
			}
		}
	}
	m.sums.add(a.terms)
}

// leave takes an article, which is no member any more, out of the center of its language.
func (x *Index) leave(c *cluster, n int32) {
	a := &x.articles[n]
	m := c.center(a.lang)
	if m.sums.rows != nil {
		m.sums.subtract(a.terms)
	}
	x.widen(c, m, n, -1)
	m.count--
}

// widen brings the length of a center to what it is with article n, or by -1 without it.
func (x *Index) widen(c *cluster, m *center, n int32, by int64) {
	terms := x.articles[n].terms
	full, neutral := squares(terms)
	x.probe.lay(terms)
	f, s := x.centerProducts(c, m, terms, n)
	m.full += uint64(by) * (2*f + full)
	m.neutral += uint64(by) * (2*s + neutral)
}

// centerProducts adds up the products of the weights of the article that is laid out and of those of a center; where
// its articles are asked one by one, without those of article but.
func (x *Index) centerProducts(c *cluster, m *center, laidOut []weight, but int32) (full, neutral uint64) {
	if m.sums.rows != nil {
		return m.sums.products(laidOut)
	}
	for _, k := range x.members(c) {
		if a := &x.articles[k]; k != but && a.lang == m.lang {
			f, n, _ := x.probe.products(a.terms)
			full, neutral = full+f, neutral+n
		}
	}
	return full, neutral
}

// center is the center of a language, nil where there is none.
func (c *cluster) center(lang uint32) *center {
	for i := range c.centers {
		if c.centers[i].lang == lang {
			return &c.centers[i]
		}
	}
	return nil
}

// toldIn tells whether a story has an article in a language.
func (c *cluster) toldIn(lang uint32) bool {
	m := c.center(lang)
	return m != nil && m.count > 0
}
