package summarize

import "harmattan/internal/news"

// clashing says whether two statements that conflict contradict each other about one thing, so that the reader should see
// both.
type clashing uint8

const (
	noClash        clashing = iota
	otherwiseClash          // between two articles only: within one, both may be so at different times
	likelyClash             // by what they share; within one article that needs more
	plainClash              // one says that it speaks against the other, or nothing else can be meant
)

// clash judges the pair measured last. Likeness decides elsewhere whether two statements are one; here the conflict
// itself decides whether it is news.
func (c *comparer) clash(m match, in *spread) clashing {
	x := &c.pairing
	if x.a.contrasts != x.b.contrasts {
		return noClash
	}
	plain := false
	switch m.found.by {
	case figuresBy:
		return c.figuresClash(m, in)
	case personsBy: // 38 attackers and 38 villagers: nobody counts so by chance
		f := x.a.figureBefore(m.found.inA)
		plain = f != nil && f.telling() >= .8
	case oppositeBy:
		if c.statesClash(in) {
			return otherwiseClash
		}
	case daysBy:
		plain = c.deadlinesDiffer(in)
	}
	if plain {
		return plainClash
	}
	return noClash
}

// figureBefore is the figure that counts the words of s.
func (r *reading) figureBefore(s span) *figure {
	for i := range r.figures {
		if r.figures[i].to == s.from {
			return &r.figures[i]
		}
	}
	return nil
}

// figuresClash tells whether two figures that conflict speak of one thing: they count the same, what is said around them
// is alike enough, and neither statement says that it speaks of another time, place or a second one of its kind.
func (c *comparer) figuresClash(m match, in *spread) clashing {
	x := &c.pairing
	f, g, ok := x.inConflict(m)
	if !ok {
		return noClash
	}
	if _, ok := placesDiffer(x); ok || c.spared(x.a, f) != c.spared(x.b, g) {
		return noClash
	}
	disputed := rivals(f, g) && c.disputed(f, g, in)
	return x.clashOf(f, g, disputed, in, func() float64 { return c.coveredPart(in) })
}

// figuresMayClash tells of a conflict of figures whether it may turn out worth showing once the words of the pair that just met
// are paired; false is certain. mayCover is the most that one of the statements can cover of the other: with more
// covered a conflict is never shown less.
func (c *comparer) figuresMayClash(m match, in *spread, mayCover func() float64) bool {
	x := &c.pairing
	f, g, ok := x.inConflict(m)
	if !ok {
		return false
	}
	return rivals(f, g) && c.mayBeDisputed(f, g) || x.clashOf(f, g, false, in, mayCover) != noClash
}

// inConflict are the two figures that conflict; not where they are none that can be disputed, whatever the words say.
func (x *alignment) inConflict(m match) (f, g *figure, ok bool) {
	f, g = figureAt(x.a, m.found.inA), figureAt(x.b, m.found.inB)
	if x.a.contrasts != x.b.contrasts || f == nil || g == nil || f.part != g.part || !f.disputable() || !x.countsKnown() {
		return f, g, false
	}
	_, days := datesDiffer(x.a, x.b)
	return f, g, !days
}

// clashOf judges two figures that conflict. covered is how much of the shorter statement the other covers.
func (x *alignment) clashOf(f, g *figure, disputed bool, in *spread, covered func() float64) clashing {
	telling := min(f.telling(), g.telling())
	switch {
	case !rivals(f, g) && (telling < .5 || covered() < leastUnlike):
		return noClash
	case !rivals(f, g):
		return likelyClash
	case disputed && (telling >= .5 || sameToll(x.a, x.b, f, g)):
		return plainClash
	case sameToll(x.a, x.b, f, g):
		return likelyClash
	case telling < .5:
		return noClash
	case oneSubstance(f, g):
		return likelyClash
	case otherToll(tollOf(x.a, f), tollOf(x.b, g)):
		return noClash
	}
	like := covered()
	if f.unit == count && sharesNoun(f, g) && in.rarity(sharedNoun(f, g)) > .5 {
		like += .2
	}
	if like < leastClash {
		return noClash
	}
	return likelyClash
}

