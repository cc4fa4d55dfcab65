package summarize

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
	counted := ""
	if r := a; d.counted.to != 0 {
		if d.countedInB {
			r = b
		}
		counted = " " + d.counted.text(r)
	}
	if a == first {
		return inA, inB, inB + " / " + inA + counted
	}
	return inB, inA, inA + " / " + inB + counted
}

// added lists the runs of words of s, one of the pair measured last, that the other lacks and that say something.
func (c *comparer) added(_ match, s *reading) []string {
	how, n := c.pairing.howB[:], c.pairing.nb
	if c.pairing.a == s {
		how, n = c.pairing.howA[:], c.pairing.na
	}
	var out []string
	for i := 0; i < n; i++ {
		if how[i] != unpaired || !s.words[i].content() && !s.words[i].digit {
			continue
		}
		from, to := i, i+1
		weight := s.words[i].idf
		for j := i + 1; j < n && (how[j] == unpaired || !s.words[j].content()); j++ {
			if how[j] == unpaired && s.words[j].content() {
				weight += s.words[j].idf
				to = j + 1
			}
		}
		if weight >= leastAdded {
			out = append(out, span{from, to}.text(s))
		}
		i = to - 1
	}
	return out
}

// leastAdded is how much rarity a run of words needs to count as something added: a rare word, or two middling ones.
const leastAdded = .6
