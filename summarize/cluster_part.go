package summarize

import (
	"math"
	"slices"
)

// How a story is parted in two to see whether it was two.
const (
	partMost   = 40 // articles that are compared: of more, so many that lie evenly among them
	partFewest = 3  // articles of different texts that each part must have

	copyLike = .8 // likeness from which two texts are one text for parting: a copy is no second witness

	partSteps = 24 // steps in which the direction is found along which the articles differ most
	partMoves = 8  // rounds in which articles change sides
)

// parting is a story's articles about to be cut into the two parts that differ most. It works on articles in one
// language, their terms weighed by how telling they are among these articles alone: what all of them say tells nothing
// of how they differ, and what one alone says tells nothing either. The index keeps one, with the room that it works in.
type parting struct {
	lang     uint32
	articles []int32
	common   common
	kept     []int       // of articles, those that are no copies of another
	like     [][]float64 // of those
	side     []int       // 0 or 1, of those
	next     []int
	at, to   []float64
	mean     []float64
	both     []int32
}

// part cuts articles of one or two stories in two, and tells how like the parts are to each other, as a share of how like
// the articles of the looser part are among themselves: near 1 where the cut goes through the midst of one event, near 0
// where the parts share little but what all of them share. About a third of it is left between two events told in the
// same words, and seldom so little between the stages of one. ok is false where the articles are too few.
func (x *Index) part(members []int32) (across float64, ok bool) {
	p := &x.parting
	if len(members) < 2*partFewest {
		return 0, false
	}
	x.pickParts(members)
	if len(p.articles) < 2*partFewest {
		return 0, false
	}
	p.compare()
	if len(p.kept) < 2*partFewest {
		return 0, false
	}
	p.direct()
	p.settle()
	return p.measure()
}

// pickParts picks the articles to compare, those in the language of most, and weighs their terms.
func (x *Index) pickParts(members []int32) {
	p := &x.parting
	p.lang = x.mainLang(members)
	own := p.articles[:0]
	for _, n := range members {
		if x.articles[n].lang == p.lang {
			own = append(own, n)
		}
	}
	p.articles = evenly(own[:0], own, partMost)
	x.read(p.articles)
}

// mainLang is the language of most articles, of equals the one that came first.
func (x *Index) mainLang(members []int32) (most uint32) {
	first := x.articles[members[0]].lang
	if !slices.ContainsFunc(members, func(n int32) bool { return x.articles[n].lang != first }) {
		return first
	}
	count := map[uint32]int{}
	for _, n := range members {
		count[x.articles[n].lang]++
	}
	for _, n := range members {
		if lang := x.articles[n].lang; count[lang] > count[most] {
			most = lang
		}
	}
	return most
}

// evenly adds to out at most so many articles that lie evenly among all.
func evenly(out, all []int32, most int) []int32 {
	n := min(len(all), most)
	for i := range n {
		out = append(out, all[i*len(all)/n])
	}
	return out
}

// compare compares the articles; of texts that are copies it keeps the first.
func (p *parting) compare() {
	n := len(p.articles)
	like := p.common.like
	p.kept = p.kept[:0]
	for i := range n {
		copied := slices.ContainsFunc(p.kept, func(k int) bool { return like[k*n+i] > copyLike })
		if !copied {
			p.kept = append(p.kept, i)
		}
	}
	p.like = slices.Grow(p.like[:0], len(p.kept))[:len(p.kept)]
	for a, i := range p.kept {
		row := slices.Grow(p.like[a][:0], n)
		for _, j := range p.kept {
			row = append(row, float64(like[min(i, j)*n+max(i, j)]))
		}
		row[a] = 1
		p.like[a] = row
	}
}

// direct takes sides along the direction in which the articles differ most: the first principal component, found by
// powers of the centered likenesses from the article that is least like the others.
func (p *parting) direct() {
	n := len(p.like)
	p.mean, p.at, p.to = zeros(p.mean, n), zeros(p.at, n), zeros(p.to, n)
	all := 0.
	for i, row := range p.like {
		for _, like := range row {
			p.mean[i] += like / float64(n)
		}
		all += p.mean[i] / float64(n)
	}
	p.at[slices.Index(p.mean, slices.Min(p.mean))] = 1
	for range partSteps {
		if !p.step(all) {
			break
		}
	}
	p.side = slices.Grow(p.side[:0], n)[:n]
	for i := range n {
		p.side[i] = 0
		if p.at[i] > 0 {
			p.side[i] = 1
		}
	}
}

// step multiplies at by the centered likenesses, which are the likenesses less the means of row and column; false when
// it changes no more.
func (p *parting) step(all float64) bool {
	var sum, weighed, length, change float64
	for i, a := range p.at {
		sum += a
		weighed += a * p.mean[i]
	}
	for i, row := range p.like {
		dot := 0.
		for j, like := range row {
			dot += like * p.at[j]
		}
		p.to[i] = dot - p.mean[i]*sum - weighed + all*sum
		length += p.to[i] * p.to[i]
	}
	if length <= 0 {
		return false
	}
	length = 1 / math.Sqrt(length)
	for i, to := range p.to {
		to *= length
		change += (to - p.at[i]) * (to - p.at[i])
		p.at[i] = to
	}
	return change > partStill
}

// partStill is the square of a change of direction that is none.
const partStill = 1e-6

func zeros(s []float64, n int) []float64 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// settle lets each article change to the side whose articles it is more like, until none wants to.
func (p *parting) settle() {
	for range partMoves {
		p.next = append(p.next[:0], p.side...)
		for i := range p.like {
			like, count := p.likeSides(i)
			if count[0] > 0 && count[1] > 0 {
				p.next[i] = 0
				if like[1]/count[1] > like[0]/count[0] {
					p.next[i] = 1
				}
			}
		}
		p.side, p.next = p.next, p.side
		if slices.Equal(p.next, p.side) {
			return
		}
	}
}

// likeSides adds up how like an article is to the others of each side, and counts these.
func (p *parting) likeSides(i int) (like, count [2]float64) {
	for j, like1 := range p.like[i] {
		side := p.side[j]
		like[side] += like1
		count[side]++
	}
	like[p.side[i]]-- // itself
	count[p.side[i]]--
	return like, count
}

// measure finds how like the two sides are; ok is false where one is too small to tell.
func (p *parting) measure() (across float64, ok bool) {
	var within, pairs [2]float64
	var between, betweens float64
	var size [2]int
	for i, side := range p.side {
		size[side]++
		for j := range i {
			if p.side[j] == side {
				within[side] += p.like[i][j]
				pairs[side]++
				continue
			}
			between += p.like[i][j]
			betweens++
		}
	}
	if min(size[0], size[1]) < partFewest {
		return 0, false
	}
	looser := min(within[0]/pairs[0], within[1]/pairs[1])
	if looser <= 0 {
		return 0, false
	}
	return between / betweens / looser, true
}
