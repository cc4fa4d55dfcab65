package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
)

// settings of the growth.
type settings struct {
	trees    int
	depth    int
	rate     float64 // how much of each tree's answer is taken
	least    float64 // least weight of rows under an answer
	ridge    float64 // pulls answers to 0
	rowShare float64 // part of the rows that a tree sees
	colShare float64 // part of the measures that a tree sees
	seed     uint64
}

// storySettings are for the evidence of stories: fewer measures and fewer rows, so fewer and smaller trees.
func storySettings() settings {
	return settings{trees: 300, depth: 4, rate: .027, least: 8, ridge: 3, rowShare: .8, colShare: .6, seed: 1}
}

func defaults() settings {
	return settings{trees: 280, depth: 4, rate: .05, least: 12, ridge: 4, rowShare: .6, colShare: .3, seed: 1}
}

// node is a question on measure feature, or an answer where feature is -1.
type node struct {
	feature int
	at      float64
	yes, no int
}

type forest struct {
	start float64
	trees [][]node
}

func (f *forest) logOdds(x []float32) float64 {
	sum := f.start
	for _, t := range f.trees {
		sum += answer(t, x)
	}
	return sum
}

func answer(t []node, x []float32) float64 {
	at := 0
	for t[at].feature >= 0 {
		if x[t[at].feature] < float32(t[at].at) {
			at = t[at].yes
		} else {
			at = t[at].no
		}
	}
	return t[at].at
}

// bins is how finely measures are divided before growing.
const bins = 64

// growth is the state of growing: the rows with their measures in bins.
type growth struct {
	settings
	rows     []row
	edges    [][]float32 // by measure: upper edges of its bins
	binned   [][]uint8   // by measure, by row
	gradient []float64
	hessian  []float64
}

// grow learns a forest by gradient boosting with logistic loss (Friedman 2001, second-order answers).
func grow(rows []row, s settings) *forest {
	g := &growth{settings: s, rows: rows, gradient: make([]float64, len(rows)), hessian: make([]float64, len(rows))}
	g.bin()
	sum, weight := 0., 0.
	for _, r := range rows {
		sum, weight = sum+r.target*r.weight, weight+r.weight
	}
	mean := sum / weight
	f := &forest{start: math.Log(mean / (1 - mean))}
	odds := make([]float64, len(rows))
	for i := range odds {
		odds[i] = f.start
	}
	random := rand.New(rand.NewPCG(s.seed, 2)) //nolint:gosec // reproducible on purpose
	for range s.trees {
		for i, r := range rows {
			p := 1 / (1 + math.Exp(-odds[i]))
			g.gradient[i], g.hessian[i] = (r.target-p)*r.weight, p*(1-p)*r.weight
		}
		tree := g.tree(random)
		for i := range rows {
			odds[i] += answer(tree, rows[i].x)
		}
		f.trees = append(f.trees, tree)
	}
	return f
}

func (g *growth) bin() {
	n := len(g.rows[0].x)
	g.edges, g.binned = make([][]float32, n), make([][]uint8, n)
	values := make([]float32, len(g.rows))
	for c := range n {
		for i := range g.rows {
			values[i] = g.rows[i].x[c]
		}
		slices.Sort(values)
		for b := 1; b < bins; b++ {
			e := values[len(values)*b/bins]
			if k := len(g.edges[c]); e > values[0] && (k == 0 || e > g.edges[c][k-1]) {
				g.edges[c] = append(g.edges[c], e)
			}
		}
		g.binned[c] = make([]uint8, len(g.rows))
		for i := range g.rows {
			b, found := slices.BinarySearch(g.edges[c], g.rows[i].x[c])
			if found {
				b++
			}
			g.binned[c][i] = uint8(b)
		}
	}
}

func (g *growth) tree(random *rand.Rand) []node {
	var rows []int
	for i := range g.rows {
		if random.Float64() < g.rowShare {
			rows = append(rows, i)
		}
	}
	var columns []int
	for c := range g.edges {
		if random.Float64() < g.colShare {
			columns = append(columns, c)
		}
	}
	var tree []node
	g.split(&tree, rows, columns, g.depth)
	return tree
}

// split adds the node for these rows to the tree, and those below it.
func (g *growth) split(tree *[]node, rows, columns []int, depth int) int {
	at := len(*tree)
	sumG, sumH := 0., 0.
	for _, i := range rows {
		sumG, sumH = sumG+g.gradient[i], sumH+g.hessian[i]
	}
	*tree = append(*tree, node{feature: -1, at: round(g.rate * sumG / (sumH + g.ridge))})
	if depth == 0 {
		return at
	}
	column, bin := g.bestSplit(rows, columns, sumG, sumH)
	if column < 0 {
		return at
	}
	var below, above []int
	for _, i := range rows {
		if int(g.binned[column][i]) <= bin {
			below = append(below, i)
		} else {
			above = append(above, i)
		}
	}
	n := node{feature: column, at: float64(g.edges[column][bin])}
	n.yes = g.split(tree, below, columns, depth-1)
	n.no = g.split(tree, above, columns, depth-1)
	(*tree)[at] = n
	return at
}

func (g *growth) bestSplit(rows, columns []int, sumG, sumH float64) (column, bin int) {
	best := 1e-6
	column = -1
	for _, c := range columns {
		var binG, binH, binW [bins]float64
		for _, i := range rows {
			b := g.binned[c][i]
			binG[b] += g.gradient[i]
			binH[b] += g.hessian[i]
			binW[b] += g.rows[i].weight
		}
		total := 0.
		for _, w := range &binW {
			total += w
		}
		leftG, leftH, leftW := 0., 0., 0.
		for b := range len(g.edges[c]) {
			leftG, leftH, leftW = leftG+binG[b], leftH+binH[b], leftW+binW[b]
			if leftW < g.least || total-leftW < g.least {
				continue
			}
			rightG, rightH := sumG-leftG, sumH-leftH
			gain := leftG*leftG/(leftH+g.ridge) + rightG*rightG/(rightH+g.ridge) - sumG*sumG/(sumH+g.ridge)
			if gain > best {
				best, column, bin = gain, c, b
			}
		}
	}
	return column, bin
}

// round keeps the table short: answers of four decimals decide the same.
func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }

func writeWeights(pairs, stories *forest, file string) error {
	var b bytes.Buffer
	b.WriteString("# The learned scorers, grown by internal/learn from labelled pairs and articles; not to be edited by hand.\n" +
		"# A scorer begins with its name and its log-odds before any question. A line is a tree, from its root: a question is\n" +
		"# measure:yes:no:below, naming the nodes of its line that follow, and an answer is =log-odds.\n")
	pairs.write(&b, "pairs")
	stories.write(&b, "stories")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

// write prints the forest as lines of the table.
func (f *forest) write(b *bytes.Buffer, name string) {
	fmt.Fprintf(b, "%s %.4f\n", name, f.start)
	for _, t := range f.trees {
		for i, n := range t {
			if i > 0 {
				b.WriteByte(' ')
			}
			if n.feature < 0 {
				fmt.Fprintf(b, "=%s", short(n))
				continue
			}
			fmt.Fprintf(b, "%d:%d:%d:%s", n.feature, n.yes, n.no, short(n))
		}
		b.WriteByte('\n')
	}
}

func short(n node) string {
	if n.feature < 0 {
		return fmt.Sprintf("%.4g", n.at)
	}
	return fmt.Sprint(float32(n.at))
}
