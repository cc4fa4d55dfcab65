package summarize

import (
	"cmp"
	"math/bits"
	"slices"
)

// maxCandidates is how many earlier statements a new one is measured against, those that share most first.
const maxCandidates = 24

// maxPostings is how many statements a word leads to; one that stands in more tells nothing, and without a bound a
// text made to hurt would cost the square of its length.
const maxPostings = 500

// rarestKeys is how many of a statement's rarest words lead to candidates; two shared ones make a candidate.
const rarestKeys = 8

// mostShared is the most that two statements can share: each of the keys, counted double.
const mostShared = 2 * rarestKeys

// candidates lists the statements that share at least two of the rarest words, those that share most first and of them
// the earliest.
func (c *Collapser) candidates(s *stated) []int32 {
	for len(c.shared) < len(c.stated) {
		c.shared = append(c.shared, 0)
	}
	for len(c.met)*64 < len(c.stated) {
		c.met = append(c.met, 0)
	}
	for _, k := range s.keys {
		weight := s.weightOf(k)
		place, ok := c.index.find(k)
		if !ok {
			continue
		}
		for at := c.heads[place].last; at != 0; at = c.postings[at-1].before {
			n := c.postings[at-1].statement
			o := c.stated[n]
			if o.live == 0 {
				continue
			}
			c.met[n>>6] |= 1 << (n & 63)
			if o.reading.disputes || s.reading.bounds && o.reading.bounds {
				c.shared[n] += 2
			} else {
				c.shared[n] += weight
			}
		}
	}
	var by [mostShared + 1][maxCandidates]int32
	var count [mostShared + 1]int
	for at, set := range c.met {
		c.met[at] = 0
		for ; set != 0; set &= set - 1 {
			n := int32(at<<6 + bits.TrailingZeros64(set))
			if share := c.shared[n]; count[share] < maxCandidates {
				by[share][count[share]] = n
				count[share]++
			}
			c.shared[n] = 0
		}
	}
	out := c.candidate[:0]
	for share := mostShared; share >= 2; share-- {
		out = append(out, by[share][:min(count[share], maxCandidates-len(out))]...)
	}
	c.candidate = out
	return out
}

// weightOf is what a shared key counts for: two statements that count the same, give one thing opposite states or a
// deadline, or of which one disputes a count, are candidates by that alone.
func (s *stated) weightOf(key uint32) uint8 {
	if s.reading.disputes {
		return 2
	}
	for i := range s.reading.figures {
		f := &s.reading.figures[i]
		if f.unit == count && f.nouns[0] != 0 && f.nouns[0]^countedMark == key {
			return 2
		}
	}
	for _, t := range s.reading.states {
		if t.key() == key {
			return 2
		}
	}
	return 1
}

// countedMark turns the key of a word into that of the word as something counted, stateMark into that of the word as
// something in a state.
const (
	countedMark = 0x55555555
	stateMark   = 0x33333333
)

// key names a thing and the kind of state it is in, whichever of the two opposites that is.
func (s state) key() uint32 { return s.of ^ stateMark ^ uint32(max(s.value, -s.value))<<8 }

// postings are the statements that have a word among their rarest: the last one's place among all postings, raised by one,
// and how many there are.
type postings struct{ last, n int32 }

// postedStatement is one of them, and the place of the one before it, raised by one.
type postedStatement struct{ statement, before int32 }

// post lets a word lead to a statement.
func (c *Collapser) post(key uint32, statement int32) {
	place, isNew := c.index.of(key)
	if isNew {
		c.heads = append(c.heads, postings{})
	}
	p := &c.heads[place]
	if p.n >= maxPostings {
		return
	}
	c.postings = append(c.postings, postedStatement{statement, p.last})
	p.last, p.n = int32(len(c.postings)), p.n+1
}

// rare is a key of a statement, and how rare it is.
type rare struct {
	key uint32
	idf float32
}

// rarest lists the keys of the rarest words of a statement.
func (c *Collapser) rarest(r *reading) []uint32 {
	all := c.rare[:0]
	for i := range r.words {
		w := &r.words[i]
		if w.content() && !w.digit {
			all = append(all, rare{w.key(), w.idf})
		}
	}
	for i := range r.figures {
		f := &r.figures[i]
		all = append(all, rare{f.key(), float32(f.telling())})
		if f.unit == count && f.nouns[0] != 0 && (f.telling() >= .5 || tollOf(r, f).what != 0) {
			all = append(all, rare{f.nouns[0] ^ countedMark, 1})
		}
	}
	for _, s := range r.states {
		all = append(all, rare{s.key(), 1})
	}
	slices.SortStableFunc(all, func(a, b rare) int { return cmp.Compare(b.idf, a.idf) })
	c.rare = all
	out := c.room().ofKeys().take(rarestKeys)[:0]
	for _, k := range all {
		if len(out) < rarestKeys && !slices.Contains(out, k.key) {
			out = append(out, k.key)
		}
	}
	return out
}
