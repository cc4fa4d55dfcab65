package summarize

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestListsKeepTheirNumbersApart(t *testing.T) {
	var l lists
	kept, want := make([]list, 40), make([][]int32, 40)
	rng := rand.New(rand.NewPCG(1, 1))
	for step := range int32(40_000) {
		i := rng.IntN(len(kept))
		if n := len(want[i]); n > 0 && rng.IntN(3) == 0 {
			from := rng.IntN(n)
			to := from + 1 + rng.IntN(n-from)
			l.cut(&kept[i], int32(from), int32(to))
			want[i] = slices.Delete(want[i], from, to)
		} else {
			l.push(&kept[i], step)
			want[i] = append(want[i], step)
		}
		if !slices.Equal(l.of(kept[i]), want[i]) {
			t.Fatalf("step %d: list %d holds %v, want %v", step, i, l.of(kept[i]), want[i])
		}
	}
	for i := range kept {
		if !slices.Equal(l.of(kept[i]), want[i]) {
			t.Errorf("list %d holds %v in the end, want %v", i, l.of(kept[i]), want[i])
		}
	}
}

func TestAListLongerThanAChunkIsKept(t *testing.T) {
	var l lists
	var h, other list
	for i := range int32(3 << chunkBits) {
		l.push(&h, i)
		if i%1000 == 0 {
			l.push(&other, -i)
		}
	}
	for i, n := range l.of(h) {
		if n != int32(i) {
			t.Fatalf("number %d is %d", i, n)
		}
	}
}

// TestWhatCameAndWentLeavesNoTrace holds an index that articles came to, moved in and left against one that has only
// those that are left.
func TestWhatCameAndWentLeavesNoTrace(t *testing.T) {
	x := NewIndex()
	rng := rand.New(rand.NewPCG(2, 2))
	for i := range 400 {
		town := []string{"Djibo", "Fada", "Gaya"}[rng.IntN(3)]
		x.Put(fmt.Sprint("s", rng.IntN(6)), fmt.Sprint(town, rng.IntN(60)), raid(town, rng.IntN(60)).vector())
		if i%3 == 0 {
			x.Move([]string{fmt.Sprint(town, rng.IntN(60)), fmt.Sprint(town, rng.IntN(60))}, fmt.Sprint("s", rng.IntN(8)))
		}
		x.Keep(80)
	}
	fresh := NewIndex()
	fresh.terms, fresh.articles, fresh.lists = x.terms, x.articles, x.lists
	for id, at := range x.stories {
		c := &x.clusters[at]
		again := fresh.cluster(id)
		for _, n := range slices.Clone(x.members(c)) {
			fresh.add(again, n)
		}
		want := &fresh.clusters[again]
		if c.first != want.first || c.last != want.last || c.outlet != want.outlet {
			t.Errorf("story %s is from %d to %d, want %d to %d", id, c.first, c.last, want.first, want.last)
		}
		for _, m := range want.centers {
			got := c.center(m.lang)
			if got == nil || got.count != m.count || got.full != m.full || got.neutral != m.neutral {
				t.Errorf("story %s has the center %+v, want %+v", id, got, m)
			}
		}
		if len(c.centers) != len(want.centers) {
			t.Errorf("story %s has %d centers, want %d", id, len(c.centers), len(want.centers))
		}
		x.lists = fresh.lists
	}
	for slot := range x.terms {
		for _, p := range x.lists.of(x.terms[slot].recent) {
			a := &x.articles[posted(p)]
			if !slices.ContainsFunc(leading(a.terms), func(w weight) bool { return int(w.slot) == slot }) {
				t.Errorf("term %d leads to article %q, in which it is not", slot, a.id)
			}
		}
	}
}
