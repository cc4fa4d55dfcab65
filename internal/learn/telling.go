package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// smooth pulls the log-odds of words that were seen little to 0: they count as if seen so often with mean odds.
const smooth = 12

// leastTold is how often a stem must have been seen to enter the table.
const leastTold = 4

// odds counts how often a stem was shared, or alone, in pairs that say the same and in others.
type odds struct{ shared, sharedSame, alone, aloneSame float64 }

// tellers counts the telling words of labelled pairs.
type tellers struct {
	stems map[string]*odds
	all   odds
}

// countTelling counts the pairs of English news; made-up pairs of swapped words would teach that words tell nothing.
func countTelling(rows []row) *tellers {
	t := &tellers{stems: map[string]*odds{}}
	for i := range rows {
		t.add(&rows[i], 1)
	}
	return t
}

func counts(r *row) bool { return r.lang == news.English && !strings.HasPrefix(r.set, "paws") }

// add counts a pair, or with sign -1 takes it back.
func (t *tellers) add(r *row, sign float64) {
	if !counts(r) {
		return
	}
	of := func(s string) *odds {
		if t.stems[s] == nil {
			t.stems[s] = &odds{}
		}
		return t.stems[s]
	}
	for _, s := range r.told.Shared {
		for _, o := range []*odds{of(s), &t.all} {
			o.shared += sign
			o.sharedSame += sign * r.target
		}
	}
	for _, s := range r.told.Alone {
		for _, o := range []*odds{of(s), &t.all} {
			o.alone += sign
			o.aloneSame += sign * r.target
		}
	}
}

func logOdds(same, all, mean float64) float64 {
	p := (same + smooth*mean) / (all + smooth)
	return math.Log(p/(1-p)) - math.Log(mean/(1-mean))
}

func (t *tellers) alone(s string) float64 {
	o := t.stems[s]
	if o == nil || o.alone+o.shared < leastTold {
		return 0
	}
	return math.Round(10*logOdds(o.aloneSame, o.alone, t.all.aloneSame/t.all.alone)) / 10
}

func (t *tellers) shared(s string) float64 {
	o := t.stems[s]
	if o == nil || o.alone+o.shared < leastTold {
		return 0
	}
	return math.Round(10*logOdds(o.sharedSame, o.shared, t.all.sharedSame/t.all.shared)) / 10
}

// measuredWithout measures a pair that t has counted as if it had not: it must not teach what it is then asked.
func (t *tellers) measuredWithout(r row) row {
	t.add(&r, -1)
	defer t.add(&r, 1)
	return t.measured(r)
}

// measured returns the pair's measures with the sums over telling words as t knows them.
func (t *tellers) measured(r row) row {
	r.x = slices.Clone(r.x)
	alone, shared, worst := 0., 0., 0.
	if r.lang == news.English {
		for _, s := range r.told.Alone {
			v := t.alone(s)
			alone, worst = alone+v, min(worst, v)
		}
		for _, s := range r.told.Shared {
			shared += t.shared(s)
		}
	}
	at := summarize.TellingAt
	r.x[at], r.x[at+1], r.x[at+2] = float32(alone), float32(shared), float32(worst)
	return r
}

// all measures every row, each without itself.
func (t *tellers) measureAll(rows []row) []row {
	out := make([]row, len(rows))
	for i, r := range rows {
		out[i] = t.measuredWithout(r)
	}
	return out
}

func (t *tellers) write(file string) error {
	var b bytes.Buffer
	b.WriteString("# What words tell of two statements: language, log-odds (in tenths) that they say the same where only one has\n")
	b.WriteString("# the word and where both have it, then stems. Learned by internal/learn from pairs/mrpc-train and sts-headlines.\n")
	levels := map[[2]int][]string{}
	for _, s := range slices.Sorted(maps.Keys(t.stems)) {
		level := [2]int{int(math.Round(10 * t.alone(s))), int(math.Round(10 * t.shared(s)))}
		if level != [2]int{} && !strings.ContainsAny(s, " :#") {
			levels[level] = append(levels[level], s)
		}
	}
	keys := slices.SortedFunc(maps.Keys(levels), func(a, b [2]int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return a[1] - b[1]
	})
	for _, level := range keys {
		fmt.Fprintf(&b, "en %d %d: %s\n", level[0], level[1], strings.Join(levels[level], " "))
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil { //nolint:gosec // a source file
		return fmt.Errorf("write telling words: %w", err)
	}
	return nil
}
