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
func Shorten(b news.Briefing, l Length) []int {
	want := len(b.Order)
	switch l {
	case Line:
		want = min(1, want)
	case Short:
		want = min(want, max(fewest, min(most, want/3)))
	}
	if want == len(b.Order) {
		return slices.Clone(b.Order)
	}
	r := newRanking(b)
	picked := map[int]bool{}
	for len(picked) < want {
		best, worth := 0, -1.
		for _, id := range b.Order {
			if w := r.worth(id); !picked[id] && w > worth {
				best, worth = id, w
			}
		}
		picked[best] = true
		r.say(best)
	}
	var out []int
	for _, id := range b.Order {
		if picked[id] {
			out = append(out, id)
		}
	}
	return out
}

// ranking is the state of picking.
type ranking struct {
	statements map[int]news.Statement
	words      map[int][]Word
	place      map[int]float64 // 1 for the first statement of an article, falling
	origins    map[int]int     // independent origins that state it
	shared     map[string]int  // in how many statements a stem stands
	said       map[string]bool // stems of what is picked
}

func newRanking(b news.Briefing) *ranking {
	r := &ranking{
		statements: map[int]news.Statement{}, words: map[int][]Word{}, place: map[int]float64{}, origins: origins(b),
		shared: map[string]int{}, said: map[string]bool{},
	}
	lang := map[string]news.Lang{}
	for _, a := range b.Articles {
		lang[a.ID] = a.Lang
	}
	l := newLexer()
	nth := map[string]int{}
	for _, s := range b.Statements {
		r.statements[s.ID] = s
		r.place[s.ID] = 1 / (1 + .25*float64(nth[s.Article]))
		nth[s.Article]++
	}
	for _, id := range b.Order {
		s := r.statements[id]
		r.words[id] = l.words(s.Text, lang[s.Article])
		for _, stem := range contentStems(r.words[id]) {
			r.shared[stem]++
		}
	}
	return r
}

// worth is what speaks for a statement: origins times place times how central and how new it is, all above 0.
func (r *ranking) worth(id int) float64 {
	stems := contentStems(r.words[id])
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
	return float64(r.origins[id]) * r.place[id] * (.5 + central/n) * (.2 + fresh/n)
}

func (r *ranking) say(id int) {
	for _, s := range contentStems(r.words[id]) {
		r.said[s] = true
	}
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
