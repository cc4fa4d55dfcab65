package summarize

import (
	"cmp"
	"math"
	"slices"
)

// weight is what a term weighs in one article: among all its terms, and among those that mean the same in every
// language. Both are scaled so that the article's length is 1.
type weight struct {
	slot    int32
	full    float32
	neutral float32
}

// What the kinds of terms weigh beside a word, where languages are the same and where they are not.
const (
	nameFull, nameNeutral     = 1, 1
	placeFull, placeNeutral   = 1, 2
	figureFull, figureNeutral = .3, .6
	ideaFull, ideaNeutral     = 0, .6
)

func (k termKind) weights() (full, neutral float64) {
	switch k {
	case nameTerm:
		return nameFull, nameNeutral
	case placeTerm:
		return placeFull, placeNeutral
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

// idf is the logarithm of how many articles there are for one that has the term, of which has are in the index. What
// was filed earlier keeps the weights it had then: beside the prior they change slowly.
func (x *Index) idf(t term, has int32) float64 {
	all := priorArticles + float64(len(x.numbers))
	return max(0, math.Log(all/(priorArticles*prior(t.rarity)+float64(has))))
}

// weigh gives the terms of an article their weights, by what the index has seen so far. Terms it has never seen have
// no slot, and lead nowhere: they only make the article longer.
func (x *Index) weigh(v Vector) []weight {
	out := make([]weight, 0, len(v.terms))
	var full, neutral float64
	for _, t := range v.terms {
		slot, seen := x.slots[t.key]
		has := int32(0)
		if seen {
			has = x.terms[slot].has
		}
		w := t.often() * x.idf(t, has)
		f, n := t.key.kind().weights()
		f, n = f*w, n*w
		full += f * f
		neutral += n * n
		if seen {
			out = append(out, weight{slot, float32(f), float32(n)})
		}
	}
	for i := range out {
		out[i].full = scaled(out[i].full, full)
		out[i].neutral = scaled(out[i].neutral, neutral)
	}
	return out
}

func scaled(w float32, square float64) float32 {
	if square <= 0 {
		return 0
	}
	return w / float32(math.Sqrt(square))
}

// heaviest lists the terms that weigh most, heaviest first.
func heaviest(terms []weight, most int) []weight {
	out := slices.Clone(terms)
	slices.SortFunc(out, func(a, b weight) int {
		if c := cmp.Compare(max(b.full, b.neutral), max(a.full, a.neutral)); c != 0 {
			return c
		}
		return cmp.Compare(a.slot, b.slot)
	})
	return out[:min(len(out), most)]
}
