package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// ofOneThing tells of a denial, or of two words that exclude each other, whether the pair measured last speaks of one thing by
// them. A conflict of words keeps two statements apart in any case; it is shown as a contradiction only then: that costs are
// higher is nothing against a decrease of earnings, and a deadline to reinstate somebody nothing against that he was not.
func (x *alignment) ofOneThing(d difference) bool {
	switch d.by {
	case oppositeBy:
		return x.besides(d.inA.from, d.inB.from)
	case denialBy:
		if d.inA.to-d.inA.from > 1 {
			return assertedAgainst(x.b, d.inB.from, x.a, d.inA)
		}
		return assertedAgainst(x.a, d.inA.from, x.b, d.inB)
	}
	return true
}

// nearBy is how many words around a word are looked at for what it is said of.
const nearBy = 4

// besides tells whether a word near word i of the first statement has its partner near word j of the second.
func (x *alignment) besides(i, j int) bool {
	for p := max(0, i-nearBy); p <= min(x.na-1, i+nearBy); p++ {
		if p == i || x.howA[p] == unpaired || !x.a.words[p].content() {
			continue
		}
		if q := int(x.toB[p]); q >= j-nearBy && q <= j+nearBy {
			return true
		}
	}
	return false
}

// assertedAgainst tells whether a statement asserts its word k in the way in which the other denies it, in its words at: both as
// something that is so, or both as something to be done or that might be; not as something that somebody has.
func assertedAgainst(r *reading, k int, other *reading, at span) bool {
	if k >= len(r.words) || ofOwner(r, k) || claimed(other, at) {
		return false
	}
	return open(r, k) == (open(other, at.to-1) || open(other, at.from))
}

// ofOwner tells whether word k only says whose something is: "the actors' strike".
func ofOwner(r *reading, k int) bool {
	rest := r.text[r.words[k].end:]
	return r.lang == news.English && (strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’"))
}

// claimed tells whether what is denied is a claim as such: who denies an allegation does not say that none was made.
func claimed(r *reading, at span) bool {
	for i := at.from; i < at.to && i < len(r.words); i++ {
		for _, begin := range [...]string{"alleg", "accus", "claim", "charge", "rumo"} {
			if strings.HasPrefix(r.words[i].fold, begin) {
				return true
			}
		}
	}
	return false
}

// open tells whether word k leaves open whether it is so: "to reinstate", "would sign", "pour rétablir", "if he resigns".
func open(r *reading, k int) bool {
	if k == 0 || k >= len(r.words) {
		return false
	}
	switch last := r.words[k-1].fold; r.lang {
	case news.English:
		if last == "to" && !r.words[k].upper {
			return true
		}
	case news.French:
		fold := r.words[k].fold
		infinitive := strings.HasSuffix(fold, "er") || strings.HasSuffix(fold, "ir") || strings.HasSuffix(fold, "re")
		if infinitive && (last == "pour" || last == "de" || last == "d" || last == "a") {
			return true
		}
	}
	for i := max(0, k-nearBy); i < k; i++ {
		switch r.words[i].fold {
		case "would", "could", "should", "may", "might", "must", "if", "whether", "unless", "si", "pourrait", "pourraient", "devrait", "devraient":
			return true
		}
	}
	return false
}
