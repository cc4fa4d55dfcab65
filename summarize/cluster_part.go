package summarize

import (
	"math"
	"slices"

	"harmattan/internal/news"
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
// of how they differ, and what one alone says tells nothing either.
type parting struct {
	lang     news.Lang
	articles []*filed
	terms    [][]weight // full is the weight here
	like     [][]float64
	side     []int // 0 or 1
	room     *partRoom

	// across is how like the parts are to each other, as a share of how like the articles of the looser part are among
	// themselves: near 1 where the cut goes through the midst of one event, near 0 where the parts share little but what
	// all of them share. About a third of it is left between two events told in the same words, and seldom so little
	// between the stages of one.
	across float64
}

// part cuts the articles of one or two stories in two; ok is false where they are too few.
func (x *Index) part(members []*filed) (p *parting, ok bool) {
	p = &parting{lang: mainLang(members), room: x.room(len(x.terms))}
	p.pick(members)
	if len(p.articles) < 2*partFewest {
		return nil, false
	}
	p.direct()
	p.settle()
	return p, p.measure()
}

// partRoom is what parting counts and compares in, by slot. It is kept: the index has many slots, an article few.
type partRoom struct {
	has  []int32   // how many of the articles have a term
	at   []float32 // what it weighs in one of them
	used []int32   // slots in which has is set
}

// room is the room for parting, empty.
func (x *Index) room(slots int) *partRoom {
	r := &x.parting
	for _, slot := range r.used {
		r.has[slot] = 0
	}
	r.used = r.used[:0]
	r.has = slices.Grow(r.has, max(0, slots-len(r.has)))[:slots]
	r.at = slices.Grow(r.at, max(0, slots-len(r.at)))[:slots]
	return r
}

func (r *partRoom) count(slot int32) {
	if r.has[slot] == 0 {
		r.used = append(r.used, slot)
	}
	r.has[slot]++
}

// parts shares all members out among the two parts.
func (p *parting) parts(members []*filed) (out [2][]*filed) {
	centers := p.centers()
	for _, m := range members {
		side := p.nearer(centers, m)
		out[side] = append(out[side], m)
	}
	return out
}

// mainLang is the language of most articles, of equals the one that came first.
func mainLang(members []*filed) news.Lang {
	count := map[news.Lang]int{}
	var most news.Lang
	for _, m := range members {
		count[m.lang]++
	}
	for _, m := range members {
		if count[m.lang] > count[most] {
			most = m.lang
		}
	}
	return most
}

// pick picks the articles to compare and compares them; of texts that are copies it keeps the first.
func (p *parting) pick(members []*filed) {
	var own []*filed
	for _, m := range members {
		if m.lang == p.lang {
			own = append(own, m)
		}
	}
	p.articles = evenly(own)
	for _, m := range p.articles {
		for _, t := range m.terms {
			p.room.count(t.slot)
		}
	}
	n := len(p.articles)
	for _, m := range p.articles {
		p.terms = append(p.terms, p.among(m.terms, n))
	}
	p.compare()
	p.leaveCopiesOut()
}

// evenly picks at most partMost articles that lie evenly among all.
func evenly(all []*filed) []*filed {
	n := min(len(all), partMost)
	out := make([]*filed, n)
	for i := range n {
		out[i] = all[i*len(all)/n]
	}
	return out
}

// among weighs an article's terms by how telling they are among n articles.
func (p *parting) among(terms []weight, n int) []weight {
	out := make([]weight, 0, len(terms))
	var square float64
	for _, t := range terms {
		if p.room.has[t.slot] < 2 {
			continue
		}
		t.full *= float32(math.Log(float64(n+1) / float64(p.room.has[t.slot])))
		square += float64(t.full * t.full)
		out = append(out, t)
	}
	for i := range out {
		out[i].full = scaled(out[i].full, square)
	}
	return out
}

func (p *parting) compare() {
	p.like = make([][]float64, len(p.articles))
	for i, terms := range p.terms {
		p.like[i] = make([]float64, len(p.articles))
		for _, t := range terms {
			p.room.at[t.slot] = t.full
		}
		for j := range i {
			var dot float32
			for _, t := range p.terms[j] {
				dot += t.full * p.room.at[t.slot]
			}
			p.like[i][j], p.like[j][i] = float64(dot), float64(dot)
		}
		for _, t := range terms {
			p.room.at[t.slot] = 0
		}
		p.like[i][i] = 1
	}
}

func (p *parting) leaveCopiesOut() {
	var kept []int
	for i := range p.articles {
		if !slices.ContainsFunc(kept, func(k int) bool { return p.like[i][k] > copyLike }) {
			kept = append(kept, i)
		}
	}
	for a, i := range kept {
		p.articles[a], p.terms[a] = p.articles[i], p.terms[i]
		for b, j := range kept {
			p.like[a][b] = p.like[i][j]
		}
		p.like[a] = p.like[a][:len(kept)]
	}
	p.articles, p.terms, p.like = p.articles[:len(kept)], p.terms[:len(kept)], p.like[:len(kept)]
}

// direct takes sides along the direction in which the articles differ most: the first principal component, found by
// powers of the centered likenesses from the article that is least like the others.
func (p *parting) direct() {
	n := len(p.articles)
	mean, all := make([]float64, n), 0.
	for i := range n {
		for j := range n {
			mean[i] += p.like[i][j] / float64(n)
		}
		all += mean[i] / float64(n)
	}
	least := 0
	for i := range n {
		if mean[i] < mean[least] {
			least = i
		}
	}
	at, next := make([]float64, n), make([]float64, n)
	at[least] = 1
	for range partSteps {
		length := 0.
		for i := range n {
			next[i] = 0
			for j := range n {
				next[i] += (p.like[i][j] - mean[i] - mean[j] + all) * at[j]
			}
			length += next[i] * next[i]
		}
		if length <= 0 {
			break
		}
		for i := range n {
			at[i] = next[i] / math.Sqrt(length)
		}
	}
	p.side = make([]int, n)
	for i := range n {
		if at[i] > 0 {
			p.side[i] = 1
		}
	}
}

// settle lets each article change to the side whose articles it is more like, until none wants to.
func (p *parting) settle() {
	for range partMoves {
		next := slices.Clone(p.side)
		for i := range p.articles {
			like, count := p.likeSides(i)
			if count[0] > 0 && count[1] > 0 {
				next[i] = 0
				if like[1]/count[1] > like[0]/count[0] {
					next[i] = 1
				}
			}
		}
		if slices.Equal(next, p.side) {
			return
		}
		p.side = next
	}
}

// likeSides adds up how like an article is to the others of each side, and counts these.
func (p *parting) likeSides(i int) (like, count [2]float64) {
	for j, side := range p.side {
		if j != i {
			like[side] += p.like[i][j]
			count[side]++
		}
	}
	return like, count
}

// measure finds how like the two sides are; ok is false where one is too small to tell.
func (p *parting) measure() (ok bool) {
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
		return false
	}
	looser := min(within[0]/pairs[0], within[1]/pairs[1])
	if looser <= 0 {
		return false
	}
	p.across = between / betweens / looser
	return true
}

// sideCenter is the middle of one side, by slot: its articles' weights added up and divided by their number.
type sideCenter map[int32]weight

func (p *parting) centers() [2]sideCenter {
	out := [2]sideCenter{{}, {}}
	var count [2]float32
	for _, side := range p.side {
		count[side]++
	}
	for i, side := range p.side {
		for _, t := range p.terms[i] {
			sum := out[side][t.slot]
			sum.full += t.full / count[side]
			sum.neutral += t.neutral / count[side]
			out[side][t.slot] = sum
		}
	}
	return out
}

// nearer is the side that an article belongs to; one in another language is judged by names, places and figures.
func (p *parting) nearer(centers [2]sideCenter, m *filed) int {
	var like [2]float64
	terms := m.terms
	if m.lang == p.lang {
		terms = p.among(m.terms, len(p.articles))
	}
	for _, t := range terms {
		for side := range like {
			c := centers[side][t.slot]
			if m.lang == p.lang {
				like[side] += float64(t.full * c.full)
			} else {
				like[side] += float64(t.neutral * c.neutral)
			}
		}
	}
	if like[1] > like[0] {
		return 1
	}
	return 0
}
