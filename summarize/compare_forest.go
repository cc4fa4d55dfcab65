package summarize

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

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

//go:embed weights.txt
var weightsText string

// readForests reads the learned scorers; weights.txt says how it is written.
func readForests(text string) map[string]*forest {
	out := map[string]*forest{}
	var f *forest
	for line := range strings.Lines(text) {
		name, start, ok := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasPrefix(line, "#"):
		case ok && !strings.ContainsAny(name, ":="):
			f = &forest{}
			f.start, _ = strconv.ParseFloat(start, 64)
			out[name] = f
		case f != nil:
			f.plant(line)
		}
	}
	return out
}

// plant adds a tree, a node after the other.
func (f *forest) plant(line string) {
	f.roots = append(f.roots, int32(len(f.nodes)))
	for word := range strings.FieldsSeq(line) {
		n := node{feature: -1}
		at, answer := strings.CutPrefix(word, "=")
		if !answer {
			part := strings.SplitN(word, ":", 4)
			n.feature, n.yes, n.no = small(part[0]), small(part[1]), small(part[2])
			at = part[3]
		}
		value, _ := strconv.ParseFloat(at, 32)
		n.at = float32(value)
		f.nodes = append(f.nodes, n)
	}
}

// small reads a number of the table, which a test holds to be sound.
func small(s string) int16 {
	n, _ := strconv.ParseInt(s, 10, 16)
	return int16(n)
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
