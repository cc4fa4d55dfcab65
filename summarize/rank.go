package summarize

import (
	"cmp"
	"slices"

	"harmattan/internal/news"
)

// Length is how much of a briefing is wanted.
type Length int

// Lengths of a briefing.
const (
	Full  Length = iota // everything that is said once
	Short               // what independent sources agree on and what comes first: at most seven statements
	Line                // the one statement that says what happened
)

// shortest and longest of a Short briefing, in statements.
const (
	fewest = 3
	most   = 7
)

// Shorten picks the statements of a briefing for a length, in the order of reading. It picks greedily: each time the
// statement that independent origins, its place in its article and what it shares with the rest speak most for, less
// for what is already picked. Position counts most, as it does on news.
func Shorten(b news.Briefing, l Length) []int { return InLengths(b)[l] }

// InLengths is what Shorten picks for each length, by Length, at the cost of one.
func InLengths(b news.Briefing) (out [Line + 1][]int) {
	all := len(b.Order)
	want := [...]int{Full: all, Short: min(all, max(fewest, min(most, all/3))), Line: min(1, all)}
	var r *ranking
	for l := range want {
		if want[l] == all {
			out[l] = slices.Clone(b.Order)
			continue
		}
		if r == nil {
			r = newRanking(b)
		}
		for _, i := range r.pick(want[l]) {
			out[l] = append(out[l], b.Order[i])
		}
	}
	return out
}

// ranking is the state of picking. Its lists are by place in the order of reading; stems are numbered as they are met.
type ranking struct {
	stems   [][]int32
	place   []float64 // 1 for the first statement of an article, falling
	origins []int     // independent origins that state it
	shared  []int     // by stem, in how many statements it stands
	said    []bool    // by stem, whether what is picked has it
	picked  []int     // in the order they were picked
}

func newRanking(b news.Briefing) *ranking {
	r := &ranking{
		stems: make([][]int32, len(b.Order)), place: make([]float64, len(b.Order)), origins: make([]int, len(b.Order)),
	}
	lang := map[string]news.Lang{}
	for _, a := range b.Articles {
		lang[a.ID] = a.Lang
	}
	place, nth := map[int]float64{}, map[string]int{}
	for _, s := range b.Statements {
		place[s.ID] = 1 / (1 + .25*float64(nth[s.Article]))
		nth[s.Article]++
	}
	l, number := newLexer(), map[string]int32{}
	statements, from := statementsByID(b), origins(b)
	for i, id := range b.Order {
		s := statements[id]
		r.place[i], r.origins[i] = place[id], from[id]
		for _, stem := range contentStems(l.words(s.Text, lang[s.Article])) {
			n, met := number[stem]
			if !met {
				n = int32(len(r.shared))
				number[stem] = n
				r.shared = append(r.shared, 0)
			}
			r.shared[n]++
			r.stems[i] = append(r.stems[i], n)
		}
	}
	r.said = make([]bool, len(r.shared))
	return r
}

// pick picks until so many are picked, and returns their places in the order of reading.
func (r *ranking) pick(want int) []int {
	for len(r.picked) < want {
		best, worth := 0, -1.
		for i := range r.stems {
			if w := r.worth(i); w > worth && !slices.Contains(r.picked, i) {
				best, worth = i, w
			}
		}
		r.picked = append(r.picked, best)
		for _, stem := range r.stems[best] {
			r.said[stem] = true
		}
	}
	return slices.Sorted(slices.Values(r.picked[:want]))
}

// worth is what speaks for a statement: origins times place times how central and how new it is, all above 0.
func (r *ranking) worth(i int) float64 {
	stems := r.stems[i]
	if len(stems) == 0 {
		return 0
	}
	central, fresh := 0., 0.
	for _, s := range stems {
		central += float64(min(r.shared[s], 4)) / 4
		if !r.said[s] {
			fresh++
		}
	}
	n := float64(len(stems))
	return float64(r.origins[i]) * r.place[i] * (.5 + central/n) * (.2 + fresh/n)
}

// contentStems lists the stems of the longer words, once each.
func contentStems(words []Word) []string {
	var out []string
	for _, w := range words {
		if (len(w.Fold) > 3 || w.Digit) && !slices.Contains(out, w.Stem) {
			out = append(out, w.Stem)
		}
	}
	return out
}

// origins counts for each statement the independent origins that state it or something it leads.
func origins(b news.Briefing) map[int]int {
	origin := map[string]string{}
	for _, a := range b.Articles {
		origin[a.ID] = cmp.Or(a.Origin, a.Outlet, a.ID)
	}
	article := map[int]string{}
	out := map[int]int{}
	for _, s := range b.Statements {
		article[s.ID] = s.Article
		out[s.ID] = 1
	}
	for _, r := range b.Repeats {
		from := map[string]bool{}
		for _, m := range r.Members {
			if m.Kind != news.Differs {
				from[origin[article[m.ID]]] = true
			}
		}
		out[r.Lead] = max(1, len(from))
	}
	return out
}
