package summarize

// ordering says how far the shared words of a pair stand in one order. Bags of words cannot see that "A attacked B" is
// not "B attacked A"; this can.
type ordering struct {
	all     float64 // share of pairs of shared words that stand the other way round
	names   float64 // the same among names
	longest float64 // longest run shared word by word, as a part of the shorter statement
	near    float64 // shared words that keep one of the two content words beside them
	first   float64 // 1 when the first words that carry meaning are paired with each other
	last    float64 // the same for the last
	gap     float64 // how far the shared words moved on average, as a part of the length
	roles   float64 // shared words that stand after another small word ("from" for "to")
}

// crossings measures the order of the paired words that carry meaning.
func crossings(x *alignment) ordering {
	var out ordering
	var at, to [maxAligned]int
	n := 0
	for i := range x.na {
		if x.howA[i] != unpaired && (x.a.words[i].content() || x.a.words[i].digit) {
			at[n], to[n] = i, int(x.toB[i])
			n++
		}
	}
	pairs, crossed, namePairs, nameCrossed := 0, 0, 0, 0
	for i := range n {
		for j := range i {
			pairs++
			named := x.a.words[at[i]].upper && x.a.words[at[j]].upper
			if named {
				namePairs++
			}
			if to[j] > to[i] {
				crossed++
				if named {
					nameCrossed++
				}
			}
		}
	}
	out.all = ratio(float64(crossed), float64(pairs))
	out.names = ratio(float64(nameCrossed), float64(namePairs))
	out.longest = ratio(float64(longestRun(x)), float64(min(x.na, x.nb)))
	out.near, out.roles = neighbours(x, at[:n], to[:n])
	fa, fb, la, lb := ends(x.a, x.na), ends(x.b, x.nb), lastContent(x.a, x.na), lastContent(x.b, x.nb)
	if fa >= 0 && fb >= 0 && x.howA[fa] != unpaired && int(x.toB[fa]) == fb {
		out.first = 1
	}
	if la >= 0 && lb >= 0 && x.howA[la] != unpaired && int(x.toB[la]) == lb {
		out.last = 1
	}
	for i := range n {
		d := float64(at[i])/float64(x.na) - float64(to[i])/float64(x.nb)
		out.gap += max(d, -d)
	}
	out.gap = ratio(out.gap, float64(n))
	return out
}

// ends is the first word that carries meaning, or -1.
func ends(r *reading, n int) int {
	for i := range n {
		if r.words[i].content() {
			return i
		}
	}
	return -1
}

func lastContent(r *reading, n int) int {
	for i := n - 1; i >= 0; i-- {
		if r.words[i].content() {
			return i
		}
	}
	return -1
}

// longestRun is the length of the longest run of words paired one after the other.
func longestRun(x *alignment) int {
	best, run := 0, 0
	for i := range x.na {
		switch {
		case x.howA[i] == unpaired:
			run = 0
		case run > 0 && x.toB[i] == x.toB[i-1]+1:
			run++
		default:
			run = 1
		}
		best = max(best, run)
	}
	return best
}

// neighbours measures how many paired words keep a paired neighbour among the words that carry meaning, and how many
// stand after a small word of another role.
func neighbours(x *alignment, at, to []int) (near, roles float64) {
	kept, changed, n := 0., 0., 0.
	for k := range at {
		i, j := at[k], to[k]
		n++
		ra, rb := x.a.roleBefore(i), x.b.roleBefore(j)
		if ra != rb && ra != roleNone && rb != roleNone {
			changed++
		}
		if beforeKept(x, i, j) {
			kept++
		}
	}
	return ratio(kept, n), ratio(changed, n)
}

// beforeKept tells whether the words that carry meaning before i and before j are paired, or those after.
func beforeKept(x *alignment, i, j int) bool {
	p, q := i-1, j-1
	for p >= 0 && !x.a.words[p].content() {
		p--
	}
	for q >= 0 && !x.b.words[q].content() {
		q--
	}
	if p < 0 || q < 0 {
		return p < 0 && q < 0
	}
	return x.howA[p] != unpaired && int(x.toB[p]) == q
}

// runs is how many runs of two and of three words both statements have, as a part of the longer.
func runs(x *alignment) (two, three float64) {
	n2, n3 := 0, 0
	for i := 1; i < x.na; i++ {
		if x.howA[i] == unpaired || x.howA[i-1] == unpaired || x.toB[i] != x.toB[i-1]+1 {
			continue
		}
		n2++
		if i > 1 && x.howA[i-2] != unpaired && x.toB[i-1] == x.toB[i-2]+1 {
			n3++
		}
	}
	longer := float64(max(x.na, x.nb))
	return ratio(float64(n2), max(longer-1, 1)), ratio(float64(n3), max(longer-2, 1))
}
