package summarize

// across judges two statements in two languages. Stems tell nothing there, so what can be known in both is compared:
// names, figures, dates, the ideas of the lexicon and words of one family. The score is the part of all that is known
// in the two that both have, and nothing where too little is known to be sure.
func (c *comparer) across(in *spread) float64 {
	x := &c.pairing
	pairedA, aloneA := knownIn(x.a, x.na, x.howA[:], in)
	pairedB, aloneB := knownIn(x.b, x.nb, x.howB[:], in)
	paired, alone := min(pairedA, pairedB), aloneA+aloneB
	both, _ := sharedFigures(x.a, x.b, in)
	paired += both
	alone += .5 * float64(len(x.a.figures)+len(x.b.figures)-2*pairedFigures(x))
	if x.a.days&x.b.days != 0 {
		paired += .4
	}
	if paired < leastAcross || x.a.denies != x.b.denies || x.a.stops != x.b.stops {
		return 0
	}
	return 2 * paired / (2*paired + alone)
}

// leastAcross is how much two statements in two languages must share to be compared at all: about two rare things.
const leastAcross = 1.2

// sureAcross is the score from which two statements in two languages count as the same.
const sureAcross = .62

// knownIn adds up what is known of a statement's words beyond its language: what the other has, and what it has not.
func knownIn(r *reading, n int, how []uint8, in *spread) (paired, alone float64) {
	for i := range n {
		w := &r.words[i]
		if !w.content() || w.digit || w.number != 0 || w.weekday != 0 || w.month != 0 {
			continue
		}
		weight := float64(w.idf) * in.rarity(w.key())
		switch {
		case how[i] != unpaired:
			paired += weight
		case w.idea != 0 && i > 0 && r.words[i-1].idea == w.idea: // the rest of a phrase
		case w.idea != 0 || w.upper && i > 0 && w.idf > .8:
			alone += .6 * weight
		}
	}
	return paired, alone
}
