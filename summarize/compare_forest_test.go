package summarize

import (
	"math"
	"strings"
	"testing"
)

func TestAForestAnswersAsItsTreesDo(t *testing.T) {
	// Two trees: below .5 in measure 0 answers 1, else measure 2 below .25 answers 2, else 4; and one that asks measure 0 twice.
	f := readForests("both .5\n0:1:2:.5 =1 2:3:4:.25 =2 =4\n0:1:4:.7 0:2:3:.1 =.25 =.5 =.75\n")["both"]
	for _, c := range []struct {
		first, third float32
		want         float64
	}{
		{.05, .9, .5 + 1 + .25},
		{.1, .9, .5 + 1 + .5},
		{.5, .2, .5 + 2 + .5},
		{.5, .25, .5 + 4 + .5},
		{.7, 0, .5 + 2 + .75},
		{float32(math.NaN()), 0, .5 + 2 + .75}, // as every comparison with it, the question is answered by no
	} {
		got := f.score([]float32{c.first, 9, c.third})
		if want := 1 / (1 + math.Exp(-c.want)); got != want {
			t.Errorf("measures %v and %v score %v, want %v", c.first, c.third, got, want)
		}
	}
}

func TestTheLearnedForestsFit(t *testing.T) {
	for line := range strings.Lines(weightsText) {
		if n := strings.Count(line, "="); n > mostLeaves && !strings.HasPrefix(line, "#") {
			t.Errorf("a tree has %d leaves, room is for %d: %.60s", n, mostLeaves, line)
		}
	}
	for name, f := range readForests(weightsText) {
		if f.trees == 0 || f.trees > mostTrees {
			t.Errorf("the scorer %s has %d trees, room is for %d", name, f.trees, mostTrees)
		}
	}
}
