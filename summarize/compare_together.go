package summarize

import (
	"math"
	"slices"

	"harmattan/internal/news"
)

// evidenceCount is how many measures of two statements of one story are weighed.
const evidenceCount = 14

// evidence is what speaks for and against two statements of one story saying the same. Beside the likeness of the
// pair it knows what is common in the story: that two statements of a story about Mali share "Mali" means little,
// that they alone share "120 metres" means much.
type evidence [evidenceCount]float32

// phrase is how rare the longest run of words is that both say.
func (e *evidence) phrase() float64 { return float64(e[12]) }

// longPhrase is how rare a run of words must be that makes two statements of one text the same whatever else they say.
const longPhrase = 2.5

// covered is how much of the shorter statement the other covers.
func (e *evidence) covered() float64 { return float64(e[1]) }

// peaceful is the evidence as it would be had the two not conflicted.
func (e evidence) peaceful(likeness float64) []float32 {
	e[0], e[5] = OddsEvidence(likeness), 0
	return e[:]
}

// common is how much of the statements is common in the story.
func (e *evidence) common() float64 { return float64(e[13]) }

// within tells whether the other says all that the shorter statement says.
func (e *evidence) within() bool { return e[1] >= wholly }

// wholly is how much of a statement the other must cover to say all of it.
const wholly = .92

// counts is how telling the figures are that both hold and with which they count the same.
func (e *evidence) counts() float64 { return float64(e[4]) }

// rarePhrase is how rare a run of words must be that speaks for sameness by itself: two rare words, or three middling.
const rarePhrase = 1.4

// spread counts in how many statements of the story each word and figure stands.
type spread struct {
	statements int
	at         places // of the keys in in
	in         []int32
	logs       []float64 // of halves: logs[n] is that of n/2
	seen       []uint32  // room for the keys of one statement
}

// clear forgets all statements.
func (s *spread) clear() {
	s.at.clear()
	s.statements, s.in, s.logs = 0, s.in[:0], s.logs[:0]
}

// add counts the words of a statement.
func (s *spread) add(r *reading) {
	s.statements++
	s.seen = s.seen[:0]
	for i := range r.words {
		if r.words[i].content() {
			s.seen = append(s.seen, r.words[i].key())
		}
	}
	for i := range r.figures {
		s.seen = append(s.seen, r.figures[i].key())
	}
	slices.Sort(s.seen)
	for i, k := range s.seen {
		if i == 0 || k != s.seen[i-1] {
			s.in[s.place(k)]++
		}
	}
	for n := len(s.logs); n <= s.statements+2; n++ {
		s.logs = append(s.logs, math.Log(float64(n)/2))
	}
}

// rarity is 1 for what stands in one or two statements of the story and falls to 0 for what stands in all.
func (s *spread) rarity(key uint32) float64 {
	if at, ok := s.at.find(key); ok {
		return s.rarityAt(at)
	}
	return 1
}

// rarityAt is the rarity of the key in a place.
func (s *spread) rarityAt(place int32) float64 {
	n := s.in[place]
	if n <= 2 {
		return 1
	}
	return 1 - s.logs[n]/s.logs[s.statements+2]
}

// place is where a key is counted.
func (s *spread) place(key uint32) int32 {
	at, isNew := s.at.of(key)
	if isNew {
		s.in = append(s.in, 0)
	}
	return at
}

// weighed is a word of a statement that carries meaning: 16 bytes.
type weighed struct {
	idf  float64
	key  int32 // where its key is counted
	word uint8
}

// weigh lists the words of a statement that carry meaning, as far as they are aligned, in room for as many as it has.
func (s *spread) weigh(r *reading, out []weighed) []weighed {
	for i := range min(len(r.words), maxAligned) {
		if w := &r.words[i]; w.content() {
			out = append(out, weighed{float64(w.idf), s.place(w.key()), uint8(i)})
		}
	}
	return out
}

// promising tells whether the pair aligned last shares enough to be weighed at all: a quarter of the meaning of one, or
// a telling figure.
func (c *comparer) promising(in *spread) bool {
	x := &c.pairing
	if shared, _ := sharedFigures(x.a, x.b, in); shared >= leastFigure {
		return true
	}
	a, b := c.cover(x.a, x.na, x.howA[:], in), c.cover(x.b, x.nb, x.howB[:], in)
	return max(a.part(), b.part()) >= leastPromising
}

// What two statements must share to be weighed: how telling a figure, or else how much of the meaning of one.
const (
	leastFigure    = .5
	leastPromising = .25
)

// weigh lists the evidence of the pair that was measured last.
func (c *comparer) weigh(m match, in *spread) evidence {
	x := &c.pairing
	a, b := c.cover(x.a, x.na, x.howA[:], in), c.cover(x.b, x.nb, x.howB[:], in)
	var e evidence
	shared, named := sharedFigures(x.a, x.b, in)
	e[0] = OddsEvidence(m.score)
	e[1] = float32(max(a.part(), b.part()))
	e[2] = float32(min(a.part(), b.part()))
	e[3] = float32(min(shared, 2))
	e[4] = float32(min(named, 2))
	e[5] = c.features[featureFiguresLow]
	e[6] = float32(min(min(a.names, b.names), 2))
	e[7] = float32(min(min(a.paired, b.paired), 6) / 3)
	e[8] = c.features[featureSubstituted] / 2
	e[9] = float32(min(float64(min(x.na, x.nb)), 20) / 10)
	e[10] = c.features[featureCrossed]
	sum, longest := phrases(x, in)
	e[11] = float32(min(sum, 4))
	e[12] = float32(min(longest, 4))
	e[13] = float32(max(a.common, b.common))
	return e
}

