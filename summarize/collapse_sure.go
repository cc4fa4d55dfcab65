package summarize

import (
	"cmp"
	"slices"

	"harmattan/internal/news"
)

// A text that repeats itself once repeats itself again, and an ordinary one hardly does: of 683 ordinary articles one in
// a hundred says a tenth of its statements twice for certain, of the articles with repeats every one says two tenths so.
// What is taken for a repeat inside an article therefore depends on the article.

// needs is how sure it must be that two statements say the same, by what speaks for it.
type needs struct {
	score    float64 // by the score alone, in a text that is about one matter
	list     float64 // by both scores together, in a list of news, where nothing else speaks for them
	counted  float64 // where both count the same things: a figure of some size, or two small ones
	phrase   float64 // where both say a rare phrase, in a text that is about one matter
	headline float64 // for a headline in the body: to say an article's news again is what it is for
	within   float64 // where the one says all that the other does, a figure among it
	covered  float64 // not a score but how much of the shorter the other must say, where both say a rare phrase
}

// between is what two articles of one story need: outlets say the same all the time.
func between() needs {
	return needs{score: .64, list: .66, counted: .4, phrase: .32, headline: .3, within: 0, covered: .75}
}

// inRepetitive is what an article needs that repeats itself, inOrdinary any other.
func inRepetitive() needs {
	return needs{score: .5, list: .61, counted: .3, phrase: .32, headline: .3, within: 0, covered: .85}
}

func inOrdinary() needs {
	return needs{score: .8, list: .8, counted: .74, phrase: .6, headline: .3, within: .5, covered: .95}
}

// certain is the score of a repeat that hardly ever is none, by which an article shows that it repeats itself.
const certain = .8

// repetitive is the part of its statements that an article must say again for certain.
const repetitive = .07

// decide marks the links that make two statements one line of the briefing.
func (c *Collapser) decide() {
	within := make([]needs, len(c.articles))
	for i := range c.articles {
		within[i] = inOrdinary()
		if c.saidAgain(i) >= repetitive {
			within[i] = inRepetitive()
		}
	}
	for _, s := range c.stated {
		for i := range s.links {
			l := &s.links[i]
			need := between()
			if to := c.stated[l.to]; to.article == s.article {
				need = within[s.article]
			}
			l.sure, l.weight = c.sure(s, l, need), l.score
			if l.sure {
				l.weight = max(l.score, leastSure)
			}
		}
	}
}

// leastSure is what a link at least counts that is sure by more than its score.
const leastSure = .64

// saidAgain is the part of an article's statements that another of it says again for certain.
func (c *Collapser) saidAgain(article int) float64 {
	var again []*stated
	all := 0
	for _, s := range c.articles[article].statements {
		if s.idle() {
			continue
		}
		all++
		if first := c.stated[s.twin]; first != s && first.article == article {
			again = append(again, s, first)
		}
		for i := range s.links {
			l := &s.links[i]
			if to := c.stated[l.to]; to.article == article && l.match.found.by == agree && l.score >= certain {
				again = append(again, s, to)
			}
		}
	}
	slices.SortFunc(again, func(a, b *stated) int { return cmp.Compare(a.number, b.number) })
	again = slices.Compact(again)
	return ratio(float64(len(again)), float64(all))
}

// sure tells whether a link makes two statements one line of the briefing.
func (c *Collapser) sure(s *stated, l *link, need needs) bool {
	e := &l.evidence
	aboutOne := e.common() >= aboutOneMatter
	switch {
	case l.match.found.by != agree:
		return false
	case l.across:
		return l.score >= sureAcross
	case l.score >= need.score && (aboutOne || l.score >= inList || l.inBoth() >= need.list):
		return true
	case l.score >= need.within && e.within() && e.counts() >= .5:
		return true
	case aboutOne && need.spokenFor(l):
		return true
	}
	return l.score >= need.headline && (s.aside == news.AsideHeadline || c.stated[l.to].aside == news.AsideHeadline)
}

// spokenFor tells whether more than the score speaks for a link: figures that count the same, or a rare phrase.
func (need needs) spokenFor(l *link) bool {
	e := &l.evidence
	switch {
	case l.score >= need.counted && e.counts() >= 1:
		return true
	case l.score >= need.phrase && e.phrase() >= rarePhrase:
		return true
	case e.covered() >= need.covered && e.phrase() >= rarePhrase:
		return true
	}
	return l.score >= need.within && e.phrase() >= longPhrase && e.covered() >= .6
}

// inList is the score that is enough in a list of news by itself.
const inList = .68

// inBoth is what the scorer of single pairs and that of whole articles say on the whole. In a list of news the second
// knows little more than the first: together they are right more often than either (F1 .797 against .783 and .785, by
// leaving a fifth of the labelled lists out at a time).
func (l *link) inBoth() float64 { return (l.score + l.match.score) / 2 }

// aboutOneMatter is how common the words of two statements must be in their story for it to be about one matter rather
// than a list of news.
const aboutOneMatter = .05
