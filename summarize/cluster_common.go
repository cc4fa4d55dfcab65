package summarize

import (
	"math"
	"math/bits"
	"slices"
)

// common is the terms of several articles about to be parted, by numbers of their own, and how like the articles are by
// them. A term weighs the more the fewer of the articles have it; one that only one has weighs nothing.
type common struct {
	rows    []commonRow // a table by slot
	shift   int         // of a hashed slot, to be a row
	set     []int32     // rows that are taken
	numbers []int32     // of the terms of all articles in turn
	has     []int32     // by number: how many of the articles have it
	ends    []int32     // by number: where its weights end
	weights []commonWeight
	telling [partMost + 1]float64 // by how many of the articles have a term
	room    []float64
	like    []float32
}

type commonRow struct{ slot, number int32 } // the slot raised by one; 0 where there is none

// commonWeight is what a term weighs in one article.
type commonWeight struct {
	article int32
	full    float32
}

// row is where a slot is, or would be put.
func (c *common) row(slot int32) int32 {
	i := uint32(slot) * 0x9e3779b1 >> c.shift
	for c.rows[i].slot != 0 && c.rows[i].slot != slot+1 {
		i = (i + 1) & (uint32(len(c.rows)) - 1)
	}
	return int32(i)
}

// read reads the terms of articles in place of those read before, and compares the articles by them.
func (x *Index) read(articles []int32) {
	c := &x.parting.common
	terms := 0
	for _, n := range articles {
		terms += len(x.articles[n].terms)
	}
	c.clear(terms)
	for _, n := range articles {
		c.count(x.articles[n].terms)
	}
	c.allot()
	for has := 2; has <= len(articles); has++ {
		c.telling[has] = math.Log(float64(len(articles)+1) / float64(has))
	}
	rest := c.numbers
	for i, n := range articles {
		terms := x.articles[n].terms
		c.weigh(int32(i), terms, rest[:len(terms)])
		rest = rest[len(terms):]
	}
	c.compare(len(articles))
}

// clear empties the table, and makes it twice as long as so many terms: a short one stays near the processor.
func (c *common) clear(terms int) {
	for _, i := range c.set {
		c.rows[i] = commonRow{}
	}
	c.set, c.numbers, c.has = c.set[:0], c.numbers[:0], c.has[:0]
	size := bits.Len(uint(2 * terms))
	if 1<<size > cap(c.rows) {
		c.rows = make([]commonRow, 1<<size)
	}
	c.rows = c.rows[:1<<size]
	c.shift = 32 - size
}

// count numbers the terms of an article and counts them.
func (c *common) count(terms []weight) {
	for _, t := range terms {
		i := c.row(t.slot)
		r := &c.rows[i]
		if r.slot == 0 {
			*r = commonRow{t.slot + 1, int32(len(c.has))}
			c.has = append(c.has, 0)
			c.set = append(c.set, i)
		}
		c.has[r.number]++
		c.numbers = append(c.numbers, r.number)
	}
}

// allot gives each term that several articles have the room for its weights, which begins at its end so far.
func (c *common) allot() {
	c.ends = c.ends[:0]
	total := int32(0)
	for _, has := range c.has {
		c.ends = append(c.ends, total)
		if has > 1 {
			total += has
		}
	}
	c.weights = slices.Grow(c.weights[:0], int(total))[:total]
}

// weigh weighs the terms of an article.
func (c *common) weigh(article int32, terms []weight, numbers []int32) {
	var square float64
	c.room = c.room[:0]
	for k, t := range terms {
		w := 0.
		if has := c.has[numbers[k]]; has > 1 {
			w = float64(t.full) * c.telling[has]
			square += w * w
		}
		c.room = append(c.room, w)
	}
	if square > 0 {
		square = 1 / math.Sqrt(square)
	}
	for k, number := range numbers {
		if c.has[number] > 1 {
			c.weights[c.ends[number]] = commonWeight{article, float32(c.room[k] * square)}
			c.ends[number]++
		}
	}
}

// compare adds up, term by term, how like the articles are that have it.
func (c *common) compare(n int) {
	c.like = slices.Grow(c.like[:0], n*n)[:n*n]
	clear(c.like)
	for number, end := range c.ends {
		has := c.has[number]
		if has < 2 {
			continue
		}
		own := c.weights[end-has : end]
		for i, a := range own {
			row := c.like[int(a.article)*n:]
			for _, b := range own[i+1:] {
				row[b.article] += a.full * b.full
			}
		}
	}
}

// among gives the terms of an article the weights that they have among n of the articles, by slot.
func (c *common) among(terms []weight, n int) map[int32]float64 {
	out := make(map[int32]float64, len(terms))
	var square float64
	for _, t := range terms {
		r := c.rows[c.row(t.slot)]
		if r.slot == 0 || c.has[r.number] < 2 {
			continue
		}
		w := float64(t.full) * math.Log(float64(n+1)/float64(c.has[r.number]))
		square += w * w
		out[t.slot] = w
	}
	for slot, w := range out {
		out[slot] = w / math.Sqrt(max(square, 1))
	}
	return out
}

// sideCenter is the middle of one side, by slot: its articles' weights added up and divided by their number.
type sideCenter map[int32]*sideWeight

type sideWeight struct{ full, neutral float64 }

// parts shares all members out among the two parts.
func (x *Index) parts(members []int32) (out [2][]int32) {
	centers := x.sideCenters()
	for _, n := range members {
		side := x.nearer(centers, n)
		out[side] = append(out[side], n)
	}
	return out
}

func (x *Index) sideCenters() [2]sideCenter {
	p := &x.parting
	out := [2]sideCenter{{}, {}}
	var count [2]float64
	for _, side := range p.side {
		count[side]++
	}
	for i, side := range p.side {
		terms := x.articles[p.articles[p.kept[i]]].terms
		among := p.common.among(terms, len(p.articles))
		for _, t := range terms {
			full, ok := among[t.slot]
			if !ok {
				continue
			}
			s := out[side][t.slot]
			if s == nil {
				s = &sideWeight{}
				out[side][t.slot] = s
			}
			s.full += full / count[side]
			s.neutral += float64(t.neutral) / count[side]
		}
	}
	return out
}

// nearer is the side that an article belongs to; one in another language is judged by names, places and figures.
func (x *Index) nearer(centers [2]sideCenter, n int32) int {
	p, a := &x.parting, &x.articles[n]
	var like [2]float64
	among := map[int32]float64{}
	if a.lang == p.lang {
		among = p.common.among(a.terms, len(p.kept))
	}
	for _, t := range a.terms {
		for side := range like {
			s := centers[side][t.slot]
			switch {
			case s == nil:
			case a.lang == p.lang:
				like[side] += among[t.slot] * s.full
			default:
				like[side] += float64(t.neutral) * s.neutral
			}
		}
	}
	if like[1] > like[0] {
		return 1
	}
	return 0
}