// phrases weighs the runs of words that both say one after the other, small words aside and names left out: how much
// they come to, and the longest. Two reports that both speak of a "broader recalibration of policy" speak of one.
func phrases(x *alignment, in *spread) (sum, longest float64) {
	last, run := -1, 0.
	for i := range x.na {
		w := &x.a.words[i]
		if !w.content() {
			continue
		}
		if x.howA[i] == unpaired || w.upper && i > 0 || w.digit {
			last, run = -1, 0
			continue
		}
		weight := float64(w.idf) * in.rarity(w.key())
		if last >= 0 && follows(x.b, int(x.toB[last]), int(x.toB[i])) {
			sum += weight
			run += weight
		} else {
			run = weight
		}
		longest = max(longest, run)
		last = i
	}
	return sum, longest
}

// follows tells whether only small words stand between words i and j.
func follows(r *reading, i, j int) bool {
	if j <= i || j > i+4 {
		return false
	}
	for k := i + 1; k < j; k++ {
		if r.words[k].content() {
			return false
		}
	}
	return true
}

// OddsEvidence is what the likeness of a pair counts as evidence: its log-odds, bounded and halved.
func OddsEvidence(score float64) float32 {
	return float32(max(-4, min(4, math.Log(score/(1-score)))) / 2)
}

// coverage is how much of a statement the other covers, by rarity in the language and in the story.
type coverage struct {
	paired, all, names float64
	common             float64 // how common its words are in the story, 0 in a list of unrelated news
}

func (c coverage) part() float64 { return ratio(c.paired, c.all) }

func (c *comparer) cover(r *reading, n int, how []uint8, in *spread) coverage {
	var out coverage
	bare := 0. // what the words would weigh in any other story
	for i := range n {
		w := &r.words[i]
		if !w.content() {
			continue
		}
		weight := float64(w.idf) * in.rarity(w.key())
		out.all += weight
		bare += float64(w.idf)
		switch how[i] {
		case unpaired:
			continue
		case sameOrigin:
			weight *= .8
		}
		out.paired += weight
		if w.upper && i > 0 {
			out.names += weight
		}
	}
	out.common = 1 - ratio(out.all, bare)
	return out
}

// sharedFigures adds up how telling the figures are that both hold, and those that also count the same.
func sharedFigures(a, b *reading, in *spread) (shared, named float64) {
	for i := range a.figures {
		f := &a.figures[i]
		for j := range b.figures {
			g := &b.figures[j]
			if !sameValue(f, g) {
				continue
			}
			v := f.telling() * in.rarity(f.key())
			shared += v
			if f.unit != count || sharesNoun(f, g) {
				named += v
			}
			break
		}
	}
	return shared, named
}

// telling is how unlikely it is that two statements hold the same figure by chance: little for "two", much for
// "5,800 tonnes".
func (f *figure) telling() float64 {
	switch f.unit {
	case year:
		return .2
	case monthDay, clock:
		return .8
	case ordinal:
		return .1
	}
	v := .2
	switch {
	case f.value == 0 && f.unit == count:
		v = .7
	case f.value >= 100 || f.value != math.Trunc(f.value):
		v = 1
	case f.value >= 13:
		v = .8
	case f.value >= 4:
		v = .5
	}
	if f.unit != count {
		v = min(1, v+.2)
	}
	return v
}

// key names the amount of a figure, whichever way it was written.
func (f *figure) key() uint32 {
	bits := math.Float64bits(math.Round(f.value * 1000))
	return (uint32(bits>>32)*0x9e3779b1 ^ uint32(bits)*0x85ebca6b ^ uint32(f.unit)*0xc2b2ae35) &^ ideaBit
}

// Pair is two statements of a story that collapsing weighs, with the evidence.
type Pair struct {
	A, B     news.Statement
	Evidence []float32 // the first is the likeness of the pair, as OddsEvidence gives it
}

// Pairs lists the pairs of statements in one language that collapsing weighs and no conflict keeps apart, for the
// program that learns the weights.
func Pairs(articles []news.Article) []Pair {
	c := NewCollapser(nil)
	for _, a := range articles {
		c.Add(a)
	}
	statement := func(s *stated) news.Statement {
		return news.Statement{Article: c.articles[s.article].article.ID, Start: s.start, End: s.end, Text: s.reading.text}
	}
	var out []Pair
	for _, s := range c.stated {
		for _, l := range s.links {
			o := c.stated[l.to]
			if l.match.found.by == agree && o.reading.lang == s.reading.lang {
				out = append(out, Pair{A: statement(o), B: statement(s), Evidence: l.evidence[:]})
			}
		}
	}
	return out
}
