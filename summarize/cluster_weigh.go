package summarize

import (
	"math"
	"slices"

	"harmattan/internal/news"
)

// weight is what a term weighs in one article: among all its terms, and among those that mean the same in every
// language. Both are scaled so that the article's length is wholeWeight, the latter with neutralRest in it. As they are
// whole numbers, sums of them are exact, and what is taken out of a sum leaves it as if it had never been in.
type weight struct {
	slot    int32
	full    uint16
	neutral uint16
}

// wholeWeight is what a term weighs that is alone in its article.
const wholeWeight = 1<<16 - 1

// cosine is the cosine that a sum of products of weights stands for.
func cosine(products uint64) float64 { return float64(products) / (wholeWeight * wholeWeight) }

// What the kinds of terms weigh beside a word, where languages are the same and where they are not. Across languages what is
// done tells events apart and a country does not: all that comes out of it names it, and a text may name little else.
const (
	nameFull, nameNeutral         = 1, 1.5
	guessFull, guessNeutral       = 0, .75 // a name in Arabic, whose letters do not tell it from a rare word
	divisionFull, divisionNeutral = 1, 1
	countryFull, countryNeutral   = 1, .7
	figureFull, figureNeutral     = .3, .6
	ideaFull, ideaNeutral         = 0, 2
)

// neutralRest is the weight of what an article says that no other language has a term for, about as much as a name in its
// text: two articles that share all of the little that can be compared are not the same for that.
const neutralRest = 9

// weights are what a term of a text in some language weighs beside a word.
func (t term) weights(lang news.Lang) (full, neutral float64) {
	switch t.key.kind() {
	case nameTerm:
		if lang == news.Arabic {
			return guessFull, guessNeutral
		}
		return nameFull, nameNeutral
	case placeTerm:
		if t.rarity == countryRarity {
			return countryFull, countryNeutral
		}
		return divisionFull, divisionNeutral
	case figureTerm:
		return figureFull, figureNeutral
	case ideaTerm:
		return ideaFull, ideaNeutral
	}
	return 1, 0
}

// What is known of the news before an article is filed: as much as this many articles would tell.
const (
	priorArticles  = 4_000
	neverSeen      = 5e-5 // share of articles that have a term never seen
	priorSentences = 3    // sentences of an article, as rarity was counted by sentences
	rarityScale    = 9.9  // natural logarithm of the sentences that it was counted in
)

// prior is the share of articles that are expected to have a term of a rarity.
func prior(rarity uint8) float64 {
	if rarity >= 100 {
		return neverSeen
	}
	sentence := math.Exp(-rarityScale * float64(rarity) / 100)
	return max(neverSeen, 1-math.Pow(1-sentence, priorSentences))
}

// weigher weighs terms: what each rarity and each count comes to, reckoned once, and the room that it works in.
type weigher struct {
	prior [256]float64 // by rarity: how many of priorArticles have the term
	often [256]float64 // by count
	log   logs
	slots []int32 // of the terms of a vector; nowhere for one that has none
	raw   []rawWeight
	order []uint64
	out   []weight
}

type rawWeight struct {
	slot          int32
	full, neutral float64
}

func newWeigher() weigher {
	w := weigher{log: newLogs()}
	for i := range w.prior {
		w.prior[i] = priorArticles * prior(uint8(i))
		w.often[i] = term{count: uint8(i)}.often()
	}
	return w
}

// look looks up where the terms of a vector are kept.
func (x *Index) look(v Vector) {
	r := &x.weigher
	r.slots = r.slots[:0]
	for _, t := range v.terms {
		slot, seen := x.slots[t.key]
		if !seen {
			slot = nowhere
		}
		r.slots = append(r.slots, slot)
	}
}

// weigh gives the terms of an article that were looked up their weights, by what the index has seen so far, the heaviest
// first. Terms it has never seen have no slot, and lead nowhere: they only make the article longer. What was filed
// earlier keeps the weights it had then: beside the prior they change slowly. What it returns is good until it is asked
// again.
func (x *Index) weigh(v Vector) []weight {
	r := &x.weigher
	r.raw = r.raw[:0]
	all := math.Log(priorArticles + float64(len(x.numbers)))
	var full, neutral float64
	for i, t := range v.terms {
		slot := r.slots[i]
		has := 0.
		if slot != nowhere {
			has = float64(x.terms[slot].has)
		}
		w := r.often[t.count] * max(0, all-r.log.of(r.prior[t.rarity]+has))
		f, n := t.weights(v.lang)
		f, n = f*w, n*w
		full += f * f
		neutral += n * n
		if slot != nowhere {
			r.raw = append(r.raw, rawWeight{slot, f, n})
		}
	}
	r.out = r.out[:0]
	full, neutral = scale(full), scale(neutral+neutralRest*neutralRest)
	for _, w := range r.raw {
		r.out = append(r.out, weight{w.slot, rounded(w.full * full), rounded(w.neutral * neutral)})
	}
	return r.sorted()
}

// logs are natural logarithms of 1 to 2, between which logarithms are found several times faster than by reckoning them,
// to seven digits.
type logs []float64

const logBits = 10

func newLogs() logs {
	l := make(logs, 1<<logBits+1)
	for i := range l {
		l[i] = math.Log1p(float64(i) / (1 << logBits))
	}
	return l
}

// of is the logarithm of a number above 0, which is a power of two times one of 1 to 2.
func (l logs) of(x float64) float64 {
	const mantissa = 52
	bits := math.Float64bits(x)
	power := int(bits>>mantissa) - 1023
	between := bits << (64 - mantissa) >> (64 - mantissa)
	i := between >> (mantissa - logBits)
	rest := float64(between-i<<(mantissa-logBits)) / (1 << (mantissa - logBits))
	return float64(power)*math.Ln2 + l[i] + rest*(l[i+1]-l[i])
}

func scale(square float64) float64 {
	if square <= 0 {
		return 0
	}
	return wholeWeight / math.Sqrt(square)
}

// rounded makes a whole number of a weight, 0 only of 0.
func rounded(w float64) uint16 {
	if w <= 0 {
		return 0
	}
	return uint16(max(1, min(wholeWeight, w+.5)))
}

// most is what a term weighs where it weighs more.
func (w weight) most() uint16 { return max(w.full, w.neutral) }

// sorted is what was weighed with the heaviest first, of equals those of the lowest slots. It sorts numbers that hold
// weight, slot and place: that is several times faster than comparing by a function.
func (r *weigher) sorted() []weight {
	r.order = r.order[:0]
	for i, w := range r.out {
		r.order = append(r.order, uint64(^w.most())<<40|uint64(uint32(w.slot))<<8|uint64(i)) // maxTerms fits into a byte
	}
	slices.Sort(r.order)
	n := len(r.out)
	for _, o := range r.order {
		r.out = append(r.out, r.out[o&0xff])
	}
	return r.out[n:]
}
