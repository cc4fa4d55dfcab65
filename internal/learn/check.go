package main

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// folds is into how many parts the rows are divided; each part is judged by a forest grown from the others.
const folds = 5

// crossValidate prints what forests are worth on rows that they were not grown from.
func crossValidate(data string, out io.Writer) error {
	rows, err := readRows(data)
	if err != nil {
		return err
	}
	scores := heldOut(rows, defaults())
	report(out, rows, scores)
	pairs, err := readStoryPairs(data, rows, scores)
	if err != nil {
		return err
	}
	reportStories(out, pairs)
	return nil
}

// heldOut scores each row by a forest that has seen neither it nor its translation.
func heldOut(rows []row, s settings) []float64 {
	scores := make([]float64, len(rows))
	done := make(chan bool)
	for fold := range folds {
		go func() {
			var train []row
			for _, r := range rows {
				if r.group%folds != fold {
					train = append(train, r)
				}
			}
			told := countTelling(train)
			f := grow(told.measureAll(train), s)
			for i, r := range rows {
				if r.group%folds == fold {
					r = told.measured(r)
					scores[i] = 1 / (1 + math.Exp(-f.logOdds(r.x)))
				}
			}
			done <- true
		}()
	}
	for range folds {
		<-done
	}
	return scores
}

func report(out io.Writer, rows []row, scores []float64) {
	for _, f := range pairFiles() {
		var said, gold []float64
		for i, r := range rows {
			if r.set != f.name {
				continue
			}
			said = append(said, scores[i])
			if f.name == gradedSet {
				gold = append(gold, r.gold)
			} else {
				gold = append(gold, r.target)
			}
		}
		if f.name == gradedSet {
			fmt.Fprintf(out, "%-14s Spearman %.3f\n", f.name, spearman(said, gold))
			continue
		}
		p := precisions(said, gold)
		fmt.Fprintf(out, "%-14s AP %.4f  recall at P.9 %.3f  accuracy %.4f\n", f.name, p.average, p.recall, p.accuracy)
		for _, at := range []float64{.5, .7, .8, .86, .9} {
			merged, right, falses := above(said, gold, at)
			fmt.Fprintf(out, "    merged from %.2f: %d, precision %.3f, of the different %.3f\n",
				at, merged, float64(right)/float64(max(merged, 1)), float64(merged-right)/float64(max(falses, 1)))
		}
	}
}

// gradedSet is the file whose rows have a likeness from 0 to 5 in place of yes and no.
const gradedSet = "sts-headlines"

// above counts the pairs scored at least at, those of them that say the same, and all that do not.
func above(said, gold []float64, at float64) (merged, right, falses int) {
	for i := range said {
		if gold[i] < .5 {
			falses++
		}
		if said[i] >= at {
			merged++
			if gold[i] > .5 {
				right++
			}
		}
	}
	return merged, right, falses
}

type precisionFigures struct{ average, recall, accuracy float64 }

func precisions(said, gold []float64) precisionFigures {
	order := make([]int, len(said))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case said[a] > said[b]:
			return -1
		case said[a] < said[b]:
			return 1
		}
		return 0
	})
	trues := 0.
	for _, g := range gold {
		trues += g
	}
	var out precisionFigures
	found, right := 0., 0.
	for rank, i := range order {
		if gold[i] > .5 {
			found++
			out.average += found / float64(rank+1) / trues
		}
		if found/float64(rank+1) >= .9 {
			out.recall = found / trues
		}
		if (said[i] >= .5) == (gold[i] > .5) {
			right++
		}
	}
	out.accuracy = right / float64(len(said))
	return out
}

// spearman is the correlation of ranks, equal values sharing the mean of theirs.
func spearman(x, y []float64) float64 {
	rx, ry := ranks(x), ranks(y)
	mx, my := float64(len(x)-1)/2, float64(len(y)-1)/2
	xy, xx, yy := 0., 0., 0.
	for i := range rx {
		dx, dy := rx[i]-mx, ry[i]-my
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	return xy / math.Sqrt(xx*yy)
}

func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case v[a] < v[b]:
			return -1
		case v[a] > v[b]:
			return 1
		}
		return a - b
	})
	out := make([]float64, len(v))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && v[order[j]] == v[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[order[k]] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}
