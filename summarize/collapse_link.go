package summarize

import "slices"

// link is what measuring two statements came to. It is held by the later of the two.
type link struct {
	to       int32
	score    float64 // likelihood that they say the same, in their story
	likeness float64 // for a conflict: the same had they not conflicted
	sure     bool    // they are one line of the briefing; decided anew for each
	weight   float64 // the score, at least what a sure link counts
	across   bool    // they are in two languages
	clash    clashing
	match    match
	evidence evidence
}

// measure measures a statement against those it may repeat.
func (c *Collapser) measure(s *stated) {
	c.links, c.apart = c.links[:0], c.apart[:0]
	for _, other := range c.candidates(s) {
		l, ok := c.link(s, c.stated[other])
		switch {
		case !ok:
		case l.onlyApart():
			c.apart = append(c.apart, other)
		default:
			c.links = append(c.links, l)
		}
	}
	s.links, s.apart = slices.Clone(c.links), slices.Clone(c.apart)
}

// onlyApart tells whether all there is to a link is a conflict that is not worth showing.
func (l *link) onlyApart() bool {
	return l.match.found.by != agree && l.clash == noClash && (!shown(l.match.found.by) || l.likeness < sureDiffers)
}

// link measures a statement against another. It gives up early where hardly anything can be shared, or where figures
// conflict that have nothing to do with each other: that is found before the words are paired.
func (c *Collapser) link(s, o *stated) (link, bool) {
	m := c.compare.meet(s.reading, o.reading)
	l := link{to: o.number, match: m, across: s.reading.lang != o.reading.lang}
	if m.found.by == figuresBy {
		if !c.compare.figuresMayClash(m, &c.spread, func() float64 { return c.mayCover(s, o) }) {
			return l, true
		}
	} else if c.hopeless(s, o) {
		return link{}, false
	}
	c.compare.pairWords(&l.match)
	m = l.match
	if !mayClash(m.found.by) && !c.compare.promising(&c.spread) {
		return link{}, false
	}
	if m.found.by != agree {
		c.weighConflict(s, o, &l)
		return l, true
	}
	measure(&c.compare.pairing, m.found, &c.compare.features)
	l.match.score = c.compare.known.pairs.score(c.compare.features[:])
	l.evidence = c.compare.weigh(l.match, &c.spread)
	if l.across {
		l.score = c.compare.across(&c.spread)
	} else {
		l.score = c.compare.known.stories.score(l.evidence[:])
	}
	return l, true
}

// hopeless tells of a pair that just met that it would not be promising however its words were paired, and that no
// conflict which is shown even so can be found in it.
func (c *Collapser) hopeless(s, o *stated) bool {
	x := &c.compare.pairing
	if x.a.opposes && x.b.opposes || c.mayCover(s, o) >= leastPromising {
		return false
	}
	if _, ok := personsDiffer(x); ok {
		return false
	}
	shared, _ := sharedFigures(x.a, x.b, &c.spread)
	return shared < leastFigure
}

// mayCover is the most that one of two statements can cover of the other, however their words are paired: as if each
// word that may have a partner had it. coverage.part adds up the same in the same order, and so is never more.
func (c *Collapser) mayCover(s, o *stated) float64 {
	return max(s.mayBeCovered(o.reading, &c.spread), o.mayBeCovered(s.reading, &c.spread))
}

func (s *stated) mayBeCovered(by *reading, in *spread) float64 {
	all, paired := 0., 0.
	for i := range s.weights {
		w := &s.weights[i]
		weight := w.idf * in.rarityAt(w.key)
		all += weight
		if by.mayHave(&s.reading.glimpses[w.word]) {
			paired += weight
		}
	}
	return ratio(paired, all)
}

// weighConflict decides whether a conflict is worth showing, and only then how alike the two are otherwise: most
// conflicts just keep two statements apart.
func (c *Collapser) weighConflict(s, o *stated, l *link) {
	l.clash = c.compare.clash(l.match, &c.spread)
	if l.clash == otherwiseClash && s.article == o.article {
		l.clash = noClash
	}
	if l.clash == noClash && (!shown(l.match.found.by) || !c.compare.pairing.ofOneThing(l.match.found)) {
		return
	}
	measure(&c.compare.pairing, l.match.found, &c.compare.features)
	likeness := c.compare.peaceful()
	e := c.compare.weigh(match{score: likeness}, &c.spread)
	l.likeness = c.compare.known.stories.score(e.peaceful(likeness))
	if l.clash == likelyClash && s.article == o.article && l.likeness < leastWithin {
		l.clash = noClash
	}
}

// mayClash tells whether a conflict may be worth showing even where little else is shared.
func mayClash(by conflict) bool { return by == figuresBy || by == personsBy || by == oppositeBy }
