package summarize

import (
	"math"
	"math/bits"
)

// featureCount is how many measures of a pair the scorer reads.
const featureCount = 47

// Measures that are looked at by name.
const (
	featureFiguresLow  = 28
	featureFiguresHigh = 29
	featureConflict    = 30
	featureSubstituted = 22
	featureCrossed     = 33
	featureTelling     = 44 // and the two after it
)

// features are the measures of a pair, each the same whichever statement is named first.
type features [featureCount]float32

// side adds up what one statement holds that the other has, or has not.
type side struct {
	mass, shared, ideas   float64 // rarity of all words, of those with the same stem, of those paired in any way
	alone, rarest         float64 // rarity of the words that are alone, and of the rarest of them
	aloneWords, words     int
	moved, movedNames     float64
	substituted           float64 // rarity of words alone that stand where the other side has words alone too
	names, namesAlone     int
	figures, figuresAlone int
	context               float64 // shared words whose neighbour before is shared too
	contextOf             float64
}

// measure fills f with the measures of the aligned pair.
func measure(x *alignment, d difference, f *features) {
	a, b := x.fromA().side(), x.fromB().side()
	i := 0
	put := func(v float64) {
		f[i] = float32(v)
		i++
	}
	low, high := func(v, w float64) { put(min(v, w)) }, func(v, w float64) { put(max(v, w)) }
	ratioA, ratioB := ratio(a.shared, a.mass), ratio(b.shared, b.mass)
	low(ratioA, ratioB)
	high(ratioA, ratioB)
	put(ratio(a.shared+b.shared, a.mass+b.mass))
	low(ratio(a.ideas, a.mass), ratio(b.ideas, b.mass))
	high(ratio(a.ideas, a.mass), ratio(b.ideas, b.mass))
	low(a.alone, b.alone)
	high(a.alone, b.alone)
	low(a.rarest, b.rarest)
	high(a.rarest, b.rarest)
	low(float64(a.aloneWords), float64(b.aloneWords))
	high(float64(a.aloneWords), float64(b.aloneWords))
	put(min(a.shared, b.shared))
	put(ratio(float64(min(x.na, x.nb)), float64(max(x.na, x.nb))))
	put(float64(min(x.na, x.nb)))
	put(math.Abs(float64(x.na - x.nb)))
	union, smaller := gramOverlap(x.a.grams(), x.b.grams())
	put(union)
	put(smaller)
	put(ratio(2*float64(x.common), float64(x.na+x.nb)))
	put(ratio(float64(x.common), float64(min(x.na, x.nb))))
	put(max(a.moved, b.moved))
	put(ratio(a.moved+b.moved, a.shared+b.shared))
	put(max(a.movedNames, b.movedNames))
	low(a.substituted, b.substituted)
	high(a.substituted, b.substituted)
	put(float64(min(a.names, b.names)))
	low(float64(a.namesAlone), float64(b.namesAlone))
	high(float64(a.namesAlone), float64(b.namesAlone))
	put(float64(min(a.figures, b.figures)))
	low(float64(a.figuresAlone), float64(b.figuresAlone))
	high(float64(a.figuresAlone), float64(b.figuresAlone))
	put(d.number())
	low(ratio(a.context, a.contextOf), ratio(b.context, b.contextOf))
	high(ratio(a.context, a.contextOf), ratio(b.context, b.contextOf))
	order := crossings(x)
	put(order.all)
	put(order.names)
	put(order.longest)
	bigrams, trigrams := runs(x)
	put(bigrams)
	put(trigrams)
	put(order.near)
	put(order.first)
	put(order.last)
	put(order.gap)
	put(order.roles)
	put(math.Abs(float64(x.a.denials - x.b.denials)))
	t := tellingOf(x)
	put(t.alone)
	put(t.shared)
	put(t.worst)
}

// tellingSums adds up what labelled pairs taught of the words that are shared, and of those that are alone: "said"
// alone means little, "not" alone much (after the weights of Ji and Eisenstein, 2013).
type tellingSums struct{ alone, shared, worst float64 }

func tellingOf(x *alignment) tellingSums {
	var t tellingSums
	add := func(r *reading, n int, how []uint8, both bool) {
		for i := range n {
			if how[i] == inOrder || how[i] == moved {
				if both {
					t.shared += float64(r.words[i].shared)
				}
				continue
			}
			t.alone += float64(r.words[i].alone)
			t.worst = min(t.worst, float64(r.words[i].alone))
		}
	}
	add(x.a, x.na, x.howA[:], true)
	add(x.b, x.nb, x.howB[:], false)
	return t
}

func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

// aspect is an alignment as one of its two statements sees it.
type aspect struct {
	r, other *reading
	how, to  []uint8 // how each word is paired, and with which word of the other
	otherHow []uint8
	paired   uint64 // its figures that have a partner
}

func (x *alignment) fromA() aspect {
	return aspect{r: x.a, other: x.b, how: x.howA[:x.na], to: x.toB[:x.na], otherHow: x.howB[:x.nb], paired: x.figuresA}
}

func (x *alignment) fromB() aspect {
	return aspect{r: x.b, other: x.a, how: x.howB[:x.nb], to: x.toA[:x.nb], otherHow: x.howA[:x.na], paired: x.figuresB}
}

// side adds up a statement of the pair against the other.
func (v aspect) side() side {
	var s side
	how, to := v.how, v.to
	s.words = len(how)
	for i := range how {
		w := &v.r.words[i]
		idf := float64(w.idf)
		s.mass += idf
		switch how[i] {
		case inOrder, moved:
			s.shared += idf
			s.ideas += idf
		case sameIdea:
			s.ideas += idf
		case sameOrigin:
			s.ideas += .7 * idf
		case unpaired:
			s.alone += idf
			s.rarest = max(s.rarest, idf)
			if w.content() {
				s.aloneWords++
			}
		}
		if how[i] == moved && w.content() {
			s.moved += idf
			if w.upper {
				s.movedNames += idf
			}
		}
		if how[i] != unpaired && i > 0 {
			s.contextOf += idf
			if how[i-1] != unpaired && to[i] > 0 && to[i-1]+1 == to[i] {
				s.context += idf
			}
		}
		if how[i] == unpaired && w.content() && v.facing(i) {
			s.substituted += idf
		}
	}
	for _, nm := range v.r.names {
		s.names++
		if len(how) > 0 && how[min(nm.to-1, len(how)-1)] == unpaired {
			s.namesAlone++
		}
	}
	s.figures = len(v.r.figures)
	s.figuresAlone = s.figures - bits.OnesCount64(v.paired)
	return s
}

// facing tells whether where word i stands alone the other statement has words alone too: one was put for the other.
func (v aspect) facing(i int) bool {
	how, to := v.how, v.to
	from, until := 0, len(v.otherHow)
	for back := i - 1; back >= 0; back-- {
		if how[back] == inOrder {
			from = int(to[back]) + 1
			break
		}
	}
	for ahead := i + 1; ahead < len(how); ahead++ {
		if how[ahead] == inOrder {
			until = int(to[ahead])
			break
		}
	}
	for j := from; j < until; j++ {
		if v.otherHow[j] == unpaired && v.other.words[j].content() {
			return true
		}
	}
	return false
}

// gramOverlap is how much two sets of letter runs share of both, and of the smaller.
func gramOverlap(a, b []uint32) (union, smaller float64) {
	shared := inBoth(a, b)
	return ratio(float64(shared), float64(len(a)+len(b)-shared)), ratio(float64(shared), float64(min(len(a), len(b))))
}
