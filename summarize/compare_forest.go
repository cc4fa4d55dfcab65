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
	nodes []node  // of all trees, one after the other
	roots []int32 // where each tree begins
}

// newForest lays trees out one after the other.
func newForest(start float64, trees [][]node) forest {
	f := forest{start: start}
	for _, t := range trees {
		f.roots = append(f.roots, int32(len(f.nodes))) //nolint:gosec // some thousands of nodes
		f.nodes = append(f.nodes, t...)
	}
	return f
}

func (f *forest) score(x []float32) float64 {
	sum := f.start
	for _, root := range f.roots {
		tree := f.nodes[root:]
		n := &tree[0]
		for n.feature >= 0 {
			if x[n.feature] < n.at {
				n = &tree[n.yes]
			} else {
				n = &tree[n.no]
			}
		}
		sum += float64(n.at)
	}
	return 1 / (1 + math.Exp(-sum))
}
