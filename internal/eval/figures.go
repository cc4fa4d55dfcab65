package main

import (
	"math"
	"sort"
)

// scored is a row with the program's score and its label.
type scored struct {
	score float64
	same  bool
}

// averagePrecision is the mean of the precision at each true row, rows in falling order of score. Rows of equal score
// count as one step, so that their order in the file does not matter.
func averagePrecision(rows []scored) float64 {
	sum, trues := 0.0, 0
	eachStep(rows, func(hits, seen, added int) {
		trues += added
		sum += float64(added) * float64(hits) / float64(seen)
	})
	return ratio(sum, float64(trues))
}

// recallAt is the largest share of the true rows found at a threshold with at least this precision.
func recallAt(rows []scored, precision float64) float64 {
	best, trues := 0, 0
	eachStep(rows, func(hits, seen, added int) {
		trues += added
		if float64(hits) >= precision*float64(seen) {
			best = hits
		}
	})
	return ratio(float64(best), float64(trues))
}

// precisionAt is the precision of the surest rows that find a share of all labelled ones; 0 where they never do.
func precisionAt(rows []scored, labelled int, recall float64) float64 {
	precision, done := 0.0, false
	eachStep(rows, func(hits, seen, _ int) {
		if !done && float64(hits) >= recall*float64(labelled) {
			precision, done = ratio(float64(hits), float64(seen)), true
		}
	})
	return precision
}

// eachStep walks the rows in falling order of score and tells, after each group of equal scores, how many rows were
// true so far, how many were seen, and how many true ones the group added.
func eachStep(rows []scored, step func(hits, seen, added int)) {
	sorted := append([]scored(nil), rows...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].score > sorted[j].score })
	hits := 0
	for i := 0; i < len(sorted); {
		added, j := 0, i
		for ; j < len(sorted) && sorted[j].score == sorted[i].score; j++ {
			if sorted[j].same {
				added++
			}
		}
		hits += added
		step(hits, j, added)
		i = j
	}
}

// accuracyAt is the share of rows on the right side of a threshold, and f1At the F1 of the true class there.
func accuracyAt(rows []scored, threshold float64) (accuracy, f1 float64) {
	var truePos, falsePos, falseNeg, right int
	for _, r := range rows {
		said := r.score >= threshold
		switch {
		case said && r.same:
			truePos++
		case said:
			falsePos++
		case r.same:
			falseNeg++
		}
		if said == r.same {
			right++
		}
	}
	return ratio(float64(right), float64(len(rows))), f1Of(truePos, falsePos, falseNeg)
}

func f1Of(truePos, falsePos, falseNeg int) float64 {
	return ratio(2*float64(truePos), float64(2*truePos+falsePos+falseNeg))
}

// spearman is the correlation of two lists' ranks; equal values share their mean rank.
func spearman(a, b []float64) float64 {
	return pearson(ranks(a), ranks(b))
}

func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return v[order[i]] < v[order[j]] })
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

func pearson(a, b []float64) float64 {
	var meanA, meanB float64
	for i := range a {
		meanA += a[i] / float64(len(a))
		meanB += b[i] / float64(len(b))
	}
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - meanA) * (b[i] - meanB)
		aa += (a[i] - meanA) * (a[i] - meanA)
		bb += (b[i] - meanB) * (b[i] - meanB)
	}
	return ratio(ab, math.Sqrt(aa*bb))
}

// bCubed is the mean over the rows of each row's precision and recall in its cluster (Bagga and Baldwin 1998).
func bCubed(said, gold []string) (precision, recall, f1 float64) {
	type pair struct{ said, gold string }
	both, saids, golds := map[pair]int{}, map[string]int{}, map[string]int{}
	for i := range said {
		both[pair{said[i], gold[i]}]++
		saids[said[i]]++
		golds[gold[i]]++
	}
	for i := range said {
		shared := float64(both[pair{said[i], gold[i]}])
		precision += shared / float64(saids[said[i]]) / float64(len(said))
		recall += shared / float64(golds[gold[i]]) / float64(len(said))
	}
	return precision, recall, ratio(2*precision*recall, precision+recall)
}

// ratio is a/b, and 0 where there is nothing to divide by.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