// countsKnown tells whether it is known what figures count in the languages of both statements.
func (x *alignment) countsKnown() bool { return countsKnown(x.a.lang) && countsKnown(x.b.lang) }

// coveredPart is how much of the shorter statement the other covers.
func (c *comparer) coveredPart(in *spread) float64 {
	x := &c.pairing
	a, b := c.cover(x.a, x.na, x.howA[:], in), c.cover(x.b, x.nb, x.howB[:], in)
	return max(a.part(), b.part())
}

// disputable tells whether a figure counts or measures: dates, times, ranks, ages and the numbers in names are no counts.
func (f *figure) disputable() bool {
	switch f.unit {
	case year, monthDay, clock, ordinal, code, age:
		return false
	}
	return true
}

// leastUnlike is how much of the shorter statement the other must cover for figures far apart to be shown as one thing.
const leastUnlike = .7

// sameToll tells whether two figures are tolls of one event: both count what happened to people, such as the killed,
// and nothing tells whose, or both tell the same. "12 killed" and "15 killed" in two reports of one story contradict
// each other however little else they share; "12 soldiers killed" and "3 drivers killed" do not.
func sameToll(a, b *reading, f, g *figure) bool {
	if f.unit != count || g.unit != count || (a.months != 0) != (b.months != 0) {
		return false
	}
	mine, theirs := tollOf(a, f), tollOf(b, g)
	return mine.what != 0 && mine == theirs
}

// spared tells whether a figure counts people who were saved or freed: "rescued 57 people", "57 rescapés secourus". They are
// others than those who are dead, missing or held.
func (c *comparer) spared(r *reading, f *figure) bool {
	for i := f.from - 1; i >= 0 && i >= f.from-4; i-- {
		w := &r.words[i]
		if c.known.spares[w.idea] {
			return true
		}
		if w.content() {
			break
		}
	}
	for i, n := range f.nouns {
		if n != 0 && c.known.spares[r.words[f.words[i]].idea] {
			return true
		}
	}
	return false
}

// otherToll tells whether two figures count different fates: "5 miners died" and "17 miners are missing".
func otherToll(a, b toll) bool {
	if a.what != 0 && b.what != 0 {
		return a.what != b.what
	}
	return a.what != 0 && b.whom != 0 || b.what != 0 && a.whom != 0
}

// toll is what a figure counts: what happened, and to whom where that is told.
type toll struct{ what, whom uint32 }

func tollOf(r *reading, f *figure) toll {
	var t toll
	for i, n := range f.nouns {
		switch {
		case n == 0:
		case r.words[f.words[i]].toll:
			t.what = n
		case t.what == 0 && !r.words[f.words[i]].people:
			t.whom = n
		}
	}
	return t
}

// leastClash is how much of the shorter statement the other must cover for a conflict of figures to be shown.
const leastClash = .4

// countsKnown tells whether figures are understood well enough in a language to say that two contradict each other.
func countsKnown(lang news.Lang) bool {
	return lang == news.English || lang == news.French || lang == news.Portuguese || lang == news.Arabic
}

func figureAt(r *reading, s span) *figure {
	for i := range r.figures {
		if r.figures[i].from == s.from {
			return &r.figures[i]
		}
	}
	return nil
}

func sharedNoun(f, g *figure) uint32 {
	for _, n := range f.nouns {
		for _, m := range g.nouns {
			if n != 0 && n == m {
				return n
			}
		}
	}
	return 0
}

// contrastWord tells whether a word says that it speaks of another one, or another time, than what went before.
func contrastWord(fold string, lang news.Lang) bool {
	switch lang {
	case news.English:
		switch fold {
		case "second", "another", "other", "further", "additional", "previous", "previously", "earlier", "last", "ago", "former", "compared", "against", "neighbouring", "elsewhere":
			return true
		}
	case news.French:
		switch fold {
		case "deuxieme", "second", "seconde", "autre", "autres", "precedent", "precedente", "dernier", "derniere", "auparavant", "ailleurs", "contre", "restees", "supplementaires":
			return true
		}
	case news.Portuguese:
		switch fold {
		case "segundo", "segunda", "outro", "outra", "outros", "outras", "anterior", "passado", "passada", "antes":
			return true
		}
	}
	return false
}
