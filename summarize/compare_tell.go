package summarize

import (
	"math"
	"strconv"
	"strings"
)

// tell puts a conflict into words: what the first and the second hold, and both as a reader sees it, such as
// "12 / 15 killed".
func tell(m match, first, second *reading) (mine, theirs, why string) {
	d := m.found
	a, b := first, second
	if m.turned {
		a, b = second, first
	}
	// The pair was measured with the lesser text first, whichever that was.
	if a.text > b.text {
		a, b = b, a
	}
	inA, inB := d.inA.text(a), d.inB.text(b)
	figureA, figureB := amount(a, d.inA), amount(b, d.inB)
	counted := ""
	if r := a; d.counted.to != 0 {
		if d.countedInB {
			r = b
		}
		counted = " " + d.counted.text(r)
	}
	if a == first {
		return inA, inB, figureB + " / " + figureA + counted
	}
	return inB, inA, figureA + " / " + figureB + counted
}

// amount is the words of a conflict; a number written in words is told in digits, so that both readings look alike.
func amount(r *reading, s span) string {
	text := s.text(r)
	f := figureAt(r, s)
	if f == nil || f.unit != count || f.value != math.Trunc(f.value) || strings.ContainsAny(text, "0123456789") {
		return text
	}
	return strconv.FormatFloat(f.value, 'f', -1, 64)
}

// howOf is how the words of s, one of the pair measured last, are paired.
func (c *comparer) howOf(s *reading) []uint8 {
	if c.pairing.a == s {
		return c.pairing.howA[:c.pairing.na]
	}
	return c.pairing.howB[:c.pairing.nb]
}

// added lists the runs of words of s that say something and are not said: those marked in said, or where that is nil,
// those that the other of the pair measured last has.
func (c *comparer) added(s *reading, said []bool) []string {
	if said == nil {
		for _, how := range c.howOf(s) {
			said = append(said, how != unpaired)
		}
	}
	fresh := func(i int) bool { return !said[i] && (s.words[i].content() || s.words[i].digit) }
	var out []string
	for i := 0; i < len(said); i++ {
		if !fresh(i) {
			continue
		}
		from, to, weight := i, i, float32(0)
		for ; i < len(said) && (fresh(i) || !said[i] || !s.words[i].content() && !s.words[i].digit); i++ {
			if fresh(i) {
				weight += s.words[i].idf
				to = i + 1
			}
		}
		if weight >= leastAdded {
			out = append(out, s.withFigures(span{from, to}).text(s))
		}
		i = to
	}
	return out
}

// withFigures widens a run of words so that it cuts no figure in two.
func (r *reading) withFigures(s span) span {
	for i := range r.figures {
		f := &r.figures[i]
		if f.from < s.to && f.to > s.from {
			s.from, s.to = min(s.from, f.from), max(s.to, f.to)
		}
	}
	return s
}

// leastAdded is how much rarity a run of words needs to count as something added: a rare word, or two middling ones.
const leastAdded = .6
