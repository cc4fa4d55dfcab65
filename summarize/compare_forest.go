package summarize

import "math"

// node is a question of a decision tree ("is measure feature below at?") or, where feature is negative, its answer.
type node struct {
	feature int16
	yes, no int16 // nodes of the same tree
	at      float32
}

// forest is the learned scorer: trees whose answers add up to the log-odds that two statements say the same
// (gradient boosting, after Friedman 2001). internal/learn grows it.
type forest struct {
	start float64 // log-odds before any question
	trees [][]node
}

func (f *forest) score(x []float32) float64 {
	sum := f.start
	for _, tree := range f.trees {
		at := int16(0)
		for tree[at].feature >= 0 {
			if x[tree[at].feature] < tree[at].at {
				at = tree[at].yes
			} else {
				at = tree[at].no
			}
		}
		sum += float64(tree[at].at)
	}
	return 1 / (1 + math.Exp(-sum))
}
