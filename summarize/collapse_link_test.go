package summarize

import (
	"testing"

	"harmattan/internal/news"
)

// heldPairs calls look with every pair of statements of a story, met but with their words unpaired.
func heldPairs(c *Collapser, look func(s, o *stated, met match)) {
	for _, s := range c.stated {
		for _, o := range c.stated[:s.number] {
			if len(s.weights) > 0 && len(o.weights) > 0 {
				look(s, o, c.compare.meet(s.reading, o.reading))
			}
		}
	}
}

// wordedAlike is a story whose statements share stems, ideas, families of words, figures and opposites by turns.
func wordedAlike() *Collapser {
	c := NewCollapser(nil)
	for i := range 6 {
		c.Add(invented(i, 13))
	}
	c.Add(news.Article{ID: "own", Lang: news.English, Text: "The governors distorted the count of the vaccinated families, " +
		"a nurse said. The bridge near Ataka reopened after 12 days. The bridge near Ataka was shut. " +
		"At least 38 gunmen were killed near Gao. At least 38 villagers died near Gao. The vaccination of a family is no distortion. " +
		"A clinic in the valley treated 120 measles patients overnight. A clinic in the valley treated 150 measles patients overnight."})
	return c
}

func TestPairedWordsNeverCoverMoreThanWasThoughtPossible(t *testing.T) {
	c := wordedAlike()
	heldPairs(c, func(s, o *stated, met match) {
		most := c.mayCover(s, o)
		c.compare.pairWords(&met)
		if covered := c.compare.coveredPart(&c.spread); covered > most {
			t.Errorf("%q and %q cover %v of each other, and at most %v was thought possible", s.reading.text, o.reading.text, covered, most)
		}
	})
}

func TestAPairThatIsGivenUpUnpairedWouldBeGivenUpPaired(t *testing.T) {
	c := wordedAlike()
	given := 0
	heldPairs(c, func(s, o *stated, met match) {
		if met.found.by == figuresBy || !c.hopeless(s, o) {
			return
		}
		given++
		c.compare.pairWords(&met)
		if mayClash(met.found.by) || c.compare.promising(&c.spread) {
			t.Errorf("%q and %q are given up, but %v is found", s.reading.text, o.reading.text, met.found)
		}
	})
	if given == 0 {
		t.Error("no pair is given up unpaired")
	}
}

func TestFiguresThatAreLeftUnweighedDoNotClash(t *testing.T) {
	c := wordedAlike()
	left := 0
	heldPairs(c, func(s, o *stated, met match) {
		if met.found.by != figuresBy || c.compare.figuresMayClash(met, &c.spread, func() float64 { return c.mayCover(s, o) }) {
			return
		}
		left++
		c.compare.pairWords(&met)
		if c.compare.clash(met, &c.spread) != noClash {
			t.Errorf("%q and %q are left unweighed, but clash", s.reading.text, o.reading.text)
		}
	})
	if left == 0 {
		t.Error("no conflict of figures is left unweighed")
	}
}
