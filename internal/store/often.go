package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// often says which words are frequent in some articles, and which two words stand side by side in many. Pieces are written
// by what was frequent in the articles before them, and say so: it never changes.
type often struct {
	n     int64
	words string // each after a newline, with a space and its weight as a letter from A on
	pairs string // each after a newline, with a space between its words
}

const (
	oftenFrom  = 2048 // so many articles are counted
	oftenPair  = 256  // words side by side in one of so many articles are indexed by themselves
	oftenLeast = 4    // articles, or it is chance

	// A word that every article has weighs so much, one that half as many have one less; lighter ones are not kept.
	heaviest = 12
	lightest = 3
)

// bitsOf is how many bits say that one word stands before another: the more articles have both the more bits, so that those
// that have both, but apart, mostly differ in one. None where few have both: these are read.
func bitsOf(first, second int) int {
	if first == 0 || second == 0 {
		return 0
	}
	return min(max(first+second-heaviest, 0), mostBits)
}

// weight is that of a word; 0 for rare ones.
func (o *often) weight(word string) int {
	at := strings.Index(o.words, "\n"+word+" ")
	if at < 0 {
		return 0
	}
	return int(o.words[at+len(word)+2] - 'A')
}

// pair is the number of a pair that is indexed by itself; -1 where it is not.
func (o *often) pair(first, second string) int {
	at := strings.Index(o.pairs, "\n"+first+" "+second+"\n")
	if at < 0 {
		return -1
	}
	return strings.Count(o.pairs[:at], "\n")
}

// eachOften reads what was frequent before the articles of some numbers, as far as somebody has counted it.
func (s *Store) eachOften(ctx context.Context, numbers []int64, visit func(*often) error) error {
	for _, n := range numbers {
		o := &often{n: n}
		err := s.one(ctx, "SELECT words, pairs FROM often WHERE n = ?", []any{n}, []any{&o.words, &o.pairs})
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if err := visit(o); err != nil {
			return err
		}
	}
	return nil
}

// oftenOf is the number of what is frequent before the last article of a piece.
func oftenOf(last int64) int64 { return (last - 1) / joinedBelow }

// oftenBefore is what is frequent before the last article of a piece. It is counted once for each sixteen thousand articles,
// in a share of those and of as many before, as far as they are there.
func (s *Store) oftenBefore(ctx context.Context, w *writer, last int64) (*often, error) {
	o := &often{n: oftenOf(last)}
	if w.often != nil && w.often.n == o.n {
		return w.often, nil
	}
	found, err := w.one(ctx, "SELECT words, pairs FROM often WHERE n = ?", []any{o.n}, []any{&o.words, &o.pairs})
	if err != nil {
		return nil, err
	}
	if !found {
		var newest int64
		if _, err := w.one(ctx, "SELECT coalesce(max(n), 0) FROM article", nil, []any{&newest}); err != nil {
			return nil, err
		}
		from, to := o.counted(newest)
		g := newGatherer()
		some := indexedWhere + "n > ? AND n <= ? AND n % ? = 0"
		if err := s.eachIndexed(ctx, w, some, []any{from, to, max((to-from)/oftenFrom, 1)}, g.add); err != nil {
			return nil, fmt.Errorf("count what is frequent: %w", err)
		}
		o.words, o.pairs = g.frequentWords(), g.frequentPairs()
		if err := w.exec(ctx, "INSERT INTO often VALUES (?, ?, ?)", o.n, o.words, o.pairs); err != nil {
			return nil, err
		}
	}
	w.often = o
	return o, nil
}

// counted are the articles in a share of which it is counted: after the first number, up to the second.
func (o *often) counted(newest int64) (after, last int64) {
	return max(o.n-1, 0) * joinedBelow, min((o.n+1)*joinedBelow, newest)
}

// frequentWords are those of the articles gathered, as often keeps them.
func (g *gatherer) frequentWords() string {
	var list []string
	for i := range g.byWord {
		w := &g.byWord[i]
		word := string(g.lettersOf(w))
		weight := heaviest - int(math.Ceil(math.Log2(float64(g.doc)/float64(w.count))))
		if w.count >= oftenLeast && weight >= lightest && word[0] != 0 {
			list = append(list, word+" "+string(rune('A'+weight)))
		}
	}
	slices.Sort(list)
	return "\n" + strings.Join(list, "\n") + "\n"
}

// frequentPairs are those of the articles gathered, as often keeps them.
func (g *gatherer) frequentPairs() string {
	least := max(oftenLeast, int(g.doc)/oftenPair)
	type met struct{ articles, last int }
	all := map[[2]uint32]met{}
	g.eachDoc(func(doc int, line []uint32) {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			if a == noWord || b == noWord || g.byWord[a].count < least || g.byWord[b].count < least {
				continue
			}
			if m := all[[2]uint32{a, b}]; m.last != doc+1 {
				all[[2]uint32{a, b}] = met{m.articles + 1, doc + 1}
			}
		}
	})
	var list []string
	for p, m := range all {
		if m.articles >= least {
			list = append(list, string(g.lettersOf(&g.byWord[p[0]]))+" "+string(g.lettersOf(&g.byWord[p[1]])))
		}
	}
	slices.Sort(list)
	return "\n" + strings.Join(list[:min(len(list), mostPairs)], "\n") + "\n"
}

// known is what a gatherer's words are to those that are frequent.
type known struct {
	weight []int // of each word
	hash   []uint64
	pairs  map[[2]uint32]int // numbers of pairs
}

// know looks the frequent words up among those gathered.
func (g *gatherer) know(o *often) known {
	k := known{weight: make([]int, len(g.byWord)), hash: make([]uint64, len(g.byWord)), pairs: map[[2]uint32]int{}}
	for line := range strings.Lines(o.words[1:]) {
		word, weight, _ := strings.Cut(line, " ")
		if id, ok := g.known(word); ok && weight != "" {
			k.weight[id], k.hash[id] = int(weight[0]-'A'), hashOf(word)
		}
	}
	number := 0
	for line := range strings.Lines(o.pairs[1:]) {
		first, second, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		a, ok1 := g.known(first)
		b, ok2 := g.known(second)
		if ok1 && ok2 {
			k.pairs[[2]uint32{a, b}] = number
		}
		number++
	}
	return k
}
