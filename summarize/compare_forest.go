package summarize

import (
	"cmp"
	_ "embed"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// forest is the learned scorer: trees whose answers add up to the log-odds that two statements say the same
// (gradient boosting, after Friedman 2001). internal/learn grows it. It is not walked tree by tree: for each measure the
// questions of all trees lie by rising bound, and each that is answered by no takes leaves off its tree; of those that stay,
// the first is the answer (QuickScorer, Lucchese and others 2015). That has hardly a branch to guess.
type forest struct {
	start     float64 // log-odds before any question
	questions [][]question
	leaves    []float32 // of each tree, mostLeaves places a tree
	trees     int
}

// question is a node of a tree: is the measure below at?
type question struct {
	at   float32
	tree uint16
	keep uint16 // the leaves that stay when it is not
}

// The most leaves of a tree and trees of a forest.
const (
	mostLeaves = 16
	mostTrees  = 512
)

// node is a question as the table has it or, where feature is negative, an answer.
type node struct {
	feature int16
	yes, no int16 // nodes of the same tree
	at      float32
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
	for _, f := range out {
		for _, q := range f.questions {
			slices.SortFunc(q, func(a, b question) int { return cmp.Compare(a.at, b.at) })
		}
	}
	return out
}

// plant adds a tree.
func (f *forest) plant(line string) {
	var nodes []node
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
		nodes = append(nodes, n)
	}
	f.trees++
	f.leaves = append(f.leaves, make([]float32, mostLeaves)...)
	f.grow(nodes, 0, 0)
}

// grow adds the part of a tree below a node, whose leaves are numbered from first on, those of yes before those of no. It
// returns how many it has.
func (f *forest) grow(nodes []node, at int16, first int) int {
	n, tree := nodes[at], f.trees-1
	if n.feature < 0 {
		f.leaves[tree*mostLeaves+first] = n.at
		return 1
	}
	yes := f.grow(nodes, n.yes, first)
	for len(f.questions) <= int(n.feature) {
		f.questions = append(f.questions, nil)
	}
	q := question{at: n.at, tree: uint16(tree), keep: ^uint16((1<<yes - 1) << first)}
	f.questions[n.feature] = append(f.questions[n.feature], q)
	return yes + f.grow(nodes, n.no, first+yes)
}

// small reads a number of the table, which a test holds to be sound.
func small(s string) int16 {
	n, _ := strconv.ParseInt(s, 10, 16)
	return int16(n)
}

func (f *forest) score(x []float32) float64 {
	var room [mostTrees]uint16
	stay := room[:f.trees]
	for i := range stay {
		stay[i] = math.MaxUint16
	}
	for measure, questions := range f.questions {
		value := x[measure]
		for i := range questions {
			q := &questions[i]
			if value < q.at {
				break
			}
			stay[q.tree] &= q.keep
		}
	}
	sum := f.start
	for tree, leaves := range stay {
		sum += float64(f.leaves[tree*mostLeaves+bits.TrailingZeros16(leaves)])
	}
	return 1 / (1 + math.Exp(-sum))
}
